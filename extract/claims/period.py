"""Which time expression governs a number: the guideline's rule.

The one closest before it in its sentence, else the closest earlier one of the paragraph
that still holds. A base of comparison (去年 in 较去年) is never one; a time word inside a
relative clause (今年开展的小区改造) governs only that clause; a run (连续5年) only its own.

Note [Holding]: what opens a sentence holds for the sentences after it, until another one
does; what stands further in holds for its own sentence only.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from extract.claims.frame import Frame, Scene
from extract.model import Period, Quantity

__all__ = ["Governing"]

# Forms that hold within their own clause only, and those that never outlive their sentence.
_OWN_CLAUSE = frozenset({"run"})
_OWN_SENTENCE = frozenset({"vague", "within"})
# Frames that cover both ends of a change: 五年来经营主体从689万户增至951万户.
_COVERING = frozenset({"frame", "span", "since", "range"})
_NEVER = frozenset({"base", "each"})
_YEARLY = re.compile(
    "^(?:年度|当年|当日|当天|同期|年末|年底|月末|月底|期末|年初|月初|期初)|(?:[日号时分点许早晚夜]|上午|下午|凌晨|傍晚|中午)$"
)
_LENGTH = re.compile("^(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})年$")
_FROM = re.compile(r"[由从]\s?$")
_FROM_VALUE = re.compile("[由从](?:每[^，。；：！？、\ue000-\ue1ff]{1,6})?$")
_GOAL = re.compile("(?:的)?(?:目标|任务|计划|指标|预期|预算)")
# What a thing is by build, not in a time: 地铁2号线全长.
_TIMELESS = re.compile("全长|总长|海拔|主跨|设计时速|总面积|占地|总投资|库容")
_QUANTITY = re.compile("[\ue000-\ue00a]")
_DELIMITER = re.compile(r"[，。；：！？!?,;\n（(]")
_SENTENCE = re.compile(r"[。！？；!?;\n]")
_OPENS = re.compile(r"(?:^|[，。；：！？!?,;\n（(“—、])[\s自从在到截至于]{0,3}$")
_BEFORE = re.compile(r"[\s—“（(自从在到截至于而但其中，]{0,6}$")
_NOT_HEAD = re.compile(r"[结合与和将把对为以的及等]")
_HEAD_REACH = 10
# How many periods back one may govern.
_BACK = 24


class Governing:
    """The periods of one passage, asked quantity by quantity."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._periods = [p for p in scene.periods if p.form not in _NEVER]
        self._starts = [p.start for p in self._periods]
        self._opening: dict[int, bool] = {}

    def find(self, frame: Frame, quantity: Quantity) -> Period | None:
        """The governing period of ``quantity``; None where none plainly holds."""
        if quantity.kind == "duration" and self.is_time(quantity):
            return None
        left = self._scene.masked[max(0, quantity.start - 10) : quantity.start]
        starting = _FROM_VALUE.search(left) is not None
        last = bisect_right(self._starts, quantity.start - 1) - 1
        then = self._scene.folded.rfind("届时", frame.sentence[0], quantity.start)
        if then >= 0 and (last < 0 or self._starts[last] < then):
            # 预计明年三季度通车，届时日均客流…: the time named last before it
            return self._periods[last] if last >= 0 else None
        for index in range(last, max(-1, last - _BACK), -1):
            period = self._periods[index]
            if period.end <= quantity.start and self._governs(
                period, frame, quantity, starting=starting
            ):
                return period
        return None

    def is_time(self, quantity: Quantity) -> bool:
        """Whether a length is itself a time expression: 五年 of 五年来."""
        last = bisect_right(self._starts, quantity.end - 1)
        return any(
            quantity.start < p.end and p.form != "within"
            for p in self._periods[max(0, last - 2) : last]
        )

    def _governs(self, period: Period, frame: Frame, quantity: Quantity, *, starting: bool) -> bool:
        folded = self._scene.folded
        if period.quote.startswith(("全年", "年度")) and _GOAL.match(folded, period.end):
            return False
        if "年" in quantity.per and period.quote.startswith(("全年", "每年")):
            return False
        if folded.startswith("电", period.end) and period.calendar:
            return False  # a dateline
        if folded.startswith("每", period.start - 1):
            return False
        base = _FROM.search(folded, max(0, period.start - 2), period.start) is not None
        if period.start >= frame.clause[0]:
            # 由2020年的7.2%提升至7.4%: the base of the first number only.
            return not (base and _QUANTITY.search(self._scene.masked, period.end, quantity.start))
        if base:
            return starting and period.start >= frame.sentence[0]
        if (period.form in _OWN_CLAUSE or _LENGTH.match(period.quote)) or (
            starting and period.form not in _COVERING
        ):
            return False
        if period.start < frame.sentence[0]:
            if _TIMELESS.search(folded, max(frame.clause[0], quantity.start - 8), quantity.start):
                return False
            return period.form not in _OWN_SENTENCE and self._holds(period)
        opens = _OPENS.search(folded, max(0, period.start - 5), period.start) is not None
        return opens or self._closes(period) or self._heads(period)

    def _holds(self, period: Period) -> bool:
        """Whether the period opens its sentence, so that it holds for later ones."""
        known = self._opening.get(period.start)
        if known is None:
            folded = self._scene.folded
            low = max(0, period.start - 24)
            cut = max((m.end() for m in _SENTENCE.finditer(folded, low, period.start)), default=low)
            known = (
                _BEFORE.fullmatch(folded[cut : period.start]) is not None
                or self._heads(period, sentence=True)
                or (period.form in _COVERING | {"at", "same"} and self._first(period, cut))
            ) and not (
                (period.form != "range" and _YEARLY.search(period.quote))
                or _LENGTH.match(period.quote)
            )
            self._opening[period.start] = known
        return known

    def _closes(self, period: Period) -> bool:
        """打响两年多来，: a frame that ends the clause of an event opens what follows."""
        return period.form == "frame" and self._scene.folded.startswith("，", period.end)

    def _first(self, period: Period, sentence: int) -> bool:
        """Whether it opens a clause, and nothing before it in its sentence holds."""
        if not _OPENS.search(self._scene.folded, max(0, period.start - 5), period.start):
            return False
        low = bisect_left(self._starts, sentence)
        earlier = self._periods[low : bisect_left(self._starts, period.start)]
        return not any(self._holds(p) for p in earlier)

    def _heads(self, period: Period, *, sentence: bool = False) -> bool:
        """Whether a period stands between a short subject and its predicate (市南区今年)."""
        folded = self._scene.folded
        low = max(0, period.start - 30)
        mark = _SENTENCE if sentence else _DELIMITER
        start = max((m.end() for m in mark.finditer(folded, low, period.start)), default=low)
        before = folded[start : period.start]
        if len(before) > _HEAD_REACH or _NOT_HEAD.search(before) or "预计" in before:
            return False
        clause = _DELIMITER.split(folded[period.end : period.end + 24], maxsplit=1)[0]
        return not re.match(r"[^\s]{1,8}的", clause)
