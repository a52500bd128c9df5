"""The lines of a page and the paragraphs they make: hard wraps undone, table rows kept.

Note [Line ends are nobody's]: a paragraph's pieces are its lines without the blanks at
either end, so a word cut by a line end reads whole again, and line ends belong to no piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Section, Span

__all__ = ["Line", "Paragraph", "finished", "paragraphs", "split_lines"]

_LINE = re.compile(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
# What ends a sentence, then closing marks, then a bracketed remark (…完成。（王玮）).
_FINISHED = re.compile(
    "[。！？!?；;：:….][”’」』）)》〉】\\]\"'\\s]*(?:[（(][^（()）]{1,40}[)）]\\s*)?$"
)
_SURE_END = frozenset("。！？!?；;：:…")
_CLOSERS = frozenset(".”’」』）)》〉】]\"'")
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CELL_GAP = re.compile(r"\t+|[ \u3000\u00a0]{2,}| *[|｜] *")
_NUMBER_CELL = re.compile(r"[-+−]?[\d.,]+[%％‰]?")
# A line that starts with one of these starts a paragraph, however full the line above.
_COMMA = frozenset("，。、；,")
_OPENERS = "■□▲△▼▽◆◇●◎★☆▶►#"
_LOOSE, _TIGHT = 0.8, 2  # how full a wrapped line is: a share of the width, or cells short of it


@dataclass(slots=True)
class Line:
    """One line without the blanks at either end.

    ``indent`` counts the blanks before it, ``gap`` the blank lines above; a page break
    counts as many.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    row: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines read as one; later steps fill in what it is.

    ``rule`` gave its ``kind``; ``article`` is set on the headlines that open one; ``column``
    counts, on pages with broken sentences, the runs of body with nothing between them.
    """

    text: str
    pieces: list[Span]
    indent: int
    gap: int
    row: bool = False
    kind: Section = "body"
    rule: str = ""
    article: str = ""
    column: int = -1

    @property
    def start(self) -> int:
        """Where it starts in the document."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where its last line ends in the document."""
        return self.pieces[-1][1]


def finished(text: str) -> bool:
    """Whether a paragraph's text ends as a sentence or a list item does."""
    last = text[-1:]
    if last in _SURE_END:
        return True
    if last == "." and text[-2:-1].isdigit():
        return False
    return last in _CLOSERS and _FINISHED.search(text, max(0, len(text) - 60)) is not None


def split_lines(text: str) -> list[Line]:
    """Every line that is not blank, in order."""
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        between = text[last:start]
        stripped = found[0].rstrip()
        if between in {"\n", "\n\n"}:
            lines.append(Line(start, start + len(stripped), stripped, 0, len(between) - 1))
        else:
            breaks = [m.end() for m in _BREAKS.finditer(between)]
            indent = len(between) - breaks[-1] if breaks else len(between)
            gap = max(len(breaks) - 1, 9 * ("\x0c" in between))
            lines.append(Line(start, start + len(stripped), stripped, indent, gap))
        last = end
    return lines


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Join wrapped lines; keep each table row a paragraph of its own."""
    _mark_rows(lines)
    closed = [finished(line.text) for line in lines]
    wrap = _wrap(lines, closed)
    if wrap is None:
        return [_paragraph([line]) for line in lines]
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if at and not line.gap and wrap.joins(lines, closed, at):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    pieces = [(line.start, line.end) for line in group]
    text = first.text if len(group) == 1 else "".join([line.text for line in group])
    return Paragraph(text, pieces, first.indent, first.gap, first.row)


@dataclass(frozen=True, slots=True)
class _Wrap:
    """A hard wrap: its width in cells, the room left on each line, indents or none."""

    width: int
    room: list[int]
    indented: bool

    def joins(self, lines: Sequence[Line], closed: Sequence[bool], at: int) -> bool:
        """Whether line ``at`` goes on with the paragraph of the line above it."""
        line, above = lines[at], lines[at - 1]
        if line.row or above.row or line.text[0] in _OPENERS:
            return False
        if self.indented and line.indent:
            return False
        if not closed[at - 1]:
            return self.room[at - 1] <= (1 - _LOOSE) * self.width
        return self.indented or self.room[at - 1] <= _TIGHT


def _wrap(lines: Sequence[Line], closed: Sequence[bool]) -> _Wrap | None:
    """How the text is hard-wrapped, if it is: at so many cells, or at so many characters.

    Wrapped text has many lines that stop in mid-sentence at one width, and few wider.
    """
    stops = [
        at
        for at in range(len(lines) - 1)
        if not closed[at] and not lines[at + 1].gap and not lines[at].row
    ]
    if len(stops) < 2:
        return None
    cells = [_cells(line) for line in lines]
    signs = [2 * (len(line.text) + line.indent) for line in lines]
    width, count = _usual(cells, stops), _usual(signs, stops)
    room = [
        min(width - cell, max(count - sign, 0)) for cell, sign in zip(cells, signs, strict=True)
    ]
    full = [at for at in stops if -_TIGHT <= room[at] <= (1 - _LOOSE) * width]
    wider = sum(space < -2 * _TIGHT for space in room)
    prose = sum(not _COMMA.isdisjoint(lines[at].text) for at in full)
    if width < 16 or 2 * len(full) < len(stops) or 20 * wider > len(lines):
        return None
    if 2 * prose < len(full):
        return None
    return _Wrap(width, room, any(line.indent for line in lines))


def _usual(sizes: Sequence[int], stops: Sequence[int]) -> int:
    """The size that most of the stopped lines have, give or take one."""
    seen = Counter(sizes[at] for at in stops)
    return max(sorted(seen), key=lambda size: seen[size] + seen[size - 1] + seen[size + 1])


def _cells(line: Line) -> int:
    """Printed width: two for a Chinese character or an indent, one for an ASCII character."""
    return (len(line.text.encode("utf-8", "replace")) + len(line.text)) // 2 + 2 * line.indent


def _mark_rows(lines: Sequence[Line]) -> None:
    """Mark table rows: neighbours of the same number of cells, figures among them."""
    run: list[Line] = []
    before = 0
    for line in lines:
        count = _cell_count(line.text)
        if run and (count == 1 or abs(count - before) > 1):
            _mark(run)
            run = []
        if count > 1:
            run.append(line)
            before = count
    _mark(run)


def _mark(run: Sequence[Line]) -> None:
    if len(run) > 1 and _has_figures(run):
        for line in run:
            line.row = True


def _has_figures(run: Sequence[Line]) -> bool:
    return any(_NUMBER_CELL.fullmatch(cell) for line in run for cell in line.text.split())


def _cell_count(text: str) -> int:
    if " " not in text and "\t" not in text and "|" not in text and "\u3000" not in text:
        return 1
    if "。" in text or len(text) > 300:
        return 1
    gaps = len(_CELL_GAP.findall(text.strip("|｜ ")))
    if gaps:
        return gaps + 1
    cells = text.split()
    return len(cells) if len(cells) > 2 and len(text) < 120 else 1
