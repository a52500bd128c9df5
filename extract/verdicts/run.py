"""The tables of one run and the texts they speak of, as reviewers need them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from extract.errors import TableError
from extract.model import Document
from extract.read import Columns
from extract.read.again import Again
from extract.table import CLAIMS, checksum, records
from extract.write import current

__all__ = ["Row", "Run", "text_hash"]

Row = Mapping[str, Any]
_NEEDED = frozenset(CLAIMS.names) | {"spans", "sentence_spans"}


def text_hash(text: str) -> str:
    """The sha256 of a decoded text, so that the same text in another encoding has the same."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, eq=False)
class Run:
    """An output folder: its claims in order, its documents, and the sources where they are."""

    folder: Path
    claims: tuple[Row, ...]
    documents: Mapping[str, Row]
    sources: Again
    digest: str
    _read: dict[str, Document | None] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, output: str | Path, source: str | Path | None = None) -> Run:
        """Read an output folder; ``source`` is where the articles are now, if not where they were.

        Raises TableError where the tables cannot be read, or lack what a review needs.
        """
        folder = Path(output)
        path = current(folder, "claims.jsonl")
        if folder.is_dir() and not path.exists():
            raise TableError("holds no claims.jsonl, which this needs", path=str(folder))
        claims = tuple(records(path))
        for number, claim in enumerate(claims, 1):
            if not claim.keys() >= _NEEDED:
                lacking = min(_NEEDED - claim.keys())
                raise TableError(f"lacks {lacking!r}", path=str(path), line=number)
        documents = {row["path"]: row for row in _rows(current(folder, "documents.csv"))}
        roots, columns = _sources(folder)
        sources = Again(roots if source is None else [Path(source)], columns)
        return cls(folder, claims, documents, sources, checksum(path))

    @cached_property
    def by_doc(self) -> Mapping[str, Sequence[Row]]:
        """The claims of each document; a document without claims has an empty list."""
        groups: dict[str, list[Row]] = {doc: [] for doc in self.documents}
        for claim in self.claims:
            groups.setdefault(claim["doc"], []).append(claim)
        return groups

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """The claims by their ids."""
        return {claim["claim_id"]: claim for claim in self.claims}

    def document(self, doc: str) -> Document | None:
        """A source as the run has read it; None where it is gone or has changed."""
        if doc not in self._read:
            self._read[doc] = _document(self, doc)
        return self._read[doc]

    def text_hash(self, doc: str) -> str:
        """The hash of a document's text, "" where the text is not at hand."""
        document = self.document(doc)
        return text_hash(document.text) if document else ""


def _document(run: Run, doc: str) -> Document | None:
    row = run.documents.get(doc)
    if row is None or Path(doc).is_absolute() or ".." in Path(doc).parts:
        return None
    got = run.sources.get(doc)
    if not isinstance(got, Document) or got.sha256 != row["sha256"]:
        return None
    return _dated(got, row)


def _dated(document: Document, row: Row) -> Document:
    return Document(
        path=document.path,
        text=document.text,
        encoding=document.encoding,
        sha256=document.sha256,
        date=row.get("date") or None,
        date_basis=row.get("date_basis") or "",
        outlet=row.get("outlet") or "",
        place=row.get("place") or "",
        title=row.get("title") or "",
    )


def _sources(folder: Path) -> tuple[list[Path], Columns]:
    """Where the run has found its sources, and the columns of archives."""
    path = current(folder, "run.json")
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        roots = [folder / root for root in about.get("sources", [])]
        return roots, Columns(**about.get("columns", {}))
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise TableError(str(error), path=str(path)) from None


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise TableError(str(error), path=str(path)) from None
    if any(None in row.values() or not {"path", "sha256"} <= row.keys() for row in rows):
        raise TableError("lacks columns", path=str(path))
    return rows
