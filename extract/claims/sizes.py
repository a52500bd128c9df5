"""Counts of things whose size stands between: 3座库容500万立方米的水库."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.model import Quantity
from extract.rules.regexes import compiled
from extract.text import BEGIN, INNER, LETTER

__all__ = ["beyond_rate", "beyond_size", "past_size", "set_anew", "size_start", "sizes"]

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
# 将免费筛查年龄放宽到35至64周岁: what is set anew.
_SET_TO = ("由", "从", "放宽到", "放宽至", "调整为", "调整到", "调整至", "统一为", "确定为")
# 按每亩20元的标准给予补助: what is given, not how much of it.
_AT_RATE = compiled(
    "的(?:标准|比例|费率|税率|额度|限额)(?:一次性|分别|予以)?(?=给予|发放|补[助贴偿]|奖励|收取|征收|缴纳|支付|报销)"
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


def beyond_rate(text: str, start: int, end: int) -> int:
    """Where it is told what is given at a rate: 按每亩20元的标准给予补助; ``start`` if nowhere."""
    found = _AT_RATE.match(text, start, end)
    return found.end() if found else start


def past_size(masked: str, start: int, end: int) -> int:
    """Where the noun begins of which a number in ``[start, end)`` tells the size, 0 for none."""
    return max((m.end() for m in _PAST.finditer(masked, start, end)), default=0)


def set_anew(text: str, stop: int) -> bool:
    """Whether the words up to ``stop`` say that what 将 or 把 stands before is changed."""
    return text.endswith(_SET_TO, 0, stop)
