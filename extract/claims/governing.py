"""Which programme a number is about.

Note [About]: the programme in the number's own clause; else the one that heads its sentence
chain, where it is named in quotation marks or opens the sentence; else, by 该项目 and the
like, the last one named; else the topic of its paragraph; else that of its section. Examples
(“变废为宝”等21个项目) and what another number counts head nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.claims.chain import chain, launched_next, placed
from extract.claims.frame import Frame, Scene
from extract.claims.mentions import QUOTES, counted, example, held, item
from extract.claims.paragraph import told_of, topic
from extract.claims.shortened import Shortened
from extract.claims.verbs import Verbs
from extract.model import Mention, Passage, Span
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Topics"]

_ANAPHOR = compiled(
    rf"(?:该(?![省市州区县镇乡村校局院街])|这一|这项|这个|此项|本次)(?:{LETTER}{{0,4}}?)(?:项目|活动|模式|书房|品牌|平台|机制|工程|计划|基金|保险|行动|艺术季|中心|服务|制度|大会|节|赛)|像这样的|这样的{LETTER}{{2,4}}点|这[条座家处所片](?:{LETTER}{{0,7}}?的?)(?:街区|老街|步行街|市集|夜市|公园|绿道|书房|书店|驿站|食堂|面馆|园区|展馆|基地)"
)
# Each anaphor holds one of these.
_POINTING = compiled("[该这此本]")
_NEAR = 16
_MANNER = compiled("一[^0-9]{1,4}一[^0-9]{1,4}")
_CLAUSE_END = compiled("[，,：；;。！？\\n]")
_AND = compiled("并|还|又|同时|再")
# 72岁的居民: how old somebody is who only tells of it.
_OF_SOMEBODY = compiled(
    rf"的?(?:{LETTER}{{0,8}}?)(?:居民|村民|市民|大爷|大妈|老人|奶奶|爷爷|阿姨|师傅|女士|先生)"
    rf"{LETTER}{{0,6}}(?:[，。：说笑道]|$)"
)
# How far into a paragraph a shortened name is its topic.
_FIRST_WORDS = 16
_QUESTION = 30  # the longest question that a paragraph answers
# A sentence that tells how long something not named in it has run.
_RUNNING = compiled(
    rf"(?:自从?)?[^，。；：“]{{0,12}}?(?:启用|实施|运营|运行|开园|上线|推出|启动|投用|成立|开馆|试行|开业|开通|开放)(?:{LETTER}{{0,3}}年)?以?来，"
)
# A sentence that opens so leaves the topic of its paragraph.
_AWAY = compiled(
    "下一步|接下来|此外|另外|与此同时|今后|未来|凭借|得益于|一系列"
    f"|{LETTER}{{2,4}}方面，|到(?:20[0-9]{{2}}|明|后|今)年[底末]?，(?:全[市区县镇省]|[^，。]{{2,3}}[市区县镇])"
)
# 鼎新机械厂就是受益者: who is one of those that what was named last serves.
_SERVED = compiled("[^。；]{2,20}(?:受[益助][者人企]|其中之一|尝到了?甜头)")
_LENT = compiled("[^。；]{0,40}(?:贷款|授信|放款|理赔|赔付|参保|投保)")
# 全区投入…, 据统计，某某区现有…: what the whole district has is no part of one campaign.
_GENERAL = compiled(
    r"(?:据统计，)?(?:[^，。；]{0,8}，)?(?:全[市区县镇省](?!首)|[^，。；的]{2,3}[市区县](?:现有|共|投入|新[增建]|累计|已))"
)
# 今年前三季度，全区新发放贷款…: so is what all of it has at a time.
_OVERALL = compiled(
    "(?:今年|去年|上半年|前[一二三0-9]|1至|[0-9]{4}年|据统计)[^，。；]{0,8}，全[市区县省](?!首)"
)
_FIRST_TERM = compiled("(?:首[期批场季]|第一[期批]|每[期场])[0-9]")


@dataclass(slots=True, eq=False)
class _Sentence:
    """The mentions near one sentence; ``heads`` are those that no other number counts.

    ``chains`` are the programmes that head the clauses before each clause start asked for.
    """

    span: Span
    named: list[Mention]
    heads: list[Mention]
    held: list[Mention] = field(default_factory=list)
    chains: dict[int, str | None] = field(default_factory=dict)


_NONE = _Sentence((-1, -1), [], [])


@dataclass(slots=True)
class Topics:
    """What a document has named so far; asked passage by passage, in reading order.

    Each passage is left; one without quantities need not be entered.
    """

    names: tuple[str, ...]
    verbs: Verbs
    shortened: Shortened
    last: str | None = None
    _under: str = ""
    _heading: str | None = None
    _headed: bool = False
    _passage: str | None = None
    _mentions: Sequence[Mention] = ()
    _starts: list[int] = field(default_factory=list)
    _since: int = 0
    _noted: int = 0
    _asked: str | None = None
    _sentence: _Sentence = _NONE

    def enter(self, passage: Passage, mentions: Sequence[Mention]) -> None:
        """Begin a passage: its topic is the programme it opens with or keeps naming."""
        under = passage.heading or passage.article or ""
        if under != self._under:
            self._under = under
            self._headed = bool(passage.heading)
            self._heading = next((n for n in self.names if n and n in under), None)
        self._mentions = mentions
        before = self._passage or self.last
        self._passage, self._since, self._sentence, self._noted = None, 0, _NONE, 0
        if mentions:
            self._starts = [m.start for m in mentions]
            self._passage = named = topic(passage.text, mentions)
            if not told_of(passage.text, mentions[0]):
                self._since = next((m.end for m in mentions if m.name == named), 0)
        else:
            self._passage = self.shortened.find(passage.text, 0, _FIRST_WORDS)
            if self._passage is None and _SERVED.match(passage.text):
                self._passage = before  # 15岁的小宇是受助者之一
        self._passage = self._passage or self._asked

    def leave(self, passage: Passage, mentions: Sequence[Mention]) -> None:
        """End a passage: what it named last can be pointed at from the next."""
        self._asked = None
        if mentions:
            self.last = mentions[-1].name
            # “惠民保”怎么买？ is about it, and so is the answer.
            if len(passage.text) <= _QUESTION and passage.text[-1] in "？?":
                self._asked = self.last
        for mention in mentions:
            self.shortened.note(mention)

    def about(self, scene: Scene, frame: Frame) -> str | None:
        """The canonical name of the programme that a quantity is about, or None."""
        if not self._mentions:
            if not self.last and not self._heading:
                return None
            return self._beyond(scene, frame, ())
        while self._noted < len(self._mentions):
            if self._mentions[self._noted].end > frame.clause[0]:
                break
            self.shortened.note(self._mentions[self._noted])
            self._noted += 1
        near = self._sentence
        if near.span != frame.sentence:
            near = self._sentence = self._near(scene, frame.sentence)
        if not near.named and not near.held:
            return self._beyond(scene, frame, ())
        return self._named(scene, frame, near) or self._beyond(scene, frame, near.heads)

    def _near(self, scene: Scene, sentence: Span) -> _Sentence:
        low = max(0, bisect_left(self._starts, sentence[0]) - 1)
        near = self._mentions[low : bisect_right(self._starts, sentence[1])]
        named = [m for m in near if not example(scene, m)]
        heads = [m for m in named if not counted(scene, m)]
        # 实施“甲”行动，推行“一人一策”: how it is done heads nothing where something else does.
        weighty = [m for m in heads if _MANNER.match(m.name) is None]
        more = [m for m in near if held(scene, m)] if len(named) < len(near) else []
        return _Sentence(sentence, named, weighty or heads, more)

    def _named(self, scene: Scene, frame: Frame, near: _Sentence) -> str | None:
        """The programme that the number's own sentence names it by."""
        start, end = frame.quantity.start, frame.quantity.end
        for m in near.named:
            if m.start <= start and end <= m.end:
                return m.name
            # 126人的“暖胃骑士”配送队: what the number is an attribute of.
            if m.start == end + 1 and m.quote[0] in QUOTES and scene.folded[end] == "的":
                return m.name
        if own := _own(scene, frame, near):
            return own
        if place := placed(scene, near.heads, frame):
            return place
        if short := self.shortened.find(scene.folded, frame.clause[0], start):
            return short
        if frame.quantity.kind == "rank":
            after = next((m for m in near.named if end <= m.start), None)
            near_by = after is not None and after.start <= end + _NEAR
            if after and near_by and not _CLAUSE_END.search(scene.folded, end, after.start):
                return after.name
        return self._chained(scene, frame, near)

    def _chained(self, scene: Scene, frame: Frame, near: _Sentence) -> str | None:
        """The one that heads the chain, else one right after the number, else one counted."""
        end, chains, (low, high) = frame.quantity.end, near.chains, frame.clause
        anew = _AND.match(scene.folded, low) is not None
        if anew and (launched := launched_next(scene, near.heads, end, high)):
            return launched
        if low not in chains:
            chains[low] = chain(scene, frame, near.heads, self.verbs)
        if chains[low] is not None:
            return chains[low]
        for m in near.named:
            if end <= m.start < frame.sentence[1] and (
                m.start == end or (m.end <= high and m in near.heads)
            ):
                return m.name
        if len(near.named) == len(near.heads):
            return None
        return chain(scene, frame, near.named, self.verbs)

    def _beyond(self, scene: Scene, frame: Frame, heads: Sequence[Mention]) -> str | None:
        """By 该项目 the last one named; else the paragraph's topic; else the section's."""
        start, low, high = frame.quantity.start, frame.sentence[0], frame.clause[1]
        if _POINTING.search(scene.folded, low, high) and _ANAPHOR.search(scene.folded, low, high):
            earlier = [m.name for m in heads if m.end <= start]
            return earlier[-1] if earlier else self.last
        exact = frame.quantity.kind == "age" and frame.quantity.bound == "eq"
        if exact and _OF_SOMEBODY.match(scene.folded, frame.quantity.end):
            return None
        opens = max(low, scene.folded.rfind("；", low, start) + 1)
        before = bisect_left(self._starts, opens) if self._mentions else 0
        if before and _goes_on(scene, opens, self._mentions[before - 1]):
            return self._mentions[before - 1].name
        short = self.shortened.find(scene.folded, low, start)
        if short is not None:
            return short
        if (between := self._between(start)) is not None:
            return between
        if self._passage and self._since <= start and not _leaves(scene, low):
            return self._passage
        if self._headed:
            return self._heading
        # What only the headline of the article names gives way to what the paragraph names.
        if before and self._heading:
            return self._mentions[before - 1].name
        # It still holds where the text has come to nothing else since.
        if self.last not in (None, self._heading) or _GENERAL.match(scene.folded, low):
            return None
        return self._heading

    def _between(self, start: int) -> str | None:
        """What a paragraph names before a number and again, next of all, after it."""
        after = bisect_left(self._starts, start) if self._mentions else 0
        if not 0 < after < len(self._mentions):
            return None
        name = self._mentions[after].name
        return name if self._mentions[after - 1].name == name else None


def _own(scene: Scene, frame: Frame, near: _Sentence) -> str | None:
    """The programme named before a number in its own clause."""
    low, start = frame.clause[0], frame.quantity.start
    for m in reversed(near.heads + near.held if near.held else near.heads):
        if low <= m.start and m.end <= start and not item(scene, m, start):
            return m.name
    for m in reversed(near.named):
        # 3辆“甲”每月跑遍42所小学: what is counted does what is counted next.
        joined = m in near.heads or "、" in scene.folded[m.end : start]
        if low <= m.start and m.end + 1 < start and not joined:
            return m.name
    return None


def _leaves(scene: Scene, low: int) -> bool:
    """Whether a sentence leaves the topic of its paragraph."""
    folded = scene.folded
    return _AWAY.match(folded, low) is not None or _OVERALL.match(folded, low) is not None


def _goes_on(scene: Scene, opens: int, before: Mention) -> bool:
    """Whether a sentence tells of what was named last: 自去年10月启用以来，服务骑手…; 首期学员…."""
    return (
        _RUNNING.match(scene.folded, opens) is not None
        or _FIRST_TERM.match(scene.folded, opens) is not None
        or _SERVED.match(scene.folded, opens) is not None
        or (before.type == "fund" and _LENT.match(scene.folded, opens) is not None)
    )
