"""Multiples and shares: what a figure amounts to, of whom and for what a share is told."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, Topic, words
from extract.language import tokenize
from extract.model import Quantity, Span
from extract.rules.regexes import compiled

__all__ = ["amounts_to", "of_all", "of_whom", "told_whole"]

# 是平时的三倍, 相当于去年用量的三分之一.
_EQUALS = compiled("(?:也|约|仅|只|大约|差不多|几乎)?(?:是|相当于|约为|等于)")
_GOT = compiled("[获赢取夺]得了?|拿下了?|占据|占有")
_SCOPES = ("全国", "全省", "全市", "全区", "全县", "全球")
_COMPARED = ("相比", "相较", "比较，")
_TIMES = ("次", "度", "发")
_AMOUNTS = ("量", "额", "值", "数", "费", "价", "入", "积", "润", "税")
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
    name = words(scene.text, subject)
    named = len(name) > _BARE or name.endswith(_AMOUNTS)
    own = indicators.whole(scene, start, stop)
    if named and _EQUALS.sub("", words(scene.folded, own), count=1) in name:
        own = ()  # 是2019年的1.5倍, 是2010年销量的3倍
    return (*(subject if named else ()), *own)


def compared_with(
    scene: Scene, indicators: Indicators, frame: Frame, topic: Topic | None
) -> tuple[Span, ...]:
    """与第六次人口普查的512.3万人相比: the topic, as it was then; () for other words."""
    quantity = frame.quantity
    if not scene.folded.startswith(_COMPARED, quantity.end):
        return ()
    if topic is not None:
        return indicators.subject(scene, topic)
    return indicators.left(scene, frame.item[0], quantity.start)


def of_all(scene: Scene, left: tuple[Span, ...], right: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words before the whole of 获得议会200个议席中的82席: what is got is only the part."""
    if not left or not right or not scene.folded.startswith("中的", right[-1][1]):
        return left
    start, end = left[0][0], left[-1][1]
    got = max((m.end() for m in _GOT.finditer(scene.folded, start, end)), default=0)
    return left if not got else ((got, end),) if got < end else ()


def of_whom(scene: Scene, frame: Frame, left: tuple[Span, ...]) -> bool:
    """Whether what stands after a number is counted, in the scope before it.

    全省仍有15%的中小企业, 全国三分之一人口, 全球首个风电平台.
    """
    quantity = frame.quantity
    if quantity.unit == "首":
        return not quantity.quote.endswith(_TIMES)
    if quantity.kind not in ("percent", "fraction"):
        return False
    scope = words(scene.folded, left)
    if not scope.endswith(_SCOPES):
        return False
    after = quantity.end
    return scene.folded.startswith("的", after) or (
        scope in _SCOPES
        and any(tag.startswith("n") for _, _, tag in tokenize(scene.text[after : after + 4])[:1])
    )


def told_whole(view: Scene, quantity: Quantity, left: tuple[Span, ...]) -> bool:
    """Whether all that follows a number tells it: 首个…, 其中1亿元用于灾民安置."""
    if quantity.kind == "rank":
        return quantity.unit == "首"
    spent = quantity.kind == "percent" or (quantity.kind == "money" and not left)
    return spent and view.folded.startswith("用于", quantity.end)
