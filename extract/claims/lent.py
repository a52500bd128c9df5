"""Denominators that a number has from the words around it: 人均生产总值…，超过1万美元."""

from __future__ import annotations

from extract.claims.cues import DIFFERENCES, ChangeCue
from extract.claims.frame import Frame, Scene
from extract.model import Quantity
from extract.rules.regexes import compiled

__all__ = ["also_per", "lent_per"]

_KINDS = ("money", "measure", "count")
_PER_HEAD = compiled("人均|户均|亩均")
_HEADS = {"人均": "人", "户均": "户", "亩均": "亩"}
_SPANS = frozenset(("月", "年", "天", "季度"))
# So much more of the same time.
_MORE = compiled("(?:可|还可|并)?(?:节约|节省|减少|减排|替代)")


def lent_per(
    view: Scene, frame: Frame, indicator: str, cue: ChangeCue | None, last: Quantity | None
) -> tuple[str, ...]:
    """The denominator that comes with a lent subject: 人均生产总值…，超过1万美元.

    Else that of the amount before, of the same unit: 每千人拥有床位41张，比上年增加3张.
    """
    quantity = frame.quantity
    if quantity.per or quantity.kind not in _KINDS:
        return ()
    if last is not None and last.per and last.kind == quantity.kind == "money":
        return last.per  # 每户1000坚戈（约合2美元）
    if last is not None and last.per and last.unit == quantity.unit:
        # 每个月15亿件，11月18亿件: the one month that is named.
        at = frame.clause[0]
        dated = view.masked[at] in "\ue00b\ue10b" and view.folded[at].isdigit()
        return () if dated and last.per[0] in _SPANS else last.per
    if "均" not in indicator or (cue and cue.change in DIFFERENCES):
        return ()
    head = _PER_HEAD.search(indicator)
    per = _HEADS[head[0]] if head else ""
    return (per,) if per and per != quantity.unit else ()  # 3万户农户户均增收: no 户 a 户


def also_per(scene: Scene, frame: Frame, last: Quantity | None) -> tuple[str, ...]:
    """The 年 of 每年可发电28亿千瓦时，节约标准煤86万吨, for the second; () for other words."""
    quantity, folded = frame.quantity, scene.folded
    if last is None or last.per != ("年",) or quantity.per or quantity.kind not in _KINDS:
        return ()
    more = _MORE.match(folded, frame.clause[0], quantity.start)
    return last.per if more and "每年" in folded[frame.sentence[0] : last.start] else ()
