"""Paragraphs: hard-wrapped lines read as one, table rows kept.

Note [Line ends are nobody's]: a paragraph's pieces are its lines without the blanks at
either end, so a word cut by a line end reads whole again, and line ends belong to no piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.lines import Line, finished
from extract.layout.tables import mark_rows
from extract.layout.wraps import find_wrap
from extract.model import Section, Span

__all__ = ["Paragraph", "paragraphs"]


@dataclass(slots=True)
class Paragraph:
    """Lines read as one; later steps fill in what it is.

    ``closed``: whether it ends as a sentence does; ``rule`` gave its ``kind``; ``article``
    is set on the headlines that open one; ``column`` counts, on pages with broken sentences,
    the runs of body with nothing between them.
    """

    text: str
    pieces: list[Span]
    indent: int
    gap: int
    closed: bool
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


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Join wrapped lines; keep each table row a paragraph of its own."""
    mark_rows(lines)
    closed = [finished(line.text) for line in lines]
    wrap = find_wrap(lines, closed)
    if wrap is None:
        return [
            Paragraph(
                line.text, [(line.start, line.end)], line.indent, line.gap, is_closed, line.row
            )
            for line, is_closed in zip(lines, closed, strict=True)
        ]
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if at and line.gap <= wrap.gap and wrap.joins(lines, closed, at):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> Paragraph:
    first = group[0]
    pieces = [(line.start, line.end) for line in group]
    text = first.text if len(group) == 1 else "".join([line.text for line in group])
    return Paragraph(text, pieces, first.indent, first.gap, finished(text), first.row)
