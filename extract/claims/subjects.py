"""The subject that the clause right before a number names: 以甲型为主，占94%."""

from __future__ import annotations

from extract.claims.frame import Scene
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = ["saying", "subject_before"]

_REACH = 40
_ENDS = "主高多大低少快慢强的"
# 以甲型为主，占94%; 其中5至14岁人群占比最高，为41.3%.
_NAMED = compiled(
    r"(?:以(?P<main>[^，。；：\ue000-\ue1ff]{2,24})为主"
    r"|(?:^|[，。；：])(?:其中|当中)?(?P<most>[^，。；：\ue000-\ue1ff]{2,30}?)最[高多大低少快慢强]的?)[，,]$"
)
# 李明10日在接受采访时表示，: who says so is not what is told of.
_SAYING = compiled(
    "(?:表示|介绍|指出|说|称|透露|强调|坦言|认为|预测|预计|估计|分析|获悉|了解到|告诉记者)[，：,:]“?$"
)


def saying(scene: Scene, end: int) -> bool:
    """Whether the clause that ends at ``end``, its mark included, is who says what follows."""
    return _SAYING.search(scene.folded, max(0, end - 8), end) is not None


def subject_before(scene: Scene, end: int, sentence: int) -> Span | None:
    """Where the clause that ends at ``end`` names what the next number is of; else None.

    ``sentence`` is where its sentence begins.
    """
    if end < 2 or scene.folded[end - 2] not in _ENDS:
        return None
    low = max(sentence, end - _REACH)
    found = _NAMED.search(scene.masked[max(0, low - 1) : end])
    if found is None:
        return None
    start, stop = found.span("main" if found["main"] else "most")
    shift = max(0, low - 1)
    return (start + shift, stop + shift)
