"""Which time expression governs a number: the guideline's rule.

The one closest before it in its sentence, else the closest earlier one of the paragraph
that still holds. A base of comparison (去年 in 较去年) is never one; a time word inside a
relative clause (今年开展的小区改造) governs only that clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extract.claims.frame import Frame, Scene
from extract.model import Period, Quantity

__all__ = ["Governing"]

# Instants that open a scene and pass with it: they govern their own sentence only.
_PASSING = frozenset({"vague"})
_RELATIVE = re.compile(r"[^，。；：！？、]{1,24}?的(?=[^，。；：！？])")
_FROM = re.compile(r"[由从][^，。；：！？]{0,3}$")
_DELIMITER = re.compile(r"[，。；：！？!?,;\n（(]")
_OPENS = re.compile(r"(?:^|[，。；：！？!?,;\n（(“—])[\s自从在到截至于]{0,3}$")
_CALENDAR_ONLY = re.compile(r"^(?:每|同比|环比)")


class Governing:
    """The periods of one passage, asked quantity by quantity, left to right."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._periods = [p for p in scene.periods if p.form != "base"]
        self._starts = [p.start for p in self._periods]

    def find(self, frame: Frame, quantity: Quantity) -> Period | None:
        """The governing period of ``quantity``; None where none plainly holds."""
        own = self._overlapping(quantity)
        if own is not None and quantity.kind == "duration":
            return None
        last = bisect_right(self._starts, quantity.start - 1) - 1
        sentence = frame.sentence[0]
        for index in range(last, -1, -1):
            period = self._periods[index]
            if period.end > quantity.start:
                continue
            if not self._governs(period, frame, quantity):
                continue
            if period.start < sentence and period.form in _PASSING:
                continue
            return period
        return self._after(frame, quantity)

    def _overlapping(self, quantity: Quantity) -> Period | None:
        return next(
            (p for p in self._scene.periods if p.start < quantity.end and quantity.start < p.end),
            None,
        )

    def _governs(self, period: Period, frame: Frame, quantity: Quantity) -> bool:
        folded = self._scene.folded
        left = folded[max(0, period.start - 4) : period.start]
        if period.start >= frame.clause[0]:
            # 由2020年的7.2%提升至7.4%: the base of the first number only.
            between = self._scene.masked[period.end : quantity.start]
            return not (_FROM.search(left) and re.search("[\ue000-\ue00a]", between))
        if _FROM.search(left):
            return False
        if not _OPENS.search(left) and not self._heads(period):
            return False
        return not self._relative(period)

    def _heads(self, period: Period) -> bool:
        """Whether a period inside its clause stands before the predicate: 市南区今年…"""
        folded = self._scene.folded
        start = max((m.end() for m in _DELIMITER.finditer(folded, max(0, period.start - 30), period.start)), default=max(0, period.start - 30))
        before = folded[start : period.start]
        return len(before) <= 8 and not re.search(r"[结合与和将把对为以的及等]", before)

    def _relative(self, period: Period) -> bool:
        """Whether 的 closes a relative clause right after the period: 今年开展的改造."""
        after = self._scene.folded[period.end : period.end + 16]
        clause = _DELIMITER.split(after, maxsplit=1)[0]
        return bool(re.match(r"[^\s]{1,8}的", clause)) and not _OPENS.search(
            self._scene.folded[max(0, period.start - 4) : period.start]
        )

    def _after(self, frame: Frame, quantity: Quantity) -> Period | None:
        return None
