"""The two ends of a paragraph: its last and first word, its marks, and how it starts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extract import language
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
_NO_HAN = re.compile("[^一-鿿]+")
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


@dataclass
class Edge:
    """What a paragraph shows at its two ends; ``start`` names features of how it starts.

    ``marks``: the opening marks still open at its end, and those that it closes unopened.
    """

    text: str
    head: str
    first: str
    first_class: str
    start: tuple[str, ...]

    @cached_property
    def tail(self) -> str:
        """The last characters, enough for a word or two."""
        return self.text[-_WINDOW:]

    @cached_property
    def last(self) -> tuple[str, str]:
        """The last word and its class."""
        word, tag = _words(self.tail)[-1]
        return word, word_class(word, tag)

    @cached_property
    def marks(self) -> tuple[frozenset[str], frozenset[str]]:
        """Opening marks of pairs of which the paragraph has one half: (open, unopened)."""
        depth: Counter[str] = Counter()
        unopened = set()
        for mark in _MARKS.findall(self.text):
            if mark in _PAIRS:
                depth[mark] += 1
            elif depth[_OPENER[mark]]:
                depth[_OPENER[mark]] -= 1
            else:
                unopened.add(_OPENER[mark])
        return frozenset(m for m, n in depth.items() if n), frozenset(unopened)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of Chinese characters side by side, in the first and last sentences."""
        text = (
            self.text if len(self.text) <= 2 * _TOPIC else self.text[:_TOPIC] + self.text[-_TOPIC:]
        )
        han = _NO_HAN.sub("", text)
        return frozenset(map(str.__add__, han, han[1:]))


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
    head = text[:_WINDOW]
    words = _words(head)
    first, tag = words[0]
    first_class = word_class(first, tag)
    second = word_class(*words[1]) if len(words) > 1 else ""
    start = _word_features(first, first_class, second, _starts(rules))
    return Edge(text, head, first, first_class, (*start, *_text_features(text, _starts(rules))))


def _words(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], tag) for start, end, tag in language.tokenize(text)]


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
    stop = _SENTENCE_BREAK.search(text, 0, 20)
    sentence = stop.start() if stop else 20
    checks = (
        ("starts_sign", text[0] in NO_START),
        ("starts_opener", text[0] in starts.openers),
        ("starts_lead", text.startswith(starts.sure_leads)),
        ("starts_quote", text[0] in "“《"),
        ("starts_year", _YEAR.match(text)),
        ("starts_numbered", _NUMBERED.match(text)),
        ("short_sentence", sentence < 8),
        ("shortish_sentence", 8 <= sentence < 15),
    )
    return [name for name, holds in checks if holds]


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
    last, tag = _words(text[-_WINDOW:])[-1]
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
