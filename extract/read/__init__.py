"""Reading: paths to documents, one file a format.

``read_paths`` does it all. An engine that spreads the work calls ``find`` once and ``read`` for
each source, wherever it likes: a ``Source`` can be pickled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from extract.errors import ReadError
from extract.model import Document
from extract.read.archive import chunks, is_archive, needs_pieces
from extract.read.archive import documents as records
from extract.read.columns import Columns
from extract.read.find import find
from extract.read.source import Source
from extract.read.text import read_text

__all__ = ["Columns", "Source", "documents", "find", "read", "read_paths"]

_BLOCK = 1 << 20


def read(source: Source) -> Document | ReadError:
    """Read one source; what goes wrong is returned, with the file's path and the cause."""
    try:
        return read_text(source)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        return ReadError(cause, path=source.shown, passing=True)
    except ReadError as error:
        return error


def documents(source: Source, columns: Columns) -> Iterator[Document | ReadError]:
    """The documents of a source: one, or as many as an archive has records."""
    if not is_archive(source.doc) and not needs_pieces(source, _size(source)):
        yield read(source)
        return
    for chunk in chunks(source, columns, _BLOCK):
        yield from [chunk] if isinstance(chunk, ReadError) else records(chunk, columns)


def _size(source: Source) -> int:
    try:
        return source.size if source.url else source.file.stat().st_size
    except OSError:  # `read` will say so
        return 0


def read_paths(
    paths: Sequence[str | Path], *, stdin: BinaryIO | None = None, doc_id: str = "stdin"
) -> Iterator[Document | ReadError]:
    """Read folders, files, globs and ``-`` (standard input), one document after the other.

    A document's path, which is its id, is relative to the folder given, or to the part of a
    glob before its first wildcard; a single file's is its name, so that `corpus/a.txt` and
    `corpus/` give the same id. ``doc_id`` is the id of standard input.

    Documents and errors come sorted by path whatever the order of ``paths``; a file reached
    twice comes once. What cannot be read is yielded as a ReadError, never raised.
    """
    for found in find(paths, stdin=stdin, doc_id=doc_id):
        yield from [found] if isinstance(found, ReadError) else documents(found, Columns())
