"""The passages of a document as one text, so that it is scanned once and not by passage."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from extract.model import Passage, Section, Span
from extract.text import fold

__all__ = ["Page"]

_SKIPPED: tuple[Section, ...] = ("ad", "byline")


class Page:
    """``text`` is folded, ``source`` as it stands (the same object where nothing folds).

    A line break parts two passages, and no name crosses one. Advertisements and bylines are
    left empty.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        sources = ["" if p.kind in _SKIPPED else p.text for p in passages]
        self.passages = [fold(source) for source in sources]
        self.text = "\n".join(self.passages)
        source = "\n".join(sources)
        self.source = self.text if source == self.text else source
        self.starts = list(accumulate((len(s) + 1 for s in sources[:-1]), initial=0))

    def index(self, at: int) -> int:
        """Which passage an offset lies in."""
        return bisect_right(self.starts, at) - 1

    def bounds(self, at: int) -> Span:
        """The range of the passage that an offset lies in."""
        index = bisect_right(self.starts, at) - 1
        start = self.starts[index]
        return start, start + len(self.passages[index])
