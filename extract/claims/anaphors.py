"""Words that only point back to what was measured: 这一比例, 该指标, 上述数据."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.claims.indicator import Topic
from extract.claims.state import State
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = ["Anaphors"]

_RATIO = compiled("比|率")
# How far into its sentence a subject that points back may begin.
_REACH = 40
_PLACE = 6  # the longest name of a place or of whom: 全省这一比例


class Anaphors:
    """The anaphors of one passage, in text order; all offsets are in the passage."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self._text = text
        self._spans: list[Span] = [m.span() for m in pattern.finditer(text)]

    def topic(self, state: State, sentence: Span) -> Topic | None:
        """What the sentence before measured, where ``sentence`` points back to it.

        A ratio is its first percentage; the others are often what it is compared with.
        """
        if not self._spans or state.sentence[1] != sentence[0]:
            return None
        found = self._last(sentence[0], min(sentence[0] + _REACH, sentence[1]))
        if found is None:
            return None
        ratio = state.ratio and _RATIO.search(self._text, *found)
        return Topic(state.ratio, ()) if ratio else state.topic

    def after(self, left: tuple[Span, ...], number: int) -> bool:
        """Whether ``left`` is but whose figure it is, and an anaphor follows: 全省这一比例为."""
        if not self._spans or not left:
            return False
        end = left[-1][1]
        if not 2 <= end - left[0][0] <= _PLACE:
            return False
        found = self._last(end, number)
        return found is not None and found[0] - end <= 1

    def own(self, start: int, end: int) -> tuple[Span, ...]:
        """The anaphor itself in ``[start, end)``, for a number of which nothing else is known."""
        found = self._last(start, end)
        return (found,) if found else ()

    def _last(self, start: int, end: int) -> Span | None:
        """The last one that begins in ``[start, end)``."""
        index = bisect_left(self._spans, (end, 0))
        found = self._spans[index - 1] if index else None
        return found if found and found[0] >= start else None
