"""Units that measure the same, and what one of them is in the other."""

from __future__ import annotations

from fractions import Fraction

from extract.rules import RuleSet

__all__ = ["Units"]


class Units:
    """The dimensions of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._units: dict[str, tuple[str, Fraction]] = {}
        for rule in rules.stage("dimension"):
            table = rule.keys["units"]
            assert isinstance(table, dict), "the schema says so"
            first = next(iter(table))
            for unit, factor in table.items():
                self._units[unit] = (first, Fraction(str(factor)))

    def find(self, kind: str, unit: str) -> tuple[str, Fraction]:
        """The dimension's own unit, and how many of it one ``unit`` is.

        A unit in no table is a dimension of its own. 三分之一 is a share like 33.3%.
        """
        if kind == "fraction":
            return "%", Fraction(100)
        if kind in ("money", "rank", "point"):
            return f"{kind}:{unit}", Fraction(1)
        return self._units.get(unit, (unit, Fraction(1)))
