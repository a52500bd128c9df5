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


@dataclass(frozen=True, slots=True)
class Frame:
    """The places around one quantity, all half-open in the passage's text.

    ``notes`` are bracketed notes within the clause, which the indicator leaves out.
    """

    index: int
    sentence: Span
    clause: Span
    item: Span


@dataclass(frozen=True)
class Scene:
    """One passage made ready: text, folded and masked, its quantities and their frames.

    In ``masked`` every quantity but criteria and 首批, and every period, is a run of marks.
    """

    text: str
    folded: str
    masked: str
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    frames: tuple[Frame, ...]
    notes: tuple[Span, ...]


def scene(
    text: str, quantities: Sequence[Quantity], periods: Sequence[Period], criteria: Sequence[bool]
) -> Scene:
    """Cut one passage into frames. ``criteria`` says which quantities only narrow."""
    folded = fold(text)
    masked = mask(folded, _marks(quantities, periods, criteria))
    ends = [m.end() for m in _SENTENCE.finditer(masked)]
    notes = tuple(
        m.span()
        for m in _BRACKETS.finditer(masked)
        if _NOTE.search(m[1]) or len(m[1]) > 12
    )
    cuts = _cuts(masked, notes)
    plain = [
        q
        for q, narrow in zip(quantities, criteria, strict=True)
        if not narrow and not (q.kind == "rank" and q.unit == "首")
    ]
    starts = [q.start for q in plain]
    frames: list[Frame] = []
    item_start = (0, 0)
    for index, quantity in enumerate(quantities):
        clause = _clause(cuts, notes, quantity, len(text))
        at = bisect_right(ends, quantity.start)
        sentence = (ends[at - 1] if at else 0, ends[at] if at < len(ends) else len(text))
        item = _item(masked, clause, quantity, plain, starts, item_start)
        if not criteria[index]:
            item_start = (clause[0], item[0])
        frames.append(Frame(index, sentence, clause, item))
    return Scene(text, folded, masked, tuple(quantities), tuple(periods), tuple(frames), notes)


def _marks(
    quantities: Sequence[Quantity], periods: Sequence[Period], criteria: Sequence[bool]
) -> list[tuple[int, int, str]]:
    """Marks of quantities, and of the parts of periods outside them."""
    spans = [
        (q.start, q.end, q.kind)
        for q, narrow in zip(quantities, criteria, strict=True)
        if not narrow and not (q.kind == "rank" and q.unit == "首")
    ]
    taken = sorted(spans)
    starts = [s for s, _, _ in taken]
    marks: list[tuple[int, int, str]] = list(spans)
    last = 0
    for period in sorted(periods, key=lambda p: (p.start, -p.end)):
        at = max(period.start, last)
        while at < period.end:
            index = bisect_right(starts, at) - 1
            if index >= 0 and taken[index][1] > at:
                at = taken[index][1]
                continue
            stop = min(period.end, starts[index + 1] if index + 1 < len(starts) else period.end)
            marks.append((at, stop, "period"))
            at = stop
        last = max(last, period.end)
    return sorted(marks)


def _cuts(masked: str, notes: Sequence[Span]) -> list[Span]:
    """Delimiters of clauses; the brackets of a note are two more."""
    cuts = [m.span() for m in _CLAUSE.finditer(masked)]
    for start, end in notes:
        cuts += ((start, start + 1), (end - 1, end))
    return sorted(cuts)


def _clause(cuts: list[Span], notes: Sequence[Span], quantity: Quantity, length: int) -> Span:
    starts = [a for a, _ in cuts]
    left = bisect_left(starts, quantity.start) - 1
    right = bisect_left(starts, quantity.end)
    note = next((n for n in notes if n[0] < quantity.start < n[1]), None)
    if note is not None:
        start = max(cuts[left][1] if left >= 0 else 0, note[0] + 1)
        return start, min(starts[right] if right < len(starts) else length, note[1] - 1)
    # A note on the way is stepped over: its brackets and inner cuts do not end the clause.
    while left >= 0 and (inner := _inside(notes, cuts[left][0])):
        left = bisect_left(starts, inner[0]) - 1
    while right < len(cuts) and (inner := _inside(notes, cuts[right][0])):
        right = bisect_left(starts, inner[1])
    return cuts[left][1] if left >= 0 else 0, starts[right] if right < len(starts) else length


def _inside(notes: Sequence[Span], at: int) -> Span | None:
    return next((n for n in notes if n[0] <= at < n[1]), None)


def _item(
    masked: str,
    clause: Span,
    quantity: Quantity,
    plain: Sequence[Quantity],
    starts: Sequence[int],
    last: Span,
) -> Span:
    """Cut the clause at 、 towards the quantities on both sides.

    ``last`` is the clause start and item start of the quantity before: where nothing parts
    the two, they share their item.
    """
    start, end = clause
    if last[0] == start:
        start = last[1]
    before = bisect_left(starts, quantity.start) - 1
    if before >= 0 and plain[before].end > start:
        start = _joint(masked, plain[before].end, quantity.start, start)
    after = bisect_left(starts, quantity.end)
    if after < len(plain) and plain[after].start < end:
        cut = _joint(masked, quantity.end, plain[after].start, 0)
        end = cut - 1 if cut else end
    return start, end


def _joint(masked: str, left: int, right: int, otherwise: int) -> int:
    """After which 、 a new item begins between two quantities; ``otherwise`` where none.

    Directly after the first quantity, else directly before the second, else the first one.
    """
    between = masked[left:right]
    if between and between[-1] in "和及与" and len(between) < 24 and "、" not in between:
        return right
    if "、" not in between:
        return otherwise
    if between[0] == "、":
        return left + 1
    if between[-1] == "、":
        return right
    return left + between.index("、") + 1
