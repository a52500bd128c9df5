"""One passage read as the claim stage reads it, with the quantities and periods of the others."""

from __future__ import annotations

from functools import cache

from extract.claims.compose import Composer, Reading
from extract.periods import find_periods
from extract.pipeline import find_quantities
from extract.rules import default_rules


@cache
def composer() -> Composer:
    return Composer(default_rules())


def readings(text: str, *, planned: bool = False) -> list[Reading]:
    """All readings of a passage."""
    periods = find_periods(text, default_rules())
    return composer().read(text, find_quantities(text), periods, planned=0 if planned else None)[1]


def reading(text: str, quote: str, *, planned: bool = False) -> Reading:
    """The one reading of a quote that stands once in the passage."""
    [found] = [r for r in readings(text, planned=planned) if r.quantity.quote == quote]
    return found
