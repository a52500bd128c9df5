"""``documents.csv`` of a corpus folder: what its files do not say themselves.

Columns, of which only ``path`` must be there: ``path`` (relative to the folder), ``date`` (YYYY,
YYYY-MM or YYYY-MM-DD), ``date_basis`` (where the date comes from: ``manifest``, the default,
``printed``, ``filename`` or ``inferred``), ``outlet``, ``place``, ``title``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from extract.errors import ReadError
from extract.read.dates import is_date
from extract.read.decode import decode
from extract.read.source import Entry, show

__all__ = ["DATE_BASES", "MANIFEST", "Manifest", "read_manifest"]

MANIFEST = "documents.csv"
COLUMNS = ("path", "date", "date_basis", "outlet", "place", "title")
DATE_BASES = ("manifest", "printed", "filename", "inferred")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of one manifest that can be used, and what is wrong with the others."""

    entries: dict[str, Entry] = field(default_factory=dict)
    errors: tuple[ReadError, ...] = ()

    def entry(self, doc: str) -> Entry | None:
        """What it says of this document; names match in any Unicode normal form."""
        return self.entries.get(normalize("NFC", doc)) if self.entries else None


def read_manifest(root: Path) -> Manifest:
    """Read a folder's manifest; without one, an empty Manifest.

    A row that cannot be used is an error naming the manifest and its line, and its document is
    read as though the row were not there. A manifest without usable columns is one error.
    """
    path = root / MANIFEST
    if not path.is_file():
        return Manifest()
    try:
        text, _ = decode(path.read_bytes())
        rows = list(_rows(text))
    except OSError as error:
        return _broken(path, error.strerror or "cannot be read")
    except ReadError as error:
        return _broken(path, error.cause, error.line)
    cause = _header(rows[0][1] if rows else [])
    return _broken(path, cause, 1) if cause else _entries(path, rows)


def _broken(path: Path, cause: str, line: int | None = None) -> Manifest:
    return Manifest(errors=(ReadError(cause, path=show(path), line=line),))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, each with the 1-based line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, [cell.strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadError(f"not CSV: {error}", line=line) from error


def _header(names: list[str]) -> str:
    """What is wrong with the column names, or ''."""
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        return f"unknown column {unknown[0]!r}; known are {', '.join(COLUMNS)}"
    if "path" not in names:
        return "no column 'path'"
    twice = [name for name in COLUMNS if names.count(name) > 1]
    return f"column {twice[0]!r} stands twice" if twice else ""


def _entries(path: Path, rows: list[tuple[int, list[str]]]) -> Manifest:
    entries: dict[str, Entry] = {}
    errors: list[ReadError] = []
    names = rows[0][1]
    for line, cells in rows[1:]:
        row = dict(zip(names, cells, strict=False))
        doc = row.get("path", "").replace("\\", "/").removeprefix("./")
        key = normalize("NFC", doc)
        cause = _fault(row, doc, path.parent) if len(cells) == len(names) else _width(cells, names)
        if not cause and key in entries:
            cause = f"path {doc!r} stands already in line {entries[key].line}"
        if cause:
            errors.append(ReadError(cause, path=show(path), line=line))
        else:
            entries[key] = _entry(row, line)
    return Manifest(entries, tuple(errors))


def _width(cells: list[str], names: list[str]) -> str:
    return f"{len(cells)} cells where the header has {len(names)}"


def _fault(row: dict[str, str], doc: str, root: Path) -> str:
    """What makes a row useless, or ''."""
    date, basis = row.get("date", ""), row.get("date_basis", "")
    if not doc:
        return "no path"
    if not _is_there(root, doc):
        return f"no file {doc!r} in this folder"
    if date and not is_date(date):
        return f"{date!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    if basis and basis not in DATE_BASES:
        return f"{basis!r} is no date_basis; known are {', '.join(DATE_BASES)}"
    return ""


def _is_there(root: Path, doc: str) -> bool:
    if doc.startswith("/") or ".." in doc.split("/"):
        return False
    try:
        return any((root / normalize(form, doc)).is_file() for form in ("NFC", "NFD"))
    except OSError:
        return False


def _entry(row: dict[str, str], line: int) -> Entry:
    date = row.get("date") or None
    return Entry(
        line=line,
        date=date,
        date_basis=(row.get("date_basis") or "manifest") if date else "",
        outlet=row.get("outlet", ""),
        place=row.get("place", ""),
        title=row.get("title", ""),
    )
