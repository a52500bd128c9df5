"""A numeral with the unit written after it, or the mark before it, as a reading."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extract.model import Bound, Kind
from extract.numerals import Numeral
from extract.quantities.amounts import add, negative, times
from extract.quantities.marks import Mark
from extract.quantities.model import Reading
from extract.quantities.units import Unit

__all__ = ["Written", "below_zero", "marked", "reading_of", "with_unit"]


class Written(NamedTuple):
    """A unit as written: where it ends, what is added to the number (半), what 多 says."""

    unit: Unit
    end: int
    plus: Decimal = Decimal(0)
    bound: Bound = "eq"
    turns: bool = False


def reading_of(numeral: Numeral, index: int, end: int, kind: Kind, unit: str, rule: str) -> Reading:
    """A numeral that is an amount up to ``end``."""
    return Reading(
        numeral, index, numeral.start, end, kind, unit, rule,
        numeral.value, numeral.low, numeral.high, numeral.bound,
    )  # fmt: skip


def marked(numeral: Numeral, index: int, mark: Mark, start: int) -> Reading:
    """A numeral under a mark that begins at ``start``: $3.5."""
    reading = reading_of(numeral, index, numeral.end, mark.kind, mark.canonical, mark.rule)
    return reading._replace(start=start)


def with_unit(numeral: Numeral, index: int, written: Written) -> Reading:
    """A numeral with its unit, in the unit of the table."""
    unit, factor = written.unit, written.unit.factor
    value = times(add(numeral.value, written.plus), factor)
    if unit.tenths and numeral.form in ("digits", "arabic") and value is not None and value >= 10:
        value = value / 10 if value < 100 else value
    bound = written.bound if numeral.bound == "eq" else numeral.bound
    return Reading(
        numeral, index, numeral.start, written.end, unit.kind,
        unit.canonical + ("次" if written.turns else ""), unit.rule, value,
        times(numeral.low, factor), times(numeral.high, factor), bound, unit.form, factor,
        unit.noun, not written.plus,
    )  # fmt: skip


def below_zero(folded: str, reading: Reading, floor: int) -> Reading:
    """The reading with 零下 before it, which stands after ``floor``, as its sign."""
    if reading.start - 2 < floor or not folded.endswith("零下", 0, reading.start):
        return reading
    return reading._replace(
        start=reading.start - 2, value=negative(reading.value),
        low=negative(reading.high), high=negative(reading.low),
    )  # fmt: skip
