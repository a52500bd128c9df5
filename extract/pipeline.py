"""The order of the stages; the only module that knows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from extract.claims import find_claims
from extract.layout import layout
from extract.model import (
    Claim,
    Document,
    Mention,
    Passage,
    Period,
    Programme,
    Quantity,
    Rejection,
    Span,
)
from extract.periods import find_periods, resolve
from extract.programmes import find_programmes
from extract.programmes.labels import label_rules
from extract.quantities import Findings, Table, Taken, find
from extract.rules import RuleSet, default_rules

__all__ = [
    "Extraction",
    "Reading",
    "extract_document",
    "extract_text",
    "find_quantities",
    "numbers",
]


class Reading(NamedTuple):
    """What was seen in one passage; all offsets count in ``passage.text``."""

    passage: Passage
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    mentions: tuple[Mention, ...]
    rejections: tuple[Rejection, ...]


class Extraction(NamedTuple):
    """What one document gives: rows for the tables, and what they were made of."""

    document: Document
    claims: tuple[Claim, ...]
    programmes: tuple[Programme, ...]
    readings: tuple[Reading, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages in reading order."""
        return tuple(reading.passage for reading in self.readings)

    @property
    def rejections(self) -> Iterator[tuple[Rejection, tuple[Span, ...]]]:
        """What was refused, with its document spans; made when asked for."""
        for reading in self.readings:
            for refused in reading.rejections:
                yield refused, reading.passage.locate(refused.start, refused.end)


def extract_document(document: Document, rules: RuleSet) -> Extraction:
    """Read one document with these rules; its claims come sorted by offset."""
    passages = layout(document, rules)
    named = find_programmes(passages, document.path, rules)
    periods = tuple(find_periods(passage.text, rules) for passage in passages)
    found = tuple(_numbers(passages, periods, rules))
    quantities = tuple(findings.quantities for findings in found)
    claims = find_claims(
        document, passages, quantities, periods, named, rules, partial(resolve, rules=rules)
    )
    refused = map(_by_start, named.rejections, (findings.rejections for findings in found))
    readings = map(Reading, passages, quantities, periods, named.mentions, refused)
    return Extraction(
        document, tuple(sorted(claims, key=_place)), named.programmes, tuple(readings)
    )


def extract_text(text: str, doc: str = "", date: str | None = None) -> list[Claim]:
    """The claims of one article, sorted by offset; offsets count code points of ``text``.

    ``doc`` is the document's id, which goes into each ``claim_id``; ``date`` its ISO date of
    publication (2023, 2023-05 or 2023-05-01), by which 今年 and the like become dates.

    >>> [c] = extract_text("今年，新建健身路径56处。", date="2023")
    >>> c.indicator, str(c.value), c.unit, c.period, c.period_start
    ('新建健身路径', '56', '处', '今年', '2023-01-01')
    """
    document = Document(path=doc, text=text, date=date, date_basis="given" if date else "")
    return list(extract_document(document, default_rules()).claims)


def find_quantities(text: str, rules: RuleSet | None = None) -> list[Quantity]:
    """The quantities of any text in text order; dates, times and quoted labels hold none.

    Offsets count code points of ``text``, whose lines are read one by one as they stand;
    ``extract_text`` puts broken sentences together first.

    >>> [(q.quote, str(q.value), q.bound, q.unit) for q in find_quantities("受众10万余人次")]
    [('10万余人次', '100000', 'gt', '人次')]
    """
    ruleset = rules if rules is not None else default_rules()
    return list(numbers(text, find_periods(text, ruleset), rules=ruleset).quantities)


def numbers(
    text: str, periods: tuple[Period, ...], *, rules: RuleSet, table: Table | None = None
) -> Findings:
    """Quantities and rejections, once dates and labels have taken what is theirs.

    ``table`` is what the text before says of table rows in this one.
    """
    dates = [Taken(p.start, p.end, p.rule, "date or time") for p in periods if p.calendar]
    labels = [
        Taken(start, end, rule, reason) for start, end, reason, rule in label_rules(text, rules)
    ]
    return find(text, rules, [*dates, *labels], table)


def _numbers(
    passages: Sequence[Passage], periods: Sequence[tuple[Period, ...]], rules: RuleSet
) -> Iterator[Findings]:
    """The findings of each passage; the head of a table holds for the rows after it."""
    table: Table | None = None
    for passage, times in zip(passages, periods, strict=True):
        findings = numbers(passage.text, times, rules=rules, table=table)
        table = findings.table
        yield findings


def _by_start(*groups: tuple[Rejection, ...]) -> tuple[Rejection, ...]:
    return tuple(sorted((r for group in groups for r in group), key=lambda r: (r.start, r.end)))


def _place(claim: Claim) -> tuple[int, int, str]:
    return claim.start, claim.end, claim.claim_id
