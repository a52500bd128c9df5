"""Lists that pair names with numbers: A、B、C分别增长6%、5.2%、5.2%."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.frame import Scene
from extract.claims.names import (
    COMMA,
    DELIMITER,
    REACH,
    listed,
    names_before,
    names_kept,
    names_of_clause,
    parts_of,
)
from extract.model import Span
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Lists", "Place", "lists"]

# 分列第二、三位: each has its own, as with 分别.
_RESPECTIVELY = compiled("分(?:别|列(?=[\ue000-\ue1ff]))")
# 同比分别, 按可比口径较2019年同期分别: the only name before is a base of comparison.
_BASE = compiled(
    "(?:按[^，。；]{2,6}?(?:口径|价格)(?:计算)?)?"
    "(?:(?:同比|环比|(?:比|较|与)(?:上年|去年|常年|同期|[\ue00b\ue10b]+)(?:同期)?(?:相比)?))?"
)
# Words between 分别 and a number that name nothing.
_LINK = compiled(
    r"(?:同比|环比|年均|年平均|[比较与](?=[\ue000-\ue1ff])|[比较](?:上年|去年|常年)?同期|达到?|为|是|约|近|超过?|突破|增长|增加|提高|上升|提升|上涨|上调|上浮|扩大|加快|回升|攀升|下降|降低|减少|下跌|下调|下滑|缩小|收窄|放缓|回落|实现|完成|有|增|降|涨|跌|至|到|了|由|从|以|每[人月年户天亩吨]|[\ue000-\ue1ff]的?)*$"
)
# A single name that is no name: 增速分别快于…, 同比分别增长….
_LENT = compiled(
    "按[^，]{2,6}(?:口径|价格)|(?:年均|平均)?(?:增长速度|增速)|增速|增幅|降幅|涨幅|同比|环比|占比|比重|较|比|合计|共计|[年月日]均"
)
_LONG_CLAUSE = 1000
_MEDALS = ("金", "银", "铜")
_SHORT = 8
# What may stand before 分别 and names nothing.
_EACH = compiled(r"(?:每[人月年户天次生亩]){0,2}")
# 菠菜、油麦菜每公斤分别: what the amounts are for belongs to no name.
_OF_EACH = compiled(r"每(?:公斤|斤|吨|亩|人|户|月|年|天|次|升|件|平方米|立方米|度|张|台)$")
# 城乡低保标准较五年前分别提高: with what they are compared.
_AGAINST = compiled(
    "(?<=[^比占])[较比](?:[\ue000-\ue1ff]+[前初末底]?|上年(?:同期|末)?|同期)$|(?<=.)[同环]比$"
)
# 分别占甲、乙的: each is a share of another whole.
_SHARE = compiled("占了?|相当于")
_RATE = compiled("[增涨降跌]幅|增速")
# 租房补贴 after the last amount.
_SHARED = compiled(rf"的?{LETTER}{{0,4}}(?:补贴|补助|奖励|资助|津贴|救助|扶持)(?=[，。；、\n]|$)")
# Not the brackets of 执业（助理）医师数.
_CUT = compiled(r"[（(][^（）()，。；]{1,6}[）)]|([，。；：！？,;:\n（）()])")


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a list whose names are earlier numbers: which of how many, and its own words."""

    index: int
    count: int
    own: tuple[Span, ...]


def lists(scene: Scene, narrow: Sequence[bool]) -> Lists | None:
    """The lists of a passage; None where it has none. ``narrow``: which are only criteria."""
    return Lists(scene, narrow) if _RESPECTIVELY.search(scene.masked) else None


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
            low = max(0, match.start() - REACH)
            start = max(
                (m.end() for m in _CUT.finditer(scene.masked, low, match.start()) if m[1]),
                default=low,
            )
            stop = match.start()
            start = max(scene.masked.rfind(mark, start, stop - 3) + 1 for mark in "将把") or start
            if each := _OF_EACH.search(scene.folded, start, stop):
                stop = each.start()
            if base := _AGAINST.search(scene.masked, start, stop):
                stop = base.start()
            named = listed(scene, start, stop)
            if _EACH.fullmatch(scene.folded, start, match.start()) and start:
                named = names_before(scene, start - 1) or named
            numbers, end = self._numbers(scene, narrow, match.end())
            if len(named) > len(numbers) > 1 and "、" in scene.folded[start:stop]:
                parted = listed(scene, start, stop, COMMA)
                named = parted if len(parted) == len(numbers) else named
            if not named:
                of = names_of_clause(scene, start - 1)
                told = 1 < len(of) == len(numbers) and scene.folded.startswith("是", of[-1][0][1])
                named = of if told else named  # 甲、乙是最大的两个领域，分别占
            if len(named) == 1 < len(numbers):
                of = self._of(scene, named[0], names, start)
                if len(of) == len(numbers):
                    named = [(*name, *named[0]) for name in of]
            names = named if len(named) > 1 else names
            self._pair(scene, named, names, numbers, match.end())
            self._pair_next(scene, narrow, names, end)

    def _of(
        self, scene: Scene, name: tuple[Span, ...], names: list[tuple[Span, ...]], start: int
    ) -> list[tuple[Span, ...]]:
        """What a single name at ``start`` is told of, by the list before it: 规模, 涨幅."""
        if not _lent(scene, name):
            return names_kept(scene, names, start) or names_of_clause(scene, start - 1)
        return names_of_clause(scene, start - 1) if _RATE.match(scene.text, *name[0]) else []

    def _numbers(self, scene: Scene, narrow: Sequence[bool], at: int) -> tuple[list[int], int]:
        """Indices of the numbers from ``at`` to the end of the clause, and that end."""
        far = min(len(scene.masked), at + _LONG_CLAUSE)
        stop = DELIMITER.search(scene.masked, at, far)
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
        if rows := _rows(scene, names if len(named) != 1 else [], numbers):
            for row in rows:
                tail = _tail(scene, at, scene.quantities[row[0]].start)
                at = scene.quantities[row[-1]].end
                at += scene.folded[at : at + 1] in _MEDALS
                self.members.update((n, (*name, *tail)) for name, n in zip(names, row, strict=True))
            return
        tail = _tail(scene, at, scene.quantities[numbers[0]].start)
        first = scene.quantities[numbers[0]].start
        wholes = _wholes(scene, at, first) if scene.folded[first - 1] == "的" else []
        if len(wholes) == len(numbers) and len(named) < 2:
            of = named[0] if named else ()
            self.members.update((n, (*of, *w)) for w, n in zip(wholes, numbers, strict=True))
        elif len(named) == 1 and not _lent(scene, named[0]):
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
        found = _SHARED.match(scene.masked, end, end + REACH)
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
        alike = all(scene.quantities[n].kind == first.kind for n in numbers)
        if first.start - end - 1 > _SHORT or not alike:
            return
        tail = _tail(scene, end + 1, first.start)
        self.members.update((n, (*name, *tail)) for name, n in zip(names, numbers, strict=True))


def _wholes(scene: Scene, start: int, end: int) -> list[tuple[Span, ...]]:
    """占出口、进口总额的: what each number is a share of, where 分别 is followed by a list."""
    verb = _SHARE.match(scene.masked, start, end)
    if verb is None:
        return []
    return [(verb.span(), part) for part in parts_of(scene.folded, verb.end(), end - 1)]


def _rows(scene: Scene, names: Sequence[object], numbers: list[int]) -> list[list[int]]:
    """甲队和乙队分别以36金和31金列第二、第三: several numbers for each name, row by row."""
    size = len(names)
    if size < 2 or len(numbers) == size or len(numbers) % size:
        return []
    rows = [numbers[k : k + size] for k in range(0, len(numbers), size)]
    units = [{scene.quantities[n].unit for n in row} for row in rows]
    return rows if all(len(unit) == 1 for unit in units) else []


def _lent(scene: Scene, name: tuple[Span, ...]) -> bool:
    """Whether a single name is none: 增速分别快于…, 同比分别增长…."""
    return _LENT.match(scene.text, name[0][0], name[-1][1]) is not None


def _compares(scene: Scene, name: tuple[Span, ...]) -> bool:
    """同比分别上升: the only name is no name."""
    return _BASE.fullmatch(scene.masked, name[0][0], name[-1][1]) is not None


def _tail(scene: Scene, start: int, end: int) -> tuple[Span, ...]:
    """The words between 分别 and the first number that say what is measured."""
    text = scene.masked[start:end]
    found = _LINK.search(text)
    stop = start + (found.start() if found else len(text))
    return ((start, stop),) if stop > start else ()
