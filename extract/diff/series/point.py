"""A claim placed where it can be compared: entity, phrase, dimension, value and time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extract.diff.amount import Interval, interval
from extract.diff.batch import Batch
from extract.diff.context import Page
from extract.diff.row import Row
from extract.diff.series.entity import Entities
from extract.diff.series.phrase import Phrase, Phrases
from extract.diff.series.times import Time, Times
from extract.diff.series.units import Units
from extract.rules import RuleSet

__all__ = ["Gate", "Measure", "Point", "Reader", "reader"]

Measure = Literal["level", "change", "difference"]
Gate = tuple[str, str, str, Measure]
_SHARE = "%"
_SECTIONS = frozenset({"ad", "byline"})


@dataclass(frozen=True, slots=True)
class Point:
    """One claim that says something of a series; ``value`` is in the dimension's own unit.

    ``gate`` are entity, dimension, denominators and measure: what differs in one of these is
    never set against each other. A share has no denominators there: 每年70% is one all the same.
    ``at`` is where the quote stands in its sentence; ``also`` are other claims of the same table
    that say the same.
    """

    row: Row
    at: int
    gate: Gate
    phrase: Phrase
    value: Interval
    time: Time
    also: tuple[Row, ...] = ()

    @property
    def entity(self) -> str:
        """The place it is about."""
        return self.gate[0]

    @property
    def share(self) -> bool:
        """Whether differences count in percentage points."""
        return self.gate[1] == _SHARE or self.row.kind == "point"

    @property
    def key(self) -> tuple[Gate, Phrase]:
        """Equal for claims of one series."""
        return self.gate, self.phrase


class Reader:
    """Claims to points, by one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._entities = Entities(rules)
        self._phrases = Phrases(rules, self._entities)
        self._units = Units(rules)
        self._times = Times(rules)

    def points(self, batch: Batch) -> Iterator[Point]:
        """Every claim of a table that can stand in a series, document by document.

        Left out are those that only narrow who is meant, advertisements, and claims without
        a number or an indicator.
        """
        for doc in sorted(batch.sources):
            page = Page(batch.rows(doc))
            for index, row in enumerate(page.rows):
                if row.role == "criterion" or row.section in _SECTIONS or not row.indicator:
                    continue
                value = interval(row)
                if value is not None:
                    yield self._point(row, page.at[index], value, batch)

    def _point(self, row: Row, at: int, value: Interval, batch: Batch) -> Point:
        source = batch.sources[row.doc]
        entity = self._entities.find(row.place, source.place, row.indicator)
        unit, factor = self._units.find(row.kind, row.unit)
        measure = _measure(row)
        value = value.scaled(factor)
        return Point(
            row,
            at,
            (entity, unit, "" if unit == _SHARE else row.per, measure),
            self._phrases.read(row.indicator, source.place),
            value.negated() if row.change == "decrease_by" else value,
            self._times.find(row, source),
        )


@lru_cache(maxsize=4)
def reader(rules: RuleSet) -> Reader:
    """The reader of a rule set, made once."""
    return Reader(rules)


def _measure(row: Row) -> Measure:
    """A level, a movement in time, or a gap to something else; 提高到 names a level."""
    if row.change in ("increase_by", "decrease_by"):
        return "change"
    return "difference" if row.change == "difference" else "level"
