"""An indicator made comparable: its words without frame, and what narrows them.

Two indicators are the same where core and qualifiers are equal. Where the cores are alike and
the qualifiers differ they only look the same: 各类医疗机构 and 基层医疗机构.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from extract.diff.series.entity import Entities
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.text import fold

__all__ = ["Phrase", "Phrases", "apart", "likeness"]

_MARKS = re.compile(r"[“”\"'‘’《》〈〉（）()\[\]【】\s、，,。·—…:：;；]")
_AGE = re.compile(r"[0-9]+(?:[~至-][0-9]+)?周?岁(?:及?以[上下])?")
_ANYWHERE = re.compile("[的了]")
_LONG = 6
"""From so many characters on the same words in another order are believed to say the same."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``core`` is what is measured; ``qualifiers`` are pairs of a contrast's id and a word."""

    core: str
    qualifiers: frozenset[tuple[str, str]]

    @property
    def key(self) -> str:
        """Equal for equal phrases; it names a phrase in a file of decisions."""
        return "|".join([self.core, *sorted(word for _, word in self.qualifiers)])


class Phrases:
    """The aliases, contrasts and light words of one rule set."""

    def __init__(self, rules: RuleSet, entities: Entities) -> None:
        self._entities = entities
        self._aliases = {
            word: rule.words("words")[0]
            for rule in rules.stage("alias")
            for word in rule.words("words")
        }
        self._alias = _pattern(tuple(self._aliases))
        self._contrasts = {
            word: rule.id for rule in rules.stage("contrast") for word in rule.words("words")
        }
        self._contrast = _pattern(tuple(self._contrasts))
        light = alternation(rules.words("series.light"))
        self._light = re.compile(f"^(?:{light})+|(?:{light})+$")
        self.read = lru_cache(maxsize=65536)(self._read)

    def _read(self, indicator: str, home: str) -> Phrase:
        """The phrase of an indicator in a document about ``home``."""
        text = _MARKS.sub("", fold(indicator))
        text = self._alias.sub(lambda found: self._aliases[found[0]], text)
        text = self._entities.stripped(text, home)
        qualifiers = {("age", _age(found[0])) for found in _AGE.finditer(text)}
        text = _AGE.sub("", text)
        qualifiers |= {(self._contrasts[w], w) for w in self._contrast.findall(text)}
        bare = self._trimmed(self._contrast.sub("", text))
        return Phrase(bare or self._trimmed(text) or text, frozenset(qualifiers if bare else ()))

    def _trimmed(self, text: str) -> str:
        return _ANYWHERE.sub("", self._light.sub("", self._light.sub("", text)))


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternation(words) if words else "(?!)")


def _age(text: str) -> str:
    return text.replace("周", "").replace("及以", "以")


def likeness(old: Phrase, new: Phrase) -> int:
    """How alike two cores are, in percent: by their characters, in order or out of it."""
    a, b = old.core, new.core
    score = int(fuzz.ratio(a, b))
    if min(len(a), len(b)) >= _LONG:
        shared = sum((Counter(a) & Counter(b)).values())
        score = max(score, 200 * shared // (len(a) + len(b)))
    return score


def apart(old: Phrase, new: Phrase) -> str:
    """What parts two phrases whose cores are alike; the empty string where nothing does."""
    groups = sorted({group for group, _ in old.qualifiers ^ new.qualifiers})
    return "; ".join(f"{_of(old, group)} ≠ {_of(new, group)}" for group in groups)


def _of(phrase: Phrase, group: str) -> str:
    return "、".join(sorted(word for name, word in phrase.qualifiers if name == group)) or "(none)"
