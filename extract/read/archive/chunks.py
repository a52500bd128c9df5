"""Archives to chunks, and chunks to documents. See Note [Chunks] of the package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from extract.errors import ReadError
from extract.model import Document
from extract.read.archive.cut import blocks
from extract.read.archive.formats import ARCHIVES, PIECE, PIECES_FROM, bare_suffix
from extract.read.archive.parquet import parquet_blocks, parquet_rows
from extract.read.archive.rows import Row, csv_header, csv_rows, jsonl_rows
from extract.read.columns import Columns
from extract.read.dates import date_of
from extract.read.decode import decode
from extract.read.source import Source
from extract.read.streams import COMPRESSED, decompressed

__all__ = ["Chunk", "chunks", "documents", "needs_pieces"]

_VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_BOM = b"\xef\xbb\xbf"
_SAMPLE = 1 << 20
_BEST = 20  # times that compression may make text smaller


class Chunk(NamedTuple):
    """Whole records of one archive, as bytes; ``first`` is the line (or row) they begin on.

    ``read`` tells how many bytes of the file have been read when it is made, for progress.
    """

    source: Source
    form: str
    first: int
    data: bytes
    encoding: str = "utf-8"
    names: tuple[str, ...] = ()
    read: int = 0

    @property
    def identity(self) -> str:
        """A hash of all that its documents depend on, but the columns asked for."""
        about = (self.source.doc, self.form, self.first, self.encoding, self.names)
        return sha256(repr(about).encode("utf-8", "replace") + b"\0" + self.data).hexdigest()


def chunks(source: Source, columns: Columns, size: int) -> Iterator[Chunk | ReadError]:
    """Cut an archive, or plain text too large for one article, into chunks of ``size`` bytes.

    What is wrong with the file comes last, as a ReadError with its path; nothing is raised.
    """
    try:
        with source.opened() as file:
            yield from _chunks(file, source, columns, size)
    except OSError as error:
        yield ReadError(error.strerror or str(error), path=source.shown, passing=True)
    except ReadError as error:
        yield ReadError(error.cause, path=source.shown)


def needs_pieces(source: Source, size: int) -> bool:
    """Whether this, a file of ``size`` bytes, is plain text too large for one article."""
    if bare_suffix(source.doc) in ARCHIVES or source.data is not None:
        return False
    if not source.doc.lower().endswith(COMPRESSED):
        return size > PIECES_FROM
    if size * _BEST < PIECES_FROM:
        return False
    try:
        with source.opened() as file, decompressed(file, source.doc) as stream:
            return len(stream.read(PIECES_FROM + 1)) > PIECES_FROM
    except (OSError, ReadError):  # who reads it will say so
        return False


def documents(chunk: Chunk, columns: Columns) -> Iterator[Document | ReadError]:
    """The records of a chunk as documents, or what is wrong with each."""
    for number, row in _rows(chunk):
        if isinstance(row, ReadError):
            yield ReadError(row.cause, path=f"{chunk.source.shown}#{number}")
        else:
            yield from _record(chunk, columns, number, row)


def _chunks(file: BinaryIO, source: Source, columns: Columns, size: int) -> Iterator[Chunk]:
    form = ARCHIVES.get(bare_suffix(source.doc), "text")
    first = 1
    if form == "parquet":
        for data, rows in parquet_blocks(file, columns.wanted, size):
            yield Chunk(source, form, first, data, read=file.tell())
            first += rows
        return
    with decompressed(file, source.doc) as stream:
        encoding = ""
        names: tuple[str, ...] = ()
        for block in blocks(stream, PIECE if form == "text" else size, quoted=form == "csv"):
            data, lines = block, block.count(b"\n")
            if first == 1:
                encoding = _encoding(block, form)
                data = block.removeprefix(_BOM)
                if form == "csv":
                    names, taken = csv_header(data, encoding, _delimiter(source))
                    _columns_exist(columns, names)
                    first += data.count(b"\n", 0, taken)
                    lines -= first - 1
                    data = data[taken:]
            if data:
                yield Chunk(source, form, first, data, encoding, names, read=file.tell())
            first += lines


def _encoding(block: bytes, form: str) -> str:
    """JSON is UTF-8; other text is as its beginning shows."""
    if form == "jsonl":
        return "utf-8"
    sample = block[: block.rfind(b"\n", 0, _SAMPLE) + 1] or block[:_SAMPLE]
    encoding = decode(sample)[1]
    if encoding.startswith(("utf-16", "utf-32")):
        raise ReadError(f"a large file in {encoding} cannot be cut; convert it to UTF-8")
    return encoding


def _columns_exist(columns: Columns, names: tuple[str, ...]) -> None:
    missing = [name for name in columns.wanted if name not in names]
    if missing:
        raise ReadError(f"no column {missing[0]!r}; there are {', '.join(names)}")


def _delimiter(source: Source) -> str:
    return "\t" if bare_suffix(source.doc) == ".tsv" else ","


def _rows(chunk: Chunk) -> Iterator[Row]:
    if chunk.form == "jsonl":
        return jsonl_rows(chunk.data, chunk.first)
    if chunk.form == "parquet":
        return parquet_rows(chunk.data, chunk.first)
    if chunk.form == "csv":
        return csv_rows(
            chunk.data, chunk.first, chunk.names, chunk.encoding, _delimiter(chunk.source)
        )
    return _piece(chunk)


def _piece(chunk: Chunk) -> Iterator[Row]:
    """A piece of plain text is one record, whatever the columns are called."""
    try:
        yield chunk.first, {"": chunk.data.decode(chunk.encoding)}
    except UnicodeDecodeError as error:
        yield chunk.first, ReadError(f"cannot be decoded: {error.reason} in {chunk.encoding}")


def _record(
    chunk: Chunk, columns: Columns, number: int, row: Mapping[str, object]
) -> Iterator[Document | ReadError]:
    """One document; and an error beside it where only its date is wrong."""
    if chunk.form == "text":
        columns = Columns(text="")
    name = str(number)
    if columns.id:
        name = _name(row.get(columns.id))
    shown = f"{chunk.source.shown}#{name or number}"
    cause = _fault(row, columns, name)
    if cause:
        yield ReadError(cause, path=shown)
        return
    text = str(row[columns.text])
    written = row.get(columns.date) if columns.date else None
    date = date_of(str(written)) if written not in (None, "") else None
    if written not in (None, "") and date is None:
        yield ReadError(f"{written!r} is no date; read without", path=shown)
    yield Document(
        path=f"{chunk.source.doc}#{name}",
        text=text,
        encoding=chunk.encoding,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        date=date,
        date_basis="record" if date else "",
        title=str(row.get(columns.title) or "") if columns.title else "",
    )


def _fault(row: Mapping[str, object], columns: Columns, name: str) -> str:
    """What makes a record useless, or ''."""
    text = row.get(columns.text)
    if columns.text not in row:
        return f"no column {columns.text!r}; there are {', '.join(row)}"
    if columns.id and not name:
        return f"no id in column {columns.id!r}"
    if _UNFIT.search(name):
        return "its id holds control characters, or is not valid text"
    if text is None or text == "":
        return "empty"
    if not isinstance(text, str):
        return f"its text is no string but {type(text).__name__}"
    if _SURROGATE.search(text):
        return "its text is not valid UTF-8"
    return "" if _VISIBLE.search(text) else "blank: only white space"


def _name(value: object) -> str:
    return "" if value is None else str(value).strip()
