"""Documents read again by their ids, as tables have them: files, and records of archives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.errors import ReadError
from extract.model import Document
from extract.read import documents, read, read_paths
from extract.read.columns import Columns
from extract.read.source import Source

__all__ = ["Again", "document_at", "file_of"]


def file_of(root: Path, doc: str) -> Path | None:
    """The file of a document id below ``root``: its own, or that of the archive it is in."""
    name = doc
    while name:
        if (root / name).is_file():
            return root / name
        name = name.rpartition("#")[0]
    return None


def document_at(path: str, columns: Columns) -> Document | ReadError | None:
    """The document of a file, or of a record ``FILE#ID``; None where there is none."""
    file = file_of(Path(), path)
    if file is None or str(file) == str(Path(path)):
        return next(iter(read_paths([path])), None)
    return Again([file.parent], columns).get(file.name + path[len(str(file)) :])


class Again:
    """Finds documents below some folders; quick where they are asked for in their order."""

    def __init__(self, roots: Sequence[Path], columns: Columns) -> None:
        self.shown = ""
        """Where the document asked for last was looked for."""
        self._roots = roots
        self._columns = columns
        self._file: Path | None = None
        self._records: Iterator[Document | ReadError] = iter(())
        self._passed: set[str] = set()

    def get(self, doc: str) -> Document | ReadError | None:
        """A document as it is now, what is wrong with its file, or None where it is not found."""
        for root in self._roots:
            file = file_of(root, doc)
            if file is None:
                continue
            name = file.relative_to(root).as_posix()
            source = Source(doc=name, file=file, root=root)
            self.shown = source.shown
            return read(source) if name == doc else self._record(source, doc)
        return None

    def _record(self, source: Source, doc: str) -> Document | ReadError | None:
        if source.file != self._file or doc in self._passed:
            self._open(source)
        wrong: ReadError | None = None
        for found in self._records:
            if isinstance(found, ReadError):
                wrong = found if found.path == source.shown else wrong
                continue
            self._passed.add(found.path)
            if found.path == doc:
                return found
        return wrong

    def _open(self, source: Source) -> None:
        self._file = source.file
        self._passed = set()
        self._records = documents(source, self._columns)
