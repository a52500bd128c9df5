"""The parts of earlier runs: what of them can be used again, and what is no longer needed."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from extract.engines.manifest import NAME, Manifest
from extract.engines.shard import Job, Receipt, Shard, input_hash, part
from extract.errors import UsageError
from extract.storage import is_url, storage_at

__all__ = ["Kept", "config_of", "kept_at", "looked_at"]

_SAVE_EVERY = 60.0


def config_of(job: Job) -> str:
    """A hash of all that the tables depend on, but their input.

    That is: what each rule does, in order; every line of this program, and its columns; the
    tokenizer and its version; what is asked for.
    """
    from extract.language import tokenizer_identity  # noqa: PLC0415 - never on the way to --help

    about = (
        [(rule.id, rule.stage, json.dumps(rule.keys, default=str)) for rule in job.rules.rules],
        _code(),
        tokenizer_identity(),
        repr(job.columns),
        job.formats,
        job.rejections,
        job.packed,
    )
    return hashlib.sha256(repr(about).encode()).hexdigest()[:32]


def _code() -> str:
    """A hash of the package's source: a version number does not change with every line."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


class Kept:
    """The storage of one output and its manifest; made by ``kept_at``."""

    def __init__(self, job: Job, manifest: Manifest) -> None:
        self._job = job
        self._storage = storage_at(job.root)
        self._manifest = manifest
        self._used: set[str] = set()
        self._saved = time.monotonic()

    def known(self, shard: Shard) -> Receipt | None:
        """The receipt of a shard that is done and whose parts are all there, unharmed."""
        row = self._manifest.find(shard.place, self._job.config)
        if row is None:
            return None
        signature, receipt = row
        same = bool(shard.signature) and signature == shard.signature
        if not same and (shard.chunk or receipt.input != input_hash(shard, self._job)):
            return None
        if not all(self._unharmed(name, receipt) for name in receipt.parts):
            return None
        return receipt

    def record(self, shard: Shard, receipt: Receipt) -> None:
        """Remember that a shard is done; but not one that may be read better next time."""
        self._used.add(receipt.key)
        if not receipt.again:
            self._manifest.put(shard.place, self._job.config, shard.signature, receipt)
        if is_url(self._job.root) and time.monotonic() - self._saved > _SAVE_EVERY:
            self.save()

    @contextmanager
    def opened(self, name: str, receipt: Receipt) -> Iterator[BinaryIO]:
        """A part as it was before it was packed."""
        place = part(name, receipt.key, packed=self._job.packed)
        with self._storage.open(place) as file:
            if not place.endswith(".zst"):
                yield file
                return
            import io  # noqa: PLC0415

            import zstandard  # noqa: PLC0415

            reader: Any = zstandard.ZstdDecompressor().stream_reader(file)
            with io.BufferedReader(reader, 1 << 20) as unpacked:
                yield cast(BinaryIO, unpacked)

    def place(self, name: str, receipt: Receipt) -> str:
        """Where a part stands below the root."""
        return part(name, receipt.key, packed=self._job.packed)

    def put(self, file: Path, name: str) -> None:
        """Have a local file stand in the storage; it is gone then."""
        self._storage.put(file, name)

    def scratch(self) -> Path:
        """A new local path to write a file to that will be ``put``."""
        return self._storage.scratch()

    def finish(self) -> None:
        """The run is whole: forget shards whose input is gone, and delete what nobody needs."""
        self._manifest.forget()
        self._manifest.tell(finished="yes")
        for name in list(self._storage.names()):
            key = Path(name).name.partition(".")[0]
            if "/" in name and key not in self._used and not self._manifest.has(key):
                self._storage.delete(name)
        if is_url(self._job.root):
            self.save()

    def save(self) -> None:
        """Copy the manifest to object storage, where it can be found when this machine is gone."""
        copy = self._storage.scratch()
        shutil.copyfile(self._manifest.path, copy)
        self._storage.put(copy, NAME)
        self._saved = time.monotonic()

    def _unharmed(self, name: str, receipt: Receipt) -> bool:
        size, digest = receipt.parts[name]
        try:
            with self._storage.open(self.place(name, receipt)) as file:
                found = hashlib.sha256()
                read = 0
                while block := file.read(1 << 20):
                    found.update(block)
                    read += len(block)
        except OSError:
            return False
        return read == size and found.hexdigest() == digest


@contextmanager
def looked_at(job: Job) -> Iterator[Kept | None]:
    """Open the storage of an output only to look; None where there is none. Raises UsageError."""
    if is_url(job.root):
        with _remote_manifest(job.root) as manifest:
            yield Kept(job, manifest)
    elif (Path(job.root) / NAME).exists():
        manifest = Manifest(Path(job.root) / NAME)
        try:
            yield Kept(job, manifest)
        finally:
            manifest.close()
    else:
        yield None


@contextmanager
def kept_at(job: Job) -> Iterator[Kept]:
    """Open the storage of an output for one run, and lock it. Raises UsageError, OSError."""
    if is_url(job.root):
        with _remote_manifest(job.root) as manifest:
            manifest.begin()
            yield Kept(job, manifest)
        return
    folder = Path(job.root)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        shutil.rmtree(folder / "tmp", ignore_errors=True)
        manifest = Manifest(folder / NAME)
        try:
            manifest.begin()
            yield Kept(job, manifest)
        finally:
            manifest.close()
            shutil.rmtree(folder / "tmp", ignore_errors=True)


@contextmanager
def _remote_manifest(root: str) -> Iterator[Manifest]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        with suppress(OSError), storage_at(root).open(NAME) as there, path.open("wb") as here:
            shutil.copyfileobj(there, here)
        manifest = Manifest(path)
        try:
            yield manifest
        finally:
            manifest.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """No two runs into one folder at once; a lock ends with its process, however that ends."""
    with (folder / "lock").open("w") as file:
        try:
            import fcntl  # noqa: PLC0415 - not on every system

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ModuleNotFoundError:
            pass
        except OSError:
            raise UsageError("another run is writing here", path=str(folder.parent)) from None
        yield
