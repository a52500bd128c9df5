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
from json.encoder import encode_basestring

from extract.model import Claim, Document, Programme, Rejection, Span, Value
from extract.table.schema import LIST_SIGN

__all__ = [
    "claim_csv",
    "claim_jsonl",
    "csv_lines",
    "document_csv",
    "exact",
    "json_line",
    "programme_csv",
    "programme_jsonl",
    "rejection_jsonl",
]

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
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
    return json_line(
        {
            "claim_id": claim.claim_id,
            "doc": claim.doc,
            "article": claim.article,
            "section": claim.section,
            "line": claim.line,
            "start": claim.start,
            "end": claim.end,
            "quote": claim.quote,
            "spans": claim.spans,
            "kind": claim.kind,
            "value": exact(claim.value) or None,
            "low": exact(claim.low) or None,
            "high": exact(claim.high) or None,
            "bound": claim.bound,
            "unit": claim.unit,
            "per": claim.per,
            "indicator": claim.indicator,
            "indicator_spans": claim.indicator_spans,
            "change": claim.change,
            "role": claim.role,
            "period": claim.period,
            "period_start": claim.period_start,
            "period_end": claim.period_end,
            "place": claim.place,
            "programme": claim.programme,
            "sentence": claim.sentence,
            "sentence_spans": claim.sentence_spans,
            "rule": claim.rule,
            "flags": claim.flags,
        }
    )


def document_csv(document: Document) -> tuple[Cell, ...]:
    """One row of documents.csv."""
    return (
        _line(document.path),
        document.sha256,
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
    return json_line(
        {
            "doc": programme.doc,
            "name": programme.name,
            "type": programme.type,
            "variants": programme.variants,
            "spans": programme.spans,
            "rule": programme.rule,
        }
    )


def rejection_jsonl(document: Document, rejection: Rejection, spans: Sequence[Span]) -> bytes:
    """One line of rejections.jsonl; ``spans`` are where the quote stands in the document."""
    return json_line(
        {
            "doc": document.path,
            "start": spans[0][0],
            "end": spans[-1][1],
            "quote": rejection.quote,
            "spans": spans,
            "rule": rejection.rule,
            "reason": rejection.reason,
        }
    )


def json_line(record: dict[str, str | int | Sequence[str] | Sequence[Span] | None]) -> bytes:
    """A flat record as one line of JSON, keys in the order given, Chinese as itself."""
    line = ", ".join(f'"{key}": {_json(value)}' for key, value in record.items())
    if _BREAK.search(line):  # U+0085, U+2028 and U+2029: legal in JSON, a line to some readers
        line = _BREAK.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    return ("{" + line + "}\n").encode("utf-8", "backslashreplace")


def _json(value: str | int | Sequence[str] | Sequence[Span] | None) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, int):
        return str(value)
    return "[" + ", ".join(_item(item) for item in value) + "]"


def _item(item: str | Span) -> str:
    return encode_basestring(item) if isinstance(item, str) else f"[{item[0]}, {item[1]}]"


def _line(text: str) -> str:
    return _BREAK.sub(" ", text) if _BREAK.search(text) else text
