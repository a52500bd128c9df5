"""What is seen and refused: phrases, ordinals, codes, labels, articles, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extract.model import Kind
from extract.numerals import Numeral
from extract.quantities.per import NUMBER
from extract.quantities.units import fits
from extract.rules import Rule, RuleSet

__all__ = ["Phrases", "Refusals", "Refused"]

_BACK = 12


@dataclass(frozen=True, slots=True)
class Refused:
    """The rule that refused, and its reason."""

    rule: str
    reason: str


class Phrases:
    """Literal words that hold numerals: one alternation over the whole text."""

    def __init__(self, rules: RuleSet) -> None:
        self._by_word = {
            word: Refused(rule.id, rule.text("reason"))
            for rule in reversed(rules.stage("phrase"))
            for word in rule.words("words")
        }
        self._pattern = re.compile(_trie(self._by_word) or r"(?!)")

    def find(self, folded: str) -> list[tuple[int, int, Refused]]:
        """Sorted, disjoint spans of phrases."""
        return [(m.start(), m.end(), self._by_word[m[0]]) for m in self._pattern.finditer(folded)]


def _trie(words: Iterable[str]) -> str:
    """One pattern for many words, shared by first character: longest first."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first)
        + "(?:"
        + "|".join(re.escape(rest) for rest in sorted(rests, key=len, reverse=True))
        + ")"
        for first, rests in sorted(by_first.items())
    )


@dataclass(frozen=True)
class _Rule:
    refused: Refused
    pattern: re.Pattern[str] | None
    before: tuple[str, ...]
    before_pattern: re.Pattern[str] | None
    text: frozenset[str]
    form: str
    kinds: frozenset[str]
    unless_before: tuple[str, ...]
    unless_after: re.Pattern[str] | None
    unit_wins: bool

    @cached_property
    def needs_context(self) -> bool:
        return bool(self.before or self.before_pattern)


class Refusals:
    """Rules of stage ``refuse``: those for any numeral, and those for one with its unit."""

    def __init__(self, rules: RuleSet) -> None:
        every = [_rule(rules, rule) for rule in rules.stage("refuse")]
        self._plain = [rule for rule in every if not rule.kinds]
        self._by_kind = [rule for rule in every if rule.kinds]
        self._words: dict[str, list[_Rule]] = {}
        for rule in self._plain:
            for word in rule.text:
                self._words.setdefault(word, []).append(rule)
        self._general = [rule for rule in self._plain if not rule.text]
        # A cheap gate: most numerals fit no general pattern at all.
        patterns = [r.pattern.pattern for r in self._general if r.pattern and not r.needs_context]
        self._gate = re.compile("|".join(patterns)) if patterns else None
        self._context = [r for r in self._general if r.needs_context]
        self._after = [r for r in self._general if not r.needs_context]

    def numeral(
        self, folded: str, masked: str, numeral: Numeral, *, has_unit: bool
    ) -> Refused | None:
        """Why this numeral is no quantity, whatever follows it; None where it may be one."""
        start = numeral.start
        text = folded[start : numeral.end]
        candidates = list(self._words.get(text, ()))
        candidates += self._context
        if self._gate is not None and self._gate.match(masked, start):
            candidates += self._after
        for rule in candidates:
            if rule.unit_wins and has_unit:
                continue
            if _holds(rule, folded, masked, numeral):
                return rule.refused
        return None

    def with_unit(
        self, folded: str, masked: str, numeral: Numeral, kind: Kind, *, bounded: bool
    ) -> Refused | None:
        """Why this numeral of this kind is no quantity: the indefinite 一 and its kin."""
        text = folded[numeral.start : numeral.end]
        for rule in self._by_kind:
            if (
                kind in rule.kinds
                and not bounded
                and (not rule.text or text in rule.text)
                and _holds(rule, folded, masked, numeral)
            ):
                return rule.refused
        return None


def _holds(rule: _Rule, folded: str, masked: str, numeral: Numeral) -> bool:
    start = numeral.start
    if rule.form and not (numeral.form == rule.form or fits(numeral, rule.form)):
        return False
    if rule.before and not folded.endswith(rule.before, max(0, start - _BACK), start):
        return False
    if rule.before_pattern and not rule.before_pattern.search(
        masked[max(0, start - _BACK) : start]
    ):
        return False
    if rule.pattern and not rule.pattern.match(masked, start):
        return False
    if rule.unless_before and folded.endswith(rule.unless_before, max(0, start - _BACK), start):
        return False
    return not (rule.unless_after and rule.unless_after.match(folded, numeral.end))


def _rule(rules: RuleSet, rule: Rule) -> _Rule:
    def compiled(key: str) -> re.Pattern[str] | None:
        text = rule.text(key)
        return re.compile(rules.expand(text, {"number": NUMBER}, rule=rule)) if text else None

    return _Rule(
        refused=Refused(rule.id, rule.text("reason")),
        pattern=compiled("pattern"),
        before=rule.words("before"),
        before_pattern=compiled("before_pattern"),
        text=frozenset(rule.words("text")),
        form=rule.text("form"),
        kinds=frozenset(rule.words("kinds")),
        unless_before=rule.words("unless_before"),
        unless_after=compiled("unless_after"),
        unit_wins=rule.flag("unit_wins"),
    )
