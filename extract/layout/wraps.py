"""Hard wraps: text whose lines were broken at one width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extract.layout.lines import Line

__all__ = ["Wrap", "find_wrap"]

_COMMA = frozenset("，。、；,")
# A line that starts with one of these starts a paragraph, however full the line above.
_OPENERS = frozenset("■□▲△▼▽◆◇●◎★☆▶►#")
_SLACKS = ((1, 0.9), (4, 0.85))  # room left on full lines, in cells, and how many leave it
_OVER = 4  # cells by which a line is too wide to be one of the wrapped
_TIGHT = 1  # the same for a line that ends as a sentence does
_NARROWEST = 16  # cells


class Wrap(NamedTuple):
    """A hard wrap: the room left on each line and on a full one at most, in cells.

    ``indented``: whether paragraphs are; ``gap``: blank lines between lines of one paragraph.
    """

    slack: int
    room: list[int]
    indented: bool
    gap: int

    def joins(self, lines: Sequence[Line], closed: Sequence[bool], at: int) -> bool:
        """Whether line ``at`` goes on with the paragraph of the line above it."""
        line, above = lines[at], lines[at - 1]
        if line.row or above.row or line.text[0] in _OPENERS or (self.indented and line.indent):
            return False
        may_close = closed[at - 1] and not self.indented
        return self.room[at - 1] <= (min(self.slack, _TIGHT) if may_close else self.slack)


def find_wrap(lines: Sequence[Line], closed: list[bool]) -> Wrap | None:
    """How the text is hard-wrapped, if it is: at so many cells, or at so many characters.

    Wrapped text has many lines that stop in mid-sentence at one width, and few wider. Where
    every line has a blank one below it, most lines must stop so.
    """
    wrap = _wrap(lines, closed, gap=0, least=2)
    least = max(4, len(lines) // 2)
    if wrap is None and closed[:-1].count(False) >= least:
        usual = Counter([line.gap for line in lines]).most_common(1)[0][0]
        wrap = _wrap(lines, closed, gap=usual, least=least) if usual else None
    return wrap


def _wrap(lines: Sequence[Line], closed: Sequence[bool], *, gap: int, least: int) -> Wrap | None:
    stops = [
        at
        for at in range(len(lines) - 1)
        if not closed[at] and lines[at + 1].gap <= gap and not lines[at].row
    ]
    if len(stops) < least:
        return None
    sizes, width = _measure(lines, stops)
    room = [width - size for size in sizes]
    over = sum(space < -_OVER for space in room)
    slack = _slack([room[at] for at in stops], width)
    full = [at for at in stops if room[at] <= slack]
    prose = sum(not _COMMA.isdisjoint(lines[at].text) for at in full)
    if width < _NARROWEST or 2 * len(full) < len(stops) or 20 * over > len(lines):
        return None
    if 2 * prose < len(full):
        return None
    return Wrap(slack, room, _indented(lines, closed, room), gap)


def _measure(lines: Sequence[Line], stops: Sequence[int]) -> tuple[list[int], int]:
    """Sizes of all lines, and the usual one, in the measure by which they were wrapped."""
    cells = [_cells(line) for line in lines]
    signs = [2 * (len(line.text) + line.indent) for line in lines]
    measures = [(sizes, _usual(sizes, stops)) for sizes in (cells, signs)]
    return max(measures, key=lambda m: sum(abs(m[0][at] - m[1]) <= 1 for at in stops))


def _slack(room: Sequence[int], width: int) -> int:
    """How much room a full line may leave: little where nearly all lines leave little."""
    for slack, share in _SLACKS:
        if sum(space <= slack for space in room) >= share * len(room):
            return slack
    return width // 5


def _indented(lines: Sequence[Line], closed: Sequence[bool], room: Sequence[int]) -> bool:
    """Whether most paragraphs begin with blanks, judged below lines that end one for sure."""
    begin = [lines[at + 1] for at in range(len(lines) - 1) if closed[at] and room[at] > _OVER]
    return 2 * sum(line.indent > 0 for line in begin) > len(begin)


def _usual(sizes: Sequence[int], stops: Sequence[int]) -> int:
    """The size that most of the stopped lines have, give or take one."""
    seen = Counter(sizes[at] for at in stops)
    return max(sorted(seen), key=lambda size: seen[size] + seen[size - 1] + seen[size + 1])


def _cells(line: Line) -> int:
    """Printed width: two for a Chinese character or an indent, one for an ASCII character."""
    return (len(line.text.encode("utf-8", "replace")) + len(line.text)) // 2 + 2 * line.indent
