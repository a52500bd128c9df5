"""The two ends of a paragraph: its last and first word, its marks, and how it starts."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.language import tagged
from extract.layout.grammar import word_class
from extract.rules import RuleSet
from extract.rules.regexes import compiled

__all__ = ["NO_START", "Head", "Starts", "Tail", "fragment", "is_han", "starts", "stops_short"]

NO_START = frozenset("，。、；：！？”’」』）)》〉】,.;:!?%％‰…")
_WINDOW = 10  # characters at either end that are cut into words
_OPEN_END = frozenset(["p", "c", "的", "d", "，", "、", "“", "u"])
_SHORT_FOR_SURE, _SHORT_LIKELY = 6.0, 3.0
_OPENER = {"”": "“", "》": "《", "）": "（", ")": "(", "’": "‘"}
_MARKS = compiled("[“”《》（）()‘’]")
_SENTENCE_BREAK = compiled("[。！？；!?;]")
_STARTING_CLASSES = frozenset("vdacmqfptru的了")
_CLOSING_CLASSES = frozenset("，、。的了u")
_YEAR = compiled(r"(?:19|20)\d\d年|\d{1,2}月")
_NUMBERED = compiled(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十][是、]|\d{1,2}[.．、](?!\d)|——"
)
_NUMBERED_SIGNS = frozenset("（(一二三四五六七八九十—")
# 47个、楼栋512座: a bare count, whose noun stands before the break.
_BARE_COUNT = compiled(
    r"\d[\d.]*[万亿]?[余多]?(?:个|家|处|座|名|人|户|所|项|件|场|套|台|辆|次|人次|%|万元|亿元|公里|平方米)[、，。；]"
)
# 安居才能乐业。改得好，还要管得好。: a whole sentence, however short, by the adverb in it.
_WHOLE = compiled("[^，。！？；]{1,6}(?:才|也|还|都|更[^加好]|不仅|就是|不是|要有|，|[？!！]$)")
_FRAGMENT = {
    "single": 1.8,  # ends in a single character that is a word of its own only by need
    "open_end": 1.5,  # ends in a preposition, a conjunction, 的 or a word of place
    "comma": 1.0,
    "of": 1.0,  # has 的
    "figures": 1.3,
    "opener": 1.5,  # starts as paragraphs do: 今年, 为, 记者
    "quotes": -0.8,
}
# Log-odds that a paragraph goes on with another, by how it starts.
_START = {
    "starts_sign": 4.8,
    "starts_v": 1.5,
    "starts_d": 1.2,
    "starts_u": 3.6,
    "starts_a": 1.3,
    "starts_c": 1.1,
    "starts_m": 1.0,
    "starts_q": 1.0,
    "starts_f": 1.3,
    "starts_p": -0.1,
    "starts_t": -0.5,
    "starts_r": -0.1,
    "starts_half_word": 1.1,
    "starts_opener": -1.9,
    "starts_lead": -1.9,
    "starts_quote": -1.5,
    "starts_year": -1.0,
    "starts_numbered": -3.5,
    "starts_count": 3.5,
    "word_then_sign": 0.9,
    "verb_then": 0.9,
    "short_sentence": 3.1,
    "shortish_sentence": 1.6,
}
_NO_MARKS = frozenset[str]()


class Tail:
    """What a paragraph shows at its end.

    ``chars`` are its last characters, enough for a word or two; ``word`` is the last word,
    ``kind`` its class; ``opened`` are opening marks that are not closed.
    """

    __slots__ = ("chars", "kind", "opened", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        self.chars = text[-_WINDOW:]
        self.word, tag = tagged(self.chars)[-1]
        self.kind = word_class(self.word, tag)
        self.opened = _open_marks(text)


class Head:
    """What a paragraph shows at its start.

    ``chars`` are its first characters, enough for a word or two; ``word`` is the first word,
    ``kind`` its class; ``start`` names features of how it starts, ``weight`` are their
    log-odds that it goes on with another.
    """

    __slots__ = ("_unopened", "chars", "kind", "start", "text", "weight", "word")

    def __init__(self, text: str, known: Starts) -> None:
        self.text = text
        self.chars = text[:_WINDOW]
        words = tagged(self.chars)
        self.word, tag = words[0]
        self.kind = word_class(self.word, tag)
        second = word_class(*words[1]) if len(words) > 1 else ""
        self.start = _word_features(self.word, self.kind, second, known)
        self.start += _text_features(text, known)
        self.weight = sum([_START[name] for name in self.start])
        self._unopened: frozenset[str] | None = None

    @property
    def unopened(self) -> frozenset[str]:
        """Opening marks that are missing; looked for when asked, as few heads are asked."""
        if self._unopened is None:
            self._unopened = _unopened_marks(self.text)
        return self._unopened


def is_han(word: str) -> bool:
    """Whether all characters are Chinese."""
    return min(word) >= "一" and max(word) <= "鿿"


def _open_marks(text: str) -> frozenset[str]:
    """Opening marks that the text does not close."""
    marks = _MARKS.findall(text)
    if not marks:
        return _NO_MARKS
    depth = dict.fromkeys(marks, 0)
    for mark in marks:
        opener = _OPENER.get(mark)
        if opener is None:
            depth[mark] += 1
        elif depth.get(opener):
            depth[opener] -= 1
    return frozenset([mark for mark, count in depth.items() if count])


def _unopened_marks(text: str) -> frozenset[str]:
    """Opening marks that the text closes without having opened them."""
    depth: dict[str, int] = {}
    unopened = []
    for mark in _MARKS.findall(text):
        opener = _OPENER.get(mark)
        if opener is None:
            depth[mark] = depth.get(mark, 0) + 1
        elif depth.get(opener):
            depth[opener] -= 1
        else:
            unopened.append(opener)
    return frozenset(unopened) if unopened else _NO_MARKS


class Starts(NamedTuple):
    """Words that speak for or against the start of a paragraph."""

    single: frozenset[str]
    openers: frozenset[str]
    leads: tuple[str, ...]
    sure_leads: tuple[str, ...]
    sure_signs: frozenset[str]


@lru_cache(maxsize=8)
def starts(rules: RuleSet) -> Starts:
    """The words of these rules; ``sure_signs`` are the first characters of ``sure_leads``."""
    leads = rules.words("layout.lead")
    sure = tuple(word for word in leads if len(word) > 1)
    return Starts(
        single=frozenset(rules.words("layout.starter")),
        openers=frozenset(rules.words("layout.opener")),
        leads=leads,
        sure_leads=sure,
        sure_signs=frozenset(word[0] for word in sure),
    )


def _word_features(word: str, first: str, second: str, known: Starts) -> list[str]:
    """How a paragraph starts, by its first words."""
    names = []
    if first in _STARTING_CLASSES:
        names.append("starts_u" if first in "的了" else f"starts_{first}")
    if len(word) == 1 and "一" <= word <= "鿿" and word not in known.single:
        names.append("starts_half_word")
    if first in "nvaq" and second in _CLOSING_CLASSES:
        names.append("word_then_sign")
    if first == "v" and second in ("p", "d", "a"):
        names.append("verb_then")
    return names


def _text_features(text: str, known: Starts) -> list[str]:
    """How a paragraph starts, by its first characters."""
    names = []
    sign = text[0]
    is_digit = sign.isdigit()
    if sign in NO_START:
        names.append("starts_sign")
    if is_digit and _BARE_COUNT.match(text):
        names.append("starts_count")
    if sign in known.openers:
        names.append("starts_opener")
    if sign in known.sure_signs and text.startswith(known.sure_leads):
        names.append("starts_lead")
    if sign in "“《":
        names.append("starts_quote")
    if is_digit and _YEAR.match(text):
        names.append("starts_year")
    if (is_digit or sign in _NUMBERED_SIGNS) and _NUMBERED.match(text):
        names.append("starts_numbered")
    stop = _SENTENCE_BREAK.search(text, 0, 15)
    if stop and (sign in NO_START or _WHOLE.match(text, 0, stop.end()) is None):
        names.append("short_sentence" if stop.start() < 8 else "shortish_sentence")
    return names


def stops_short(tail: Tail) -> float:
    """Log-odds, by its last word alone, that a paragraph without a full stop is cut short.

    A comma, a preposition, a lone character cannot end a sentence; a noun may, where only
    the stop is missing.
    """
    word = tail.word
    if tail.kind in _OPEN_END or tail.opened or word[-1] in "（(“：":
        return _SHORT_FOR_SURE
    return _SHORT_LIKELY if len(word) == 1 or word.isdigit() else 0.0


def fragment(tail: Tail, known: Starts) -> float:
    """Log-odds that a short line without a full stop is a piece of a sentence, no heading.

    Fitted, like the weights of seams, on headlines and first words of newspaper paragraphs.
    """
    text = tail.text
    checks = {
        "single": len(tail.word) == 1 and tail.kind in "nvao",
        "open_end": tail.kind in ("p", "c", "的", "f", "d"),
        "comma": "，" in text or "," in text,
        "of": "的" in text,
        "figures": any(map(str.isdigit, text)),
        "opener": text.startswith(known.leads),
        "quotes": "“" in text,
    }
    return sum(_FRAGMENT[name] for name, holds in checks.items() if holds)
