"""The trim rules, compiled: which words around a number are no part of what is measured.

Note [Plain and free]: most alternatives of the rules begin with a character that is known
(共, 已, 达到); a look at one character then saves the match. The few that may begin with any
(…区已, …后) are tried only where a word that they need is there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.claims.cues import PERIOD
from extract.model import Span
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.prefilter import Strings, alternatives, shape
from extract.rules.regexes import compiled

__all__ = ["Trims"]

_LOOK_BACK = compiled(r"^\(\?<!(\[[^\]\\]+\]|[^\]\\()[])\)([^\\.^$*+?{}()\[\]|])(?![?*+{])")
# A character that stands for itself and must be there.
_LITERAL = compiled(r"[^\\.^$*+?{}()\[\]|](?![?*{])")
_ENDS = compiled(r"[^\\.^$*+?{}()\[\]|]$")
# How far back link words before a number are looked for.
_LINKED = 24
_FRAME = rf"[\s、：:—,，]|[“”](?=[\s，])|{PERIOD}(?:[的末底初内])?"
_LINK = rf"[：:\s]|{PERIOD}的?"


class _Words(NamedTuple):
    """One alternative of a rule, and the characters it can begin with, if known."""

    pattern: str
    first: Strings


class Trims:
    """The rules of stage ``trim``; all offsets are those of the text given.

    ``anaphor`` matches words that only point back to what was measured: 这一比例.
    """

    def __init__(self, rules: RuleSet) -> None:
        anaphors = _patterns(rules, "anaphor")
        self.anaphor = compiled("|".join(anaphors) or "(?!)")
        heads = [_Words(words, _first(words)) for words in (*anaphors, *_patterns(rules, "head"))]
        plain, free = _parted(heads)
        self._head = compiled(_frame(heads))
        self._head_first = _firsts(plain) | (shape(_FRAME).first or frozenset())
        self._free = _needs(free)
        tails = [*map(_literal_first, (*anaphors, *_patterns(rules, "tail"))), _LINK]
        self._link = compiled(rf"(?:{'|'.join(tails)})+$")
        lasts = [(words, _last(words)) for words in tails]
        self._link_last = frozenset[str]().union(*(last or () for _, last in lasts))
        self._link_free = _needs([_Words(words, None) for words, last in lasts if not last])
        self._predicates = _Opening(_patterns(rules, "predicate"))
        self._lead = compiled("|".join(_patterns(rules, "lead")) or "(?!)")
        self._afters = _Opening(_patterns(rules, "after"))
        until = "|".join(_patterns(rules, "until"))
        self._until = compiled(until) if until else None
        every = "|".join(_patterns(rules, "all"))
        self._all = compiled(every)
        self._all_last = shape(f"(?:{every})$").last

    def head(self, masked: str, start: int, end: int) -> int:
        """Where the frame words that open ``[start, end)`` end."""
        if start >= end:
            return start
        if masked[start] not in self._head_first and not (
            self._free is not None and self._free.search(masked, start, end)
        ):
            return start
        found = self._head.match(masked, start, end)
        return found.end() if found else start

    def link(self, masked: str, start: int, end: int, reach: int = _LINKED) -> int:
        """Where the link words that end ``[start, end)`` begin, no further back than ``reach``."""
        low = max(start, end - reach)
        if start >= end or (
            masked[end - 1] not in self._link_last
            and (self._link_free is None or self._link_free.search(masked, low, end) is None)
        ):
            return end
        found = self._link.search(masked, low, end)
        return found.start() if found else end

    def all(self, masked: str, start: int, end: int) -> bool:
        """Whether the words before a number that counts what follows name nothing at all."""
        if start < end and self._all_last is not None and masked[end - 1] not in self._all_last:
            return False
        return self._all.fullmatch(masked, start, end) is not None

    def predicate(self, text: str, start: int, end: int) -> bool:
        """Whether ``[start, end)`` opens with a predicate without its subject."""
        return self._predicates.match(text, start, end)

    def named(self, text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans of a name less what is told of it: 三大指标 of 三大指标分别占世界的."""
        while len(spans) > 1 and self.predicate(text, *spans[-1]):
            spans = spans[:-1]
        return spans

    def after(self, text: str, start: int, end: int) -> bool:
        """Whether ``[start, end)`` opens with words of what an amount is for."""
        return self._afters.match(text, start, end)

    def lead(self, text: str, start: int, end: int) -> int:
        """Where the words end that lead from an amount to what is paid by it, else ``start``."""
        found = self._lead.match(text, start, end)
        return found.end() if found else start

    def until(self, text: str, start: int, end: int) -> int:
        """Where a condition after what a price buys begins in ``[start, end)``, else its end."""
        found = self._until.search(text, start, end) if self._until else None
        return found.start() if found else end


class _Opening:
    """Alternatives of which one may open a stretch of text."""

    def __init__(self, patterns: list[str]) -> None:
        plain, free = _parted([_Words(words, _first(words)) for words in patterns])
        self._plain = compiled(_joined(plain) or "(?!)")
        self._first = _firsts(plain)
        self._free = compiled(_joined(free) or "(?!)")
        self._last = _union([shape(w.pattern).last for w in free])

    def match(self, text: str, start: int, end: int) -> bool:
        if start >= end:
            return False
        if text[start] in self._first and self._plain.match(text, start, end):
            return True
        last = self._last
        if last is not None and text[end - 1] not in last and text[end - 1] != "\n":
            return False
        return self._free.match(text, start, end) is not None


def _patterns(rules: RuleSet, side: str) -> list[str]:
    """The alternatives of all trim rules of a side, in declared order."""
    return [
        words
        for rule in rules.stage("trim")
        if rule.text("side") == side
        for words in alternatives(rules.expand(rule.text("pattern"), {"period": PERIOD}, rule=rule))
    ]


def _literal_first(pattern: str) -> str:
    """有(?<![所国]有) for (?<![所国])有: `re` passes over what begins with another character."""
    return _LOOK_BACK.sub(r"\2(?<!\1\2)", pattern)


def _first(pattern: str) -> Strings:
    return frozenset(pattern[0]) if _LITERAL.match(pattern) else shape(pattern).first


def _last(pattern: str) -> Strings:
    """What a whole alternative ends with; most end with a character that stands for itself."""
    return frozenset(pattern[-1]) if _ENDS.search(pattern) else shape(f"(?:{pattern})$").last


def _firsts(words: list[_Words]) -> frozenset[str]:
    return frozenset().union(*(w.first or () for w in words))


def _parted(words: list[_Words]) -> tuple[list[_Words], list[_Words]]:
    """Those whose first character is known, and the others."""
    return [w for w in words if w.first], [w for w in words if not w.first]


def _joined(words: list[_Words]) -> str:
    return "|".join(w.pattern for w in words)


def _frame(words: list[_Words]) -> str:
    return rf"(?:{_FRAME}|(?:{_joined(words)})(?!$))*"


def _needs(free: list[_Words]) -> re.Pattern[str] | None:
    """A search for what one of them needs; None where there are none."""
    needed = _union([shape(w.pattern).needed for w in free])
    if not free:
        return None
    return compiled(alternation(tuple(needed)) if needed else "")


def _union(sets: list[Strings]) -> Strings:
    known = [found for found in sets if found is not None]
    return frozenset[str]().union(*known) if len(known) == len(sets) else None
