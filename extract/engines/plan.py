"""What there is to read, cut into shards: the same shards for the same corpus, always.

Note [Cuts]: files are put together in the order of their ids. A shard ends where it is large
enough, but mostly before, where the id of a file says so, by a hash: then a file that is added
or removed changes the shards near it, and not all that follow.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple
from zlib import crc32

from extract.engines.shard import Shard
from extract.errors import ReadError
from extract.read import Source
from extract.read.archive import Chunk, chunks, is_archive, needs_pieces
from extract.read.columns import Columns

__all__ = ["SHARD_BYTES", "shards", "size_of"]

SHARD_BYTES = 1 << 20
_MOST_FILES = 2000
_YOUNG = 2 * 10**9


def shards(
    found: Iterable[Source | ReadError], columns: Columns, size: int = SHARD_BYTES
) -> Iterator[Shard | ReadError]:
    """Cut sources, which come sorted, into shards of about ``size`` bytes of input.

    Files up to ``size`` are read where the work is done, also archives; larger archives are
    read here, chunk by chunk, as the shards are taken.
    """
    group = _Group()
    for item in found:
        if isinstance(item, ReadError):
            yield item
            continue
        file = _stat(item)
        large = file.size > size and is_archive(item.doc)
        if large or needs_pieces(item, file.size):
            yield from group.shard()
            yield from _chunked(item, columns, size)
            continue
        group.add(item, file)
        if group.full(size):
            yield from group.shard()
    yield from group.shard()


def size_of(source: Source) -> int:
    """Bytes of a source as it lies there."""
    return _stat(source).size


class _File(NamedTuple):
    size: int
    changed: int


@dataclass(slots=True)
class _Group:
    sources: list[Source] = field(default_factory=list)
    files: list[_File] = field(default_factory=list)
    size: int = 0

    def add(self, source: Source, file: _File) -> None:
        self.sources.append(source)
        self.files.append(file)
        self.size += file.size

    def full(self, size: int) -> bool:
        """See Note [Cuts]."""
        if self.size >= size or len(self.sources) >= _MOST_FILES:
            return True
        chance = crc32(self.sources[-1].doc.encode("utf-8", "replace")) / 2**32
        return self.size * 4 >= size and chance * size < self.files[-1].size * 4

    def shard(self) -> Iterator[Shard]:
        if self.sources:
            place = sha256("\0".join(s.doc for s in self.sources).encode("utf-8", "replace"))
            yield Shard(
                place=place.hexdigest()[:32],
                signature=self._signature(),
                size=self.size,
                sources=tuple(self.sources),
            )
        self.sources, self.files, self.size = [], [], 0

    def _signature(self) -> str:
        """'' where a file may change again within the same tick of its clock."""
        if max(file.changed for file in self.files) > time.time_ns() - _YOUNG:
            return ""
        about = [
            (s.shown, f.size, f.changed, s.entry, s.data)
            for s, f in zip(self.sources, self.files, strict=True)
        ]
        return sha256(repr(about).encode("utf-8", "replace")).hexdigest()


def _stat(source: Source) -> _File:
    if source.data is not None:
        return _File(len(source.data), 0)
    if source.url:
        return _File(source.size, source.changed)
    try:
        told = os.stat(source.file)  # noqa: PTH116 - once a file, and there may be millions
    except OSError:  # gone already: who reads it will say so
        return _File(0, 0)
    return _File(told.st_size, told.st_mtime_ns)


def _chunked(source: Source, columns: Columns, size: int) -> Iterator[Shard | ReadError]:
    before = 0
    for chunk in chunks(source, columns, size):
        if isinstance(chunk, Chunk):
            place = sha256(f"{source.doc}\0{chunk.first}".encode("utf-8", "replace"))
            yield Shard(
                place=place.hexdigest()[:32],
                signature=chunk.identity,
                size=chunk.read - before,
                chunk=chunk,
            )
            before = chunk.read
        else:
            yield chunk
