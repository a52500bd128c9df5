"""What a run has to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from extract.batch.about import roots_of
from extract.batch.summary import Options
from extract.engines.plan import shards, size_of
from extract.engines.shard import Shard
from extract.errors import ExtractError, NoInputError, ReadError
from extract.read import Source
from extract.read.columns import Columns
from extract.read.stream import sources

__all__ = ["Plan", "by_place", "weight"]


class Plan:
    """The shards of a run, found as they are taken; and the errors found on the way."""

    def __init__(self, paths: Sequence[str | Path], doc_id: str, options: Options) -> None:
        """Find the first shards. Raises NoInputError where there are none."""
        self.roots: set[str] = set()
        self.errors: list[ExtractError] = []
        self.columns = options.columns or Columns()
        archives = options.columns is not None
        found = self._found(sources(paths, doc_id=doc_id, archives=archives))
        self._shards = self._cut(found, options.shard)
        first = list(islice(self._shards, 2))
        if not first:
            raise NoInputError("nothing to read", tuple(self.errors))
        self.small = len(first) == 1
        self._shards = chain(first, self._shards)

    def __iter__(self) -> Iterator[Shard]:
        return self._shards

    def _found(self, items: Iterator[Source | ReadError]) -> Iterator[Source | ReadError]:
        for item in items:
            if isinstance(item, Source):
                self.roots.add(roots_of(item))
            yield item

    def _cut(self, found: Iterator[Source | ReadError], size: int) -> Iterator[Shard]:
        for item in shards(found, self.columns, size):
            if isinstance(item, ReadError):
                self.errors.append(item)
            else:
                yield item


def by_place(errors: Sequence[ExtractError]) -> list[ExtractError]:
    """Errors sorted by path, line and cause."""
    return sorted(errors, key=lambda error: (error.path, error.line or 0, error.cause))


def weight(paths: Sequence[str | Path], options: Options) -> int:
    """Bytes of input in all, without opening a file; those of standard input do not count."""
    files = [path for path in paths if str(path) != "-"]
    found = sources(files, archives=options.columns is not None)
    return sum(size_of(item) for item in found if isinstance(item, Source))
