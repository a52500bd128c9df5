"""What is measured, in the source's own characters: the words around a number.

Note [Indicator]: the item around the number, without the number: what stands left of it,
less frame words at its head and link words at its tail, then what stands right of it. A
predicate that opens its clause (增长, 占全国, 居首位) takes its subject from the figure
before: that is the *topic*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.between import goes_on
from extract.claims.cues import PERIOD
from extract.claims.frame import Scene
from extract.claims.nouns import noun_end
from extract.claims.sizes import beyond_size
from extract.claims.spans import EDGE, trim, trimmed, words
from extract.claims.stages import Stages, undone
from extract.claims.subjects import saying, subject_before
from extract.claims.trims import Trims
from extract.claims.turns import before_origin, before_turn
from extract.claims.verbs import Verbs
from extract.language import tokenize
from extract.model import Span
from extract.rules import RuleSet
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Indicators", "Topic", "words"]

_MARKS = "\ue000-\ue1ff"
_PARTICLES = "按在对从由为以向把将于及和与的了共已但而且并仍却这那"
_NOUN_TAGS = ("n", "b", "a", "j", "l", "i", "x", "z", "m", "eng")
_MARK = compiled(f"[{_MARKS}]")
_MARK_RUN = compiled(f"[{_MARKS}]+")
# 在三年的时间里, 以38秒47: what a number is part of goes with it; so does the age of 19岁选手.
_INNER = compiled(
    rf"(?:当地时间|北京时间)?{PERIOD}的?|在?[{_MARKS}]+(?:的时间|时间)(?:之?内|里)?|[是比较]?[{_MARKS}]+前的?(?!{LETTER})|(?<![可所予给难足加])以[{_MARKS}]+(?:之[差微]|的(?:总?成绩|优势|总?比分)|(?!的))|[{_MARKS}]+"
    "|(?<![0-9至到—-])(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})岁半?的?(?![以及左上下])"
)
# What parts the words left of a number: marks, and the 、 between predicates.
_PARTED = compiled(f"[{_MARKS}、]")
_PERIOD_MARKS = "\ue00b\ue10b"
# A clause that opens so names no subject: 按可比价格计算, 受台风影响.
_ADVERBIAL = compiled(
    "主要|分[^，]{1,4}看|从?[环同]比看|按(?!揭)|从(?!业|事)|据(?!点)|受(?!理|灾|益|助|众|访)|随(?!迁)|为(?!民)|对(?!外|口|象)"
    "|在(?!校|岗|建|册|职|园|编|读|线|途|库|售)|经(?!济|营|贸|费|纪|销)|由|因|通过(?!率)"
    "|自(?!动|主|营|然|来|贸|费|驾|行)|到(?!期|岗|账)|截至|根据|以(?!色列)|与(?!会)|比(?!亚|特|例|重|赛|利)|较|除|其中|同时|当(?!地)|再?创(?:下|出)?(?:[今入近][一-鿿]{1,3})?(?:历史|新|纪录)"
    "|[^，。；]{1,8}(?:强调|指出|要求|提出|认为)，"
)
_CAUSE = compiled(
    "[受因随为在]|[从由][无小弱]到|由[负降减亏]转|止跌|扭亏|持续|稳步|明显|大幅|稳中|(?:收?报|达到?|为|[升降增减]至)[0-9]"
)
# 经济总量还不够大，仅占全省的7%: how it stands is no part of the subject.
_STANDS = compiled(
    "(?<=..)(?:还|也|仍|又|都)?(?:不够|不太|不算|不|很|较|更|偏|相对|十分|非常|明显|总体|基本)[大小高低多少强弱快慢好稳]$"
)
_BREAK = compiled("[；。！？;：]")
# 24小时自助服务区内的12台终端机: the area alone is narrowed.
_HELD = compiled(f"[内里中上]?的[{_MARKS}]")
_CLAUSE_MARK = compiled("[，,；：;]")
_LONGEST = 48
_ROUTE = "至到"
# How long the noun before a threshold may be: 年纳税额.
_OWNER = 8
# 两天就拿到了300万元贷款: what is got belongs to the verb.
_GOT = compiled("(?:就|便|已)?([拿领赚挣卖收攒筹募](?:到了|到|出了|下了|了))")


@dataclass(slots=True, eq=False)
class Topic:
    """What the last figure of a sentence was about, for predicates without a subject.

    ``part``: it is one of a list, so that the topic before it is the whole.
    """

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    part: bool = False


class Indicators:
    """Composes indicators with the word lists of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._verbs = Verbs(rules)
        self._trims = Trims(rules)
        self.stages = Stages(rules)
        self.anaphor = self._trims.anaphor
        self._surnames = tuple(rules.words("layout.surname"))
        self._persons = frozenset(rules.words("wording.person"))
        self._manners = frozenset(rules.words("wording.manner"))
        self._scopes = frozenset(rules.words("scope.place"))

    def left(
        self, scene: Scene, start: int, end: int, *, counted: bool = False
    ) -> tuple[Span, ...]:
        """What is left of a number within ``[start, end)``, trimmed; spans in the passage.

        ``counted``: the number counts what stands right of it.
        """
        masked, trims = scene.masked, self._trims
        start = max(start, end - _LONGEST)
        if start >= end or (counted and trims.all(masked, start, end)):
            return ()
        stop = trims.link(masked, start, end)
        if stop > start and (origin := before_origin(masked, start, stop)) < stop:
            stop = trims.link(masked, start, origin)
        later = masked.rfind("、", start, stop) + 1
        if later and masked[later] in _PERIOD_MARKS:
            start = later  # 6月底前开工、年底前入住率达到: a time of its own
        begin = trims.head(masked, start, stop)
        parted = _PARTED.search(masked, begin, stop) is not None
        if parted:
            later = self._verbs.last_predicate(scene, begin, stop)
            if later > begin:
                begin = trims.head(masked, later, stop)
        if begin >= stop or (stop - begin == 1 and masked[begin] in _PARTICLES):
            return ()
        if parted or scene.notes:
            return self.whole(scene, begin, stop)
        return trim(scene.text, begin, stop)

    def right(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What is right of a number within ``[start, end)``, trimmed."""
        masked = scene.masked
        while start < end and masked[start] in _PERIOD_MARKS:
            start += 1
        end = min(end, start + _LONGEST)
        for note, _ in scene.notes_within(start, end):
            end = note
            break
        if start >= end or self._trims.after(scene.folded, start, end):
            return ()
        start = self._trims.lead(scene.folded, start, end)
        end = self._trims.until(scene.folded, start + 1, end)
        stop = _MARK.search(masked, start, end)
        if stop is None:
            return trim(scene.text, start, end)
        cut = masked[start : stop.start()]
        if cut.endswith("的"):
            if cut.endswith("中的"):  # 200个议席中的82席
                return trim(scene.text, start, stop.start() - 2)
            return self._owned(scene, start, end, stop.start())
        if (counted := beyond_size(masked, start, stop.start(), end)) is not None:
            return self.right(scene, counted, end)
        if got := _GOT.fullmatch(cut):
            return self._owned(scene, start + got.start(1), end, stop.start())
        if goes_on(masked, start, stop.start(), cut):
            return self._owned(scene, start, end, stop.start())
        cut = before_turn(cut)
        tail = self._trims.link(cut, 0, len(cut), _LONGEST)
        return trim(scene.text, start, start + tail)

    def _owned(self, scene: Scene, start: int, end: int, at: int) -> tuple[Span, ...]:
        """13个市的186名运动员: what the next number counts belongs to this one too."""
        rest = _MARK_RUN.match(scene.masked, at)
        after = rest.end() if rest else at
        stop = _MARK.search(scene.masked, after, end)
        return (
            *trim(scene.text, start, at),
            *trim(scene.text, after, stop.start() if stop else end),
        )

    def needs_topic(self, scene: Scene, spans: Sequence[Span]) -> bool:
        """Whether these words are a predicate without its subject, or nothing at all."""
        return not spans or self._trims.predicate(scene.folded, spans[0][0], spans[-1][1])

    def noun(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """The noun phrase that opens ``[start, end)``: what an age or a class narrows."""
        joint = scene.folded.find("、", start, end)
        end = joint if joint > start else end
        text = scene.text[start:end]
        quoted = text.find("”", 0, 14)
        if quoted > 0 and "“" not in text[:quoted]:
            return self.whole(scene, start, start + quoted)
        stop = noun_end(text, self._surnames, self._persons)
        return self.whole(scene, start, start + stop) if stop else self.right(scene, start, end)

    def subject(self, scene: Scene, topic: Topic) -> tuple[Span, ...]:
        """The noun phrase of a topic that later predicates share."""
        if not topic.right:
            left = self._trims.named(scene.folded, topic.left) if topic.part else topic.left
            return undone(scene.folded, left)
        if not topic.left:
            return topic.right
        start, end = topic.left[0][0], topic.left[-1][1]
        text = scene.text[start:end]
        stop = label = text.find("”") + 1 if text.startswith("“") else 0
        for a, b, tag in tokenize(text):
            if a < label:
                continue  # no verb of a name is one: “银铃陪诊”志愿服务队
            verb = tag.startswith(("v", "d", "p")) and not (tag == "vn" and b < len(text))
            verb = verb and not (a > 0 and text[a:b] in _ROUTE)  # 福州至厦门最快55分钟可达
            if a == 0 and tag == "d":
                continue  # 长期护理保险
            if text[a:b] in self._manners or (verb and text[a:b] not in self._persons):
                break
            stop = b if a >= 0 else stop
        noun = self.whole(scene, start, start + stop) if stop else ()
        if text[:stop] in self._scopes or not noun:
            return (*noun, *topic.right)  # 全球 of 全球有6.73亿人面临饥饿
        return noun

    def narrowed(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What a size or a time narrows: up to the closing quote, 、 or the clause's end."""
        quoted = scene.folded.find("”", start, min(end, start + 14))
        joint = scene.folded.find("、", start, end)
        stop = min((at for at in (quoted, joint) if at > start), default=end)
        held = _HELD.search(scene.masked, start + 1, stop)
        return self.right(scene, start, held.start() if held else stop)

    def owner(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """The noun that ends ``[start, end)``: the 产值 of 培育产值超10亿元的产业链."""
        start = max(start, end - _OWNER)
        text = scene.masked[start:end]
        at = len(text)
        for a, _, tag in reversed(tokenize(text)):
            verbal = tag == "vn" and at < len(text) and self._verbs.open(text[a:])
            if (not tag.startswith(_NOUN_TAGS) and tag != "vn") or verbal:
                break
            at = a
        return self.whole(scene, start + at, end) if len(text) - at >= 2 else ()

    def opening(self, scene: Scene, after: int, end: int, sentence: int) -> tuple[Span, ...]:
        """The subject of a clause without numbers that stands between two with numbers.

        光伏产品受价格拖累，下降两成: the noun phrase that opens it, before 受, 因, 经 and verbs.
        """
        named = subject_before(scene, end, sentence)
        if named is not None:
            return self.whole(scene, *named)
        start = max(after, sentence)
        if start >= end or saying(scene, end):
            return ()
        text = scene.masked[start:end]
        own = [m.end() for m in _CLAUSE_MARK.finditer(text)]
        if len(own) < 2 and not (after <= sentence and own):
            return ()
        begin = start + max((m.end() for m in _BREAK.finditer(text)), default=0)
        while begin < end and scene.folded[begin] in EDGE:
            begin += 1
        if scene.folded.startswith("其中", begin) and scene.folded[begin + 2] not in EDGE:
            begin += 2
        if _ADVERBIAL.match(scene.folded, begin, end):
            return ()
        begin = self._trims.head(scene.masked, begin, end)
        stop = 0
        phrase = scene.text[begin : min(end, begin + 24)].rstrip(EDGE)
        cause = _CAUSE.search(phrase, 2)
        phrase = _STANDS.sub("", phrase[: cause.start()] if cause else phrase)
        if "，" not in phrase and not self._verbs.open(phrase) and not self._verbs.named(phrase):
            return self.whole(scene, begin, begin + len(phrase)) if len(phrase) > 1 else ()
        for _, b, tag in tokenize(phrase):
            if not tag.startswith(_NOUN_TAGS) or phrase[b - 1] in "，。；：、":
                break
            stop = b
        return self.whole(scene, begin, begin + stop) if stop >= 2 else ()

    def whole(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """All words of ``[start, end)`` without marks and notes, trimmed at the outer edges."""
        pieces: list[Span] = []
        holes = [m.span() for m in _INNER.finditer(scene.masked, start, end)]
        if scene.notes:
            holes += [(a, b) for a, b in scene.notes_within(start, end) if b <= end]
            holes.sort()
        at = start
        for a, b in holes:
            if a > at:
                pieces.append((at, a))
            at = max(at, b)
        if end > at:
            pieces.append((at, end))
        return trimmed(scene.text, pieces)
