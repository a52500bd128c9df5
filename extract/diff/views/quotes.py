"""Both quotes in their context, with what changed marked."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

from extract.diff.change import ELSEWHERE, Difference
from extract.diff.row import Row

__all__ = ["Piece", "Style", "contexts", "plain"]

Style = Literal["", "quote", "changed"]
_AROUND = 24
_MORE = "…"


class Piece(NamedTuple):
    """Some characters of a context: ``quote`` is the claim's, ``changed`` is not on both sides."""

    text: str
    style: Style


def contexts(difference: Difference) -> tuple[list[Piece], list[Piece]]:
    """The old and the new quote with the words around them; empty where there is no such side.

    What changed is marked where both are one place read twice; between different articles
    every word differs, and the quotes alone are marked.
    """
    old, new = difference.old, difference.new
    before = _window(old, difference.old_at) if old else ("", 0, 0)
    after = _window(new, difference.new_at) if new else ("", 0, 0)
    elsewhere = difference.class_ in ELSEWHERE
    if not old or not new or elsewhere or old.sentence == new.sentence:
        return list(_pieces(*before)), list(_pieces(*after))
    matcher = SequenceMatcher(None, before[0], after[0], autojunk=False)
    olds: list[tuple[int, int]] = []
    news: list[tuple[int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            olds.append((a, b))
            news.append((c, d))
    return list(_pieces(*before, olds)), list(_pieces(*after, news))


def plain(pieces: list[Piece]) -> str:
    """The characters alone."""
    return "".join(piece.text for piece in pieces)


def _window(row: Row, at: int) -> tuple[str, int, int]:
    """The quote with some characters around it, and where it stands in them."""
    end = at + len(row.quote)
    start, stop = max(0, at - _AROUND), min(len(row.sentence), end + _AROUND)
    head = _MORE if start > 0 else ""
    tail = _MORE if stop < len(row.sentence) else ""
    text = head + row.sentence[start:stop] + tail
    return text, len(head) + at - start, len(head) + end - start


def _pieces(
    text: str, start: int, end: int, changed: list[tuple[int, int]] | None = None
) -> Iterator[Piece]:
    """The text cut where its style changes; a change outdoes the quote."""
    styles: list[Style] = ["quote" if start <= i < end else "" for i in range(len(text))]
    for a, b in changed or ():
        styles[a:b] = ["changed"] * (b - a)
    at = 0
    for style, group in groupby(styles):
        length = sum(1 for _ in group)
        yield Piece(text[at : at + length], style)
        at += length
