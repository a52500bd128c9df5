"""How one numeral is read: its unit, range, half, bounds and denominators."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from extract.model import Bound, Kind, Quantity, Value
from extract.numerals import Numeral
from extract.quantities.bounds import Bounds
from extract.quantities.per import Denominators
from extract.quantities.units import Unit, Units

__all__ = ["Reading", "Readings"]

_HALF = Decimal("0.5")
_CONNECTOR = re.compile(r"\s?(?:——?|[—~\-]|至|到)\s?")
_JOINT = re.compile(r"[、和与及]")
_AND_A_HALF = re.compile(r"半(?![径期途路导岛山决程价挂封数以夜成空场])")
_TENTH = re.compile(r"[一二三四五六七八九](?![一-鿿])")
_CLASS = re.compile(r"级(?![别联])")
_ONE_MORE = re.compile(r"个(?P<more>[多半余来])(?=月|小时|星期|礼拜|世纪|学期|季度|钟头|工作日)")
_OTHER_FORMS = re.compile(r"[（(][一-鿿](?:[、/][一-鿿]){0,4}[)）](?:次)?")
_TAIL = re.compile(r"[一-鿿“”、]{0,14}")
_PERSON = re.compile(
    r"(?:人|民|者|员|生|工|师|众|户主|体|妇|童|老|友|军|兵|客|群|干部|青年|职工|居|幼|孤|弱|患)"
)
_MONEY_CUE = re.compile(
    r"投资|资金|金额|贷款|营收|产值|收入|补贴|融资|税|成交额|销售额|票房|经费|捐|债|奖金|赔|罚"
)
_PEOPLE_CUE = re.compile(r"人口|人数|患者|用户|粉丝|会员|游客|旅客|党员|学生|职工|居民")
_SPECIAL_KINDS: dict[str, tuple[Kind, str]] = {"percent": ("percent", "%"), "permille": ("percent", "‰"), "fraction": ("fraction", "")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A numeral with what follows it, before bounds are put on.

    ``end`` is the end of unit or numeral, ``bare``
    that no unit was written, ``bounded`` that a bound word adjoins.
    """

    numeral: Numeral
    last: Numeral
    start: int
    end: int
    kind: Kind
    unit: str
    factor: Decimal
    rule: str
    plus: Decimal = Decimal(0)
    bare: bool = False
    bounded: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Readings:
    """Reads numerals with a catalogue of units, bound words and denominators."""

    units: Units
    bounds: Bounds
    denominators: Denominators

    def read(self, folded: str, masked: str, numerals: list[Numeral], index: int) -> Reading | None:
        """The reading of ``numerals[index]``; None where nothing countable follows."""
        numeral = numerals[index]
        reading = self._range(folded, numerals, index) or self._single(folded, numeral)
        if reading is None:
            reading = self._mark(folded, numeral)
        if reading is None:
            reading = self._shared(folded, numerals, index) or self._bare(folded, numeral)
        if reading is None:
            return None
        bounded = (
            numeral.bound != "eq"
            or self.bounds.before(folded, numeral.start, reading.kind, reading.unit) is not None
            or self.bounds.after(folded, reading.end, reading.kind, reading.unit) is not None
        )
        return replace(reading, bounded=bounded) if bounded else reading

    def _single(self, folded: str, numeral: Numeral) -> Reading | None:
        special = _SPECIAL_KINDS.get(numeral.form)
        if special is not None:
            kind, unit = special
            return Reading(
                numeral,
                numeral,
                numeral.start,
                numeral.end,
                kind,
                unit,
                Decimal(1),
                f"number.{numeral.form}",
            )
        found = self._unit(folded, numeral, numeral.end)
        return self._with_unit(folded, numeral, numeral, *found) if found else None

    def _unit(
        self, folded: str, numeral: Numeral, at: int
    ) -> tuple[Unit, int, Decimal, bool] | None:
        """The unit at ``at``: itself, where it ends, what is added (半), and whether 多."""
        more = _ONE_MORE.match(folded, at)
        if more is not None:
            unit = self.units.find("个" + folded[more.end() : more.end() + 4], 0, numeral)
            if unit is not None:
                end = more.end() + len(unit.form) - 1
                half = more["more"] == "半"
                return unit, end, _HALF if half else Decimal(0), not half
        unit = self.units.find(folded, at, numeral)
        if unit is None and at < len(folded):
            if folded[at] == " " and numeral.form in ("arabic", "mixed"):
                at += 1
                unit = self.units.find(folded, at, numeral)
                unit = None if unit is not None and unit.noun else unit
            elif folded[at] in "大小":
                unit = self.units.find(folded, at + 1, numeral)
                if unit is None or unit.kind != "count" or unit.noun:
                    return None
                at += 1
        if unit is None:
            return None
        if unit.noun:
            return unit, numeral.end, Decimal(0), False
        end = at + len(unit.form)
        if unit.kind == "count":
            other = _OTHER_FORMS.match(folded, end)
            if other is not None and self.units.find(folded, end + 1) is not None:
                return unit, other.end(), Decimal(0), False
        if unit.rule == "unit.tenth" and (digit := _TENTH.match(folded, end)):
            return unit, digit.end(), Decimal("一二三四五六七八九".index(digit[0]) + 1) / 10, False
        half = _AND_A_HALF.match(folded, end) if unit.kind != "count" else None
        return (unit, half.end(), _HALF, False) if half else (unit, end, Decimal(0), False)

    def _with_unit(
        self,
        folded: str,
        first: Numeral,
        last: Numeral,
        unit: Unit,
        end: int,
        plus: Decimal,
        more: bool,
    ) -> Reading:
        name = unit.canonical
        if (
            unit.kind == "count"
            and folded[end - 1 : end] == "次"
            and end - last.end > len(unit.form) + 1
        ):
            name += "次"
        return Reading(
            first, last, first.start, end, unit.kind, name, unit.factor, unit.rule,
            plus=plus, bare=unit.noun, more=more,
        )  # fmt: skip

    def _range(self, folded: str, numerals: list[Numeral], index: int) -> Reading | None:
        if index + 1 >= len(numerals):
            return None
        first, last = numerals[index], numerals[index + 1]
        if (
            last.start - first.end > 10
            or first.bound != "eq"
            or last.value is None
            or first.value is None
        ):
            return None
        own = None
        at = first.end
        connector = _CONNECTOR.match(folded, at)
        if connector is None:
            own = self._unit(folded, first, first.end)
            if own is None:
                return None
            connector = _CONNECTOR.match(folded, own[1])
        if connector is None or connector.end() != last.start:
            return None
        special = _SPECIAL_KINDS.get(last.form)
        if special is not None:
            kind, name = special
            if first.form != last.form:
                return None
            return Reading(
                first, last, first.start, last.end, kind, name, Decimal(1), "number.range"
            )
        found = self._unit(folded, last, last.end)
        if found is None or (own is not None and own[0].canonical != found[0].canonical):
            return None
        return replace(self._with_unit(folded, first, last, *found))

    def _mark(self, folded: str, numeral: Numeral) -> Reading | None:
        found = self.units.mark(folded, numeral.start)
        if found is None:
            return None
        unit, start = found
        return Reading(
            numeral, numeral, start, numeral.end, unit.kind, unit.canonical, unit.factor, unit.rule
        )

    def _shared(self, folded: str, numerals: list[Numeral], index: int) -> Reading | None:
        """A numeral in a list whose unit stands after the last: 1409万、1305万人次."""
        numeral = numerals[index]
        if numeral.form not in ("arabic", "mixed") or numeral.value is None:
            return None
        weighty = numeral.scale > 1 or numeral.value % 1 != 0
        if not weighty and "分别" not in folded[max(0, numeral.start - 24) : numeral.start]:
            return None
        last = index
        while (
            last + 1 < len(numerals)
            and numerals[last + 1].start == numerals[last].end + 1
            and _JOINT.match(folded, numerals[last].end)
        ):
            last += 1
        if last == index:
            return None
        found = self._unit(folded, numerals[last], numerals[last].end)
        if found is None or found[0].noun:
            return None
        unit = found[0]
        return Reading(
            numeral,
            numeral,
            numeral.start,
            numeral.end,
            unit.kind,
            unit.canonical,
            unit.factor,
            unit.rule,
        )

    def _bare(self, folded: str, numeral: Numeral) -> Reading | None:
        """A large number with no unit: a noun follows, or the clause says what it is."""
        if numeral.form not in ("arabic", "mixed", "han"):
            return None
        at = numeral.end
        bound = self.bounds.after(folded, at, "count", "")
        if bound is not None:
            at = bound.at
        unit = self.units.find(folded, at, numeral)
        if unit is not None and unit.noun:
            return Reading(
                numeral,
                numeral,
                numeral.start,
                numeral.end,
                "count",
                unit.canonical,
                Decimal(1),
                unit.rule,
                bare=True,
            )
        if numeral.scale < 10_000 or numeral.value is None and numeral.low is None:
            return None
        if _CLASS.match(folded, at):
            return Reading(
                numeral,
                numeral,
                numeral.start,
                numeral.end,
                "money",
                "元",
                Decimal(1),
                "number.class",
                bare=True,
            )
        tail = _TAIL.match(folded, at)
        if numeral.form == "han" and numeral.end - numeral.start < 2:
            return None
        noun = tail[0] if tail else ""
        if noun[:1] and noun[0] not in "、”":
            name = "人" if _PERSON.search(noun) else "个"
            return Reading(
                numeral,
                numeral,
                numeral.start,
                numeral.end,
                "count",
                name,
                Decimal(1),
                "number.before_noun",
                bare=True,
            )
        left = folded[max(0, numeral.start - 16) : numeral.start]
        left = re.split(r"[，。；！？\n]", left)[-1]
        kind: Kind = "money" if _MONEY_CUE.search(left) else "count"
        name = "元" if kind == "money" else "人" if _PEOPLE_CUE.search(left) else "个"
        return Reading(
            numeral,
            numeral,
            numeral.start,
            numeral.end,
            kind,
            name,
            Decimal(1),
            "number.without_unit",
            bare=True,
        )

    def quantity(
        self, text: str, folded: str, masked: str, reading: Reading, numerals: list[Numeral]
    ) -> Quantity:
        """The finished quantity: bounds, denominators, value in the base unit."""
        trace = [reading.rule]
        value, low, high, bound = _value(reading)
        start, end = reading.start, reading.end
        pers: list[str] = []
        if reading.kind in ("measure", "money") and (level := _CLASS.match(folded, end)):
            end = level.end()
        slash = self.denominators.slash(folded, end)
        if slash is not None:
            end, per = slash
            pers.append(per)
            trace.append("per.slash")
        before = self.bounds.before(folded, start, reading.kind, reading.unit)
        after = self.bounds.after(folded, end, reading.kind, reading.unit)
        for found in (before, after):
            if found is not None:
                trace.append(found.rule)
                if bound == "eq":
                    bound = found.bound
        if before is not None:
            start = before.at
        if after is not None:
            end = after.at
        if reading.unit in ("℃", "度", "摄氏度") and folded.endswith("零下", 0, start):
            start -= 2
            value, low, high = _negative(value), _negative(high), _negative(low)
        by_start = {n.start: n for n in numerals}
        for per, rule in self.denominators.before(
            masked, reading.start, reading.kind, lambda at: _digits(by_start.get(at))
        ):
            if per not in pers:
                pers.append(per)
                trace.append(rule)
        return Quantity(
            start, end, text[start:end], reading.kind, value, low, high, bound, reading.unit,
            tuple(pers), reading.rule, tuple(trace),
        )  # fmt: skip

    def bounded_special(self, folded: str, text: str, quantity: Quantity) -> Quantity:
        """A special form with the bound words that adjoin it (近一半, 一半以上)."""
        if quantity.kind not in ("fraction", "multiple"):
            return quantity
        before = self.bounds.before(folded, quantity.start, quantity.kind, quantity.unit)
        after = self.bounds.after(folded, quantity.end, quantity.kind, quantity.unit)
        if before is None and after is None:
            return quantity
        start = before.at if before else quantity.start
        end = after.at if after else quantity.end
        found = before or after
        assert found is not None
        bound = found.bound if quantity.bound == "eq" else quantity.bound
        return replace(
            quantity, start=start, end=end, quote=text[start:end], bound=bound,
            trace=(*quantity.trace, found.rule),
        )  # fmt: skip


def _value(reading: Reading) -> tuple[Value | None, Value | None, Value | None, Bound]:
    """Value, low, high and bound in the base unit."""
    first, last, factor = reading.numeral, reading.last, reading.factor
    if first is not last:
        low, high = _shared_scale(first, last)
        return None, _times(low, factor), _times(high, factor), "range"
    value = _times(first.value, factor)
    if reading.plus and value is not None:
        value += reading.plus * factor  # type: ignore[operator]  # Decimal with Decimal here
    bound: Bound = "gt" if reading.more and first.bound == "eq" else first.bound
    return value, _times(first.low, factor), _times(first.high, factor), bound


def _shared_scale(first: Numeral, last: Numeral) -> tuple[Value | None, Value | None]:
    """1.2—1.5亿 shares 亿; 5000—1万 does not."""
    low = first.value
    if (
        low is not None
        and first.scale == 1
        and last.scale > 1
        and last.head is not None
        and low < last.head
    ):
        low = low * last.scale
    return low, last.value


def _times(value: Value | None, factor: Decimal) -> Value | None:
    if value is None or factor == 1:
        return value
    if isinstance(value, Fraction):
        return value * Fraction(factor)
    return value * factor


def _negative(value: Value | None) -> Value | None:
    return None if value is None else -value


def _digits(numeral: Numeral | None) -> str:
    if numeral is None or numeral.value is None:
        return ""
    return format(numeral.value, "f") if isinstance(numeral.value, Decimal) else str(numeral.value)
