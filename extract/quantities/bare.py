"""Numbers with no unit of their own: in a list whose unit stands last, or before a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extract.model import Kind
from extract.numerals import Numeral, join
from extract.quantities.amounts import times
from extract.quantities.bounds import Bounds
from extract.quantities.joints import joint
from extract.quantities.reading import Reading, Readings
from extract.quantities.spoken import Prices, aged
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Bare"]

_JOINT = compiled(r"[、和与及]")
_CLASS = compiled(r"级(?![别联])")
_TAIL = compiled(rf"的?(?P<noun>(?:{LETTER}|[“”、]){{0,14}})")
_CLAUSE_END = compiled(r"[，。；！？\n]")
_RESPECTIVE = 24  # how far before a list 分别 may stand
_CUES = 16  # how far before a number its clause may say what it is
_LONGEST_LIST = 12
_LONGEST_LINK = 4
_HALF = Decimal("0.5")
# 达到5300万的峰值: what is counted stands before.
_PEAK = compiled("峰值|规模|大关|水平|关口|门槛")
# 生 and 工 in these are no persons: 两个亿的生意.
_THINGS = compiled(
    "生(?:意|产|态|物|活|机)|工(?:程|业|厂|资|期|地|具|艺)|人民币|人工|体[积系量]|群岛|民(?:居|宅)|客车"
)
# 失能老年人将达到4600万，到2050年达到5800万: a clause that names nothing by itself.
_REACHED = compiled(
    "(?:到?[0-9]{4}年[底末]?)?(?:将|已|约|可|有望|预计){0,2}(?:(?:达到?|增至|增加到|升至|为|超过?|突破|降至)|缺口(?:约|近|达|高达|为|超过?)?)?$"
)
_CHANGED = compiled("[比较]|连续|首次|再次|一举|历史|(?:同比|净)?(?:增|减)")
# 观影人次5528万: the noun before is itself a unit.
_COUNTED = compiled(
    "(人次|[场架车班户件]次|标箱)(?:总数|总量|数)?(?:已|约|近|超过?|达到?|为|共|增至)*$"
)


class _Words(NamedTuple):
    """What makes a noun a person, and a clause one of money or of people."""

    person: re.Pattern[str]
    money: re.Pattern[str]
    people: re.Pattern[str]
    list_ends: re.Pattern[str]


class Bare:
    """Reads what has no unit written after it."""

    def __init__(self, rules: RuleSet, readings: Readings, bounds: Bounds) -> None:
        self._readings = readings
        self._bounds = bounds

        def pattern(name: str) -> re.Pattern[str]:
            return compiled(alternation(rules.words(f"quantity.{name}")))

        self._prices = Prices(rules)
        self._words = _Words(
            pattern("person_noun"),
            pattern("money_cue"),
            pattern("people_cue"),
            pattern("list_end"),
        )

    def read(self, folded: str, numerals: Sequence[Numeral], index: int) -> Reading | None:
        """The reading of a numeral that no unit follows; None where it counts nothing."""
        return (
            self._listed(folded, numerals, index)
            or self._ranged(folded, numerals, index)
            or self._counted(folded, numerals[index], index)
        )

    def _ranged(self, folded: str, numerals: Sequence[Numeral], index: int) -> Reading | None:
        """年薪20万—30万, 预算5到8万: from the one large number to the other."""
        if index + 1 == len(numerals):
            return None
        numeral, second = numerals[index : index + 2]
        if second.start - numeral.end > _LONGEST_LINK or not _large(second):
            return None
        link = joint(folded, numeral.start, numeral.end)
        if link is None or link != (second.start, False):
            return None
        exact = {numeral.bound, second.bound} <= {"eq", "vague"}
        ends = join(numeral, second) if exact else None
        reading = self._counted(folded, second, index + 1)
        if ends is None or reading is None:
            return None
        return reading._replace(
            numeral=numeral, start=numeral.start, value=None, low=ends[0], high=ends[1],
            bound="range", plain=False,
        )  # fmt: skip

    def _listed(self, folded: str, numerals: Sequence[Numeral], index: int) -> Reading | None:
        """A numeral in a list whose unit stands after the last: 1409万、1305万人次."""
        numeral = numerals[index]
        if numeral.form not in ("arabic", "mixed") or numeral.value is None:
            return None
        last = _end_of_list(folded, numerals, index)
        if last == index:
            return None
        unit = self._readings.single(folded, numerals, last)
        if unit is None or not unit.form or unit.bare or unit.start != numerals[last].start:
            return None
        weighty = numeral.scale > 1 or numeral.value % 1 != 0 or unit.kind == "money"
        if not (
            weighty
            or "分别" in folded[max(0, numeral.start - _RESPECTIVE) : numeral.start]
            or self._words.list_ends.match(folded, unit.end)
            or (unit.kind == "measure" and last > index + 1)
        ):
            return None
        return unit._replace(
            numeral=numeral, last=index, start=numeral.start, end=numeral.end,
            value=times(numeral.value, unit.factor), low=None, high=None, bound=numeral.bound,
        )  # fmt: skip

    def _counted(self, folded: str, numeral: Numeral, index: int) -> Reading | None:
        """A large number with no unit: a noun follows, or the clause says what it is."""
        if numeral.form not in ("arabic", "mixed", "han", "phrase"):
            return None
        bound = self._bounds.after(folded, numeral.end, "count", "")
        at = bound.at if bound else numeral.end
        told = self._told(folded, numeral, at, index)
        if told is not None or not _large(numeral):
            return told
        if _CLASS.match(folded, at):
            return _bare(numeral, index, "money", "元", "number.class")
        if numeral.form == "han" and numeral.end - numeral.start < 2:  # 亿, but for 过亿
            over = self._bounds.before(folded, numeral.start, "count", "")
            if over is None or over.at == numeral.start:
                return None
        tail = _TAIL.match(folded, at)
        noun = tail["noun"] if tail else ""
        if noun[:1] and noun[0] not in "、”" and not _PEAK.match(noun):
            name = "人" if self._words.person.search(_THINGS.sub("", noun)) else "个"
            return _bare(numeral, index, "count", name, "number.before_noun")
        return self._of_clause(folded, numeral, index)

    def _told(self, folded: str, numeral: Numeral, at: int, index: int) -> Reading | None:
        """What a number of any size is told to be by itself or by the words that adjoin it."""
        if numeral.form == "phrase" and numeral.value == _HALF:  # 一大半
            return _bare(numeral, index, "fraction", "", "number.fraction")
        unit = self._readings.units.find(folded, at, numeral)
        if unit is not None and unit.noun:
            return _bare(numeral, index, "count", unit.canonical, unit.rule)
        if aged(folded, numeral):
            return _bare(numeral, index, "age", "岁", "number.age")
        if self._prices.priced(folded, numeral, at):
            return _bare(numeral, index, "money", "元", "number.price")
        return None

    def _of_clause(self, folded: str, numeral: Numeral, index: int) -> Reading:
        """贷款突破500亿: the words before the number say what it counts."""
        left = folded[max(0, numeral.start - _CUES) : numeral.start]
        *before, left = _CLAUSE_END.split(left)
        if before and (_CHANGED.match(left) or _REACHED.match(left)):
            # 总人口4716万，比2014年增加538万: of what the clause before counted.
            left = folded[max(0, numeral.start - 2 * _CUES) : numeral.start]
        if counted := _COUNTED.search(left):
            return _bare(numeral, index, "count", counted[1], "number.without_unit")
        if self._words.money.search(left):
            return _bare(numeral, index, "money", "元", "number.without_unit")
        name = "人" if self._words.people.search(left) else "个"
        return _bare(numeral, index, "count", name, "number.without_unit")


def _large(numeral: Numeral) -> bool:
    if numeral.form == "phrase":
        return numeral.low is not None
    if numeral.value is None:  # 数十亿, 三四百万
        return numeral.low is not None and numeral.low >= 10_000
    mixed = numeral.form == "mixed" and numeral.value >= 10_000  # 1亿2321万
    return mixed or numeral.scale >= 10_000


def _end_of_list(folded: str, numerals: Sequence[Numeral], index: int) -> int:
    last = index
    while (
        last + 1 < len(numerals)
        and last - index < _LONGEST_LIST
        and numerals[last + 1].start == numerals[last].end + 1
        and _JOINT.match(folded, numerals[last].end)
    ):
        last += 1
    return last


def _bare(numeral: Numeral, index: int, kind: Kind, unit: str, rule: str) -> Reading:
    return Reading(
        numeral, index, numeral.start, numeral.end, kind, unit, rule,
        numeral.value, numeral.low, numeral.high, numeral.bound, bare=True,
    )  # fmt: skip
