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
from extract.claims.frame import Frame, Scene
from extract.language import tokenize
from extract.model import Quantity, Span
from extract.rules import RuleSet
from extract.rules.model import alternation

__all__ = ["Indicators", "Topic"]

_MARKS = "\ue000-\ue1ff"
_EDGE = " \t\r\n\u3000，。、；：:,;—-“”\"'（）()《》"
_NOUN_TAGS = ("n", "b", "a", "j", "l", "i", "m", "q", "s", "t", "x", "g", "z")
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last figure of a sentence was about, for predicates without a subject."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]


class Indicators:
    """Composes indicators with the word lists of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        head = alternation(rules.words("trim.head"))
        link = alternation(rules.words("trim.link"))
        self._head = re.compile(rf"(?:[\s、：:“”—]|{PERIOD}(?:[，的末底初内]|以来|以前)?|{head}(?![一-鿿]$))*")
        self._link = re.compile(rf"(?:{link}|[：:\s]|{PERIOD}的?)*$")
        self._predicate = re.compile(alternation(rules.words("predicate")))
        self._inner = re.compile(rf"{PERIOD}的?|[{_MARKS}]+")

    def left(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What is left of a number within ``[start, end)``, trimmed; spans in the passage."""
        masked = scene.masked
        start = max(start, end - _LONGEST)
        text = masked[start:end]
        tail = self._link.search(text)
        stop = start + (tail.start() if tail else len(text))
        head = self._head.match(masked, start, stop)
        begin = head.end() if head else start
        return self._pieces(scene, begin, stop)

    def right(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """What is right of a number within ``[start, end)``, trimmed."""
        end = min(end, start + _LONGEST)
        text = scene.masked[start:end]
        stop = re.search(f"[{_MARKS}]", text)
        if stop is not None:
            cut = text[: stop.start()]
            tail = self._link.search(cut)
            end = start + (tail.start() if tail else len(cut))
        return self._pieces(scene, start, end)

    def needs_topic(self, scene: Scene, spans: Sequence[Span]) -> bool:
        """Whether these words are a predicate without its subject, or nothing at all."""
        if not spans:
            return True
        return self._predicate.match(scene.folded, spans[0][0], spans[-1][1]) is not None

    def noun(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """The noun phrase that opens ``[start, end)``: what an age or a class narrows."""
        text = scene.text[start:end]
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

    def _pieces(self, scene: Scene, start: int, end: int) -> tuple[Span, ...]:
        """``[start, end)`` without marks and notes, each piece trimmed at the outer edges."""
        pieces: list[Span] = []
        holes = [m.span() for m in self._inner.finditer(scene.masked, start, end)]
        holes += [(a, b) for a, b in scene.notes if start <= a and b <= end]
        at = start
        for a, b in sorted(holes):
            if a > at:
                pieces.append((at, a))
            at = max(at, b)
        if end > at:
            pieces.append((at, end))
        return _trimmed(scene.text, pieces)


def _trimmed(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """Without punctuation and space at the very ends, and without empty pieces."""
    while pieces:
        start, end = pieces[0]
        while start < end and text[start] in _EDGE and text[start] not in "“《":
            start += 1
        if start < end:
            pieces[0] = (start, end)
            break
        pieces.pop(0)
    while pieces:
        start, end = pieces[-1]
        while end > start and text[end - 1] in _EDGE and text[end - 1] not in "”》":
            end -= 1
        if end > start:
            pieces[-1] = (start, end)
            break
        pieces.pop()
    return tuple(pieces)


def words(text: str, spans: Sequence[Span]) -> str:
    """The characters at the spans, joined."""
    return "".join(text[a:b] for a, b in spans)
