"""The catalogue of units: the longest form at a place, by its next characters."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extract.model import Kind
from extract.numerals import Numeral
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern

__all__ = ["Unit", "Units", "fits"]

_TIMES_TEN = 10
_TENS = 2  # 三十: longer ones have two places
_BACK = 32  # how far a cue before the numeral may stand


class Unit(NamedTuple):
    """One written form of a unit.

    ``canonical`` is the unit of the table, ``factor`` what one of it is in that unit,
    ``plus`` what the form adds to the number (分半钟: a half).
    ``noun`` marks a noun that serves as the unit and stays outside the quote. ``tenths``
    says that two digits are read as one with a decimal (八五折 is 8.5).
    """

    form: str
    canonical: str
    factor: Decimal
    kind: Kind
    rule: str
    noun: bool = False
    numeral: str = ""
    unless_next: RulePattern | None = None
    next: RulePattern | None = None
    before: RulePattern | None = None
    plus: Decimal = Decimal(0)
    tenths: bool = False

    def fits(self, folded: str, at: int, numeral: Numeral | None) -> bool:
        """Whether the form at ``at`` may be this unit there, after this numeral."""
        end = at + len(self.form)
        if self.unless_next is not None and self.unless_next.compiled.match(folded, end):
            return False
        if self.next is None and self.before is None:
            return numeral is None or not self.numeral or fits(numeral, self.numeral)
        if numeral is None or (self.numeral and not fits(numeral, self.numeral)):
            return False
        if self.next is not None and self.next.compiled.match(folded, end):
            return True
        start = numeral.start
        return self.before is not None and bool(
            self.before.compiled.search(folded, max(0, start - _BACK), start)
        )


class Units:
    """All forms, looked up longest first by ``find``."""

    def __init__(self, rules: RuleSet) -> None:
        table: dict[str, dict[int, dict[str, list[Unit]]]] = {}
        for rule in rules.stage("unit"):
            for unit in _units(rule):
                by_length = table.setdefault(unit.form[0], {})
                same = by_length.setdefault(len(unit.form), {}).setdefault(unit.form, [])
                # What asks for a context goes before what takes any.
                same.insert(0 if unit.next or unit.before else len(same), unit)
        self._by_first = {
            first: tuple(sorted(by_length.items(), reverse=True))
            for first, by_length in table.items()
        }

    def find(self, folded: str, at: int, numeral: Numeral | None = None) -> Unit | None:
        """The longest unit that starts at ``at`` and fits its context, or None.

        Without a numeral only the characters after it count, as in a denominator.
        """
        if at >= len(folded):
            return None
        for length, forms in self._by_first.get(folded[at], ()):
            for unit in forms.get(folded[at : at + length], ()):
                if unit.fits(folded, at, numeral):
                    return unit
        return None


def _units(rule: Rule) -> list[Unit]:
    canonical = rule.text("canonical")
    unless_next, following, before = (
        RulePattern(rule.text(key), rule) if rule.text(key) else None
        for key in ("unless_next", "next", "before")
    )
    return [
        Unit(
            form=form,
            canonical=canonical or form.removeprefix("个") or form,
            factor=Decimal(rule.text("factor", "1")),
            kind=rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
            rule=rule.id,
            noun=rule.flag("noun"),
            numeral=rule.text("numeral"),
            unless_next=unless_next,
            next=following,
            before=before,
            plus=Decimal(rule.text("plus", "0")),
            tenths=rule.flag("tenths"),
        )
        for form in dict.fromkeys(rule.words("forms"))
    ]


def fits(numeral: Numeral, kind: str) -> bool:
    """Whether a numeral is of the form that a rule's ``numeral`` key asks for.

    digits: written in Arabic digits, or with a scale. strong: that, or of two characters or
    more. decimal: digits, or three characters and more, and no small whole number that could
    be a clock. counting: two or more. large: at least ten thousand, or a vague number of tens
    and more. negative: below zero; zero: nought. Else the form of the numeral itself (see
    `extract.numerals.Form`).
    """
    length = numeral.end - numeral.start
    digits = numeral.form in ("arabic", "mixed") or numeral.scale > _TIMES_TEN
    match kind:
        case "digits":
            return digits
        case "strong":
            return digits or length > 1
        case "decimal":
            no_clock = numeral.value is None or numeral.value > 24 or numeral.value % 1 != 0
            return no_clock and (digits or length > _TENS)
        case "counting":
            return numeral.value is not None and numeral.value > 1 and numeral.value % 1 == 0
        case "large":
            least = numeral.value if numeral.value is not None else numeral.low
            return least is not None and (
                least >= 10_000 or (numeral.bound != "eq" and least >= _TIMES_TEN)
            )
        case "zero":
            return numeral.value == 0
        case "negative":
            return numeral.value is not None and numeral.value < 0
    return numeral.form == kind
