"""Where a quantity stands: its sentence, clause and item, in masked text.

Note [Items]: a clause ends at ， 。 ； and the like. Inside it, 、 parts two items only where
both hold a quantity (组建12个共同体、10个共研体); the 、 of 学校、幼儿园22所 does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Period, Quantity, Span
from extract.text import fold, mask

__all__ = ["Frame", "Scene", "scene"]

_SENTENCE = re.compile(r"[。！？!?\n]+[”’」』）)]*")
# A comma between digits is no delimiter; brackets part a note from what it explains.
_CLAUSE = re.compile(r"[，。；！？：!?;:\n…]|—{2}|(?<![0-9]),|,(?![0-9])")
_BRACKETS = re.compile(r"[（(]([^（()）]{0,80})[）)]")
_NOTE = re.compile("[，。；,;\ue000-\ue1ff]")
_SHORT_NOTE = 12
_LONG_SENTENCE = 1000
_LONG_CLAUSE = 200


@dataclass(frozen=True, slots=True)
class Frame:
    """The places around one quantity, all half-open in the passage's text."""

    index: int
    sentence: Span
    clause: Span
    item: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """One passage made ready: text, folded and masked, its quantities and their frames.

    In ``masked`` every quantity but criteria and 首批, and every period, is a run of marks.
    ``notes`` are bracketed notes, which an indicator leaves out.
    """

    text: str
    folded: str
    masked: str
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    frames: tuple[Frame, ...]
    notes: tuple[Span, ...]

    def notes_within(self, start: int, end: int) -> tuple[Span, ...]:
        """The notes that begin in ``[start, end)``."""
        low = bisect_left(self.notes, (start, 0))
        return self.notes[low : bisect_left(self.notes, (end, 0), low)]


def scene(
    text: str, quantities: Sequence[Quantity], periods: Sequence[Period], criteria: Sequence[bool]
) -> Scene:
    """Cut one passage into frames. ``criteria`` says which quantities only narrow."""
    folded = fold(text)
    counted = [
        not narrow and not (q.kind == "rank" and q.unit == "首")
        for q, narrow in zip(quantities, criteria, strict=True)
    ]
    plain = [q for q, counts in zip(quantities, counted, strict=True) if counts]
    masked = mask(folded, _marks(plain, periods))
    cutter = _Cutter(masked, plain)
    frames = []
    last = (0, 0)
    for index, quantity in enumerate(quantities):
        frame = cutter.frame(index, quantity, last)
        frames.append(frame)
        if not criteria[index]:
            last = (frame.clause[0], frame.item[0])
    return Scene(
        text, folded, masked, tuple(quantities), tuple(periods), tuple(frames), cutter.notes
    )


def _marks(plain: Sequence[Quantity], periods: Sequence[Period]) -> list[tuple[int, int, str]]:
    """Marks of quantities, and of the parts of periods outside them."""
    starts = [q.start for q in plain]
    marks: list[tuple[int, int, str]] = [(q.start, q.end, q.kind) for q in plain]
    last = 0
    for period in sorted(periods, key=lambda p: (p.start, -p.end)):
        at = max(period.start, last)
        while at < period.end:
            index = bisect_right(starts, at) - 1
            if index >= 0 and plain[index].end > at:
                at = plain[index].end
                continue
            stop = min(period.end, starts[index + 1] if index + 1 < len(starts) else period.end)
            marks.append((at, stop, "period"))
            at = stop
        last = max(last, period.end)
    return sorted(marks)


def _near(span: Span, quantity: Quantity, reach: int) -> Span:
    """No more than ``reach`` on either side, so that text without stops stays linear."""
    start, end = span
    return max(start, quantity.start - reach), min(end, quantity.end + reach)


class _Cutter:
    """Delimiters, notes and sentence ends of one masked text, for binary search."""

    def __init__(self, masked: str, plain: Sequence[Quantity]) -> None:
        self._masked = masked
        self._plain = plain
        self._plain_starts = [q.start for q in plain]
        self._sentences = [m.end() for m in _SENTENCE.finditer(masked)]
        self.notes = tuple(
            m.span()
            for m in _BRACKETS.finditer(masked)
            if _NOTE.search(m[1]) or len(m[1]) > _SHORT_NOTE
        )
        self._note_starts = [a for a, _ in self.notes]
        cuts = [m.span() for m in _CLAUSE.finditer(masked)]
        for start, end in self.notes:
            cuts += ((start, start + 1), (end - 1, end))
        self._cuts = sorted(cuts)
        self._cut_starts = [a for a, _ in self._cuts]

    def frame(self, index: int, quantity: Quantity, last: Span) -> Frame:
        """``last`` is the clause start and item start of the quantity before."""
        at = bisect_right(self._sentences, quantity.start)
        sentence = (
            self._sentences[at - 1] if at else 0,
            self._sentences[at] if at < len(self._sentences) else len(self._masked),
        )
        clause = _near(self._clause(quantity), quantity, _LONG_CLAUSE)
        item = self._item(clause, quantity, last)
        return Frame(index, _near(sentence, quantity, _LONG_SENTENCE), clause, item)

    def _note(self, at: int) -> Span | None:
        index = bisect_right(self._note_starts, at) - 1
        if index >= 0 and at < self.notes[index][1]:
            return self.notes[index]
        return None

    def _clause(self, quantity: Quantity) -> Span:
        cuts, length = self._cuts, len(self._masked)
        left = bisect_left(self._cut_starts, quantity.start) - 1
        right = bisect_left(self._cut_starts, quantity.end)
        note = self._note(quantity.start)
        if note is not None:
            start = max(cuts[left][1] if left >= 0 else 0, note[0] + 1)
            return start, min(cuts[right][0] if right < len(cuts) else length, note[1] - 1)
        # A note on the way is stepped over: its brackets and inner cuts do not end the clause.
        while left >= 0 and (inner := self._note(cuts[left][0])):
            left = bisect_left(self._cut_starts, inner[0]) - 1
        while right < len(cuts) and (inner := self._note(cuts[right][0])):
            right = bisect_left(self._cut_starts, inner[1])
        return (
            cuts[left][1] if left >= 0 else 0,
            cuts[right][0] if right < len(cuts) else length,
        )

    def _item(self, clause: Span, quantity: Quantity, last: Span) -> Span:
        """Cut the clause at 、 towards the quantities on both sides.

        Where nothing parts a quantity from the one before, they share their item.
        """
        start, end = clause
        if last[0] == start:
            start = last[1]
        before = bisect_left(self._plain_starts, quantity.start) - 1
        if before >= 0 and self._plain[before].end > start:
            start = self._joint(self._plain[before].end, quantity.start, start)
        after = bisect_left(self._plain_starts, quantity.end)
        if after < len(self._plain) and self._plain[after].start < end:
            cut = self._joint(quantity.end, self._plain[after].start, 0)
            end = cut - 1 if cut else end
        return start, end

    def _joint(self, left: int, right: int, otherwise: int) -> int:
        """After which 、 a new item begins between two quantities; ``otherwise`` where none.

        Directly after the first quantity, else directly before the second, else the first one.
        """
        between = self._masked[left:right]
        if between and between[-1] in "和及与" and len(between) < 24 and "、" not in between:
            return right
        if "、" not in between:
            return otherwise
        if between[0] == "、":
            return left + 1
        if between[-1] == "、":
            return right
        return left + between.index("、") + 1
