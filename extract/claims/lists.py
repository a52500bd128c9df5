"""Lists that pair names with numbers: A、B、C分别增长6%、5.2%、5.2%."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.frame import Scene
from extract.language import tokenize
from extract.model import Span
from extract.text import LETTER

__all__ = ["Lists", "Place", "lists"]

_RESPECTIVELY = re.compile(r"分别")
# Not the 及 of 普及率, the 和 of 缓和 and the like.
_JOINT = re.compile(
    r"以及|、|(?<![饱总温共调缓祥])和(?!谐)|(?<!参)与|(?<![普涉惠触波危企以])及(?!时)"
)
_SCOPE = re.compile(r"(?:全[国省市区县]|国内|其中[，,]?|[我本][国省市区县])")
# 同比分别, 按可比口径较2019年同期分别: the only name before is a base of comparison.
_BASE = re.compile(
    "(?:按[^，。；]{2,6}?(?:口径|价格)(?:计算)?)?"
    "(?:(?:同比|环比|(?:比|较|与)(?:上年|去年|常年|同期|[\ue00b\ue10b]+)(?:同期)?(?:相比)?))?"
)
# Words between 分别 and a number that name nothing.
_LINK = re.compile(
    r"(?:同比|环比|达到?|为|是|约|近|超过?|突破|增长|增加|提高|上升|提升|下降|降低|减少|回落|实现|完成|有|增|降|至|到|了|由|从|每[人月年户天亩吨]|[\ue000-\ue1ff])*$"
)
# A single name that is no name: 增速分别快于…, 同比分别增长….
_LENT = re.compile(
    "按[^，]{2,6}(?:口径|价格)|增速|增幅|降幅|涨幅|同比|环比|占比|比重|较|比|合计|共计|[年月日]均"
)
_REACH = 80
_LONG_CLAUSE = 1000
_SHORT = 8
# What may stand before 分别 and names nothing.
_EACH = re.compile(r"(?:每[人月年户天次生亩]){0,2}")
# 菠菜、油麦菜每公斤分别: what the amounts are for belongs to no name.
_OF_EACH = re.compile(r"每(?:公斤|斤|吨|亩|人|户|月|年|天|次|升|件|平方米|立方米|度|张|台)$")
# 城乡低保标准较五年前分别提高: with what they are compared.
_AGAINST = re.compile("(?<=[^比占])[较比](?:[\ue000-\ue1ff]+[前初末底]?|上年(?:同期|末)?|同期)$")
# 租房补贴 after the last amount.
_SHARED = re.compile(rf"的?{LETTER}{{0,4}}(?:补贴|补助|奖励|资助|津贴|救助|扶持)(?=[，。；、\n]|$)")
# What is measured of each name: 汽车、家用电器产量.
_MEASURE = re.compile(
    "(?:[产销]量|[产总]值|增加值|[数总销]量|[总余售税]额|收入|投资|利润|面积|价格|增速|人数|进出口|出口|进口)$"
)
_WITH_WHOM = "对与向"
_ORDINAL = re.compile("第?[一二三四]")
_DELIMITER = re.compile(r"[，。；：！？,;:\n（）()]")


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a list whose names are earlier numbers: which of how many, and its own words."""

    index: int
    count: int
    own: tuple[Span, ...]


def lists(scene: Scene, narrow: Sequence[bool]) -> Lists | None:
    """The lists of a passage; None where it has none. ``narrow``: which are only criteria."""
    return Lists(scene, narrow) if "分别" in scene.folded else None


class Lists:
    """The 分别 lists of one passage, by the places of their numbers among all.

    ``members``: the indicator of a number, where its name is known; ``places``: where a
    number stands in a list without names of its own.
    """

    def __init__(self, scene: Scene, narrow: Sequence[bool]) -> None:
        self.members: dict[int, tuple[Span, ...]] = {}
        self.places: dict[int, Place] = {}
        self._starts = [q.start for q in scene.quantities]
        names: list[tuple[Span, ...]] = []
        for match in _RESPECTIVELY.finditer(scene.masked):
            low = max(0, match.start() - _REACH)
            start = max(
                (m.end() for m in _DELIMITER.finditer(scene.masked, low, match.start())),
                default=low,
            )
            stop = match.start()
            if each := _OF_EACH.search(scene.folded, start, stop):
                stop = each.start()
            if base := _AGAINST.search(scene.masked, start, stop):
                stop = base.start()
            named = _names(scene, start, stop)
            if _EACH.fullmatch(scene.folded, start, match.start()) and start:
                named = _before(scene, start - 1) or named
            names = named if len(named) > 1 else names
            numbers, end = self._numbers(scene, narrow, match.end())
            self._pair(scene, named, names, numbers, match.end())
            self._pair_next(scene, narrow, names, end)

    def _numbers(self, scene: Scene, narrow: Sequence[bool], at: int) -> tuple[list[int], int]:
        """Indices of the numbers from ``at`` to the end of the clause, and that end."""
        far = min(len(scene.masked), at + _LONG_CLAUSE)
        stop = _DELIMITER.search(scene.masked, at, far)
        end = stop.start() if stop else far
        first, last = bisect_left(self._starts, at), bisect_left(self._starts, end)
        return [i for i in range(first, last) if not narrow[i]], end

    def _pair(
        self,
        scene: Scene,
        named: list[tuple[Span, ...]],
        names: list[tuple[Span, ...]],
        numbers: list[int],
        at: int,
    ) -> None:
        if len(numbers) < 2:
            return
        tail = _tail(scene, at, scene.quantities[numbers[0]].start)
        if len(named) == 1 and not _LENT.match(scene.text[named[0][0][0] : named[0][-1][1]]):
            self.members.update((n, (*named[0], *tail)) for n in numbers)
        elif len(names) == len(numbers) and (len(named) != 1):
            tail = (*tail, *self._head(scene, numbers[-1]))
            self.members.update((n, (*name, *tail)) for name, n in zip(names, numbers, strict=True))
        else:
            own = (*named[0], *tail) if named and not _compares(scene, named[0]) else tail
            self.places.update((n, Place(k, len(numbers), own)) for k, n in enumerate(numbers))

    def _head(self, scene: Scene, last: int) -> tuple[Span, ...]:
        """The noun after the last number, which all share: 分别发放3000元、800元租房补贴."""
        end = scene.quantities[last].end
        found = _SHARED.match(scene.masked, end, end + _REACH)
        return (found.span(),) if found else ()

    def _pair_next(
        self, scene: Scene, narrow: Sequence[bool], names: list[tuple[Span, ...]], end: int
    ) -> None:
        """分别为X、Y，增长4.9%、6.8%: as many numbers in the next clause keep the names."""
        numbers, stop = self._numbers(scene, narrow, end + 1)
        if len(names) < 2 or len(numbers) != len(names) or scene.folded[end : end + 1] not in "，,":
            return
        if "分别" in scene.folded[end:stop]:
            return
        first = scene.quantities[numbers[0]]
        if first.start - end - 1 > _SHORT:
            return
        tail = _tail(scene, end + 1, first.start)
        self.members.update((n, (*name, *tail)) for name, n in zip(names, numbers, strict=True))


def _ordinals(text: str, parts: list[Span]) -> list[tuple[Span, ...]]:
    """第一、二、三产业: the parts of one noun that are numbered."""
    found = _ORDINAL.match(text, *parts[-1])
    if found is None or not all(_ORDINAL.fullmatch(text, a, b) for a, b in parts[:-1]):
        return []
    start = parts[0][0]
    sign: tuple[Span, ...] = ((start, start + 1),) if text[start] == "第" else ()
    numbers = [(b - 1, b) for _, b in parts[:-1]] + [(found.end() - 1, found.end())]
    return [(*sign, number, (found.end(), parts[-1][1])) for number in numbers]


def _before(scene: Scene, end: int) -> list[tuple[Span, ...]]:
    """The names of a clause before 分别: 对博士、硕士、本科生，每月分别发放."""
    low = max(0, end - _REACH)
    cuts = [m.end() for m in _DELIMITER.finditer(scene.masked, low, end)]
    start = max(cuts, default=low)
    named = _names(scene, start, end) if scene.folded[start] in "对为向给" else []
    return named if len(named) > 1 else []


def _compares(scene: Scene, name: tuple[Span, ...]) -> bool:
    """同比分别上升: the only name is no name."""
    return _BASE.fullmatch(scene.masked, name[0][0], name[-1][1]) is not None


def _tail(scene: Scene, start: int, end: int) -> tuple[Span, ...]:
    """The words between 分别 and the first number that say what is measured."""
    text = scene.masked[start:end]
    found = _LINK.search(text)
    stop = start + (found.start() if found else len(text))
    return ((start, stop),) if stop > start else ()


def _names(scene: Scene, start: int, end: int) -> list[tuple[Span, ...]]:
    """The names before 分别, each with the head that the last one shares."""
    text = scene.folded
    scope = _SCOPE.match(text, start, end)
    prefix: tuple[Span, ...] = ()
    if scope is not None:
        prefix = ((start, scope.end()),) if not scope[0].startswith("其中") else ()
        start = scope.end()
    while start < end and "\ue000" <= scene.masked[start] <= "\ue1ff":
        start += 1
    parts: list[Span] = []
    at = start
    for joint in _JOINT.finditer(text, start, end):
        parts.append((at, joint.start()))
        at = joint.end()
    parts.append((at, end))
    parts = [(a, b) for a, b in parts if b > a]
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
    near = text.find(text[end - 1], max(at - 2, last[0] + 1), min(at + 2, last[1]))
    if near >= 0:
        return near + 1
    words = (last[0] + b for _, b, _ in tokenize(text[last[0] : last[1]]))
    return next((end for end in words if end >= at), at)
