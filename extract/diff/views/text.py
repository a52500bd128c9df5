"""The terminal view: grouped, with what changed marked inside both quotes.

Marks are colours where the terminal has them, and a line of carets under the quote where it
has not. Chinese characters are two cells wide, and everything is aligned by cells.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extract.diff.change import ELSEWHERE, Class, Difference, Group
from extract.diff.views.fold import Fold, folded
from extract.diff.views.quotes import Piece, Style, contexts
from extract.diff.views.words import SIGNS, describe, fields

__all__ = ["padded", "write_text"]

_COLOURS: Mapping[Class, str] = {
    "added": "green",
    "removed": "red",
    "conflict": "magenta",
    "scope_differs": "yellow",
    "status_differs": "yellow",
    "restated": "green",
    "check": "green",
}
_STYLES: Mapping[Style, str] = {"": "", "quote": "bold", "changed": "bold reverse"}
_INDICATOR = 36


def write_text(groups: Iterable[Group], out: TextIO, arrow: str) -> None:
    """Each group with its differences; groups in which nothing is to be said are left out."""
    console = _console(out)
    for group in groups:
        if not (group.differences or group.notes):
            continue
        _print(console, _head(group))
        folds, alone = folded(group, arrow)
        for fold in folds:
            _print(console, _folded(fold))
        width = max((cell_len(_name(d)) for d in alone), default=0)
        for found in alone:
            _print(console, _line(found, min(width, _INDICATOR), arrow))
            for line in _below(found, console, arrow):
                _print(console, line)


def _console(out: TextIO) -> Console:
    # FORCE_COLOR is about the console: a file never holds its codes.
    forced = None if out is sys.stdout else False
    return Console(
        file=out,
        force_terminal=forced,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=True,
    )


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True, no_wrap=True, overflow="ignore", crop=False)


def _head(group: Group) -> Text:
    line = Text(group.name, style="bold")
    for note in group.notes:
        line.append(f"  {note}", style="not bold")
    return line.append(f"  {group.hidden}" if group.hidden else "", style="not bold dim")


def _folded(fold: Fold) -> Text:
    line = Text("  ").append(f"{SIGNS[fold.class_]} {fold.class_:<8}", style="cyan")
    line.append(f" {fold.said}")
    return line.append(f"  by {fold.cause}" if fold.cause else "", style="dim")


def _name(found: Difference) -> str:
    return found.row.indicator or found.row.unit


def _line(found: Difference, width: int, arrow: str) -> Text:
    """Sign, class, indicator and both quotes, and what lies between them."""
    colour = _COLOURS.get(found.class_, "cyan")
    line = Text("  ").append(f"{SIGNS[found.class_]} {found.class_:<8}", style=colour)
    line.append(f" {padded(_name(found), width)}  ")
    quotes = dict.fromkeys(row.quote for row in (found.old, found.new) if row)
    line.append(f" {arrow} ".join(quotes), style="bold")
    for words in (describe(found.delta), found.why_not):
        if words:
            line.append(f"  {words}")
    if found.cause and found.cause not in ("text", found.class_):
        line.append(f"  by {found.cause}", style="dim")
    return line


def _below(found: Difference, console: Console, arrow: str) -> Iterator[Text]:
    """The quotes in their contexts, and the fields that they do not show."""
    old, new = contexts(found)
    marked = console.color_system is None
    both = [("-", old, found.old), ("+", new, found.new)]
    elsewhere = found.class_ in ELSEWHERE
    if old == new and not elsewhere:
        both = [(" ", new, found.new)]
    for sign, pieces, row in both:
        if row is None:
            continue
        where = f"{row.doc}:{row.line}  " if elsewhere else ""
        start = f"      {sign} {where}"
        line = Text(start)
        for piece in pieces:
            line.append(piece.text, style=_STYLES[piece.style])
        yield line
        if marked:
            yield Text(_carets(pieces, cell_len(start)))
    for words in (", ".join(fields(found, arrow)), found.note):
        if words:
            yield Text(f"        {words}")


def _carets(pieces: list[Piece], indent: int) -> str:
    """A line that points at what is marked: at what changed, else at the quote."""
    wanted = "changed" if any(piece.style == "changed" for piece in pieces) else "quote"
    marks = "".join(("^" if p.style == wanted else " ") * cell_len(p.text) for p in pieces)
    return (" " * indent + marks).rstrip()


def padded(text: str, width: int) -> str:
    """Cut or filled to so many cells."""
    if cell_len(text) > width:
        while text and cell_len(text) > width - 2:
            text = text[:-1]
        text += ".."
    return text + " " * (width - cell_len(text))
