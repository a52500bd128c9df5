"""The two ends of a paragraph: its last and first word, its marks, and how it starts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extract import language
from extract.layout.grammar import word_class
from extract.rules import RuleSet

__all__ = ["NO_START", "Edge", "edge", "fragment"]

NO_START = frozenset("，。、；：！？”’」』）)》〉】,.;:!?%％‰…")
_WINDOW = 10  # characters at either end that are cut into words
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_OPENER = {closer: opener for opener, closer in _PAIRS.items()}
_MARKS = re.compile("[“”《》（）()‘’]")
_CLAUSE_BREAK = re.compile("[，。、；：！？,;:“”（）()]")
_SENTENCE_BREAK = re.compile("[。！？；!?;]")
_HAN_RUN = re.compile("[一-鿿]{2,}")
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


@dataclass(slots=True)
class Edge:
    """What a paragraph shows at its two ends; ``start`` holds features of how it starts.

    ``opened`` and ``unopened`` are the opening marks of pairs of which it has one half.
    """

    text: str
    tail: str
    head: str
    last: str
    last_class: str
    first: str
    first_class: str
    opened: frozenset[str]
    unopened: frozenset[str]
    grams: frozenset[str]
    start: dict[str, float]


def edge(text: str, rules: RuleSet) -> Edge:
    """Look at both ends of a paragraph; loads the segmenter."""
    tail, head = text[-_WINDOW:], text[:_WINDOW]
    last = _words(tail)[-1]
    first, *then = _words(head)
    opened, unopened = _unpaired(text)
    clause = _CLAUSE_BREAK.split(text[:60], maxsplit=1)[0]
    return Edge(
        text=text,
        tail=tail,
        head=head,
        last=last[0],
        last_class=word_class(*last),
        first=first[0],
        first_class=word_class(*first),
        opened=opened,
        unopened=unopened,
        grams=_grams(text),
        start=dict.fromkeys(_start(text, first[0], _classes(first, then), clause, rules), 1.0),
    )


def _words(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], tag) for start, end, tag in language.tokenize(text)]


def _classes(first: tuple[str, str], then: list[tuple[str, str]]) -> tuple[str, str]:
    return word_class(*first), word_class(*then[0]) if then else ""


def _unpaired(text: str) -> tuple[frozenset[str], frozenset[str]]:
    depth: Counter[str] = Counter()
    unopened = set()
    for mark in _MARKS.findall(text):
        if mark in _PAIRS:
            depth[mark] += 1
        elif depth[_OPENER[mark]]:
            depth[_OPENER[mark]] -= 1
        else:
            unopened.add(_OPENER[mark])
    return frozenset(m for m, n in depth.items() if n), frozenset(unopened)


def _grams(text: str) -> frozenset[str]:
    runs = _HAN_RUN.findall(text[:600])
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def _start(
    text: str, word: str, classes: tuple[str, str], clause: str, rules: RuleSet
) -> list[str]:
    """Names of the features of how a paragraph starts."""
    first, second = classes
    sentence = len(_SENTENCE_BREAK.split(text[:20], maxsplit=1)[0])
    is_half = len(word) == 1 and "一" <= word <= "鿿" and word not in rules.words("layout.starter")
    checks = {
        "starts_sign": text[0] in NO_START,
        f"starts_{'u' if first in '的了' else first}": first in "vdacmqfptru的了",
        "starts_half_word": is_half,
        "starts_opener": text[0] in rules.words("layout.opener"),
        "starts_lead": text.startswith(tuple(w for w in rules.words("layout.lead") if len(w) > 1)),
        "starts_quote": text[0] in "“《",
        "starts_year": _YEAR.match(text) is not None,
        "starts_numbered": _NUMBERED.match(text) is not None,
        "word_then_sign": first in "nvaq" and second in ("，", "、", "。", "的", "了", "u"),
        "verb_then": first == "v" and second in ("p", "d", "a"),
        "short_clause": len(clause) < 3,
        "short_sentence": sentence < 8,
        "shortish_sentence": 8 <= sentence < 15,
    }
    return [name for name, holds in checks.items() if holds]


def fragment(text: str, rules: RuleSet) -> float:
    """Log-odds that a short line without a full stop is a piece of a sentence, no heading.

    Fitted, like the weights of seams, on headlines and first words of newspaper paragraphs.
    """
    last = _words(text)[-1]
    last_class = word_class(*last)
    checks = {
        "single": len(last[0]) == 1 and last_class in "nvao",
        "open_end": last_class in ("p", "c", "的", "f", "d"),
        "comma": "，" in text or "," in text,
        "of": "的" in text,
        "figures": any(c.isdigit() for c in text),
        "opener": text.startswith(rules.words("layout.lead")),
        "quotes": "“" in text,
    }
    return sum(_FRAGMENT[name] for name, holds in checks.items() if holds)
