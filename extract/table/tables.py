"""The table files of one run in a folder: rows as they come, or parts of tables in order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from extract.errors import ExtractError
from extract.model import Claim, Document, Programme
from extract.table.package import PACKAGE_FILE, data_package
from extract.table.parquet import ParquetRows
from extract.table.rows import Refusal, Rows, error_line, file_names

__all__ = ["Merged", "Tables", "describe"]


class _Folder:
    """Open files of one folder, closed together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def _open(self, name: str) -> BinaryIO:
        return self._stack.enter_context((self._folder / name).open("wb"))


class Tables(_Folder):
    """Writes the tables of a run into an empty folder; use it in a ``with`` statement."""

    def __init__(
        self,
        folder: Path,
        *,
        formats: Collection[str] = ("csv", "jsonl"),
        rejections: bool = False,
    ) -> None:
        super().__init__(folder)
        self.rows = Rows(self._open, formats, rejections=rejections)

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        programmes: Sequence[Programme],
        refusals: Iterable[Refusal] = (),
    ) -> None:
        """Write the rows of one document; documents come sorted by path."""
        self.rows.add(document, claims, programmes, refusals)

    def fail(self, error: ExtractError) -> None:
        """Name one error in errors.jsonl."""
        self.rows.fail(error)

    def finish(self, errors: Sequence[ExtractError], run: Mapping[str, object]) -> None:
        """Close the tables, and describe them: errors.jsonl if any, run.json, the package."""
        for error in errors:
            self.rows.fail(error)
        self.rows.finish()
        self._stack.close()
        describe(self._folder, run)


class Merged(_Folder):
    """Puts parts of tables together, in the order in which they are given."""

    def __init__(self, folder: Path, formats: Collection[str], *, rejections: bool = False) -> None:
        super().__init__(folder)
        self._files: dict[str, BinaryIO] = {}
        self._parquet: dict[str, ParquetRows] = {}
        for name in file_names(formats, rejections=rejections):
            file = self._files[name] = self._open(name)
            if name.endswith(".parquet"):
                self._parquet[name] = ParquetRows(file, name.removesuffix(".parquet"))

    def append(self, name: str, part: BinaryIO) -> None:
        """Add a part of one file; of a CSV part's header only the first is kept."""
        if name in self._parquet:
            self._parquet[name].add_part(part)
            return
        if name not in self._files:
            self._files[name] = self._open(name)
        file = self._files[name]
        if name.endswith(".csv") and file.tell():
            part.readline()
        shutil.copyfileobj(part, file, 1 << 20)

    def fail(self, error: ExtractError) -> None:
        """Name one error in errors.jsonl."""
        if "errors.jsonl" not in self._files:
            self._files["errors.jsonl"] = self._open("errors.jsonl")
        self._files["errors.jsonl"].write(error_line(error))

    def finish(self, run: Mapping[str, object]) -> None:
        """Close the tables and describe them."""
        for rows in self._parquet.values():
            rows.finish()
        self._stack.close()
        describe(self._folder, run)


def describe(folder: Path, run: Mapping[str, object]) -> None:
    """Write run.json, and the package of the tables that stand in ``folder``."""
    text = json.dumps(run, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "run.json").write_text(text, encoding="utf-8", newline="\n")
    (folder / PACKAGE_FILE).write_bytes(data_package(folder))
