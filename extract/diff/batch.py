"""A table opened for comparison: an index of its documents, and what the run recorded.

Note [Blocks]: of the table only an index is kept, document by document, and rows are read
when their document is compared. One physical line is one claim, so the bytes of two blocks
can be compared before anything is parsed: most documents of two runs are alike.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Self

from extract.diff.row import Row
from extract.errors import TableError
from extract.table.schema import LIST_SIGN
from extract.write import current

__all__ = ["Batch", "Source"]

_BOM = b"\xef\xbb\xbf"
_NEEDED = ("doc", "quote", "sentence", "start", "end")


class _Extent(NamedTuple):
    """Neighbouring lines of one document: bytes from ``at``, and the 1-based first line."""

    at: int
    size: int
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """One document as documents.csv describes it; empty strings where it does not."""

    path: str
    sha256: str = ""
    text_sha256: str = ""
    encoding: str = ""
    chars: str = ""
    date: str = ""
    date_basis: str = ""
    outlet: str = ""
    place: str = ""
    title: str = ""

    @property
    def text(self) -> str:
        """The hash of its text, else of its file."""
        return self.text_sha256 or self.sha256


class Batch:
    """The claims of an output folder, a claims.csv or a claims.jsonl; use it in ``with``.

    ``sources`` are the documents by path, ``recorded`` says whether documents.csv and
    run.json stand beside the claims; without them causes cannot be told. Raises TableError.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.file = _claims_file(self.path)
        self.header: tuple[str, ...] = ()
        self._blocks: dict[str, list[_Extent]] = {}
        folder = self.file.parent
        with ExitStack() as stack:  # closes the file again where the table is none
            self._lines: BinaryIO = stack.enter_context(_opened(self.file))
            self._index()
            self.sources = _sources(folder)
            run = _run(folder)
            self._stack = stack.pop_all()
        self.recorded = bool(self.sources) and "rules" in run
        self.rules = str(run.get("rules", ""))
        self.version = str(run.get("version", ""))
        self.rule_digests: Mapping[str, str] = run.get("rule_digests") or {}
        for doc in self._blocks:
            self.sources.setdefault(doc, Source(doc))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def block(self, doc: str) -> bytes:
        """The lines of one document's claims, as they stand in the file."""
        parts = []
        for extent in self._blocks.get(doc, ()):
            self._lines.seek(extent.at)
            parts.append(self._lines.read(extent.size))
        return b"".join(parts)

    def rows(self, doc: str) -> list[Row]:
        """The claims of one document, in the file's order."""
        line = next((extent.line for extent in self._blocks.get(doc, ())), 0)
        return [*self._parse(self.block(doc), line)]

    def _parse(self, block: bytes, line: int) -> Iterator[Row]:
        try:
            lines = block.decode("utf-8").split("\n")
        except UnicodeDecodeError as error:
            raise TableError(f"not UTF-8: {error.reason}", path=str(self.file), line=line) from None
        if self.file.suffix == ".jsonl":
            for text in filter(None, lines):
                yield Row(*(_cell(json.loads(text).get(name)) for name in Row._fields))
            return
        order = _order(self.header)
        for cells in csv.reader(filter(None, lines)):
            if len(cells) != len(self.header):
                raise TableError(
                    f"{len(cells)} cells under {len(self.header)} columns",
                    path=str(self.file),
                    line=line,
                )
            yield order(cells)

    def _index(self) -> None:
        try:
            self._read_index()
        except (ValueError, csv.Error, IndexError) as error:
            raise TableError(f"not a table of claims: {error}", path=str(self.file)) from None

    def _read_index(self) -> None:
        at, number, read = self._head()
        begun, first, last, again = at, number + 1, "", b"\0"
        for line in self._lines:
            number += 1
            # Most lines are of the document of the line before: nothing else is looked at.
            if line.startswith(again, line.find(b",") + 1) and not line.count(b'"') % 2:
                at += len(line)
                continue
            doc = read(line)
            if not doc and line.strip():
                raise TableError("a row without a doc", path=str(self.file), line=number)
            if doc and doc != last:
                self._note(last, begun, at, first)
                begun, first, last = at, number, doc
                again = self._again(doc)
            at += len(line)
        self._note(last, begun, at, first)

    def _note(self, doc: str, begun: int, end: int, line: int) -> None:
        """Remember where lines of a document stand."""
        if doc:
            self._blocks.setdefault(doc, []).append(_Extent(begun, end - begun, line))

    def _again(self, doc: str) -> bytes:
        """How the line of another claim of this document goes on after its first comma."""
        plain = self.header[1:2] == ("doc",) and not set(doc) & set('",')
        return doc.encode() + b"," if plain else b"\0"

    def _head(self) -> tuple[int, int, Callable[[bytes], str]]:
        """Where rows begin, the lines before them, and how to read a row's document."""
        if self.file.suffix == ".jsonl":
            return 0, 0, _json_doc
        head = self._lines.readline()
        self.header = tuple(*csv.reader([head.removeprefix(_BOM).decode("utf-8").rstrip("\r\n")]))
        lacks = [name for name in _NEEDED if name not in self.header]
        if lacks:
            raise TableError(f"no column {', '.join(lacks)}", path=str(self.file), line=1)
        return len(head), 1, _csv_doc(self.header.index("doc"))


def _csv_doc(column: int) -> Callable[[bytes], str]:
    def read(line: bytes) -> str:
        if b'"' not in line:
            return line.split(b",", column + 1)[column].decode("utf-8") if line.strip() else ""
        if line.count(b'"') % 2:
            raise ValueError("a cell with a line break; compare tables as `extract run` wrote them")
        cells: list[str] = next(csv.reader([line.decode("utf-8")]))
        return cells[column]

    return read


def _json_doc(line: bytes) -> str:
    return str(json.loads(line).get("doc", "")) if line.strip() else ""


def _order(header: Sequence[str]) -> Callable[[Sequence[str]], Row]:
    """How the cells under this header become a row; a missing column gives empty cells."""
    if tuple(header) == Row._fields:
        return Row._make
    places = [header.index(name) if name in header else -1 for name in Row._fields]
    return lambda cells: Row(*(cells[place] if place >= 0 else "" for place in places))


def _cell(value: object) -> str:
    if value is None:
        return ""
    return LIST_SIGN.join(map(str, value)) if isinstance(value, list) else str(value)


def _claims_file(path: Path) -> Path:
    if path.is_dir():
        for name in ("claims.csv", "claims.jsonl"):
            if (file := current(path, name)).exists():
                return file
        raise TableError("holds no claims.csv", path=str(path))
    if path.suffix not in (".csv", ".jsonl"):
        raise TableError("neither a folder, a .csv nor a .jsonl", path=str(path))
    return path


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise TableError(error.strerror or str(error), path=str(file)) from None


def _sources(folder: Path) -> dict[str, Source]:
    path = current(folder, "documents.csv")
    if not path.is_file():
        return {}
    names = Source.__dataclass_fields__
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, ValueError, csv.Error) as error:
        raise TableError(str(error), path=str(path)) from None
    described = (row for row in rows if row.get("path"))
    found = (Source(**{k: v or "" for k, v in row.items() if k in names}) for row in described)
    return {source.path: source for source in found}


def _run(folder: Path) -> dict[str, Any]:
    path = current(folder, "run.json")
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise TableError(f"not JSON: {error}", path=str(path)) from None
    return run if isinstance(run, dict) else {}
