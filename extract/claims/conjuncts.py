"""What the numbers of one item share: the noun after the last of them."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, words
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = ["conjunct", "shared_head", "shared_verb"]

_VERB = 3  # the longest left side that is only a verb: 带动, 惠及
_KINDS = frozenset({"类", "种", "批"})
_LIST = 40  # how many numbers a list that shares a head may have

# 76个集体、85名个人受到表彰: what all of them came to.
_CAME_TO = compiled("受到|荣?获|入[选围]|被|[纳列]入|通过|上榜|跻身|晋级")

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
    if (
        frame.quantity.unit == "分"
        or other.kind != "count"
        or view.folded[end : other.start] not in ("、", "")
    ):
        return ()
    # 群众关心的3类12条意见: kinds and pieces of the same.
    kinds = other.start == end and frame.quantity.unit in _KINDS
    if not kinds and len(words(view.text, left)) > _VERB:
        return ()
    return indicators.right(view, other.end, after.item[1])


def shared_head(view: Scene, indicators: Indicators, frame: Frame, right: Spans) -> Spans:
    """3个“融合型”、6个“联合型”教育集团: the head noun after the last label is shared.

    So is the predicate after the last noun.
    """
    if not right or view.folded[right[-1][1] - 1] != "”" or right[-1][1] != frame.item[1]:
        return shared_verb(view, frame, right)
    last = None
    for other in view.frames[frame.nth + 1 : frame.nth + _LIST]:
        if other.clause != frame.clause:
            break
        last = other
    if last is None:
        return ()
    close = view.folded.find("”", last.quantity.end, last.item[1])
    return indicators.whole(view, close + 1, last.item[1]) if close >= 0 else ()


def shared_verb(view: Scene, frame: Frame, right: Spans) -> Spans:
    """76个集体、85名个人受到表彰: the predicate after the last noun is that of each."""
    end = frame.item[1]
    if not right or right[-1][1] != end or not view.folded.startswith("、", end):
        return ()
    if frame.quantity.kind != "count" or _CAME_TO.search(view.folded, frame.quantity.end, end):
        return ()
    last = None
    for other in view.frames[frame.nth + 1 : frame.nth + _LIST]:
        if other.clause != frame.clause or other.item[0] > end + 1:
            break
        last, end = other, other.item[1]
    if last is None or last.item[1] != frame.clause[1]:
        return ()
    verb = _CAME_TO.search(view.masked, last.quantity.end + 1, end)
    return ((verb.start(), end),) if verb else ()
