"""The catalogue of units: the longest form at a place, by its next characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.model import Kind
from extract.numerals import Numeral
from extract.rules import Rule, RuleSet

__all__ = ["Unit", "Units"]

_TIMES_TEN = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """One written form of a unit.

    ``canonical`` is the unit of the table, ``factor`` what one of it is in that unit.
    ``noun`` marks a noun that serves as the unit and stays outside the quote.
    """

    form: str
    canonical: str
    factor: Decimal
    kind: Kind
    rule: str
    noun: bool
    numeral: str
    unless_next: re.Pattern[str] | None


class Units:
    """All forms, looked up longest first by ``find``."""

    def __init__(self, rules: RuleSet) -> None:
        self._marks = {
            mark: Unit(mark, rule.text("canonical"), Decimal(1), "money", rule.id, False, "", None)
            for rule in rules.stage("unit")
            for mark in rule.words("marks")
        }
        self._mark_lengths = sorted({len(mark) for mark in self._marks}, reverse=True)
        self._by_first: dict[str, tuple[tuple[int, dict[str, list[Unit]]], ...]] = {}
        table: dict[str, dict[int, dict[str, list[Unit]]]] = {}
        for rule in rules.stage("unit"):
            for unit in _units(rule):
                by_length = table.setdefault(unit.form[0], {})
                by_length.setdefault(len(unit.form), {}).setdefault(unit.form, []).append(unit)
        for first, by_length in table.items():
            self._by_first[first] = tuple(sorted(by_length.items(), reverse=True))

    def find(self, folded: str, at: int, numeral: Numeral | None = None) -> Unit | None:
        """The longest unit that starts at ``at`` and fits its context, or None."""
        if at >= len(folded):
            return None
        for length, forms in self._by_first.get(folded[at], ()):
            for unit in forms.get(folded[at : at + length], ()):
                if unit.unless_next is not None and unit.unless_next.match(folded, at + length):
                    continue
                if numeral is None or not unit.numeral or fits(numeral, unit.numeral):
                    return unit
        return None

    def mark(self, folded: str, start: int) -> tuple[Unit, int] | None:
        """The currency mark that ends at ``start``, with where it begins."""
        end = start - 1 if folded[start - 1 : start] == " " else start
        for length in self._mark_lengths:
            if length <= end:
                unit = self._marks.get(folded[end - length : end])
                if unit is not None:
                    return unit, end - length
        return None


def _units(rule: Rule) -> list[Unit]:
    unless = rule.text("unless_next")
    pattern = re.compile(unless) if unless else None
    canonical = rule.text("canonical")
    forms = sorted(set(rule.words("forms")), key=len)
    return [
        Unit(
            form=form,
            canonical=canonical or form.removeprefix("个") or form,
            factor=Decimal(rule.text("factor", "1")),
            kind=rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
            rule=rule.id,
            noun=rule.flag("noun"),
            numeral=rule.text("numeral"),
            unless_next=pattern,
        )
        for form in forms
    ]


def fits(numeral: Numeral, kind: str) -> bool:
    """Whether a numeral is of the form that a rule's ``numeral`` key asks for.

    digits: written in Arabic digits, or with a scale. strong: that, or of two characters or
    more. decimal: digits, not a small whole number that could be a clock. counting: two or
    more. large: at least ten thousand, or a vague number of tens and more.
    """
    length = numeral.end - numeral.start
    digits = numeral.form in ("arabic", "mixed") or numeral.scale > _TIMES_TEN
    match kind:
        case "digits":
            return digits
        case "strong":
            return digits or length > 1
        case "decimal":
            return digits and (
                numeral.value is None or numeral.value > 24 or numeral.value % 1 != 0
            )
        case "counting":
            return numeral.value is not None and numeral.value > 1 and numeral.value % 1 == 0
        case "large":
            least = numeral.value if numeral.value is not None else numeral.low
            return least is not None and (
                least >= 10_000 or (numeral.bound != "eq" and least >= _TIMES_TEN)
            )
    return numeral.form == kind
