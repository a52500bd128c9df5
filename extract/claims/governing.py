"""Which programme a number is about, and which place names its scope.

Note [About]: the programme in the number's own clause; else the one that heads its sentence
chain, where it is named in quotation marks or opens the sentence; else, by 该项目 and the
like, the last one named; else the topic of its paragraph; else that of its section. Examples
(“变废为宝”等21个项目) and what another number counts head nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from extract.claims.frame import Frame, Scene
from extract.claims.verbs import Verbs
from extract.language import tokenize
from extract.model import Mention, Passage, Quantity, Span
from extract.rules import RuleSet
from extract.rules.model import alternation

__all__ = ["Places", "Topics"]

_CHAIN = re.compile(r"[。！？；!?;\n]")
_RANKS = ("省", "市", "区", "县", "旗", "州", "镇", "乡", "街道", "自治区", "自治州")
_LEVEL = re.compile(f"[一-鿿]{{2,}}?(?:{'|'.join(sorted(_RANKS, key=len, reverse=True))})")
# What may stand between the beginning of a clause and the place that it is about.
_LEAD = re.compile("(?:^|[，。；：！？!?,;:（(—\n])[\ue00b\ue10b\\s“”\"在于由据自]{0,24}$")
_LEAD_REACH = 26
_GENERIC = ("城市", "城镇", "乡镇", "县市", "省市", "市区", "城区", "街区", "山区", "林区", "牧区")
_RANK = re.compile("[省市区县旗州镇乡道]")
_ANAPHOR = re.compile(
    r"(?:该|这一|这项|这个|此项|本次)(?:[一-鿿]{0,4}?)(?:项目|活动|模式|书房|品牌|平台|机制|工程|计划|基金|保险|行动|艺术季|中心|服务|制度|大会|节|赛)|像这样的|这样的[一-鿿]{2,4}点"
)
# 立足“…”战略: what is only leaned on is no topic.
_ASIDE = re.compile(
    r"(?:立足|围绕|按照|根据|落实|贯彻|响应|对照|以|荣获|获评|获|捧得)[^，。]{0,6}$"
)
_COUNTED = re.compile(r"[0-9][万亿余多]{0,2}[个家处所项场%户元名件次套]")
_MARKS = "，,；;。"
# A place name ends so, a scope word begins or ends so.
_NAMED = re.compile("[省市区县旗州镇乡道国内境会地业村]")
_NEAR = 16
_OPENING = 16
_QUOTES = '“‘「『"'
_CLAUSE = re.compile(r"[，,：；;]")
_NUMBER = re.compile("[\ue000-\ue00a]")


@dataclass(slots=True)
class Topics:
    """What a document has named so far; asked passage by passage, in reading order."""

    names: tuple[str, ...]
    verbs: Verbs
    last: str | None = None
    _heading: str | None = None
    _passage: str | None = None
    _mentions: Sequence[Mention] = field(default_factory=tuple)
    _starts: list[int] = field(default_factory=list)
    _since: int = 0

    def enter(self, passage: Passage, mentions: Sequence[Mention]) -> None:
        """Begin a passage: its topic is the programme it opens with or keeps naming."""
        self._heading = next((n for n in self.names if n and n in passage.heading), None)
        self._mentions = mentions
        self._starts = [m.start for m in mentions]
        self._passage = _topic(passage.text, mentions)
        self._since = next((m.end for m in mentions if m.name == self._passage), 0)

    def leave(self) -> None:
        """End a passage: what it named last can be pointed at from the next."""
        if self._mentions:
            self.last = self._mentions[-1].name

    def about(self, scene: Scene, frame: Frame, quantity: Quantity) -> str | None:
        """The canonical name of the programme that ``quantity`` is about, or None."""
        start, end = quantity.start, quantity.end
        if not self._mentions and not self.last and not self._heading:
            return None
        near = self._mentions[
            max(0, bisect_left(self._starts, frame.sentence[0]) - 1) : bisect_right(
                self._starts, frame.sentence[1]
            )
        ]
        named = [m for m in near if not _example(scene, m)]
        inside = next((m for m in named if m.start <= start and end <= m.end), None)
        if inside is not None:
            return inside.name
        heads = [m for m in named if not _counted(scene, m)]
        before = [m for m in heads if frame.clause[0] <= m.start and m.end <= start]
        if before:
            return before[-1].name
        after = [m for m in named if end <= m.start < frame.sentence[1]]
        if after and quantity.kind == "rank" and after[0].start <= end + _NEAR:
            return after[0].name
        chain = _chain(scene, frame, heads, self.verbs)
        own = [m for m in after if m.start == end or (m in heads and m.end <= frame.clause[1])]
        if chain is None and own:
            return own[0].name
        return (
            chain
            or _chain(scene, frame, named, self.verbs)
            or self._beyond(scene, frame, heads, start)
        )

    def _beyond(
        self, scene: Scene, frame: Frame, heads: Sequence[Mention], start: int
    ) -> str | None:
        """By 该项目 the last one named; else the paragraph's topic; else the section's."""
        if _ANAPHOR.search(scene.folded, frame.sentence[0], frame.clause[1]):
            earlier = [m.name for m in heads if m.end <= start]
            return earlier[-1] if earlier else self.last
        if self._passage and self._since <= start:
            return self._passage
        return self._heading


def _chain(scene: Scene, frame: Frame, heads: Sequence[Mention], verbs: Verbs) -> str | None:
    """The programme that heads the clauses before, where each of them goes on from it."""
    start = max(
        (m.end() for m in _CHAIN.finditer(scene.folded, frame.sentence[0], frame.clause[0])),
        default=frame.sentence[0],
    )
    found = [
        m
        for m in heads
        if start <= m.start
        and m.end <= frame.clause[0]
        and m.type != "award"
        and (m.quote[0] in _QUOTES or m.start - start <= _OPENING)
        and not _parted(scene, m.end, frame.clause[0], verbs)
    ]
    subjects = [m for m in found if scene.folded[m.start - 1 : m.start] in _MARKS]
    if subjects:
        return subjects[-1].name
    return found[0].name if found else None


def _parted(scene: Scene, start: int, end: int, verbs: Verbs) -> bool:
    """Whether a new predicate without a number stands between: 健全机制，探索模式."""
    clauses = [m.start() for m in _CLAUSE.finditer(scene.folded, start, end)]
    return any(
        _NUMBER.search(scene.masked, left + 1, right) is None
        and verbs.open(scene.text[left + 1 : right])
        for left, right in pairwise(clauses)
    )


def _example(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is one example of several: “变废为宝”等21个项目."""
    return "等" in mention.quote or scene.folded.startswith("等", mention.end)


def _counted(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is what another number counts: 3个“聚合型”教育集团."""
    return "\ue000" <= scene.masked[mention.start - 1 : mention.start] <= "\ue1ff"


def _topic(text: str, mentions: Sequence[Mention]) -> str | None:
    """The programme of a paragraph: named in its first two sentences, and its only one.

    Or the first of several, where the paragraph comes back to it.
    """
    names = [m.name for m in mentions if m.type not in ("circle", "award") and "等" not in m.quote]
    if not names:
        return None
    opening = 0
    for _ in range(2):
        opening = text.find("。", opening + 1) if opening >= 0 else -1
    first = mentions[0]
    if 0 <= opening < first.start or first.name != names[0]:
        return None
    sentence = text.rfind("。", 0, first.start) + 1
    if _ASIDE.search(text[: first.start]) or _COUNTED.search(text[sentence : first.start]):
        return None
    return names[0] if len(set(names)) == 1 or names.count(names[0]) > 1 else None


def _heads(masked: str, at: int) -> bool:
    """Whether what stands at ``at`` opens its clause, but for a time and a preposition."""
    return _LEAD.search(masked, max(0, at - _LEAD_REACH), at) is not None


@lru_cache(maxsize=256)
def _names(home: str) -> re.Pattern[str] | None:
    """The levels of a place's name: 青岛市 and 市南区 of 青岛市市南区."""
    levels = _LEVEL.findall(home)
    return re.compile(alternation(tuple(levels))) if levels else None


class Places:
    """The scope named in the text before a number, else nothing."""

    def __init__(self, rules: RuleSet) -> None:
        scope = alternation(rules.words("scope.place"))
        self._scope = re.compile(scope)
        self._known: tuple[Scene | None, Span, list[tuple[int, int, str]]] = (None, (0, 0), [])

    def _named(self, folded: str, start: int, end: int, home: str) -> list[tuple[int, int, str]]:
        """Scope words, the names of the document's place, and those that the dictionary knows."""
        if _NAMED.search(folded, start, end) is None:
            return []
        found = [(m.start(), m.end(), m[0]) for m in self._scope.finditer(folded, start, end)]
        if _RANK.search(folded, start, end) is not None:
            found += self._of_dictionary(folded, start, end)
        if (names := _names(home)) is not None:
            found += [(m.start(), m.end(), m[0]) for m in names.finditer(folded, start, end)]
        return sorted(set(found))

    @staticmethod
    def _of_dictionary(folded: str, start: int, end: int) -> list[tuple[int, int, str]]:
        """青岛市 is one word, 宁江|省 a name and its rank."""
        found: list[tuple[int, int, str]] = []
        last = (0, 0, "")
        for a, b, tag in tokenize(folded[start:end]):
            word = folded[start + a : start + b]
            if tag == "ns" and word[-1] in _RANKS and word not in _GENERIC:
                found.append((start + a, start + b, word))
            elif word in _RANKS and last[1] == a and last[2] in ("ns", "nz"):
                low = start + last[0]
                found.append((low, start + b, folded[low : start + b]))
            last = (a, b, tag)
        return found

    def find(self, scene: Scene, frame: Frame, start: int, home: str = "") -> str | None:
        """The nearest scope word left of ``start`` in its clause, else the sentence's subject.

        A place holds beyond its own clause only where it heads that clause: 今年市南区…, and not
        成立青岛市首个…. ``home`` is the document's place, whose names no dictionary need know.
        """
        if self._known[0] is not scene or self._known[1] != frame.sentence:
            named = self._named(scene.folded, *frame.sentence, home)
            self._known = (scene, frame.sentence, named)
        before = [place for place in self._known[2] if place[1] <= start]
        if not before:
            return None
        last = before[-1]
        if last[0] >= frame.clause[0]:
            return last[2]
        heads = (name for at, _, name in before if _heads(scene.masked, at))
        return next(heads, None)
