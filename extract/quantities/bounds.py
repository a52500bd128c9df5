"""Bound words before and after a number, from rules/bounds.toml."""

from __future__ import annotations

from typing import NamedTuple

from extract.model import Bound, Kind
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Bounds", "Found"]

# 最高限额各为11000元: the word sets the bound over these, but stays outside the quote.
_LINK = compiled(r"(?:[各均都]|分别)?(?:为|是|达到?|至|到|在)?$")
_LINK_ENDS = frozenset("各均都别为是达到至在")
_RENMINBI = "人民币"  # 不低于人民币1000万元
# 不低于每人每月800元: the denominators between stay outside the quote, too.
_EACH = compiled(rf"每[百千万]?{LETTER}{{1,3}}(?:每{LETTER}{{1,3}})?\Z")
_REACH = 4
_EACH_REACH = 9
_APART = 20  # how far a bound word may stand from its number


class Found(NamedTuple):
    """A bound, where the quote now begins or ends, and the rule."""

    bound: Bound
    at: int
    rule: str


class _Word(NamedTuple):
    bound: Bound
    rule: str
    inside: bool
    not_after: tuple[str, ...]
    unless_next: RulePattern | None
    next: RulePattern | None
    kinds: frozenset[str]
    not_kinds: frozenset[str]
    not_units: frozenset[str]
    unless_cue: tuple[str, ...]

    def holds(self, kind: Kind, unit: str, left: str) -> bool:
        if self.kinds and kind not in self.kinds:
            return False
        if unit in self.not_units and not left.endswith(self.unless_cue):
            return False
        return kind not in self.not_kinds and not left.endswith(self.not_after)


_Table = tuple[tuple[int, dict[str, list[_Word]]], ...]


class Bounds:
    """The words, by length, for both sides."""

    def __init__(self, rules: RuleSet) -> None:
        self._before = _table(rules, "before")
        self._after = _table(rules, "after")
        # Most numbers have none of these characters beside them, and are done at once.
        self._last = frozenset(word[-1] for _, words in self._before for word in words)
        self._first = frozenset(word[0] for _, words in self._after for word in words)
        self._apart = tuple(
            (RulePattern(rule.text("pattern"), rule), _word(rule, ""))
            for rule in rules.stage("bound")
            if rule.text("pattern")
        )
        self._any_apart = compiled("|".join(p.source for p, _ in self._apart) or "(?!)")

    def before(self, folded: str, start: int, kind: Kind, unit: str) -> Found | None:
        """The bound word that adjoins ``start``, or stands before 各为, 达 and the like."""
        found = self._adjoining(folded, start, kind, unit)
        if found is not None:
            return found
        if folded[start - 1 : start] in _LINK_ENDS:
            link = _LINK.search(folded, max(0, start - _REACH), start)
            if link is not None and link.start() < start:
                found = self._adjoining(folded, link.start(), kind, unit)
                if found is not None and found.bound in ("le", "ge"):
                    return found._replace(at=start)
        if folded.endswith(_RENMINBI, 0, start):
            found = self._adjoining(folded, start - len(_RENMINBI), kind, unit)
            if found is not None:
                return found._replace(at=start)
        if "每" in folded[max(0, start - _EACH_REACH) : start]:
            each = _EACH.search(folded, max(0, start - _EACH_REACH), start)
            found = self._adjoining(folded, each.start(), kind, unit) if each else None
            if found is not None:
                return found._replace(at=start)
        return self._parted(folded, start, kind, unit)

    def _parted(self, folded: str, start: int, kind: Kind, unit: str) -> Found | None:
        low = max(0, start - _APART)
        if self._any_apart.search(folded, low, start) is None:
            return None
        for pattern, word in self._apart:
            if word.holds(kind, unit, "") and pattern.compiled.search(folded, low, start):
                return Found(word.bound, start, word.rule)
        return None

    def _adjoining(self, folded: str, start: int, kind: Kind, unit: str) -> Found | None:
        if folded[start - 1 : start] not in self._last:
            return None
        for length, words in self._before:
            if length > start:
                continue
            for word in words.get(folded[start - length : start], ()):
                left = folded[max(0, start - length - _REACH) : start - length]
                if word.next is not None and word.next.compiled.match(folded, start) is None:
                    continue
                if word.unless_next and word.unless_next.compiled.match(folded, start):
                    continue
                if word.holds(kind, unit, left):
                    return Found(word.bound, start - length if word.inside else start, word.rule)
        return None

    def after(self, folded: str, end: int, kind: Kind, unit: str) -> Found | None:
        """The bound word that adjoins ``end``."""
        if folded[end : end + 1] not in self._first:
            return None
        for length, words in self._after:
            for word in words.get(folded[end : end + length], ()):
                if word.holds(kind, unit, "") and not (
                    word.unless_next and word.unless_next.compiled.match(folded, end + length)
                ):
                    return Found(word.bound, end + length, word.rule)
        return None


def _table(rules: RuleSet, side: str) -> _Table:
    table: dict[int, dict[str, list[_Word]]] = {}
    for rule in rules.stage("bound"):
        if rule.text("side") == side:
            for word in rule.words("words"):
                by_word = table.setdefault(len(word), {})
                by_word.setdefault(word, []).append(_word(rule, word))
    return tuple(sorted(table.items(), reverse=True))


def _word(rule: Rule, word: str) -> _Word:
    unless, following = rule.text("unless_next"), rule.text("next")
    inside = rule.words("inside")
    return _Word(
        bound=rule.text("bound"),  # type: ignore[arg-type]  # checked by the linter of rules
        rule=rule.id,
        inside=not inside or word in inside,
        not_after=tuple(rule.words("not_after")),
        unless_next=RulePattern(unless, rule) if unless else None,
        next=RulePattern(following, rule) if following else None,
        kinds=frozenset(rule.words("kinds")),
        not_kinds=frozenset(rule.words("not_kinds")),
        not_units=frozenset(rule.words("not_units")),
        unless_cue=rule.words("unless_cue"),
    )
