"""The nouns of a comparison: a difference, and the groups in which people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from extract.diff.amount import NONE, Delta
from extract.diff.row import Row

__all__ = [
    "CLASSES",
    "ELSEWHERE",
    "FOLDED",
    "QUIET",
    "Class",
    "Difference",
    "Group",
    "Totals",
    "tally",
]

Class = Literal[
    "same",
    "moved",
    "rule",
    "text",
    "both",
    "restated",
    "series",
    "scope_differs",
    "status_differs",
    "conflict",
    "check",
    "added",
    "removed",
]
CLASSES: tuple[Class, ...] = (
    "same",
    "moved",
    "rule",
    "text",
    "both",
    "restated",
    "series",
    "scope_differs",
    "status_differs",
    "conflict",
    "check",
    "added",
    "removed",
)
FOLDED: frozenset[Class] = frozenset({"same", "moved"})
"""Counted, and listed only where that is asked for."""
QUIET: frozenset[Class] = frozenset({"same", "moved", "restated", "check"})
"""Classes in which nothing has changed."""


ELSEWHERE: frozenset[Class] = frozenset(
    {"restated", "series", "scope_differs", "status_differs", "conflict", "check"}
)
"""Classes of two claims that stand in different places."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim before and after; ``old`` or ``new`` is None where there is none.

    ``fields`` are the columns that differ; ``cause`` says by what, parts joined by ``+``.
    ``comparable`` is whether the two values may be set against each other, ``why_not`` the
    reason where they may not; ``delta`` what lies between them. ``pair`` is the name by which
    a proposed pair is confirmed or refused, ``note`` is for people. ``old_at`` and ``new_at``
    are where the quotes stand in their sentences.
    """

    class_: Class
    old: Row | None = None
    new: Row | None = None
    cause: str = ""
    fields: tuple[str, ...] = ()
    tier: str = ""
    score: int = 0
    comparable: bool = True
    why_not: str = ""
    delta: Delta = NONE
    pair: str = ""
    note: str = ""
    old_at: int = 0
    new_at: int = 0

    @property
    def type(self) -> str:
        """added, removed, modified or unchanged."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        return "unchanged" if self.class_ in QUIET else "modified"

    @property
    def row(self) -> Row:
        """The claim as it is now, else as it was."""
        row = self.new or self.old
        assert row is not None, "a difference has a side"
        return row


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one document or one indicator, and what people should know of it.

    ``counts`` has all classes, ``differences`` those that were asked for.
    """

    name: str
    notes: tuple[str, ...]
    counts: Counter[Class]
    differences: tuple[Difference, ...]

    @property
    def hidden(self) -> str:
        """All counts in words, where not every claim is among the differences."""
        return counted(self.counts) if tally(self.differences) != +self.counts else ""


@dataclass(slots=True)
class Totals:
    """What went by: how many groups, and of each class how many claims."""

    groups: int = 0
    counts: Counter[Class] = field(default_factory=Counter)

    def watch(self, groups: Iterable[Group]) -> Iterator[Group]:
        """The same groups, counted as they pass."""
        for group in groups:
            self.groups += 1
            self.counts.update(group.counts)
            yield group

    @property
    def changed(self) -> bool:
        """Whether anything has changed."""
        return any(self.counts[name] for name in CLASSES if name not in QUIET)

    def line(self) -> str:
        """All counts in one line."""
        return counted(self.counts) or "no claims"


def tally(differences: Iterable[Difference]) -> Counter[Class]:
    """How many of each class."""
    return Counter(difference.class_ for difference in differences)


def counted(counts: Counter[Class]) -> str:
    """Counts in words: 35 same, 17 moved."""
    return ", ".join(f"{counts[name]} {name}" for name in CLASSES if counts[name])
