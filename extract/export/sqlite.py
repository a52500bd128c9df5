"""SQLite: claims, their spans, documents and programmes as tables that know each other."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.export.data import Data
from extract.table.schema import DOCUMENTS, LIST_SIGN, PROGRAMMES, Column
from extract.write import current

__all__ = ["write"]


def write(data: Data, to: Path) -> int:
    """One database. Numbers are text, as exact as the tables have them."""
    scratch = to.with_name(f".{to.name}.new")
    try:
        scratch.unlink(missing_ok=True)
        connection = sqlite3.connect(scratch)
        try:
            with connection:
                _fill(connection, data)
            connection.execute("VACUUM")
        finally:
            connection.close()
        scratch.replace(to)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"cannot be written: {error}", path=str(to)) from None
    finally:
        with suppress(OSError):
            scratch.unlink()
    return len(data.rows)


def _fill(connection: sqlite3.Connection, data: Data) -> None:
    folder = data.run.folder
    _table(connection, "documents", DOCUMENTS.columns, _rows(folder, "documents.csv"), "path")
    _table(connection, "claims", data.columns, data.rows, "claim_id", doc="documents(path)")
    _table(
        connection, "programmes", PROGRAMMES.columns, _rows(folder, "programmes.csv"), "doc, name",
        doc="documents(path)",
    )  # fmt: skip
    connection.execute(
        "CREATE TABLE claim_spans (claim_id TEXT NOT NULL REFERENCES claims(claim_id),"
        " part INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,"
        " PRIMARY KEY (claim_id, part))"
    )
    connection.executemany(
        "INSERT INTO claim_spans VALUES (?, ?, ?, ?)",
        (
            (row["claim_id"], part, start, end)
            for row in data.rows
            for part, (start, end) in enumerate(row["spans"])
        ),
    )
    connection.execute("CREATE INDEX claims_by_place ON claims (doc, start)")
    connection.execute("CREATE INDEX claims_by_indicator ON claims (indicator)")


def _table(
    connection: sqlite3.Connection,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    key: str,
    **references: str,
) -> None:
    parts = [_column(column, references.get(column.name)) for column in columns]
    connection.execute(f'CREATE TABLE "{name}" ({", ".join(parts)}, PRIMARY KEY ({key}))')
    marks = ", ".join("?" for _ in columns)
    connection.executemany(
        f'INSERT INTO "{name}" VALUES ({marks})',
        ([_cell(row.get(column.name)) for column in columns] for row in rows),
    )


def _column(column: Column, references: str | None) -> str:
    kind = "INTEGER" if column.type == "integer" else "TEXT"
    needed = " NOT NULL" if column.constraints.get("required") else ""
    return f'"{column.name}" {kind}{needed}' + (f" REFERENCES {references}" if references else "")


def _cell(value: Any) -> str | int | None:
    if isinstance(value, list):
        return LIST_SIGN.join(map(str, value)) or None
    return value if value is None or isinstance(value, int) else str(value) or None


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = current(folder, name)
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
