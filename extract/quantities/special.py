"""Quantities with a form of their own: ranks, 翻番, halves, 六大领域 (stage ``quantity``)."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.model import Bound, Kind, Quantity, Value
from extract.numerals import Numeral
from extract.quantities.context import NUMBER, Context
from extract.quantities.units import fits
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.prefilter import alternatives, shape
from extract.rules.regexes import compiled

__all__ = ["Specials"]

_BACK = 32
_MOST_DOUBLINGS = 64
_LEAST_WHOLE = 1000
# A branch that begins with a character, or with a numeral.
_LITERAL = compiled(r"(?:\(\?:(?=\ue000))?([^\\.^$*+?{}()\[\]|])(?![?*{])")


class _Special(NamedTuple):
    id: str
    pattern: RulePattern
    kind: Kind
    unit: str
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound
    before: RulePattern | None
    before_not: RulePattern | None
    form: str
    text: frozenset[str]

    @property
    def fixed(self) -> bool:
        """Whether the rule itself says the amount, whatever the numeral."""
        return self.value is not None or self.low is not None


class _Amount(NamedTuple):
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound


class Specials:
    """The rules of stage ``quantity``, tried in declared order where any can begin.

    Rules that begin with a half are tried at halves alone: their pattern is any numeral.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._rules = tuple(_special(rules, rule) for rule in rules.stage("quantity"))
        halves = [r for r in self._rules if r.form == "half" and r.pattern.source[:3] == "(?P"]
        anywhere = [_unnamed(r.pattern.source) for r in self._rules if r not in halves]
        self._halves = bool(halves)
        joint = "|".join(anywhere) or r"(?!)"
        self._any = compiled(f"{_gate(joint)}(?:{joint})")

    def find(self, work: Context) -> tuple[Quantity, ...]:
        """Disjoint quantities in text order."""
        found: list[Quantity] = []
        floor = 0
        for at in self._places(work):
            if at < floor:
                continue
            quantity = self._at(work, at)
            if quantity is not None:
                found.append(quantity)
                floor = quantity.end
        return tuple(found)

    def _places(self, work: Context) -> list[int]:
        """Where a rule may begin, in text order."""
        halves = [n.start for n in work.numerals if n.form == "half"] if self._halves else []
        places, at, search, masked = halves, 0, self._any.search, work.masked
        while (somewhere := search(masked, at)) is not None:
            places.append(somewhere.start())
            at = somewhere.start() + 1
        return sorted(places) if halves else places

    def _at(self, work: Context, at: int) -> Quantity | None:
        left = work.masked[max(0, at - _BACK) : at]
        for rule in self._rules:
            match = rule.pattern.compiled.match(work.masked, at)
            if (
                match is None
                or (rule.before and not rule.before.compiled.search(left))
                or (rule.before_not and rule.before_not.compiled.search(left))
            ):
                continue
            quantity = _quantity(rule, match, work)
            if quantity is not None:
                return quantity
        return None


def _quantity(rule: _Special, match: re.Match[str], work: Context) -> Quantity | None:
    groups = match.re.groupindex
    name = "doublings" if "doublings" in groups else "number" if "number" in groups else ""
    numeral = work.by_start.get(match.start(name)) if name else None
    if name and (numeral is None or not _wanted(rule, numeral, work.folded)):
        return None
    other = next((key for key in ("high", "over") if key in groups), "")
    second = work.by_start.get(match.start(other)) if other else None
    if numeral is None or rule.fixed:
        amount: _Amount | None = _fixed(rule)
    elif other == "over":
        amount = _divided(numeral, second)
    else:
        amount = _read(rule, numeral, name, second)
    if amount is None:
        return None
    start, end = match.span()
    return Quantity(
        start, end, work.text[start:end], rule.kind, *amount, rule.unit,
        rule=rule.id, trace=(rule.id,),
    )  # fmt: skip


def _fixed(rule: _Special) -> _Amount:
    return _Amount(rule.value, rule.low, rule.high, rule.bound)


def _read(rule: _Special, numeral: Numeral, name: str, high: Numeral | None) -> _Amount | None:
    if high is not None:
        return _Amount(None, numeral.value, high.value, "range")
    value = numeral.value
    if name == "doublings":
        if value is None or not 0 < value <= _MOST_DOUBLINGS or value % 1 != 0:
            return None
        value = Decimal(2 ** int(value))
    bound = numeral.bound if rule.bound == "eq" else rule.bound
    return _Amount(value, numeral.low, numeral.high, bound)


def _divided(numeral: Numeral, over: Numeral | None) -> _Amount | None:
    """15.1/10万: so many in a thousand or more."""
    if numeral.value is None or over is None or over.value is None or over.value < _LEAST_WHOLE:
        return None
    return _Amount(Fraction(numeral.value) / Fraction(over.value), None, None, numeral.bound)


def _wanted(rule: _Special, numeral: Numeral, folded: str) -> bool:
    if rule.form and not fits(numeral, rule.form):
        return False
    return not rule.text or folded[numeral.start : numeral.end] in rule.text


def _gate(pattern: str) -> str:
    """A look at the first character of a match: a class, which `re` searches fast."""
    first: set[str] = set()
    for branch in alternatives(pattern):
        literal = _LITERAL.match(branch)
        chars = {literal[1]} if literal else shape(branch).first
        if chars is None:
            return ""
        first |= chars
    return f"(?=[{re.escape(''.join(sorted(first)))}])"


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z0-9]+>", "(?:", pattern)


def _special(rules: RuleSet, rule: Rule) -> _Special:
    def ruled(key: str) -> RulePattern | None:
        text = rules.expand(rule.text(key), {"number": NUMBER}, rule=rule)
        return RulePattern(text, rule) if text else None

    pattern = ruled("pattern")
    assert pattern is not None
    return _Special(
        id=rule.id,
        pattern=pattern,
        kind=rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
        unit=rule.text("unit"),
        value=_number(rule.text("value")),
        low=_number(rule.text("low")),
        high=_number(rule.text("high")),
        bound=rule.text("bound", "eq"),  # type: ignore[arg-type]
        before=ruled("before"),
        before_not=ruled("before_not"),
        form=rule.text("form"),
        text=frozenset(rule.words("text")),
    )


def _number(text: str) -> Value | None:
    if not text:
        return None
    return Fraction(text) if "/" in text else Decimal(text)
