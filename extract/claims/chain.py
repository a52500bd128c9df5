"""The programme that heads a chain of clauses, or that a new predicate launches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.claims.frame import Frame, Scene
from extract.claims.mentions import QUOTES, instrument, parted_from
from extract.claims.verbs import Verbs
from extract.model import Mention
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["chain", "launched_next", "placed"]

_OPENING = 16
# 事项实现“指尖办”: what has come about heads nothing.
_RESULT = ("实现", "做到", "迈向", "走向")
_CHAIN = compiled(r"[。！？；!?;\n]")
_MARKS = "，,；;。"
# 已核销4276万元: a verb without an object of its own goes on with what was just counted.
_GOES_ON = compiled(rf"[\ue00b\ue10b]*(?:已经?|累计|共|目前|其中){{0,2}}(?:{LETTER}{{2}})?$")
_COUNTING = compiled("[^，,：；;。]*[\ue000-\ue00a]")
_BY_MANNER = compiled("“一[^”]{1,4}一")
_CLAUSE = compiled(r"[，,：；;]")
_LAUNCHING = compiled("推出|打造|成立|设立|建立|启动|组建|开通|开设|创办|发起|实施")
# “直播带岗”25期，观看量…: what a count alone parts from the clause after it.
_JUST_COUNTED = compiled("[\ue000-\ue1ff]+[，,]")
_NUMBER = compiled("[\ue000-\ue00a]")
_TOLD = 8  # how far after a name the colon that unfolds it may stand
# 在22个社区建设“甲”, 为1200户提供“乙”: where and for whom it is, before what it is.
_PLACED = compiled("[^，。；“”]{0,12}?[在为向给][^，。；“”]{0,6}$")
_TIME = compiled("[\ue00b\ue10b]*")
# What somebody does there says more of it: 创立“甲”模式，组织…，提供…服务，每小时积1分.
_UNFOLDS = ("让", "使", "提供", "组织", "由")
_DIGIT = compiled("[0-9]")


def placed(scene: Scene, heads: Sequence[Mention], frame: Frame) -> str | None:
    """The programme that a place or a person counted is served with: 在22个社区建设“甲”."""
    end, (low, high) = frame.quantity.end, frame.clause
    for m in heads:
        if end < m.start and m.end <= high and m.quote[0] in QUOTES:
            before = _PLACED.match(scene.masked, low, frame.quantity.start)
            return m.name if before and "、" not in scene.folded[end : m.start] else None
    return None


def launched_next(scene: Scene, heads: Sequence[Mention], start: int, high: int) -> str | None:
    """The programme a new predicate launches after its number: 并联合14家银行推出“甲”."""
    for m in heads:
        if start < m.start and m.end <= high and m.quote[0] in QUOTES:
            return m.name if _LAUNCHING.search(scene.folded, start, m.start) else None
    return None


def chain(scene: Scene, frame: Frame, heads: Sequence[Mention], verbs: Verbs) -> str | None:
    """The programme that heads the clauses before, where each of them goes on from it."""
    sentence, clause = frame.sentence[0], frame.clause[0]
    found = [m for m in heads if sentence <= m.start and m.end <= clause and m.type != "award"]
    if not found:
        return None
    ends = [m.end() for m in _CHAIN.finditer(scene.folded, sentence, clause)]
    start = ends[-1] if ends else sentence
    # 推出“…”政策：大学生…；企业…: what a colon introduces goes on after a semicolon.
    told = scene.folded.find("：", sentence, start)
    if told > 0 and any(m.end <= told < m.end + _TOLD for m in found):
        return next(m.name for m in reversed(found) if m.end <= told)
    found = [
        m
        for m in found
        if start <= m.start
        and not _owns(scene, m, found)
        and not scene.folded.endswith(_RESULT, 0, m.start)
        and m.type != "circle"
        and (m.quote[0] in QUOTES or m.start - start <= _OPENING)
        and (m.start - start <= 1 or not _parted(scene, m.end, clause, verbs))
    ]
    just = found and _JUST_COUNTED.fullmatch(scene.masked, found[-1].end, clause)
    if just and (
        _GOES_ON.match(scene.masked, clause, frame.quantity.start)
        or not verbs.open(scene.text[clause : frame.clause[1]])
    ):
        return found[-1].name
    if found and parted_from(scene, found[-1], frame):
        return None
    if len(found) > 1:
        # 依托“甲”平台开通“乙”服务: what it is done with is not what it is about.
        found = [m for m in found if not instrument(scene, m)] or found
    subjects = [m for m in found if scene.folded[m.start - 1 : m.start] in _MARKS]
    if subjects:
        return subjects[-1].name
    # 打造“甲”，每月开“乙”，共议定事项187件: the last of parallel ones, but none that is counted.
    bare = [m for m in found if not _COUNTING.match(scene.masked, m.end, clause)]
    return bare[-1].name if bare else found[0].name if found else None


def _owns(scene: Scene, mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention only has what is named next: 青禾公寓的“邻聚空间”."""
    at = mention.end + 1
    return scene.folded.startswith("的", at - 1) and any(m.start == at for m in others)


def _parted(scene: Scene, start: int, end: int, verbs: Verbs) -> bool:
    """Whether a new predicate without a number stands between: 健全机制，探索模式."""
    clauses = [m.start() for m in _CLAUSE.finditer(scene.folded, start, end)]
    return any(
        _NUMBER.search(scene.masked, left + 1, right) is None
        and not _TIME.fullmatch(scene.masked, left + 1, right)
        and not _BY_MANNER.search(scene.folded, left + 1, right)
        and not scene.folded.startswith(_UNFOLDS, left + 1)
        and not _DIGIT.search(scene.folded, left + 1, right)
        and verbs.open(scene.text[left + 1 : right])
        for left, right in pairwise(clauses)
    )
