"""Counts of things whose size stands between: 3座库容500万立方米的水库."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.model import Quantity
from extract.rules.regexes import compiled
from extract.text import BEGIN, INNER, LETTER

__all__ = ["beyond_size", "past_size", "size_start", "sizes"]

_KINDS = ("measure", "money")
_MARKS = "".join(BEGIN[kind] + INNER[kind] for kind in _KINDS)
_SIZE = compiled(f"[{_MARKS}]+(?:以上|左右|以下)?的(?={LETTER})")
# The longest noun between a count and a size.
_NOUN = 8
# 2个县未按每人120元的标准: no noun of a size.
_NO_NOUN = compiled("[未按以为向对将从把送]|运[往到至]|[飞发]往|驶[向往入]|抵达|[相间]距|打入|注入")
_ONE = compiled("[一首这那][台座套条个艘架口辆只栋列]")
# 总投资120亿元的大桥设出入口: what another number says of the one who has them.
_PAST = compiled(
    f"(?<![以用将把\ue000-\ue1ff])[\ue000-\ue00a\ue100-\ue10a]+的"
    f"(?!时间|情况|成绩|优势|方式|基础|速度|价格|标准|比例|条件|前提)(?={LETTER}{{3}})"
)


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


def sizes(view: Scene, quantity: Quantity) -> bool:
    """Whether a measure is the size of one thing that follows it: 一艘17.4万立方米的运输船."""
    start, end = quantity.start, quantity.end
    return (
        quantity.kind == "measure"
        and view.folded.startswith("的", end)
        and _ONE.match(view.folded, max(0, start - 2), start) is not None
    )


def past_size(masked: str, start: int, end: int) -> int:
    """Where the noun begins of which a number in ``[start, end)`` tells the size, 0 for none."""
    return max((m.end() for m in _PAST.finditer(masked, start, end)), default=0)
