"""Multiples and shares: what a figure amounts to, of whom and for what a share is told."""

from __future__ import annotations

import re

from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, Topic, words
from extract.model import Quantity, Span

__all__ = ["amounts_to", "of_whom", "told_whole"]

# 是平时的三倍, 相当于去年用量的三分之一.
_EQUALS = re.compile("(?:也|约|仅|只|大约|差不多|几乎)?(?:是|相当于|约为|等于)")
_SCOPES = ("全国", "全省", "全市", "全区", "全县", "全球")
_BARE = 2  # 通过: a verb that names no subject


def amounts_to(
    scene: Scene, indicators: Indicators, frame: Frame, topic: Topic | None, drop: int
) -> tuple[Span, ...]:
    """是近十年同期均值的两倍: the topic, and what it is compared with; () for other words.

    ``drop``: how many characters before the number say how it changed.
    """
    start, stop = frame.clause[0], frame.quantity.start - drop
    if topic is None or frame.quantity.kind not in ("multiple", "fraction"):
        return ()
    if not _EQUALS.match(scene.folded, start, stop):
        return ()
    stop -= scene.folded.endswith("的", start, stop)
    subject = indicators.subject(scene, topic)
    named = len(words(scene.text, subject)) > _BARE
    return (*(subject if named else ()), *indicators.whole(scene, start, stop))


def of_whom(scene: Scene, frame: Frame, left: tuple[Span, ...]) -> bool:
    """全省仍有15%的中小企业: a share of what stands after it, in the scope before it."""
    quantity = frame.quantity
    return (
        quantity.kind in ("percent", "fraction")
        and scene.folded.startswith("的", quantity.end)
        and words(scene.folded, left).endswith(_SCOPES)
    )


def told_whole(view: Scene, quantity: Quantity, left: tuple[Span, ...]) -> bool:
    """Whether all that follows a number tells it: 首个…, 其中1亿元用于灾民安置."""
    if quantity.kind == "rank":
        return quantity.unit == "首"
    spent = quantity.kind == "percent" or (quantity.kind == "money" and not left)
    return spent and view.folded.startswith("用于", quantity.end)
