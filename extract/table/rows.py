"""One writer of every table's rows, wherever the bytes go."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import BinaryIO, TypeVar

from extract.errors import ExtractError
from extract.model import Claim, Document, Programme, Rejection, Span
from extract.table.encode import (
    claim_csv,
    claim_jsonl,
    csv_lines,
    document_csv,
    programme_csv,
    programme_jsonl,
    rejection_jsonl,
)
from extract.table.parquet import ParquetRows
from extract.table.schema import CLAIMS, DOCUMENTS, PROGRAMMES

__all__ = ["FORMATS", "Refusal", "Rows", "error_line", "file_names"]

Noun = TypeVar("Noun", Claim, Programme)
Refusal = tuple[Rejection, tuple[Span, ...]]
FORMATS = ("csv", "jsonl", "parquet")
"""What tables may be written in; documents.csv is always there."""


def file_names(formats: Collection[str], *, rejections: bool = False) -> tuple[str, ...]:
    """The files of a run, in the order in which they are described; but errors.jsonl."""
    names = [f"{table.name}.{form}" for table in (CLAIMS, PROGRAMMES) for form in formats]
    names += ["documents.csv", *(["documents.parquet"] if "parquet" in formats else [])]
    return (*names, *(["rejections.jsonl"] if rejections else []))


def error_line(error: ExtractError) -> bytes:
    """One line of errors.jsonl."""
    told = {"path": error.path, "line": error.line, "cause": error.cause}
    return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


class Rows:
    """Writes documents to the files that ``opened`` gives by name; closes none of them.

    errors.jsonl is opened only where there is an error.
    """

    def __init__(
        self,
        opened: Callable[[str], BinaryIO],
        formats: Collection[str] = ("csv", "jsonl"),
        *,
        rejections: bool = False,
    ) -> None:
        self._opened = opened
        self._files: dict[str, BinaryIO] = {}
        self._parquet: dict[str, ParquetRows] = {}
        for name in file_names(formats, rejections=rejections):
            self._files[name] = opened(name)
        for table in (CLAIMS, PROGRAMMES, DOCUMENTS):
            if f"{table.name}.csv" in self._files:
                self._files[f"{table.name}.csv"].write(csv_lines([table.names]))
            if f"{table.name}.parquet" in self._files:
                sink = self._files[f"{table.name}.parquet"]
                self._parquet[table.name] = ParquetRows(sink, table.name)

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        programmes: Sequence[Programme],
        refusals: Iterable[Refusal] = (),
    ) -> None:
        """Write the rows of one document."""
        row = document_csv(document)
        self._files["documents.csv"].write(csv_lines([row]))
        if "documents" in self._parquet:
            self._parquet["documents"].add_records([dict(zip(DOCUMENTS.names, row, strict=True))])
        self._table("claims", claims, claim_csv, claim_jsonl)
        self._table("programmes", programmes, programme_csv, programme_jsonl)
        if "rejections.jsonl" in self._files:
            lines = (rejection_jsonl(document, *refusal) for refusal in refusals)
            self._files["rejections.jsonl"].write(b"".join(lines))

    def fail(self, error: ExtractError) -> None:
        """Name one error in errors.jsonl."""
        if "errors.jsonl" not in self._files:
            self._files["errors.jsonl"] = self._opened("errors.jsonl")
        self._files["errors.jsonl"].write(error_line(error))

    def finish(self) -> None:
        """Write what is still held back; the files may then be closed."""
        for rows in self._parquet.values():
            rows.finish()

    def _table(
        self,
        name: str,
        nouns: Sequence[Noun],
        as_csv: Callable[[Noun], Sequence[str | int]],
        as_jsonl: Callable[[Noun], bytes],
    ) -> None:
        if f"{name}.csv" in self._files:
            self._files[f"{name}.csv"].write(csv_lines(map(as_csv, nouns)))
        if f"{name}.jsonl" in self._files or name in self._parquet:
            lines = b"".join(map(as_jsonl, nouns))
            if f"{name}.jsonl" in self._files:
                self._files[f"{name}.jsonl"].write(lines)
            if name in self._parquet:
                self._parquet[name].add_lines(lines, len(nouns))
