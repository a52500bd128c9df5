"""Quantities of a text: one scan of numerals, then unit, bound and denominator of each.

Note [Precedence]: phrases and taken spans first (names, dates, labels), then the special
forms, then what refuses a numeral, then its unit. Of two bounds the one inside the numeral
wins over the word before it, and that over the word after the unit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.model import Quantity, Rejection
from extract.numerals import Numeral, scan
from extract.quantities.bounds import Bounds
from extract.quantities.per import Denominators
from extract.quantities.reading import Reading, Readings
from extract.quantities.refuse import Phrases, Refusals, Refused
from extract.quantities.special import Specials
from extract.quantities.units import Units
from extract.rules import RuleSet
from extract.text import fold, mask

__all__ = ["Engine", "Findings", "Taken"]

_NO_UNIT = Refused("refuse.no_unit", "no unit, classifier or countable noun follows")
# A numeral or a special form needs one of these; most captions and headlines have none.
_GATE = re.compile(
    r"[0-9一二三四五六七八九十百千万亿两几数半首翻壹贰叁肆伍陆柒捌玖拾零〇萬億兩廿卅过超逾多上]"
)


class Taken(NamedTuple):
    """A span whose numerals are no quantities, with the rule that took it and why."""

    start: int
    end: int
    rule: str
    reason: str


class Findings(NamedTuple):
    """What one text holds: quantities and rejections, each in text order."""

    quantities: tuple[Quantity, ...]
    rejections: tuple[Rejection, ...]


@dataclass(slots=True)
class _Text:
    """One text on its way: folded, masked, and its numerals."""

    text: str
    folded: str
    masked: str
    numerals: list[Numeral]
    rejections: list[Rejection] = field(default_factory=list)

    def refuse(self, start: int, end: int, refused: Refused) -> None:
        self.rejections.append(
            Rejection(start, end, self.text[start:end], refused.rule, refused.reason)
        )


class _Spans:
    """Disjoint sorted spans: which one holds an offset."""

    def __init__(self, spans: Sequence[tuple[int, int, Refused]]) -> None:
        self._spans = sorted(spans, key=lambda span: span[:2])
        self._starts = [start for start, _, _ in self._spans]

    def at(self, offset: int) -> tuple[int, int, Refused] | None:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and self._spans[index][1] > offset:
            return self._spans[index]
        return None


class Engine:
    """The rules of one rule set, compiled."""

    def __init__(self, rules: RuleSet) -> None:
        self._phrases = Phrases(rules)
        self._specials = Specials(rules)
        self._refusals = Refusals(rules)
        units = Units(rules)
        self._readings = Readings(units, Bounds(rules), Denominators(rules, units))

    def find(self, text: str, taken: Sequence[Taken] = ()) -> Findings:
        """All quantities of ``text``; numerals inside ``taken`` are refused for its reason."""
        folded = fold(text)
        if _GATE.search(folded) is None:
            return Findings((), ())
        numerals = scan(folded)
        masked = mask(folded, ((n.start, n.end, "number") for n in numerals))
        work = _Text(text, folded, masked, numerals)
        closed = _Spans(
            [(t.start, t.end, Refused(t.rule, t.reason)) for t in taken]
            + [span for span in self._phrases.find(folded) if not _overlaps(span, taken)]
        )
        quantities = list(self._special(work, closed))
        ends = {q.start: q.end for q in quantities}
        quantities += self._plain(work, closed, _Busy(ends))
        quantities.sort(key=lambda q: q.start)
        return Findings(tuple(quantities), tuple(sorted(work.rejections, key=lambda r: r.start)))

    def _special(self, work: _Text, closed: _Spans) -> Iterator[Quantity]:
        by_start = {n.start: n for n in work.numerals}
        for quantity in self._specials.find(work.text, work.masked, by_start):
            span = closed.at(quantity.start) or closed.at(quantity.end - 1)
            if span is None:
                yield self._readings.bounded_special(work.folded, work.text, quantity)

    def _plain(self, work: _Text, closed: _Spans, busy: _Busy) -> Iterator[Quantity]:
        index = 0
        while index < len(work.numerals):
            numeral = work.numerals[index]
            index += 1
            if busy.holds(numeral.start, numeral.end):
                continue
            span = closed.at(numeral.start)
            if span is not None:
                work.refuse(*span)
                while index < len(work.numerals) and work.numerals[index].start < span[1]:
                    index += 1
                continue
            reading = self._readings.read(work.folded, work.masked, work.numerals, index - 1)
            refused = self._refused(work, numeral, reading)
            if refused is not None:
                work.refuse(numeral.start, numeral.end, refused)
                continue
            assert reading is not None
            quantity = self._readings.quantity(
                work.text, work.folded, work.masked, reading, work.numerals
            )
            yield quantity
            while index < len(work.numerals) and work.numerals[index].start < quantity.end:
                index += 1

    def _refused(self, work: _Text, numeral: Numeral, reading: Reading | None) -> Refused | None:
        refused = self._refusals.numeral(
            work.folded, work.masked, numeral, has_unit=reading is not None and not reading.bare
        )
        if refused is not None:
            return refused
        if reading is None:
            return _NO_UNIT
        return self._refusals.with_unit(
            work.folded, work.masked, numeral, reading.kind, bounded=reading.bounded
        )


class _Busy:
    """Spans of the special quantities, for numerals that lie in them."""

    def __init__(self, ends: dict[int, int]) -> None:
        self._starts = sorted(ends)
        self._ends = ends

    def holds(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._ends[self._starts[index]] > start


def _overlaps(span: tuple[int, int, Refused], taken: Sequence[Taken]) -> bool:
    return any(t.start < span[1] and span[0] < t.end for t in taken)
