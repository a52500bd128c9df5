"""Nouns to the bytes of CSV and JSON Lines, the same bytes every time.

Written by hand where a row is made for every claim: one writer, no copies. One row is one
physical line for every reader, also for those that break lines at U+2028.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from hashlib import sha256
from json.encoder import encode_basestring as _text

from extract.model import Claim, Document, Programme, Rejection, Span, Value
from extract.table.schema import LIST_SIGN

__all__ = [
    "claim_csv",
    "claim_jsonl",
    "csv_lines",
    "document_csv",
    "exact",
    "programme_csv",
    "programme_jsonl",
    "rejection_jsonl",
]

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JSON_BREAKS = "\x85\u2028\u2029"  # legal inside JSON strings, the end of a line to some readers
Cell = str | int


def exact(value: Value | None) -> str:
    """A number in plain notation: no exponent, no zeros that say nothing; 1/3 as it is.

    >>> from decimal import Decimal
    >>> exact(Decimal("1740.40") * 10000), exact(Decimal("1E+3")), exact(Fraction(1, 3))
    ('17404000', '1000', '1/3')
    >>> exact(None)
    ''
    """
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as UTF-8 CSV with LF; a line break inside a cell is shown as a space."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def claim_csv(claim: Claim) -> tuple[Cell, ...]:
    """One row of claims.csv."""
    return (
        claim.claim_id,
        _line(claim.doc),
        _line(claim.article),
        claim.section,
        claim.line,
        claim.start,
        claim.end,
        _line(claim.quote),
        claim.kind,
        exact(claim.value),
        exact(claim.low),
        exact(claim.high),
        claim.bound,
        claim.unit,
        LIST_SIGN.join(claim.per),
        _line(claim.indicator),
        claim.change,
        claim.role,
        _line(claim.period or ""),
        claim.period_start or "",
        claim.period_end or "",
        _line(claim.place or ""),
        _line(claim.programme or ""),
        _line(claim.sentence),
        claim.rule,
        LIST_SIGN.join(claim.flags),
    )


def claim_jsonl(claim: Claim) -> bytes:
    """One line of claims.jsonl: the columns of the CSV, lists as lists, and all spans."""
    c = claim
    return _line_of(
        f'{{"claim_id": "{c.claim_id}", "doc": {_text(c.doc)}, "article": {_text(c.article)}, '
        f'"section": "{c.section}", "line": {c.line}, "start": {c.start}, "end": {c.end}, '
        f'"quote": {_text(c.quote)}, "spans": {_spans(c.spans)}, "kind": "{c.kind}", '
        f'"value": {_number(c.value)}, "low": {_number(c.low)}, "high": {_number(c.high)}, '
        f'"bound": "{c.bound}", "unit": {_text(c.unit)}, "per": {_texts(c.per)}, '
        f'"indicator": {_text(c.indicator)}, "indicator_spans": {_spans(c.indicator_spans)}, '
        f'"change": "{c.change}", "role": "{c.role}", "period": {_maybe(c.period)}, '
        f'"period_start": {_maybe(c.period_start)}, "period_end": {_maybe(c.period_end)}, '
        f'"place": {_maybe(c.place)}, "programme": {_maybe(c.programme)}, '
        f'"sentence": {_text(c.sentence)}, "sentence_spans": {_spans(c.sentence_spans)}, '
        f'"rule": {_text(c.rule)}, "flags": {_texts(c.flags)}}}'
    )


def document_csv(document: Document) -> tuple[Cell, ...]:
    """One row of documents.csv."""
    return (
        _line(document.path),
        document.sha256,
        _hash(document.text),
        document.encoding,
        len(document.text),
        document.date or "",
        document.date_basis,
        _line(document.outlet),
        _line(document.place),
        _line(document.title),
    )


def programme_csv(programme: Programme) -> tuple[Cell, ...]:
    """One row of programmes.csv."""
    return (
        _line(programme.doc),
        _line(programme.name),
        programme.type,
        _line("|".join(programme.variants)),
        "|".join(f"{a}-{b}" for a, b in programme.spans),
        programme.rule,
    )


def programme_jsonl(programme: Programme) -> bytes:
    """One line of programmes.jsonl."""
    p = programme
    return _line_of(
        f'{{"doc": {_text(p.doc)}, "name": {_text(p.name)}, "type": {_text(p.type)}, '
        f'"variants": {_texts(p.variants)}, "spans": {_spans(p.spans)}, "rule": {_text(p.rule)}}}'
    )


def rejection_jsonl(document: Document, rejection: Rejection, spans: Sequence[Span]) -> bytes:
    """One line of rejections.jsonl; ``spans`` are where the quote stands in the document."""
    r = rejection
    return _line_of(
        f'{{"doc": {_text(document.path)}, "start": {spans[0][0]}, "end": {spans[-1][1]}, '
        f'"quote": {_text(r.quote)}, "spans": {_spans(spans)}, "rule": {_text(r.rule)}, '
        f'"reason": {_text(r.reason)}}}'
    )


def _line_of(record: str) -> bytes:
    for sign in _JSON_BREAKS:
        if sign in record:
            record = record.replace(sign, f"\\u{ord(sign):04x}")
    return (record + "\n").encode("utf-8", "backslashreplace")


def _maybe(text: str | None) -> str:
    return "null" if text is None else _text(text)


def _number(value: Value | None) -> str:
    return "null" if value is None else f'"{exact(value)}"'


def _texts(texts: Iterable[str]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"


def _spans(spans: Iterable[Span]) -> str:
    return "[" + ", ".join([f"[{a}, {b}]" for a, b in spans]) + "]"


def _hash(text: str) -> str:
    """Of the text alone, so that the same text in another encoding has the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _line(text: str) -> str:
    return _BREAK.sub(" ", text) if _BREAK.search(text) else text
