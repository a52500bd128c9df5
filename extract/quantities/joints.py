"""What joins two numbers to one range: 至, a dash, 介于 and 之间, 、 between adjacent digits."""

from __future__ import annotations

from extract.model import Value
from extract.numerals import Numeral, join
from extract.quantities.model import Reading
from extract.rules.regexes import compiled

__all__ = ["adjacent", "changed_to", "joint", "rest_of_percent"]

_CONNECTOR = compiled(r"\s?(?:——?|[—~\-]|至|到)\s?(?:零上)?")
# 多于30且少于50个: one unit for both.
_BUT_LESS = compiled(
    r"[，,]?(?:[并而]?且|但|又)?(?:[少小低]于|不到|不足|不超过|不[多高大]于|小于等于|未满|不满)\s?"
)
_MORE_THAN = compiled(r"(?:[多大高]于|超过|不[少低小]于|大于等于|至少)\s?\Z")
# 介于10元和20元之间: 和 joins a range where both words stand around it.
_AND = compiled(r"\s?[和与跟]\s?")
_BETWEEN = compiled(r"(?:介[于乎]|[在于])\Z")
_SAME_LIST = compiled(r"(?:[第、各]|分别)[^，。；]{0,6}\Z")
_ENDS_PERCENT = compiled(r"(?=[，。、；：！？,;!?（）()”’\s]|$|的|左右|以[上下内]|之间)")
_CHANGED = compiled(
    r"(?:上调|下调|提高|提升|降低|增加|减少|上涨|下跌|缩短|延长|[涨跌升降增减])了?\Z"
)
_WIDE = 5
_LIST = 12  # how far before the first of a list its words may stand
_MOST_SCALE = 10**8


def joint(folded: str, start: int, end: int) -> tuple[int, bool] | None:
    """Where what follows an amount at ``[start, end)`` and joins it to the next one ends.

    With it whether 之间 must follow the second, as after 介于 and 和. None where nothing does.
    """
    connector = _CONNECTOR.match(folded, end)
    if connector is not None:
        return connector.end(), False
    connector = _BUT_LESS.match(folded, end)
    if connector is not None:
        more = _MORE_THAN.search(folded, max(0, start - 5), start)
        return (connector.end(), False) if more else None
    connector = _AND.match(folded, end)
    if connector is None or _BETWEEN.search(folded, max(0, start - 2), start) is None:
        return None
    return connector.end(), True


def changed_to(folded: str, start: int, low: Value, high: Value) -> bool:
    """Whether 下调0.3元至7.5元 changes by the one to the other: no range is so wide."""
    return high >= _WIDE * low and _CHANGED.search(folded, max(0, start - 3), start) is not None


def rest_of_percent(folded: str, first: Reading, last: Numeral, index: int) -> Reading | None:
    """百分之五至八: the range from a percentage to the bare number ``last``, if it ends there.

    None in 下跌0.4%至99.5, where the sign belongs to the one number.
    """
    low, high = first.value, last.value
    marked = first.kind == "money" and first.end == first.numeral.end  # ￥30~50
    percent = first.kind == "percent" and folded[first.end - 1] != "%"
    if marked:
        low, high = join(first.numeral, last) or (None, None)
    if not (marked or percent) or low is None or high is None or not low < high:
        return None
    if _ENDS_PERCENT.match(folded, last.end) is None:
        return None
    return first._replace(
        last=index, end=last.end, value=None, low=low, high=high, bound="range",
        rule="number.range", plain=False,
    )  # fmt: skip


def adjacent(folded: str, left: Numeral, right: Numeral) -> tuple[Value, Value] | None:
    """5 and 6 of 5、6个, 60 and 70 of 六、七十人: a digit, and the next one with its scales.

    Not in a list: 3、4、5个, 分别为3、4个, 第三、四组.
    """
    low, high = left.value, right.value
    if folded[left.end : right.start] != "、" or folded[right.end : right.end + 1] == "、":
        return None
    if low is None or high is None or right.bound != "eq" or not 1 <= low < 9 or low % 1:
        return None
    if low == 1 and folded[right.start] != "两":  # 一、两百人; 一、二 are list numbers
        return None
    if left.end - left.start > 1 and left.form != "percent":
        return None
    if _SAME_LIST.search(folded, max(0, left.start - _LIST), left.start):
        return None
    scale = 1
    while (low + 1) * scale < high and scale < _MOST_SCALE:
        scale *= 10
    return (low * scale, high) if (low + 1) * scale == high else None
