"""A row of claims.csv as text: cells are kept as written, so that equal means equal."""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

__all__ = ["PLACE_FIELDS", "SAID", "Row", "said"]


class Row(NamedTuple):
    """The cells of one claim, named and ordered as the columns of claims.csv."""

    claim_id: str
    doc: str
    article: str
    section: str
    line: str
    start: str
    end: str
    quote: str
    kind: str
    value: str
    low: str
    high: str
    bound: str
    unit: str
    per: str
    indicator: str
    change: str
    role: str
    period: str
    period_start: str
    period_end: str
    place: str
    programme: str
    sentence: str
    rule: str
    flags: str


PLACE_FIELDS = frozenset({"claim_id", "doc", "line", "start", "end"})
"""What says where a claim stands, not what it says: it moves, and nothing has changed."""

SAID = tuple(name for name in Row._fields if name not in PLACE_FIELDS)
"""The columns that say something."""

_said = itemgetter(*map(Row._fields.index, SAID))


def said(row: Row) -> tuple[str, ...]:
    """All of a row but its place, in the order of ``SAID``."""
    cells: tuple[str, ...] = _said(row)
    return cells
