"""What is seen and refused: phrases, ordinals, codes, labels, articles, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.numerals import Numeral
from extract.quantities.context import NUMBER, Context
from extract.quantities.reading import Reading
from extract.quantities.units import fits
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled

__all__ = ["Phrases", "Refusals", "Refused"]

_BACK = 12
_SIGNS = "-负"
# Forms that few numerals have, by what they are filed under.
_RARE = {"negative": "negative", "improper": "fraction", "fraction": "fraction"}
_PAIR = compiled(r"\d+/\d+")
_EDGES = ("", "\n", "\t", "\r")


class Refused(NamedTuple):
    """The rule that refused, and its reason."""

    rule: str
    reason: str


class _Phrase(NamedTuple):
    word: str
    unless_next: RulePattern | None
    refused: Refused


class Phrases:
    """Literal words of two characters or more, by the first two, longest first.

    Two classes find where one may begin; an alternation of all the words would take as long
    to compile as ten pages to read.
    """

    def __init__(self, rules: RuleSet) -> None:
        phrases: dict[str, _Phrase] = {}
        for rule in reversed(rules.stage("phrase")):
            guard = rule.text("unless_next")
            unless = RulePattern(guard, rule) if guard else None
            refused = Refused(rule.id, rule.text("reason"))
            phrases |= {word: _Phrase(word, unless, refused) for word in rule.words("words")}
        self._by_start: dict[str, list[_Phrase]] = {}
        for word in sorted(phrases, key=len, reverse=True):
            if len(word) > 1:
                self._by_start.setdefault(word[:2], []).append(phrases[word])
        self._gate = compiled(_gate(self._by_start))

    def find(self, folded: str) -> list[tuple[int, int, Refused]]:
        """Sorted, disjoint spans of phrases."""
        found: list[tuple[int, int, Refused]] = []
        done = 0
        for gate in self._gate.finditer(folded):
            at = gate.start()
            if at < done or (phrases := self._by_start.get(folded[at : at + 2])) is None:
                continue
            for word, unless, refused in phrases:
                end = at + len(word)
                if folded.startswith(word, at) and not (
                    unless and unless.compiled.match(folded, end)
                ):
                    found.append((at, end, refused))
                    done = end
                    break
        return found


def _gate(starts: Iterable[str]) -> str:
    """A pattern for where something of two characters or more may begin."""
    first, second = ("".join(sorted({start[at] for start in starts})) for at in (0, 1))
    return f"[{re.escape(first)}](?=[{re.escape(second)}])" if first else "(?!)"


class _Rule(NamedTuple):
    refused: Refused
    order: int
    pattern: RulePattern | None
    before: tuple[str, ...]
    before_pattern: RulePattern | None
    text: frozenset[str]
    form: str
    kinds: frozenset[str]
    unless_before: tuple[str, ...]
    unless_after: RulePattern | None
    unless_alone: bool
    unit_wins: bool


class _Filed:
    """Rules by what a numeral must have for them to be tried at all.

    Note [Gates]: most numerals fit no rule. A rule is tried where it is written for this
    very numeral or for its form, where one of its words ends with the character before it,
    or where the joint pattern of its sort matches.
    """

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._by_text: dict[str, list[_Rule]] = {}
        self._by_form: dict[str, list[_Rule]] = {}
        self._by_last: dict[str, list[_Rule]] = {}
        self._left: list[_Rule] = []
        self._right: list[_Rule] = []
        for rule in rules:
            self._file(rule)
        self._any_left = _joint(rule.before_pattern for rule in self._left)
        self._any_right = _joint(rule.pattern for rule in self._right)

    def _file(self, rule: _Rule) -> None:
        if rule.text:
            for word in rule.text:
                self._by_text.setdefault(word, []).append(rule)
        elif rule.form in _RARE:
            self._by_form.setdefault(_RARE[rule.form], []).append(rule)
        elif rule.before:
            for last in {word[-1] for word in rule.before}:
                self._by_last.setdefault(last, []).append(rule)
        elif rule.before_pattern:
            self._left.append(rule)
        else:
            self._right.append(rule)

    def candidates(self, work: Context, numeral: Numeral, *, with_text: bool) -> list[_Rule]:
        """The rules to try at a numeral, in declared order."""
        start, folded, masked = numeral.start, work.folded, work.masked
        found = list(self._by_last.get(folded[start - 1 : start], ()))
        if with_text:
            found += self._by_text.get(folded[start : numeral.end], ())
        form = "negative" if folded[start] in _SIGNS else numeral.form
        found += self._by_form.get(form, ())
        if self._left and self._any_left.search(masked, max(0, start - _BACK), start):
            found += self._left
        if self._right and self._any_right.match(masked, start):
            found += self._right
        if len(found) > 1:
            found.sort(key=lambda rule: rule.order)
        return found


class Refusals:
    """Rules of stage ``refuse``: those for any numeral, and those for one with its unit."""

    def __init__(self, rules: RuleSet) -> None:
        every = [_rule(rules, rule, n) for n, rule in enumerate(rules.stage("refuse"))]
        self._whatever = _Filed([rule for rule in every if not rule.kinds])
        self._of_kind = _Filed([rule for rule in every if rule.kinds])

    def numeral(self, work: Context, numeral: Numeral, reading: Reading | None) -> Refused | None:
        """Why this numeral is no quantity, whatever follows it; None where it may be one.

        Rules for one numeral (一 is an article) do not refuse it as part of a longer amount.
        """
        has_unit = reading is not None and not reading.bare
        plain = reading is None or reading.plain
        for rule in self._whatever.candidates(work, numeral, with_text=plain):
            if not (rule.unit_wins and has_unit) and _holds(rule, work, numeral):
                return rule.refused
        return None

    def with_unit(self, work: Context, numeral: Numeral, reading: Reading) -> Refused | None:
        """Why this numeral of this kind is no quantity: the indefinite 一 and its kin."""
        for rule in self._of_kind.candidates(work, numeral, with_text=True):
            if (
                reading.kind in rule.kinds
                and not (rule.unless_alone and _alone(work.folded, numeral.start, reading.end))
                and _holds(rule, work, numeral)
            ):
                return rule.refused
        return None


def _joint(patterns: Iterable[RulePattern | None]) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{p.source})" for p in patterns if p) or "(?!)")


def _holds(rule: _Rule, work: Context, numeral: Numeral) -> bool:
    start, folded, masked = numeral.start, work.folded, work.masked
    if rule.form and not _has_form(rule.form, folded, numeral):
        return False
    if rule.before and not folded.endswith(rule.before, max(0, start - _BACK), start):
        return False
    if rule.before_pattern and not rule.before_pattern.compiled.search(
        masked, max(0, start - _BACK), start
    ):
        return False
    if rule.pattern and not rule.pattern.compiled.match(masked, start):
        return False
    if rule.unless_before and folded.endswith(rule.unless_before, max(0, start - _BACK), start):
        return False
    return not (rule.unless_after and rule.unless_after.compiled.match(folded, numeral.end))


def _has_form(form: str, folded: str, numeral: Numeral) -> bool:
    if form != "improper":
        return fits(numeral, form)
    over = numeral.form == "fraction" and numeral.value is not None and numeral.value > 1
    return over and _PAIR.fullmatch(folded, numeral.start, numeral.end) is not None


def _alone(folded: str, start: int, end: int) -> bool:
    """Whether a numeral and its unit are a whole line or cell, and so an amount."""
    return folded[start - 1 : start] in _EDGES and folded[end : end + 1] in _EDGES


def _rule(rules: RuleSet, rule: Rule, order: int) -> _Rule:
    def ruled(key: str) -> RulePattern | None:
        text = rules.expand(rule.text(key), {"number": NUMBER}, rule=rule)
        return RulePattern(text, rule) if text else None

    return _Rule(
        refused=Refused(rule.id, rule.text("reason")),
        order=order,
        pattern=ruled("pattern"),
        before=rule.words("before"),
        before_pattern=ruled("before_pattern"),
        text=frozenset(rule.words("text")),
        form=rule.text("form"),
        kinds=frozenset(rule.words("kinds")),
        unless_before=rule.words("unless_before"),
        unless_after=ruled("unless_after"),
        unless_alone=rule.flag("unless_alone"),
        unit_wins=rule.flag("unit_wins"),
    )
