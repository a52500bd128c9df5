"""Quantities: a numeral with its unit, bound and denominators, normalised to the base unit.

``find`` gives quantities and rejections of one text; `extract.find_quantities` leaves dates
and labels out of them first.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.quantities.find import Engine, Findings, Taken
from extract.quantities.tabular import Table
from extract.rules import RuleSet, default_rules

__all__ = ["Findings", "Table", "Taken", "find"]

_engines: dict[int, tuple[RuleSet, Engine]] = {}


def engine(rules: RuleSet | None = None) -> Engine:
    """The compiled engine of a rule set, made once each."""
    ruleset = rules if rules is not None else default_rules()
    known = _engines.get(id(ruleset))
    if known is None or known[0] is not ruleset:
        known = (ruleset, Engine(ruleset))
        _engines[id(ruleset)] = known
    return known[1]


def find(
    text: str,
    rules: RuleSet | None = None,
    taken: Sequence[Taken] = (),
    table: Table | None = None,
) -> Findings:
    """Quantities and rejections of ``text``; spans are half-open code points of it.

    ``taken`` are spans whose numerals belong to dates, names and labels. ``table`` is what
    the text before said of table rows in this one (``Findings.table``): a page gives its
    rows one by one.
    """
    return engine(rules).find(text, taken, table)
