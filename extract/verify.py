"""Whether tables still say what their sources say: hashes, and every span of every claim."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from extract.errors import ReadError, TableError
from extract.model import Document, hull
from extract.read import Columns
from extract.read.again import Again
from extract.table import PACKAGE_FILE, checksum, records
from extract.write import current

__all__ = ["Verdict", "verify"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was checked, and everything that does not fit, one line each."""

    claims: int
    documents: int
    faults: tuple[str, ...]


def verify(output: str | Path, source: str | Path | None = None) -> Verdict:
    """Re-read the sources of an output folder and check its tables against them.

    ``source`` is the folder of the articles; without it, where the run found them. Checked
    are: each table's hash; each source's sha256; and that the characters at the spans of each
    claim are its quote, those at its sentence's spans its sentence. Raises TableError where
    the tables cannot be read at all.
    """
    folder = Path(output)
    roots = [Path(source)] if source is not None else _roots(folder)
    rows = {row["path"]: row for row in _rows(current(folder, "documents.csv"))}
    again = Again(roots, _columns(folder))
    faults = list(_altered(folder))
    claims = 0
    # Documents and claims stand in the same order, so that an archive is read only once.
    waiting = iter(rows)
    seen: set[object] = set()
    by_document = groupby(records(current(folder, "claims.jsonl")), lambda row: row.get("doc"))
    for doc, group in by_document:
        if doc in rows and doc not in seen:
            for passed in iter(partial(next, waiting), doc):
                seen.add(passed)
                faults += _wrong(_source(passed, rows, again))
        seen.add(doc)
        got = _source(doc, rows, again)
        faults += _wrong(got)
        for claim in group:
            claims += 1
            if isinstance(got, Document):
                faults += _claim_faults(claim, got)
    for doc in waiting:
        faults += _wrong(_source(doc, rows, again))
    return Verdict(claims, len(rows), tuple(faults))


def _altered(folder: Path) -> Iterator[str]:
    """Tables that are not as they were written."""
    path = current(folder, PACKAGE_FILE)
    for resource in _json(path).get("resources", []):
        name = resource.get("path", "")
        table = current(folder, name)
        if not table.is_file():
            yield f"{folder / name}: not there"
        elif checksum(table) != resource.get("hash"):
            yield f"{folder / name}: changed since it was written"


def _roots(folder: Path) -> list[Path]:
    """The folders that the run has read, as run.json has them."""
    return [folder / root for root in _json(current(folder, "run.json")).get("sources", [])]


def _columns(folder: Path) -> Columns:
    """The columns of archives, as run.json has them."""
    told = _json(current(folder, "run.json")).get("columns", {})
    try:
        return Columns(**told)
    except TypeError:
        raise TableError("names columns that are not known", path=str(folder)) from None


def _json(path: Path) -> dict[str, Any]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TableError(error.strerror or str(error), path=str(path)) from None
    except ValueError as error:
        raise TableError(f"not JSON: {error}", path=str(path)) from None
    if not isinstance(table, dict):
        raise TableError("not a JSON object", path=str(path))
    return table


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise TableError(error.strerror or str(error), path=str(path)) from None
    except (ValueError, csv.Error) as error:
        raise TableError(str(error), path=str(path)) from None
    if any(None in row.values() or not {"path", "sha256"} <= row.keys() for row in rows):
        raise TableError("lacks columns", path=str(path))
    return rows


def _source(doc: object, rows: Mapping[str, Mapping[str, str]], again: Again) -> Document | str:
    """The document as it is now, or what is wrong with it."""
    if not isinstance(doc, str) or doc not in rows:
        return f"{doc}: claims of a document that documents.csv lacks"
    got = again.get(doc)
    if got is None:
        return f"{doc}: its source is not found; name its folder with --source"
    if isinstance(got, ReadError):
        return f"{doc}: {got.cause}"
    if got.sha256 != rows[doc]["sha256"]:
        return f"{doc}: {again.shown} has changed: its sha256 is {got.sha256[:12]}…"
    return got


def _wrong(got: Document | str) -> list[str]:
    return [got] if isinstance(got, str) else []


def _claim_faults(claim: Mapping[str, Any], document: Document) -> Iterator[str]:
    name = f"{document.path}:{claim.get('start')}: claim {claim.get('claim_id')}"
    for field, spans in (("quote", "spans"), ("sentence", "sentence_spans")):
        text = _at(document.text, claim.get(spans))
        if text is None:
            yield f"{name}: {spans} are no spans of the document"
        elif text != claim.get(field):
            yield f"{name}: {field} is {claim.get(field)!r}, but its {spans} give {text!r}"
        elif spans == "spans" and not _hull(claim):
            yield f"{name}: start and end are not those of its spans"


def _hull(claim: Mapping[str, Any]) -> bool:
    spans = claim["spans"]
    return bool(spans) and [claim.get("start"), claim.get("end")] == [*hull(spans)]


def _at(text: str, spans: object) -> str | None:
    """The pieces of text at the spans, joined; None where they are no spans of it."""
    if not isinstance(spans, list):
        return None
    pieces = []
    for span in spans:
        match span:
            case [int(a), int(b)] if 0 <= a <= b <= len(text):
                pieces.append(text[a:b])
            case _:
                return None
    return "".join(pieces)
