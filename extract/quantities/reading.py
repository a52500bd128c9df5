"""How a numeral is read with its unit: alone, as the end of a range, in a list."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.model import Bound, Kind
from extract.numerals import Numeral, join
from extract.quantities.amounts import exact, times
from extract.quantities.compound import Compounds
from extract.quantities.joints import adjacent, changed_to, joint, rest_of_percent
from extract.quantities.marks import Marks
from extract.quantities.model import Reading
from extract.quantities.units import Unit, Units
from extract.quantities.written import Written, below_zero, marked, reading_of, with_unit
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Reading", "Readings"]

_HALF = Decimal("0.5")
_FEW = ("个", "家", "人", "里", "米", "公里", "斤", "公斤")
_HALVED = frozenset("杯碗瓶袋桶箱盘勺匙圈")
_AND_A_HALF = compiled(r"半(?![径期途路导岛山决程价挂封数以夜成空场])")
# 三个半, 两个半馒头.
_HALF_MORE = compiled(
    r"半(?![径期途路导岛山决程价挂封数以夜成空场球圆边票区段生截拉大职专百年月天日世小])"
)
_TENTH = compiled(f"[一二三四五六七八九](?!(?!的|左右|以[上下]){LETTER})")
_ONE_MORE = compiled(r"个(?P<more>[多半余来])(?=月|小时|星期|礼拜|世纪|学期|季度|钟|工作日|百分点)")
_MORE: dict[str, Bound] = {"多": "gt", "余": "gt", "来": "approx", "半": "eq"}
_OTHER_FORMS = compiled(f"[（(]{LETTER}(?:[、/]{LETTER}){{0,4}}[)）](?:次)?")
_TENTHS = Decimal(10)
_SPECIAL: dict[str, tuple[Kind, str]] = {
    "percent": ("percent", "%"),
    "permille": ("percent", "‰"),
    "fraction": ("fraction", ""),
}
_APART = ("measure", "money", "duration", "age")
# Units that begin many other words: 五 分局, 三 年级.
_LETTERS = frozenset("分年月日天时周里度方平两钱尺寸丈码点节块角毛分厘毫圆")
_DEGREES = frozenset(("℃", "度", "摄氏度", "华氏度", "℉"))


class Readings(NamedTuple):
    """Reads numerals with the catalogue of units, compounds and marks."""

    units: Units
    compounds: Compounds
    marks: Marks

    def read(self, folded: str, numerals: Sequence[Numeral], index: int) -> Reading | None:
        """The reading of ``numerals[index]`` and its unit; None where it has none."""
        first = self.single(folded, numerals, index)
        at = first.last if first else index
        end = first.end if first else numerals[index].end
        if at + 1 < len(numerals) and numerals[at + 1].start - end <= 6:
            ranged = self._range(folded, numerals, index, first)
            if ranged is not None:
                return ranged
        return first

    def single(self, folded: str, numerals: Sequence[Numeral], index: int) -> Reading | None:
        """One number with the unit after it or the mark before it."""
        numeral = numerals[index]
        special = _SPECIAL.get(numeral.form)
        if special is not None:
            return self._part_of_unit(folded, numeral, index) or reading_of(
                numeral, index, numeral.end, *special, f"number.{numeral.form}"
            )
        compound = self.compounds.read(folded, numerals, index)
        if compound is not None:
            return Reading(
                numeral, compound.last, numeral.start, compound.end, compound.kind, compound.unit,
                compound.rules[0], compound.value, None, None, compound.bound, plain=False,
                also=compound.rules[1:],
            )  # fmt: skip
        written = self.written(folded, numeral, numeral.end)
        if written is None:
            mark = self.marks.before(folded, numeral.start)
            return marked(numeral, index, *mark) if mark and mark[0].alone else None
        reading = with_unit(numeral, index, written)
        floor = numerals[index - 1].end if index else 0
        if reading.unit in _DEGREES:
            reading = below_zero(folded, reading, floor)
        return self._under_mark(folded, reading, floor)

    def _part_of_unit(self, folded: str, numeral: Numeral, index: int) -> Reading | None:
        """1/2小时, 三分之一亩, 1/2杯: a fraction of a unit that is measured, or of a vessel."""
        if numeral.form != "fraction":
            return None
        written = self.written(folded, numeral, numeral.end)
        if written is None or not (
            written.unit.kind in ("duration", "measure") or written.unit.form[-1] in _HALVED
        ):
            return None
        reading = with_unit(numeral, index, written)
        value = reading.value
        return reading._replace(value=exact(value)) if isinstance(value, Fraction) else reading

    def _under_mark(self, folded: str, reading: Reading, floor: int) -> Reading:
        """The unit that a mark before the number makes of the one after it: 港币1200元.

        ``floor`` is the end of the numeral before.
        """
        found = self.marks.before(folded, reading.start)
        if found is None or reading.form not in found[0].over:
            return reading
        mark, start = found
        under = reading._replace(start=start, kind=mark.kind, unit=mark.canonical, rule=mark.rule)
        if reading.value is not None and reading.value > 0 and mark.canonical in _DEGREES:
            return below_zero(folded, under, floor)  # 零下摄氏5度
        return under

    def written(self, folded: str, numeral: Numeral, at: int) -> Written | None:
        """The unit at ``at``, after this numeral."""
        if at >= len(folded):
            return None
        more = _ONE_MORE.match(folded, at) if folded[at] == "个" else None
        if more is not None:
            unit = self.units.find("个" + folded[more.end() : more.end() + 4], 0, numeral)
            if unit is not None:
                end = more.end() + len(unit.form) - 1
                half = more["more"] == "半"
                return Written(unit, end, _HALF if half else Decimal(0), _MORE[more["more"]])
        unit = self.units.find(folded, at, numeral)
        if unit is None:
            if folded[at] == "+" and numeral.bound == "eq":  # 500+家
                unit = self.units.find(folded, at + 1, numeral)
                counted = unit is not None and unit.kind in ("count", "money") and not unit.noun
                return (
                    Written(unit, at + 1 + len(unit.form), bound="ge") if unit and counted else None
                )
            if folded[at] == " " and numeral.form in ("arabic", "mixed", "power"):
                at += 1
                unit = self.units.find(folded, at, numeral)
                unit = None if unit is not None and unit.noun else unit
            elif folded[at] == " " and numeral.form == "han":  # 五 公里
                at += 1
                unit = self.units.find(folded, at, numeral)
                apart = unit is not None and unit.kind in _APART and unit.form not in _LETTERS
                unit = unit if apart else None
            elif folded[at] in "大小":
                at += 1
                unit = self.units.find(folded, at, numeral)
                unit = None if unit is None or unit.kind != "count" or unit.noun else unit
        return None if unit is None else self._ended(folded, numeral, unit, at)

    def _ended(self, folded: str, numeral: Numeral, unit: Unit, at: int) -> Written:
        """A unit with what belongs to it: 个（次）, 成五, 年半."""
        if unit.noun:
            return Written(unit, numeral.end)
        end = at + len(unit.form)
        if unit.kind == "count":
            other = _OTHER_FORMS.match(folded, end)
            if other is not None and self.units.find(folded, end + 1) is not None:
                return Written(unit, other.end(), turns=other[0][-1] == "次")
            half = _AND_A_HALF.match(folded, end) if unit.form in _HALVED else None
            half = _HALF_MORE.match(folded, end) if unit.form == "个" else half
            return Written(unit, half.end(), _HALF) if half else Written(unit, end)
        if unit.factor == _TENTHS and unit.kind == "percent":
            digit = _TENTH.match(folded, end)
            if digit:
                tenth = Decimal("一二三四五六七八九".index(digit[0]) + 1) / 10
                return Written(unit, digit.end(), tenth)
        half = _AND_A_HALF.match(folded, end)
        return Written(unit, half.end(), _HALF) if half else Written(unit, end, unit.plus)

    def _range(
        self, folded: str, numerals: Sequence[Numeral], index: int, first: Reading | None
    ) -> Reading | None:
        numeral = numerals[index]
        if first is not None and first.bare:
            first = None
        if numeral.value is None:
            return self._of_vague(folded, numerals, index, first)
        if numeral.bound != "eq" or (first and first.value is None):
            return None
        start, end = (first.start, first.end) if first else (numeral.start, numeral.end)
        link = joint(folded, start, end)
        if link is None:
            return (
                self._few(folded, numerals, index, first) if folded[end : end + 1] == "、" else None
            )
        following = (first.last if first else index) + 1
        second = self.single(folded, numerals, following)
        if second is None or second.start != link[0]:
            if first and link[0] == numerals[following].start:
                return rest_of_percent(folded, first, numerals[following], following)
            return None
        if link[1] and not folded.startswith("之间", second.end):
            return None
        return self._joined(folded, numeral, first, second)

    def _of_vague(
        self, folded: str, numerals: Sequence[Numeral], index: int, first: Reading | None
    ) -> Reading | None:
        """几万到十几万元, 三五百元到一千元: from the least of the one to the most of the other."""
        numeral = numerals[index]
        start, end = (first.start, first.end) if first else (numeral.start, numeral.end)
        link = joint(folded, start, end)
        following = (first.last if first else index) + 1
        if link is None or link[1] or link[0] != numerals[following].start:
            return None
        second = self.single(folded, numerals, following)
        if second is None or second.bare or (first and first.unit != second.unit):
            return None
        low = first.low if first else times(numeral.low, second.factor)
        high = second.high if second.value is None else second.value
        if low is None or high is None or not low < high:
            return None
        return second._replace(
            numeral=numeral, start=start, value=None, low=low, high=high, bound="range",
            plain=False,
        )  # fmt: skip

    def _joined(
        self, folded: str, numeral: Numeral, first: Reading | None, second: Reading
    ) -> Reading | None:
        """The range of two amounts; ``first`` is None where its unit is the second's."""
        if first and first.form == second.form and second.kind == "money":
            first = first._replace(unit=second.unit, kind=second.kind)  # 五块到十块
        if second.value is None:
            return None
        if first is None or (first.form == "个" and second.form[0] == "个" != second.form):
            return self._unit_shared(folded, numeral, second)
        if first.kind != second.kind:
            return None
        if first.unit != second.unit:  # 500毫升至1升
            first, second = self.compounds.alike(first, second)
        low, high = first.value, second.value
        if low is None or high is None or not low < high:
            return None
        if second.kind != "percent" and changed_to(folded, first.start, low, high):
            return None
        return second._replace(
            numeral=numeral, start=first.start, value=None, low=low, high=high, bound="range",
            plain=False,
        )  # fmt: skip

    def _few(
        self, folded: str, numerals: Sequence[Numeral], index: int, first: Reading | None
    ) -> Reading | None:
        """五、六个, 七、八十人, 百分之六、七十: from the one adjacent digit to the other."""
        left, right = numerals[index], numerals[index + 1]
        ends = adjacent(folded, left, right)
        if ends is None:
            return None
        if first is not None:
            ranged = rest_of_percent(folded, first, right, index + 1)
            return ranged and ranged._replace(low=ends[0], high=ends[1])
        second = self.single(folded, numerals, index + 1)
        if second is None or second.value != times(ends[1], second.factor) or second.bare:
            return None
        if second.kind not in ("duration", "age", "money") and second.unit not in _FEW:
            return None
        return second._replace(
            numeral=left, start=left.start, value=None, low=times(ends[0], second.factor),
            high=second.value, bound="range", plain=False,
        )  # fmt: skip

    def _unit_shared(self, folded: str, numeral: Numeral, second: Reading) -> Reading | None:
        """40—50名, 1.2—1.5亿元, 零下3至5℃."""
        if second.numeral.form in _SPECIAL or second.value is None:
            return None
        ends = join(numeral, second.numeral)
        low, high = times(ends[0] if ends else numeral.value, second.factor), second.value
        start = numeral.start
        if second.unit in _DEGREES and folded.endswith("零下", 0, start) and low is not None:
            if second.start < second.numeral.start:  # 零下10到零下5度
                start, low = start - 2, -low
            elif low < high:
                start, low, high = start - 2, -high, -low
            else:
                start, low = start - 2, -low  # 零下5到5度
        if low is None or not low < high:
            return None
        ranged = second._replace(
            numeral=numeral, start=start, value=None, low=low, high=high, bound="range",
            plain=False,
        )  # fmt: skip
        return self._under_mark(folded, ranged, 0)
