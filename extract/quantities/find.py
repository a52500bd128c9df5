"""Quantities of a text: one scan of numerals, then unit, bound and denominator of each.

Note [Precedence]: phrases and taken spans first (names, dates, labels), then the special
forms, then what refuses a numeral, then its unit. Of two bounds the one inside the numeral
wins over the word before it, and that over the word after the unit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.model import Quantity, Rejection
from extract.numerals import Numeral
from extract.quantities.bare import Bare
from extract.quantities.bounds import Bounds
from extract.quantities.compound import Compounds
from extract.quantities.context import Context, context
from extract.quantities.finish import Finish, between
from extract.quantities.marks import Marks
from extract.quantities.per import Denominators
from extract.quantities.reading import Reading, Readings
from extract.quantities.refuse import Phrases, Refusals, Refused
from extract.quantities.special import Specials
from extract.quantities.tabular import Table, Tables
from extract.quantities.units import Units
from extract.rules import RuleSet
from extract.rules.regexes import compiled
from extract.spacing import Unspaced, unspaced

__all__ = ["Engine", "Findings", "Taken"]

_NO_UNIT = Refused("refuse.no_unit", "no unit, classifier or countable noun follows")
_CELL_OF_UNIT = Refused("table.unit", "unit of a table row")
# A numeral or a special form needs one of these; most captions and headlines have none.
_GATE = compiled(
    r"[0-9０-９一二三四五六七八九十百千万亿两几数半首翻折壹贰叁肆伍陆柒捌玖拾零〇萬億兩幾數廿卅过超逾多上若±俩倆仨弍½⅓⅔¼¾把]"
)


class Taken(NamedTuple):
    """A span whose numerals are no quantities, with the rule that took it and why."""

    start: int
    end: int
    rule: str
    reason: str


class Findings(NamedTuple):
    """What one text holds: quantities and rejections, each in text order.

    ``table`` is what it says of table rows in the text after it (see `find`).
    """

    quantities: tuple[Quantity, ...]
    rejections: tuple[Rejection, ...]
    table: Table | None = None


class _Closed:
    """Disjoint sorted spans that no quantity may touch: which one holds an offset."""

    def __init__(self, spans: list[tuple[int, int, Refused]]) -> None:
        self._spans = sorted(spans, key=lambda span: span[:2])
        self._starts = [start for start, _, _ in self._spans]

    def at(self, offset: int) -> tuple[int, int, Refused] | None:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self._spans[index][1] > offset:
            return self._spans[index]
        return None

    def within(self, start: int, end: int) -> tuple[int, int, Refused] | None:
        """The first span that touches the range."""
        return self.at(start) or (
            self._spans[index]
            if (index := bisect_right(self._starts, start)) < len(self._spans)
            and self._starts[index] < end
            else None
        )


class Engine:
    """The rules of one rule set, compiled."""

    def __init__(self, rules: RuleSet) -> None:
        units, bounds, marks = Units(rules), Bounds(rules), Marks(rules)
        self._phrases = Phrases(rules)
        self._specials = Specials(rules)
        self._refusals = Refusals(rules)
        self._readings = Readings(units, Compounds(rules), marks)
        self._bare = Bare(rules, self._readings, bounds)
        denominators = Denominators(rules, units)
        self._finish = Finish(bounds, denominators, marks)
        self._tables = Tables(units, denominators)

    def find(self, text: str, taken: Sequence[Taken] = (), table: Table | None = None) -> Findings:
        """All quantities of ``text``; numerals inside ``taken`` are refused for its reason."""
        if _GATE.search(text) is None and not _may_head(text):
            return Findings((), ())
        closed_up = unspaced(text) if table is None else None
        if closed_up is not None:
            found = self._find(closed_up.text, _closed_up(closed_up, taken), table)
            return Findings(
                tuple(closed_up.put_back(text, one) for one in found.quantities),
                tuple(closed_up.put_back(text, one) for one in found.rejections),
                found.table,
            )
        return self._find(text, taken, table)

    def _find(self, text: str, taken: Sequence[Taken], table: Table | None) -> Findings:
        work = context(text)
        cells, units, table = self._tables.find(work, table)
        closed = _Closed(
            [(t.start, t.end, Refused(t.rule, t.reason)) for t in taken]
            + [(start, end, _CELL_OF_UNIT) for start, end in units]
            + [span for span in self._phrases.find(work.folded) if not _overlaps(span, taken)]
        )
        special = [
            self._finish.special(work, quantity)
            for quantity in self._specials.find(work)
            if closed.within(quantity.start, quantity.end) is None
        ]
        if cells:
            special = _with_cells(special, cells)
        rejections: list[Rejection] = []
        plain = self._plain(work, closed, _Busy(special), rejections)
        quantities = sorted([*special, *plain], key=lambda q: q.start)
        refused = sorted(rejections, key=lambda r: r.start)
        return Findings(tuple(between(text, quantities)), tuple(refused), table)

    def _plain(
        self, work: Context, closed: _Closed, busy: _Busy, rejections: list[Rejection]
    ) -> Iterator[Quantity]:
        floor = 0
        for index, numeral in enumerate(work.numerals):
            if numeral.start < floor or busy.holds(numeral.start, numeral.end):
                continue
            span = closed.at(numeral.start)
            if span is not None:
                rejections.append(_rejection(work, *span))
                floor = span[1]
                continue
            reading, refused = self._read(work, index, numeral)
            if refused is not None or reading is None:
                rejections.append(_rejection(work, numeral.start, numeral.end, refused or _NO_UNIT))
                continue
            quantity = self._finish.quantity(work, reading)
            widened = quantity.start < numeral.start
            if quantity.start < floor:  # 5$九: the sign is taken already
                rejections.append(_rejection(work, numeral.start, numeral.end, _NO_UNIT))
                continue
            if widened and (touched := closed.within(quantity.start, numeral.start)):
                rejections.append(_rejection(work, *touched))
                continue
            floor = quantity.end
            yield quantity

    def _read(
        self, work: Context, index: int, numeral: Numeral
    ) -> tuple[Reading | None, Refused | None]:
        """The reading of one numeral, or why there is none."""
        reading = self._readings.read(work.folded, work.numerals, index)
        if reading is None:
            reading = self._bare.read(work.folded, work.numerals, index)
        refused = self._refusals.numeral(work, numeral, reading)
        if refused is not None or reading is None or not reading.plain:
            return reading, refused
        refused = self._refusals.with_unit(work, numeral, reading)
        if refused is not None and self._finish.bounded(work.folded, reading):
            refused = None  # 近一年: an article has no bound
        return reading, refused


class _Busy:
    """Spans of the special quantities, for numerals that lie in them."""

    def __init__(self, quantities: Sequence[Quantity]) -> None:
        self._starts = [q.start for q in quantities]
        self._ends = [q.end for q in quantities]

    def holds(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[index] > start


def _may_head(text: str) -> bool:
    """Whether the text may say of a table below what its numbers count."""
    return "\t" in text or "  " in text or "单位" in text or "|" in text


def _with_cells(special: list[Quantity], cells: list[Quantity]) -> list[Quantity]:
    """Special forms and table cells in text order; a cell goes before a form that touches it."""
    kept = [q for q in special if not any(c.start < q.end and q.start < c.end for c in cells)]
    return sorted([*kept, *cells], key=lambda q: q.start)


def _rejection(work: Context, start: int, end: int, refused: Refused) -> Rejection:
    return Rejection(start, end, work.text[start:end], refused.rule, refused.reason)


def _overlaps(span: tuple[int, int, Refused], taken: Sequence[Taken]) -> bool:
    return any(t.start < span[1] and span[0] < t.end for t in taken)


def _closed_up(closed: Unspaced, taken: Sequence[Taken]) -> list[Taken]:
    """Spans of the original as spans of the text without spaces."""
    spans = [closed.closed_up(t.start, t.end) for t in taken]
    return [t._replace(start=a, end=b) for t, (a, b) in zip(taken, spans, strict=True)]
