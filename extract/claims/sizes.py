"""Counts of things whose size stands between: 3座库容500万立方米的水库."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.rules.regexes import compiled
from extract.text import BEGIN, INNER, LETTER

__all__ = ["beyond_size", "size_start"]

_KINDS = ("measure", "money")
_MARKS = "".join(BEGIN[kind] + INNER[kind] for kind in _KINDS)
_SIZE = compiled(f"[{_MARKS}]+(?:以上|左右|以下)?的(?={LETTER})")
# The longest noun between a count and a size.
_NOUN = 8
# 2个县未按每人120元的标准: no noun of a size.
_NO_NOUN = compiled("[未按以为向对将从把送]|运[往到至]|[飞发]往|驶[向往入]|抵达|[相间]距|打入|注入")


def beyond_size(masked: str, start: int, at: int, end: int) -> int | None:
    """Where what is counted begins in ``[start, end)``, past the size whose marks begin at ``at``.

    None where no size stands there.
    """
    if at - start > _NOUN or _NO_NOUN.search(masked, start, at):
        return None
    found = _SIZE.match(masked, at, end)
    return found.end() if found else None


def size_start(scene: Scene, frame: Frame, start: int) -> int:
    """Where the words of a size begin in its item: after the count before it, else ``start``."""
    quantity = frame.quantity
    if quantity.kind not in _KINDS or not scene.folded.startswith("的", quantity.end):
        return start
    before = scene.quantities[frame.nth - 1] if frame.nth else None
    if before is None or before.kind != "count" or before.end < start:
        return start
    near = quantity.start - before.end <= _NOUN
    return (
        before.end
        if near and not _NO_NOUN.search(scene.folded, before.end, quantity.start)
        else start
    )
