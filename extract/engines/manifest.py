"""Which shards are done, and with what: an sqlite file beside the parts.

A shard is trusted without being read again while its ``signature`` (names, sizes and times of
its files, or the hash of its chunk) is the same; else what it holds is hashed, and a shard that
was only touched is kept. All of it counts for one ``config`` only: the hash of rules, code,
tokenizer, columns and formats. One transaction a shard: killed at any moment, it says the truth.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extract.engines.shard import Receipt

__all__ = ["NAME", "Manifest"]

NAME = "manifest.sqlite"
_TABLES = """
CREATE TABLE IF NOT EXISTS run (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS shard (
    place TEXT PRIMARY KEY, config TEXT NOT NULL, signature TEXT NOT NULL, input TEXT NOT NULL,
    key TEXT NOT NULL, round INTEGER NOT NULL, receipt TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_key ON shard (key);
"""


class Manifest:
    """The open manifest of one output folder; ``close`` it.

    What it cannot write, on a full disk, it raises as OSError.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._open()
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from None
        except sqlite3.DatabaseError:  # damaged: as good as none, since parts can be made again
            self._base.close()
            path.unlink(missing_ok=True)
            self._open()
        self.round = 1 + int(self.about("round") or 0)

    def about(self, name: str) -> str:
        """What was said of the run as a whole, or ''."""
        row = self._base.execute("SELECT value FROM run WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def tell(self, **said: str) -> None:
        """Say something of the run as a whole."""
        with self._writing():
            self._base.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", said.items())

    def begin(self) -> None:
        """Begin a round: shards that it does not use are those that ``forget`` drops."""
        self.tell(round=str(self.round), finished="")

    def find(self, place: str, config: str) -> tuple[str, Receipt] | None:
        """The signature and receipt of a shard that was done in the same way."""
        row = self._base.execute(
            "SELECT signature, receipt FROM shard WHERE place = ? AND config = ?", (place, config)
        ).fetchone()
        return (str(row[0]), Receipt.from_json(row[1])) if row else None

    def put(self, place: str, config: str, signature: str, receipt: Receipt) -> None:
        """Record a shard as done, in one transaction."""
        values = (place, config, signature, receipt.input, receipt.key, self.round)
        with self._writing():
            self._base.execute(
                "INSERT OR REPLACE INTO shard VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*values, receipt.to_json()),
            )

    def forget(self) -> None:
        """Drop the shards that this round has not used: their input is gone."""
        with self._writing():
            self._base.execute("DELETE FROM shard WHERE round <> ?", (self.round,))

    def has(self, key: str) -> bool:
        """Whether a shard that is done has parts of this key."""
        return bool(self._base.execute("SELECT 1 FROM shard WHERE key = ?", (key,)).fetchone())

    def close(self) -> None:
        """Close the file; nothing is left beside it."""
        self._base.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction."""
        try:
            with self._base:
                yield
        except sqlite3.OperationalError as error:
            raise OSError(str(error)) from None

    def _open(self) -> None:
        self._base = sqlite3.connect(self.path)
        # No write-ahead log: it leaves files, and does not work on network file systems.
        self._base.execute("PRAGMA journal_mode = DELETE")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.executescript(_TABLES)
