"""What is measured, in the source's own characters: the words around a number.

Note [Indicator]: the item around the number, without the number: what stands left of it,
less frame words at its head and link words at its tail, then what stands right of it. A
predicate that opens its clause (增长, 占全国, 居首位) takes its subject from the figure
before: that is the *topic*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.claims.cues import PERIOD
from extract.claims.frame import Scene
from extract.claims.verbs import Verbs
from extract.language import tokenize
from extract.model import Span
from extract.rules import RuleSet

__all__ = ["Indicators", "Topic"]

_MARKS = "\ue000-\ue1ff"
_PARTICLES = "按在对从由为以向把将于及和与的了共已"
_CLOSER = {"“": "”", "《": "》", "（": "）", "(": ")"}
_OPENER = {b: a for a, b in _CLOSER.items()}
_EDGE = " \t\r\n\u3000●■，。、；：:,;—-“”\"'（）()《》"
_NOUN_TAGS = ("n", "b", "a", "j", "l", "i", "x", "z", "m", "eng")
# Marks of numbers, not of times (see extract.text).
_RUN = re.compile("[\ue000-\ue00a\ue100-\ue10a]+")
_PERIOD_MARKS = "\ue00b\ue10b"
# A clause that opens so names no subject: 按可比价格计算, 受台风影响.
_ADVERBIAL = re.compile(
    "按|从|据|受|随|为|对|在|经|由|因|通过|自|到|截至|根据|以|与|比|较|除|其中|同时|当"
)
_CAUSE = re.compile("[受因随为在]")
_BREAK = re.compile("[；。！？;]")
_CLAUSE_MARK = re.compile("[，,；：;]")
_LONGEST = 48
# How far back link words before a number are looked for.
_LINKED = 24
# 由8.4天缩短到: the starting point of a change is no part of what changed.
_FROM = re.compile(f"[由从](?:每[^，。{_MARKS}]{{1,6}})?[{_MARKS}]+$")
_TURN = re.compile(
    "(?:进一步|逐步|再|分别)?(?:提高|提升|增加|增长|上升|增|扩大|拓展|跃升|攀升|上调|上涨|涨|升|下降|降低|减少"
    f"|压缩|缩短|回落|下调|收窄|降|减|提|压减|延长|缩减|变|调整)[到至为](?:每[^，。{_MARKS}]{{1,6}})?$"
)


@dataclass(frozen=True, slots=True)
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
        head = _patterns(rules, "head")
        tail = _patterns(rules, "tail")
        self._head = re.compile(
            rf"(?:[\s、：:—,，]|[“”](?=[\s，])|{PERIOD}(?:[的末底初内])?|(?:{head})(?!$))*"
        )
        self._link = re.compile(rf"(?:{tail}|[：:\s]|{PERIOD}的?)+$")
        self._predicate = re.compile(_patterns(rules, "predicate"))
        self._all = re.compile(_patterns(rules, "all"))
        self._after = re.compile(_patterns(rules, "after"))
        self._until = re.compile(_patterns(rules, "until"))
        self._inner = re.compile(rf"{PERIOD}的?|[{_MARKS}]+")

    def left(
        self, scene: Scene, start: int, end: int, *, counted: bool = False
    ) -> tuple[Span, ...]:
        """What is left of a number within ``[start, end)``, trimmed; spans in the passage.

        ``counted``: the number counts what stands right of it.
        """
        masked = scene.masked
        start = max(start, end - _LONGEST)
        stop = self._linked(masked, start, end)
        if counted and self._all.fullmatch(masked, start, end):
            return ()
        source = _FROM.search(masked, max(start, stop - _LINKED), stop)
        if source is not None:
            stop = self._linked(masked, start, source.start())
        begin = self._begin(masked, start, stop)
        later = self._predicate_start(scene, begin, stop)
        if later > begin:
            begin = self._begin(masked, later, stop)
        if stop - begin == 1 and masked[begin] in _PARTICLES:
            return ()
        return self._pieces(scene, begin, stop)

    def _begin(self, masked: str, start: int, stop: int) -> int:
        """Where the frame words after ``start`` end."""
        begin = start
        head = self._head.match(masked, start, stop)
        while head is not None and head.end() > begin:
            begin = head.end()
            head = self._head.match(masked, begin, stop)
        return begin

    def _predicate_start(self, scene: Scene, start: int, end: int) -> int:
        """Where the last of several predicates begins: 建设优品库、服务企业 gives 服务企业.

        After an earlier number of the item, whose noun then opens what is kept.
        """
        holes = [m.end() for m in _RUN.finditer(scene.masked, start, end)]
        if holes and end - holes[-1] >= 2 and self._verbs.within(scene.text[holes[-1] : end]):
            start = holes[-1]
        joint = scene.folded.rfind("、", start, end)
        if joint < 0:
            return start
        if scene.folded.startswith("并", joint + 1):
            return joint + 2
        if joint - start >= 4 and self._verbs.open(scene.text[joint + 1 : end]):
            before = scene.folded.rfind("、", start, joint) + 1 or start
            part = scene.text[before:joint]
            if len(part) >= 4 and self._verbs.open(part):
                return joint + 1
        return start

    def _linked(self, masked: str, start: int, end: int) -> int:
        """Where the link words before ``end`` begin."""
        tail = self._link.search(masked, max(start, end - _LINKED), end)
        return tail.start() if tail else end

    def right(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What is right of a number within ``[start, end)``, trimmed."""
        while start < end and scene.masked[start] in _PERIOD_MARKS:
            start += 1
        end = min(end, start + _LONGEST)
        end = next((a for a, _ in scene.notes_within(start, end)), end)
        if self._after.match(scene.folded, start, end):
            return ()
        until = self._until.search(scene.folded, start + 1, end)
        end = until.start() if until else end
        text = scene.masked[start:end]
        stop = re.search(f"[{_MARKS}]", text)
        if stop is not None:
            cut = text[: stop.start()]
            if cut.endswith("的"):
                return self._owned(scene, start, end, start + stop.start())
            turn = _TURN.search(cut)
            cut = cut[: turn.start()] if turn else cut
            tail = self._link.search(cut)
            end = start + (tail.start() if tail else len(cut))
        return self._pieces(scene, start, end)

    def _owned(self, scene: Scene, start: int, end: int, at: int) -> tuple[Span, ...]:
        """13个市的186名运动员: what the next number counts belongs to this one too."""
        rest = re.compile(f"[{_MARKS}]+").match(scene.masked, at)
        after = rest.end() if rest else at
        stop = re.compile(f"[{_MARKS}]").search(scene.masked, after, end)
        return (
            *self._pieces(scene, start, at),
            *self._pieces(scene, after, stop.start() if stop else end),
        )

    def needs_topic(self, scene: Scene, spans: Sequence[Span]) -> bool:
        """Whether these words are a predicate without its subject, or nothing at all."""
        if not spans:
            return True
        return self._predicate.match(scene.folded, spans[0][0], spans[-1][1]) is not None

    def noun(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """The noun phrase that opens ``[start, end)``: what an age or a class narrows."""
        joint = scene.folded.find("、", start, end)
        end = joint if joint > start else end
        text = scene.text[start:end]
        quoted = text.find("”", 0, 14)
        if quoted > 0 and "“" not in text[:quoted]:
            return self._pieces(scene, start, start + quoted)
        stop = 0
        for a, b, tag in tokenize(text):
            word = text[a:b]
            if word == "的" and stop == 0:
                continue
            if not tag.startswith(_NOUN_TAGS) and word not in "老":
                break
            if word[0] in "，。、；：":
                break
            stop = b
        return self._pieces(scene, start, start + stop) if stop else self.right(scene, start, end)

    def subject(self, scene: Scene, topic: Topic) -> tuple[Span, ...]:
        """The noun phrase of a topic that later predicates share."""
        if not topic.right:
            return topic.left
        if not topic.left:
            return topic.right
        start, end = topic.left[0][0], topic.left[-1][1]
        text = scene.text[start:end]
        stop = 0
        for a, b, tag in tokenize(text):
            if tag.startswith(("v", "d", "p")) and not (tag == "vn" and b < len(text)):
                break
            stop = b if a >= 0 else stop
        return self._pieces(scene, start, start + stop) if stop else topic.right

    def narrowed(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What a size or a time narrows: up to the closing quote, 、 or the clause's end."""
        quoted = scene.folded.find("”", start, min(end, start + 14))
        joint = scene.folded.find("、", start, end)
        stop = min((at for at in (quoted, joint) if at > start), default=end)
        return self.right(scene, start, stop)

    def whole(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """All words of ``[start, end)`` but numbers and times."""
        return self._pieces(scene, start, end)

    def opening(self, scene: Scene, after: int, end: int, sentence: int) -> tuple[Span, ...]:
        """The subject of a clause without numbers that stands between two with numbers.

        光伏产品受价格拖累，下降两成: the noun phrase that opens it, before 受, 因, 经 and verbs.
        """
        start = max(after, sentence)
        text = scene.masked[start:end]
        cut = max((m.end() for m in _BREAK.finditer(text)), default=0)
        own = [m.end() for m in _CLAUSE_MARK.finditer(text)]
        if len(own) < 2 and not (after <= sentence and own):
            return ()
        begin = start + cut
        while begin < end and scene.folded[begin] in _EDGE:
            begin += 1
        if _ADVERBIAL.match(scene.folded, begin, end):
            return ()
        head = self._head.match(scene.masked, begin, end)
        begin = head.end() if head else begin
        stop = 0
        phrase = scene.text[begin : min(end, begin + 24)].rstrip(_EDGE)
        cause = _CAUSE.search(phrase, 2)
        phrase = phrase[: cause.start()] if cause else phrase
        if "，" not in phrase and not self._verbs.open(phrase) and not self._verbs.named(phrase):
            return self._pieces(scene, begin, begin + len(phrase)) if len(phrase) > 1 else ()
        for _, b, tag in tokenize(phrase):
            if not tag.startswith(_NOUN_TAGS) or phrase[b - 1] in "，。；：、":
                break
            stop = b
        return self._pieces(scene, begin, begin + stop) if stop >= 2 else ()

    def _pieces(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """``[start, end)`` without marks and notes, each piece trimmed at the outer edges."""
        pieces: list[Span] = []
        holes = [m.span() for m in self._inner.finditer(scene.masked, start, end)]
        holes += [(a, b) for a, b in scene.notes_within(start, end) if b <= end]
        at = start
        for a, b in sorted(holes):
            if a > at:
                pieces.append((at, a))
            at = max(at, b)
        if end > at:
            pieces.append((at, end))
        return _trimmed(scene.text, pieces)


def _patterns(rules: RuleSet, side: str) -> str:
    """One alternation of all trim rules of a side."""
    return "|".join(
        rules.expand(rule.text("pattern"), {"period": PERIOD}, rule=rule)
        for rule in rules.stage("trim")
        if rule.text("side") == side
    )


def _trimmed(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """Without punctuation and space at the very ends, and without empty pieces.

    A quotation mark or bracket at an end stays where its partner is inside.
    """
    whole = words(text, pieces)
    while pieces:
        start, end = pieces[0]
        while start < end and text[start] in _EDGE and _CLOSER.get(text[start], " ") not in whole:
            start += 1
        if start < end:
            pieces[0] = (start, end)
            break
        pieces.pop(0)
    while pieces:
        start, end = pieces[-1]
        while (
            end > start and text[end - 1] in _EDGE and _OPENER.get(text[end - 1], " ") not in whole
        ):
            end -= 1
        if end > start:
            pieces[-1] = (start, end)
            break
        pieces.pop()
    return tuple(pieces)


def words(text: str, spans: Sequence[Span]) -> str:
    """The characters at the spans, joined."""
    return "".join(text[a:b] for a, b in spans)
