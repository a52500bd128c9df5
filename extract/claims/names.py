"""The names that a list pairs with numbers, each with the head that the last one shares."""

from __future__ import annotations

import re

from extract.claims.frame import Scene
from extract.language import tokenize
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = [
    "COMMA",
    "DELIMITER",
    "REACH",
    "listed",
    "names_before",
    "names_kept",
    "names_of_clause",
    "parts_of",
]

# Not the 及 of 普及率, the 和 of 缓和 and the like.
_JOINT = compiled(
    r"以及|、|(?<![饱总温共调缓祥])和(?!谐)|(?<!参)与|(?<![普涉惠触波危企以])及(?!时|以[上下])"
)
# 社会保障和就业、教育支出: the 、 alone parts the names.
COMMA = compiled("、")
_SCOPE = compiled(r"(?:全[国省市区县]|国内|其中[，,]?|[我本][国省市区县])")
# 设全程、半程两个项目，规模分别为: how long a name in the clause before may be.
_LONGEST_NAME = 16
_COMPARED = compiled("[与和同跟较比][^，。；]{1,16}相比")
_MARK = compiled("[\ue000-\ue1ff]|等|全线|双双|集体|纷纷")
# What is measured of each name: 汽车、家用电器产量.
_MEASURE = compiled(
    "(?:(?:销售|交易|成交|零售)额|[产销]量|[产总]值|增加值|[数总销]量|[总余售税]额|收入|投资|利润|面积|价格|增速|人数|进出口|出口|进口|(?:优良|合格|及格|升学|入学|就业|普及|覆盖|达标|完成|参保|发病|出生|死亡|使用|满意|有效)率)$"
)
_WITH_WHOM = "对与向"
_ORDINAL = compiled("第?[一二三四]")
REACH = 80
DELIMITER = compiled(r"[，。；：！？,;:\n（）()]")
_SHORT = 8


def _ordinals(text: str, parts: list[Span]) -> list[tuple[Span, ...]]:
    """第一、二、三产业: the parts of one noun that are numbered."""
    found = _ORDINAL.match(text, *parts[-1])
    if found is None or not all(_ORDINAL.fullmatch(text, a, b) for a, b in parts[:-1]):
        return []
    start = parts[0][0]
    sign: tuple[Span, ...] = ((start, start + 1),) if text[start] == "第" else ()
    numbers = [(b - 1, b) for _, b in parts[:-1]] + [(found.end() - 1, found.end())]
    return [(*sign, number, (found.end(), parts[-1][1])) for number in numbers]


def names_before(scene: Scene, end: int) -> list[tuple[Span, ...]]:
    """The names of a clause before 分别: 对博士、硕士、本科生，每月分别发放."""
    low = max(0, end - REACH)
    cuts = [m.end() for m in DELIMITER.finditer(scene.masked, low, end)]
    start = max(cuts, default=low)
    named = listed(scene, start, end) if scene.folded[start] in "对为向给" else []
    return named if len(named) > 1 else []


def names_kept(scene: Scene, names: list[tuple[Span, ...]], end: int) -> list[tuple[Span, ...]]:
    """The names of the list before in the sentence, without the head that they share."""
    if not names or "。" in scene.folded[names[-1][-1][1] : end]:
        return []
    head, last = names[0][-1], names[-1][-1]
    if len(names[0]) == 1 or head[1] != last[1]:
        return names
    return [*(name[:-1] for name in names[:-1]), (*names[-1][:-1], (last[0], head[0]))]


def names_of_clause(scene: Scene, end: int) -> list[tuple[Span, ...]]:
    """The names that the clause before lists: 设全程、半程两个项目，规模分别为."""
    low = max(0, end - REACH)
    if end < 0 or scene.folded[end] not in "，,":
        return []
    start = max((m.end() for m in DELIMITER.finditer(scene.masked, low, end)), default=low)
    text = scene.folded
    joint = _JOINT.search(text, start, end)
    if joint is None or _COMPARED.search(text, start, end):
        return []
    stop = _MARK.search(scene.masked, joint.end(), end)
    parts = parts_of(text, start, stop.start() if stop else end)
    first, last = parts[0], parts[-1]
    opened = max((b for _, b, tag in tokenize(text[slice(*first)]) if _verb(tag)), default=0)
    closed = next(
        (
            a
            for a, b, tag in tokenize(text[slice(*last)])
            if a and _verb(tag) and (b > a + 1 or text[last[0] + a] == "是")
        ),
        None,
    )
    parts[0] = (first[0] + opened, first[1])
    parts[-1] = (last[0], last[0] + closed if closed else last[1])
    known = all(1 < b - a <= _LONGEST_NAME for a, b in parts)
    return [(part,) for part in parts] if known else []


def _verb(tag: str) -> bool:
    return tag.startswith(("v", "d", "p")) and tag != "vn"


def listed(
    scene: Scene, start: int, end: int, joint: re.Pattern[str] = _JOINT
) -> list[tuple[Span, ...]]:
    """The names before 分别, each with the head that the last one shares."""
    text = scene.folded
    scope = _SCOPE.match(text, start, end)
    prefix: tuple[Span, ...] = ()
    if scope is not None:
        prefix = ((start, scope.end()),) if not scope[0].startswith("其中") else ()
        start = scope.end()
    while start < end and "\ue000" <= scene.masked[start] <= "\ue1ff":
        start += 1
    parts = [(a, b) for a, b in parts_of(text, start, end, joint) if b > a]
    if len(parts) < 2:
        return [(*prefix, *parts)] if parts else []
    first, last = parts[0], parts[-1]
    if ordinals := _ordinals(text, parts):
        return [(*prefix, *name) for name in ordinals]
    at = _head_start(text, parts[:-1], last)
    length = at - last[0]
    head = (at, last[1])
    measured = _MEASURE.search(text, *head) is not None
    shares = last[1] - at >= 2 and all(
        measured or abs((b - a) - length) <= 1 or text[b - 1] == text[at - 1] for a, b in parts[:-1]
    )
    # 自来水普及率、垃圾处理率: each has its own head.
    if not shares or text[first[1] - 1] == text[last[1] - 1] or _MEASURE.search(text, *first):
        return [(*prefix, part) for part in parts]
    return [(*prefix, part, head) for part in parts[:-1]] + [(*prefix, last)]


def _head_start(text: str, names: list[Span], last: Span) -> int:
    """Where the head begins that the last name shares: 装备制造业和高技术制造业｜增加值.

    After what another name ends with, or its last character nearby; else after the word in
    which a name as long as the first one would end.
    """
    for length in range(_SHORT, 1, -1):
        for start, end in names:
            if end - start > length:
                at = text.find(text[end - length : end], last[0] + 1, last[1])
                if at >= 0:
                    return at + length
    start, end = names[0]
    start += text[start] in _WITH_WHOM
    at = last[0] + end - start
    measured = _MEASURE.search(text, *last)
    if measured and 1 < measured.start() - last[0] < at - last[0]:
        return measured.start()  # 带动汽车、家电销售额
    near = text.find(text[end - 1], max(at - 2, last[0] + 1), min(at + 2, last[1]))
    if near >= 0:
        return near + 1
    words = (last[0] + b for _, b, _ in tokenize(text[last[0] : last[1]]))
    return next((end for end in words if end >= at), at)


def parts_of(text: str, start: int, end: int, joint: re.Pattern[str] = _JOINT) -> list[Span]:
    """The members of a list in ``[start, end)``, between what ``joint`` finds: its 、 and 和."""
    parts: list[Span] = []
    at = start
    for found in joint.finditer(text, start, end):
        parts.append((at, found.start()))
        at = found.end()
    return [*parts, (at, end)]
