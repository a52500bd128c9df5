"""Blocks of JSON Lines and CSV to rows: the line each begins on, and its fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from extract.errors import ReadError

__all__ = ["Row", "csv_header", "csv_rows", "jsonl_rows"]

Row = tuple[int, Mapping[str, object] | ReadError]


def jsonl_rows(data: bytes, first: int) -> Iterator[Row]:
    """The records of a block whose first line is number ``first``; empty lines hold none."""
    for number, line in enumerate(data.split(b"\n"), first):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:  # also where it is not UTF-8
            yield number, ReadError(f"not JSON: {error}")
            continue
        yield number, record if isinstance(record, dict) else ReadError("not a JSON object")


def csv_header(block: bytes, encoding: str, delimiter: str) -> tuple[tuple[str, ...], int]:
    """The column names of the first block, and how many bytes they take."""
    text = block.decode(encoding, "replace")
    try:
        lines = io.StringIO(text, newline="")
        reader = csv.reader(lines, delimiter=delimiter)
        names = tuple(name.strip() for name in next(reader, []))
        taken = text[: _end_of_line(text, reader.line_num)]
    except csv.Error as error:
        raise ReadError(f"not CSV: {error}") from None
    return names, len(taken.encode(encoding, "replace"))


def csv_rows(
    data: bytes, first: int, names: Sequence[str], encoding: str, delimiter: str
) -> Iterator[Row]:
    """The records of a block whose first line is number ``first``; empty lines hold none."""
    csv.field_size_limit(2**31 - 1)
    # What cannot be decoded costs its record only: it is found as a surrogate.
    text = data.decode(encoding, "surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, ReadError(f"not CSV: {error}")
            cells = []
        if cells is None:
            return
        if len(cells) == len(names):
            yield number, dict(zip(names, cells, strict=True))
        elif cells:
            yield number, ReadError(f"{len(cells)} cells where the header has {len(names)}")
        number = first + reader.line_num


def _end_of_line(text: str, number: int) -> int:
    at = 0
    for _ in range(number):
        at = text.find("\n", at) + 1 or len(text)
    return at
