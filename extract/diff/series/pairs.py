"""What people have decided about pairs of indicators: a small file that only grows.

One line of JSON a decision: ``{"pair": "3fa9c1d2", "decision": "confirmed", "a": …, "b": …}``
with the two phrases. The newest line of a pair wins; files of two people merge with ``cat``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from extract.diff.series.point import Point
from extract.errors import TableError, UsageError

__all__ = ["Decision", "Decisions", "pair_id"]

Decision = Literal["confirmed", "refused"]
_DECISIONS: dict[str, Decision] = {"confirmed": "confirmed", "refused": "refused"}


def pair_id(old: Point, new: Point) -> str:
    """8 hex digits that name a pair of phrases of one dimension and measure, either way round.

    No place and no figure is in it: what is decided once holds for every article.
    """
    parts = (*sorted((old.phrase.key, new.phrase.key)), *old.gate[1:])
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


class Decisions:
    """The decisions of a file; one that is not there yet holds none. Raises TableError."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._made: dict[str, Decision] = {}
        self._partners: dict[str, set[str]] = {}
        if not self.path.exists():
            return
        try:
            lines = self.path.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise TableError(str(error), path=str(path)) from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                self._read(line, number)

    def _read(self, line: str, number: int) -> None:
        try:
            record = json.loads(line)
            pair, a, b = str(record["pair"]), str(record["a"]), str(record["b"])
            self._made[pair] = _DECISIONS[record["decision"]]
        except (ValueError, KeyError, TypeError):
            cause = "not a decision: wanted pair, decision (confirmed or refused), a and b"
            raise TableError(cause, path=str(self.path), line=number) from None
        self._partners.setdefault(a, set()).add(b)
        self._partners.setdefault(b, set()).add(a)

    def partners(self, phrase: str) -> set[str]:
        """Phrases that anybody has set beside this one, by their keys."""
        return self._partners.get(phrase, set())

    def about(self, old: Point, new: Point) -> bool | None:
        """Whether the two are one thing, where anybody has said so."""
        decision = self._made.get(pair_id(old, new)) if self._made else None
        return None if decision is None else decision == "confirmed"

    def record(self, decided: Mapping[str, Decision], seen: Mapping[str, tuple[str, str]]) -> None:
        """Append decisions; ``seen`` are the phrases of the pairs that were proposed."""
        unknown = sorted(set(decided) - set(seen))
        if unknown:
            raise UsageError(f"no pair {', '.join(unknown)} in this comparison")
        lines = []
        for pair, decision in decided.items():
            a, b = sorted(seen[pair])
            line = {"pair": pair, "decision": decision, "a": a, "b": b}
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
        except OSError as error:
            cause = f"cannot be written: {error.strerror or error}"
            raise UsageError(cause, path=str(self.path)) from None
        self._made.update(decided)
