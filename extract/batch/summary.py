"""How a run is to be done, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.engines.plan import SHARD_BYTES
from extract.engines.shard import Receipt, Shard
from extract.errors import ExtractError, ReadError
from extract.read.columns import Columns

__all__ = ["Engine", "Options", "Position", "Progress", "Status", "Summary"]

Engine = Literal["local", "ray"]
_LISTED = 1000


@dataclass(slots=True)
class Summary:
    """What a run did: counts of what was written, and what could not be.

    ``errors`` has the first thousand of ``failed``; errors.jsonl has all.
    """

    claims: int = 0
    documents: int = 0
    programmes: int = 0
    flagged: int = 0
    failed: int = 0
    chars: int = 0
    shards: int = 0
    reused: int = 0
    errors: list[ExtractError] = field(default_factory=list)

    def add(self, receipt: Receipt) -> None:
        """Count one shard."""
        self.shards += 1
        self.claims += receipt.claims
        self.documents += receipt.documents
        self.programmes += receipt.programmes
        self.flagged += receipt.flagged
        self.chars += receipt.chars
        self.failed += receipt.failed
        room = _LISTED - len(self.errors)
        self.errors += [ReadError(cause, path=path) for path, cause in receipt.errors[:room]]

    def fail(self, error: ExtractError) -> None:
        """Count one error."""
        self.failed += 1
        if len(self.errors) < _LISTED:
            self.errors.append(error)


class Position(NamedTuple):
    """How far a run is: bytes of input done (``reused`` were not done again), and what came."""

    size: int
    reused: int
    summary: Summary


Progress = Callable[[Position], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read, to spread the work and to write; what tables hold does not depend on it.

    ``workers`` processes, or so many cores of a local Ray; ``shard`` bytes of input each;
    ``parts`` leaves the tables in parts, one a shard, which is the only way on object storage.
    """

    formats: tuple[str, ...] = ("csv", "jsonl")
    columns: Columns | None = None
    workers: int = 1
    shard: int = SHARD_BYTES
    engine: Engine = "local"
    address: str = ""
    parts: bool = False


@dataclass(slots=True)
class Status:
    """How much of a corpus is done, in shards and bytes of input; ``waiting`` is what is not."""

    done: int = 0
    done_bytes: int = 0
    waiting: int = 0
    waiting_bytes: int = 0

    def add(self, shard: Shard, *, done: bool) -> None:
        """Count one shard."""
        if done:
            self.done += 1
            self.done_bytes += shard.size
        else:
            self.waiting += 1
            self.waiting_bytes += shard.size
