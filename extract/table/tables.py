"""The open table files of one run: one call a document, in the order they are to have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

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
from extract.table.package import PACKAGE_FILE, data_package
from extract.table.schema import CLAIMS, DOCUMENTS, PROGRAMMES

__all__ = ["Refusal", "Tables"]

Refusal = tuple[Rejection, tuple[Span, ...]]


class Tables:
    """Writes the tables of a run into an empty folder; use it in a ``with`` statement."""

    def __init__(self, folder: Path, *, rejections: bool = False) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self._files: dict[str, BinaryIO] = {}
        for table in (CLAIMS, PROGRAMMES, DOCUMENTS):
            self._open(f"{table.name}.csv").write(csv_lines([table.names]))
        self._open("claims.jsonl")
        self._open("programmes.jsonl")
        if rejections:
            self._open("rejections.jsonl")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        programmes: Sequence[Programme],
        refusals: Iterable[Refusal] = (),
    ) -> None:
        """Write the rows of one document; documents come sorted by path."""
        files = self._files
        files["documents.csv"].write(csv_lines([document_csv(document)]))
        files["claims.csv"].write(csv_lines(map(claim_csv, claims)))
        files["claims.jsonl"].write(b"".join(map(claim_jsonl, claims)))
        files["programmes.csv"].write(csv_lines(map(programme_csv, programmes)))
        files["programmes.jsonl"].write(b"".join(map(programme_jsonl, programmes)))
        if "rejections.jsonl" in files:
            lines = (rejection_jsonl(document, *refusal) for refusal in refusals)
            files["rejections.jsonl"].write(b"".join(lines))

    def finish(self, errors: Sequence[ExtractError], run: Mapping[str, object]) -> None:
        """Close the tables, and describe them: errors.jsonl if any, run.json, the package."""
        self._stack.close()
        if errors:
            lines = [{"path": e.path, "line": e.line, "cause": e.cause} for e in errors]
            (self._folder / "errors.jsonl").write_text(
                "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines),
                encoding="utf-8",
                newline="\n",
            )
        text = json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (self._folder / "run.json").write_text(text, encoding="utf-8", newline="\n")
        (self._folder / PACKAGE_FILE).write_bytes(data_package(self._folder))

    def _open(self, name: str) -> BinaryIO:
        file = self._stack.enter_context((self._folder / name).open("wb"))
        self._files[name] = file
        return file
