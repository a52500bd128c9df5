"""What the numbers of one item share: the noun after the last of them."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, words
from extract.model import Span

__all__ = ["conjunct", "shared_head"]

_VERB = 3  # the longest left side that is only a verb: 带动, 惠及
_LIST = 40  # how many numbers a list that shares a head may have

Spans = tuple[Span, ...]


def conjunct(view: Scene, indicators: Indicators, frame: Frame, left: Spans) -> Spans:
    """带动2.3万户、9万多名茶农增收: what the next number counts is counted by this one.

    Not where a noun before the number says what it counts: 图书3000册、1万册电子书.
    """
    end = frame.quantity.end
    if frame.nth + 1 >= len(view.frames):
        return ()
    after = view.frames[frame.nth + 1]
    other = after.quantity
    if other.kind != "count" or view.folded[end : other.start] not in ("、", ""):
        return ()
    if len(words(view.text, left)) > _VERB:
        return ()
    return indicators.right(view, other.end, after.item[1])


def shared_head(view: Scene, indicators: Indicators, frame: Frame, right: Spans) -> Spans:
    """3个“融合型”、6个“联合型”教育集团: the head noun after the last label is shared."""
    if not right or view.folded[right[-1][1] - 1] != "”" or right[-1][1] != frame.item[1]:
        return ()
    last = None
    for other in view.frames[frame.nth + 1 : frame.nth + _LIST]:
        if other.clause != frame.clause:
            break
        last = other
    if last is None:
        return ()
    close = view.folded.find("”", last.quantity.end, last.item[1])
    return indicators.whole(view, close + 1, last.item[1]) if close >= 0 else ()
