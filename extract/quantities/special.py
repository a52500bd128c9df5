"""Quantities with a form of their own: ranks, 翻番, halves, 六大领域 (stage ``quantity``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from extract.model import Bound, Kind, Quantity, Value
from extract.numerals import Numeral
from extract.quantities.per import NUMBER
from extract.quantities.units import fits
from extract.rules import Rule, RuleSet

__all__ = ["Specials"]

_BACK = 32


@dataclass(frozen=True, slots=True)
class _Special:
    id: str
    pattern: re.Pattern[str]
    kind: Kind
    unit: str
    value: Value | None
    bound: Bound
    before: re.Pattern[str] | None
    before_not: re.Pattern[str] | None
    form: str
    text: frozenset[str]


class Specials:
    """The rules of stage ``quantity``, tried in declared order where any can begin."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = tuple(_special(rules, rule) for rule in rules.stage("quantity"))
        self._any = re.compile(
            "|".join(_unnamed(r.pattern.pattern) for r in self._rules) or r"(?!)"
        )

    def find(self, text: str, masked: str, numerals: Mapping[int, Numeral]) -> tuple[Quantity, ...]:
        """Disjoint quantities in text order; ``numerals`` by the offset of their mask."""
        found: list[Quantity] = []
        at = 0
        while (somewhere := self._any.search(masked, at)) is not None:
            quantity = self._at(text, masked, somewhere.start(), numerals)
            if quantity is None:
                at = somewhere.start() + 1
            else:
                found.append(quantity)
                at = quantity.end
        return tuple(found)

    def _at(
        self, text: str, masked: str, at: int, numerals: Mapping[int, Numeral]
    ) -> Quantity | None:
        left = masked[max(0, at - _BACK) : at]
        for rule in self._rules:
            match = rule.pattern.match(masked, at)
            if (
                match is None
                or (rule.before and not rule.before.search(left))
                or (rule.before_not and rule.before_not.search(left))
            ):
                continue
            quantity = _quantity(rule, match, text, numerals)
            if quantity is not None:
                return quantity
        return None


def _quantity(
    rule: _Special, match: re.Match[str], text: str, numerals: Mapping[int, Numeral]
) -> Quantity | None:
    groups = match.re.groupindex
    value, low, high = rule.value, None, None
    bound: Bound = rule.bound
    name = "doublings" if "doublings" in groups else "number" if "number" in groups else ""
    numeral = numerals.get(match.start(name)) if name else None
    if name and (numeral is None or not _wanted(rule, numeral, text)):
        return None
    if rule.value is None:
        assert numeral is not None
        value, low, high, bound = numeral.value, numeral.low, numeral.high, numeral.bound
        if name == "doublings" and value is not None:
            value = Decimal(2) ** int(value)
        if "high" in groups:
            top = numerals.get(match.start("high"))
            low, high, value, bound = value, top.value if top else None, None, "range"
    start, end = match.span()
    return Quantity(
        start, end, text[start:end], rule.kind, value, low, high, bound, rule.unit,
        rule=rule.id, trace=(rule.id,),
    )  # fmt: skip


def _wanted(rule: _Special, numeral: Numeral, text: str) -> bool:
    if rule.form and not fits(numeral, rule.form):
        return False
    return not rule.text or text[numeral.start : numeral.end] in rule.text


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z0-9]+>", "(?:", pattern)


def _special(rules: RuleSet, rule: Rule) -> _Special:
    def compiled(key: str) -> re.Pattern[str] | None:
        text = rule.text(key)
        return re.compile(rules.expand(text, {"number": NUMBER}, rule=rule)) if text else None

    pattern = compiled("pattern")
    assert pattern is not None
    value = rule.text("value")
    return _Special(
        id=rule.id,
        pattern=pattern,
        kind=rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
        unit=rule.text("unit"),
        value=(Fraction(value) if "/" in value else Decimal(value)) if value else None,
        bound=rule.text("bound", "eq"),  # type: ignore[arg-type]
        before=compiled("before"),
        before_not=compiled("before_not"),
        form=rule.text("form"),
        text=frozenset(rule.words("text")),
    )
