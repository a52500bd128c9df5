"""The two ends of a paragraph: its last and first word, its marks, and how it starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract.language import tagged
from extract.layout.grammar import word_class
from extract.rules import RuleSet

__all__ = ["NO_START", "Edge", "edge", "fragment", "stops_short"]

NO_START = frozenset("，。、；：！？”’」』）)》〉】,.;:!?%％‰…")
_WINDOW = 10  # characters at either end that are cut into words
_OPEN_END = frozenset(["p", "c", "的", "d", "，", "、", "“", "u"])
_SHORT_FOR_SURE, _SHORT_LIKELY = 6.0, 3.0
_TOPIC = 120  # characters at either end that show what a paragraph is about
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_OPENER = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile("[“”《》（）()‘’]")
_SENTENCE_BREAK = re.compile("[。！？；!?;]")
_STARTING_CLASSES = frozenset("vdacmqfptru的了")
_CLOSING_CLASSES = frozenset("，、。的了u")
_HAN = re.compile("[一-鿿]+")
_YEAR = re.compile(r"(?:19|20)\d\d年|\d{1,2}月")
_NUMBERED = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十][是、]|\d{1,2}[.．、](?!\d)|——"
)
_FRAGMENT = {
    "single": 1.8,  # ends in a single character that is a word of its own only by need
    "open_end": 1.5,  # ends in a preposition, a conjunction, 的 or a word of place
    "comma": 1.0,
    "of": 1.0,  # has 的
    "figures": 1.3,
    "opener": 1.5,  # starts as paragraphs do: 今年, 为, 记者
    "quotes": -0.8,
}


class Edge:
    """What a paragraph shows at its two ends; what few ask for is looked at when asked.

    ``head`` and ``tail`` are its first and last characters, enough for a word or two;
    ``start`` names features of how it starts.
    """

    def __init__(self, text: str, first: str, first_class: str, start: tuple[str, ...]) -> None:
        self.text = text
        self.head = text[:_WINDOW]
        self.tail = text[-_WINDOW:]
        self.first = first
        self.first_class = first_class
        self.start = start

    @cached_property
    def last(self) -> tuple[str, str]:
        """The last word and its class."""
        word, tag = tagged(self.tail)[-1]
        return word, word_class(word, tag)

    @cached_property
    def marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """Opening marks of pairs of which the paragraph has one half: (open, unopened)."""
        depth: dict[str, int] = {}
        unopened = set()
        for mark in _MARKS.findall(self.text):
            if mark in _PAIRS:
                depth[mark] = depth.get(mark, 0) + 1
            elif depth.get(_OPENER[mark]):
                depth[_OPENER[mark]] -= 1
            else:
                unopened.add(_OPENER[mark])
        return frozenset([m for m, n in depth.items() if n]), frozenset(unopened)

    @cached_property
    def grams(self) -> frozenset[int]:
        """Pairs of Chinese characters side by side, in the first and last sentences.

        Two characters of two bytes each, read as one number.
        """
        text = self.text
        if len(text) > 2 * _TOPIC:
            text = text[:_TOPIC] + text[-_TOPIC:]
        data = "".join(_HAN.findall(text)).encode("utf-16-le")
        return frozenset(_fours(data) + _fours(data[2:]))


def _fours(data: bytes) -> list[int]:
    return memoryview(data[: len(data) // 4 * 4]).cast("I").tolist()


@dataclass(frozen=True)
class _Starts:
    """Words that speak for or against the start of a paragraph."""

    single: frozenset[str]
    openers: frozenset[str]
    leads: tuple[str, ...]
    sure_leads: tuple[str, ...]


@lru_cache(maxsize=8)
def _starts(rules: RuleSet) -> _Starts:
    leads = rules.words("layout.lead")
    return _Starts(
        single=frozenset(rules.words("layout.starter")),
        openers=frozenset(rules.words("layout.opener")),
        leads=leads,
        sure_leads=tuple(word for word in leads if len(word) > 1),
    )


def edge(text: str, rules: RuleSet) -> Edge:
    """Look at the ends of a paragraph; loads the segmenter."""
    words = tagged(text[:_WINDOW])
    first, tag = words[0]
    first_class = word_class(first, tag)
    second = word_class(*words[1]) if len(words) > 1 else ""
    starts = _starts(rules)
    features = _word_features(first, first_class, second, starts) + _text_features(text, starts)
    return Edge(text, first, first_class, tuple(features))


def _word_features(word: str, first: str, second: str, starts: _Starts) -> list[str]:
    """How a paragraph starts, by its first words."""
    names = []
    if first in _STARTING_CLASSES:
        names.append("starts_u" if first in "的了" else f"starts_{first}")
    if len(word) == 1 and "一" <= word <= "鿿" and word not in starts.single:
        names.append("starts_half_word")
    if first in "nvaq" and second in _CLOSING_CLASSES:
        names.append("word_then_sign")
    if first == "v" and second in ("p", "d", "a"):
        names.append("verb_then")
    return names


def _text_features(text: str, starts: _Starts) -> list[str]:
    """How a paragraph starts, by its first characters."""
    names = []
    sign = text[0]
    if sign in NO_START:
        names.append("starts_sign")
    if sign in starts.openers:
        names.append("starts_opener")
    if text.startswith(starts.sure_leads):
        names.append("starts_lead")
    if sign in "“《":
        names.append("starts_quote")
    if _YEAR.match(text):
        names.append("starts_year")
    if _NUMBERED.match(text):
        names.append("starts_numbered")
    stop = _SENTENCE_BREAK.search(text, 0, 15)
    if stop:
        names.append("short_sentence" if stop.start() < 8 else "shortish_sentence")
    return names


def stops_short(tail: Edge) -> float:
    """Log-odds, by its last word alone, that a paragraph without a full stop is cut short.

    A comma, a preposition, a lone character cannot end a sentence; a noun may, where only
    the stop is missing.
    """
    word, kind = tail.last
    if kind in _OPEN_END or tail.marks[0] or word[-1] in "（(“：":
        return _SHORT_FOR_SURE
    return _SHORT_LIKELY if len(word) == 1 or word.isdigit() else 0.0


def fragment(text: str, rules: RuleSet) -> float:
    """Log-odds that a short line without a full stop is a piece of a sentence, no heading.

    Fitted, like the weights of seams, on headlines and first words of newspaper paragraphs.
    """
    last, tag = tagged(text[-_WINDOW:])[-1]
    last_class = word_class(last, tag)
    checks = {
        "single": len(last) == 1 and last_class in "nvao",
        "open_end": last_class in ("p", "c", "的", "f", "d"),
        "comma": "，" in text or "," in text,
        "of": "的" in text,
        "figures": any(c.isdigit() for c in text),
        "opener": text.startswith(_starts(rules).leads),
        "quotes": "“" in text,
    }
    return sum(_FRAGMENT[name] for name, holds in checks.items() if holds)
