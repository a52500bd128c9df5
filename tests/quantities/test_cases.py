"""One case a line of the TSV files: a text, and the quantity at its marked span.

Columns: ``text`` with the span between ⟦ and ⟧; ``kind``, or ``-`` where the span (or, without
marks, the whole text) holds no quantity; ``value``, or ``low..high``, either side open;
``bound``, blank for ``eq``; ``unit``; ``per``, parted by ``/``; ``note``. A note that begins
with ``gap:`` is a known failure, a strict xfail.
"""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from extract import Quantity, find_quantities

FOLDER = Path(__file__).parent
NUMBER = Fraction | None


def rows() -> list[tuple[str, dict[str, str]]]:
    read = []
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
            read += [(f"{path.stem}-{n}-{row['text']}", row) for n, row in enumerate(table, 2)]
    return read


ROWS = rows()


def cases() -> list[object]:
    return [
        pytest.param(
            row,
            id=name,
            marks=[pytest.mark.xfail(reason=row["note"])] if row["note"].startswith("gap:") else [],
        )
        for name, row in ROWS
    ]


def number(text: str) -> NUMBER:
    return Fraction(text) if text else None


def wanted(row: dict[str, str]) -> tuple[object, ...]:
    low, ranged, high = row["value"].partition("..")
    value, low, high = (None, low, high) if ranged else (number(low), "", "")
    per = tuple(row["per"].split("/")) if row["per"] else ()
    return row["kind"], value, number(low), number(high), row["bound"] or "eq", row["unit"], per


def got(quantity: Quantity) -> tuple[object, ...]:
    numbers = (quantity.value, quantity.low, quantity.high)
    exact = [None if n is None else Fraction(n) for n in numbers]
    return quantity.kind, *exact, quantity.bound, quantity.unit, quantity.per


def span(marked: str) -> tuple[str, int, int]:
    text = marked.replace("⟦", "").replace("⟧", "")
    if text == marked:
        return text, 0, len(text)
    return text, marked.index("⟦"), marked.index("⟧") - 1


@pytest.mark.parametrize("row", cases())
def test_case(row):
    text, start, end = span(row["text"])
    found = find_quantities(text)
    assert all(q.quote == text[q.start : q.end] for q in found)
    if row["kind"] == "-":
        assert [q.quote for q in found if q.start < end and start < q.end] == []
        return
    at = {(q.start, q.end): got(q) for q in found}
    assert at.get((start, end), [q.quote for q in found]) == wanted(row)


def test_there_are_enough_cases():
    rows = [row for _, row in ROWS]
    gaps = sum(row["note"].startswith("gap:") for row in rows)
    assert len(rows) >= 800
    assert sum(row["kind"] == "-" for row in rows) >= 250
    assert gaps < 0.02 * len(rows)


def test_every_kind_and_bound_is_there():
    kinds = {row["kind"] for _, row in ROWS} - {"-"}
    assert kinds == {
        "count", "money", "percent", "point", "multiple", "fraction", "measure", "duration",
        "age", "rank",
    }  # fmt: skip
    bounds = {row["bound"] or "eq" for _, row in ROWS}
    assert bounds == {"eq", "approx", "near", "gt", "ge", "lt", "le", "range", "vague"}


def test_no_case_twice():
    texts = [row["text"] for _, row in ROWS]
    assert sorted(texts) == sorted(set(texts))
