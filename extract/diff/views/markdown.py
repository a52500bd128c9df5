"""The view for a mail or an issue: Markdown, what changed in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from extract.diff.change import Difference, Group, Totals
from extract.diff.views.fold import folded
from extract.diff.views.quotes import Piece, contexts
from extract.diff.views.words import SIGNS, describe, fields

__all__ = ["escaped", "write_markdown"]

_SIGN = re.compile(r"([\\`*_{}\[\]<>|#~$])")
_ARROW = "→"


def write_markdown(groups: Iterable[Group], title: str, totals: Totals, out: TextIO) -> None:
    """A heading a group, a list item a difference, both quotes below it; totals at the end."""
    out.write(f"# {escaped(title)}\n")
    for group in groups:
        if not (group.differences or group.notes):
            continue
        out.write(f"\n## {escaped(group.name)}\n\n")
        if notes := [note for note in (*group.notes, group.hidden) if note]:
            out.write("; ".join(map(escaped, notes)) + "\n\n")
        folds, alone = folded(group, _ARROW)
        for fold in folds:
            out.write(f"- `{SIGNS[fold.class_]} {fold.class_}` {escaped(fold.said)}\n")
        for found in alone:
            out.writelines(f"{line}\n" for line in _item(found))
    out.write(f"\n{totals.line()}\n")


def _item(found: Difference) -> Iterator[str]:
    quotes = dict.fromkeys(row.quote for row in (found.old, found.new) if row)
    said = [describe(found.delta), found.why_not, found.note, *fields(found, _ARROW)]
    line = f"- `{SIGNS[found.class_]} {found.class_}` {escaped(found.row.indicator)}"
    line += f" **{escaped(f' {_ARROW} '.join(quotes))}**"
    yield "; ".join([line, *(escaped(words) for words in said if words)])
    old, new = contexts(found)
    for row, pieces in ((found.old, old), (found.new, new)):
        if row is not None and not (row is found.old and old == new):
            yield f"    - {escaped(row.doc)}:{row.line} {_bold(pieces)}"


def _bold(pieces: list[Piece]) -> str:
    changed = any(piece.style == "changed" for piece in pieces)
    wanted = "changed" if changed else "quote"
    return "".join(
        f"**{escaped(piece.text)}**"
        if piece.style == wanted and piece.text.strip()
        else escaped(piece.text)
        for piece in pieces
    )


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SIGN.sub(r"\\\1", text)
