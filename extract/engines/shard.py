"""Shards: the pieces of work that engines spread, and the one function that does them.

``run_shard`` is idempotent: it reads its input, writes its parts under names that follow from
what it read and how, and only then says that it is done. Doing it twice, or at two places at
once, gives the same bytes under the same names.
"""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from extract.errors import ExtractError, ReadError
from extract.model import Document
from extract.pipeline import Extraction, extract_document
from extract.read import Columns, Source
from extract.read import documents as read_all
from extract.read.archive import Chunk, documents
from extract.rules import RuleSet
from extract.storage import Storage, storage_at
from extract.table.rows import Rows

__all__ = [
    "Job",
    "Receipt",
    "Shard",
    "documents_of",
    "extract",
    "input_hash",
    "part",
    "prepare",
    "run_shard",
]

_KEPT = 100
"""How many errors a receipt tells; errors.jsonl has them all."""


class Job(NamedTuple):
    """What is the same for every shard of a run.

    ``config`` is a hash of everything else that the tables depend on but the input; parts go
    to the storage at ``root``, or come back as bytes where that is ''.
    """

    rules: RuleSet
    config: str
    columns: Columns = Columns()
    formats: tuple[str, ...] = ("csv", "jsonl")
    rejections: bool = False
    root: str = ""
    packed: bool = True


class Shard(NamedTuple):
    """Files to read, or a chunk of an archive.

    ``place`` says which part of the corpus it is, whatever that holds now; ``signature`` all
    that can be told of its content without reading it, '' where that is not to be trusted;
    ``size`` how many bytes of input it stands for.
    """

    place: str
    signature: str
    size: int
    sources: tuple[Source, ...] = ()
    chunk: Chunk | None = None

    @property
    def name(self) -> str:
        """What it holds, for people."""
        if self.chunk:
            return f"{self.chunk.source.shown}#{self.chunk.first}…"
        first, last = self.sources[0], self.sources[-1]
        return first.shown if first == last else f"{first.shown} … {last.shown}"


@dataclass(slots=True)
class Receipt:
    """What came of a shard: its parts by file (key, bytes and hash), counts, first errors.

    ``again`` says that something could not be read that may be readable next time.
    """

    input: str = ""
    key: str = ""
    parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    documents: int = 0
    claims: int = 0
    programmes: int = 0
    flagged: int = 0
    failed: int = 0
    chars: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)
    again: bool = False
    inline: dict[str, bytes] = field(default_factory=dict)

    def add(self, extraction: Extraction) -> None:
        """Count one document."""
        self.documents += 1
        self.chars += len(extraction.document.text)
        self.claims += len(extraction.claims)
        self.programmes += len(extraction.programmes)
        self.flagged += sum(1 for claim in extraction.claims if claim.flags)

    def fail(self, error: ExtractError) -> None:
        """Count one error."""
        self.failed += 1
        self.again |= isinstance(error, ReadError) and error.passing
        if len(self.errors) < _KEPT:
            self.errors.append((error.path, error.cause))

    def to_json(self) -> str:
        """All of it but the bytes."""
        return json.dumps({k: v for k, v in asdict(self).items() if k != "inline"})

    @staticmethod
    def from_json(text: str) -> Receipt:
        """The receipt that ``to_json`` wrote."""
        told: dict[str, Any] = json.loads(text)
        told["parts"] = {name: (size, digest) for name, (size, digest) in told["parts"].items()}
        told["errors"] = [(path, cause) for path, cause in told["errors"]]
        return Receipt(**told)


def documents_of(shard: Shard, job: Job) -> Iterator[Document | ReadError]:
    """The documents of a shard, in the order of the corpus."""
    if shard.chunk:
        yield from documents(shard.chunk, job.columns)
    for source in shard.sources:
        yield from read_all(source, job.columns)


def input_hash(shard: Shard, job: Job) -> str:
    """The hash of what a shard reads now."""
    digest = hashlib.sha256()
    for document in documents_of(shard, job):
        digest.update(_identity(document))
    return digest.hexdigest()


def run_shard(job: Job, shard: Shard) -> Receipt:
    """Read, extract and write one shard; what is wrong with single documents is in the receipt.

    Raises OSError where the parts cannot be written.
    """
    files = _Parts(job)
    receipt = Receipt()
    try:
        rows = Rows(files.open, job.formats, rejections=job.rejections)
        receipt.input = extract(documents_of(shard, job), job.rules, rows, receipt)
        rows.finish()
        receipt.key = hashlib.sha256(f"{job.config}\0{receipt.input}".encode()).hexdigest()[:32]
        files.keep(receipt)
    finally:
        files.close()
    return receipt


def prepare(job: Job) -> None:
    """Compile the rules of a job, which takes longer than a small document."""
    extract_document(Document(path="", text="今年新建3处。"), job.rules)


def extract(
    found: Iterator[Document | ReadError], rules: RuleSet, rows: Rows, receipt: Receipt
) -> str:
    """Extract documents into rows and count them; the hash of what was read."""
    digest = hashlib.sha256()
    for document in found:
        digest.update(_identity(document))
        got = document if isinstance(document, ReadError) else _extract(document, rules)
        if isinstance(got, ReadError):
            receipt.fail(got)
            rows.fail(got)
        else:
            receipt.add(got)
            rows.add(got.document, got.claims, got.programmes, got.rejections)
    return digest.hexdigest()


def part(name: str, key: str, *, packed: bool) -> str:
    """Where in a storage the part of a file stands."""
    suffix = Path(name).suffix
    return f"{name}/{key}{suffix}{'.zst' if packed and suffix != '.parquet' else ''}"


def _extract(document: Document, rules: RuleSet) -> Extraction | ReadError:
    """See Note [One bad document] of `extract.batch`."""
    try:
        return extract_document(document, rules)
    except Exception as error:  # noqa: BLE001 - a fault of the program costs this document only
        at = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} in {at.name}: {error}"
        return ReadError(f"fault of the program: {cause}", path=document.path)


def _identity(document: Document | ReadError) -> bytes:
    if isinstance(document, ReadError):
        about: tuple[object, ...] = (document.path, document.cause)
    else:
        d = document
        about = (d.path, d.sha256, d.encoding, d.date, d.date_basis, d.outlet, d.place, d.title)
    return repr(about).encode("utf-8", "backslashreplace")


class _Parts:
    """The files that one shard writes, hashed on the way, and packed where that is asked for."""

    def __init__(self, job: Job) -> None:
        self._packed = job.packed
        self._storage: Storage | None = storage_at(job.root) if job.root else None
        self._files: dict[str, _Part] = {}

    def open(self, name: str) -> BinaryIO:
        packed = self._packed and self._storage is not None and not name.endswith(".parquet")
        file = _Part(self._storage.scratch() if self._storage else None, packed=packed)
        self._files[name] = file
        return cast(BinaryIO, file)

    def keep(self, receipt: Receipt) -> None:
        for name, file in self._files.items():
            file.close()
            if self._storage is None:
                receipt.inline[name] = file.inline
            elif file.path:
                receipt.parts[name] = (file.size, file.digest.hexdigest())
                self._storage.put(file.path, part(name, receipt.key, packed=self._packed))

    def close(self) -> None:
        for file in self._files.values():
            with suppress(OSError):
                file.close()
            if file.path:
                file.path.unlink(missing_ok=True)


class _Part:
    """A file that counts and hashes the bytes that reach the disk, or keeps them."""

    def __init__(self, path: Path | None, *, packed: bool) -> None:
        from io import BytesIO  # noqa: PLC0415

        self.path = path
        self.size = 0
        self.digest = hashlib.sha256()
        self.inline = b""
        self.closed = False
        self._file: Any = path.open("wb") if path else BytesIO()
        self._pack = _packer() if packed else None
        self._at = 0

    def write(self, data: bytes) -> int:
        self._at += len(data)
        self._out(self._pack.compress(data) if self._pack else data)
        return len(data)

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        if self.closed:
            return
        self.closed = True
        try:
            if self._pack:
                self._out(self._pack.flush())
            if self.path is None:
                self.inline = self._file.getvalue()
        finally:
            self._file.close()

    def _out(self, data: bytes) -> None:
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)


def _packer() -> Any:
    import zstandard  # noqa: PLC0415 - only runs of many shards pay for it

    return zstandard.ZstdCompressor(level=1).compressobj()
