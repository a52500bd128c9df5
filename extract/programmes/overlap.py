"""Spans that must not overlap: who gives way. All of it in one sweep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

__all__ = ["Spanned", "disjoint", "outside"]


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_HasSpan)


class Spanned(NamedTuple):
    """A bare span, half-open."""

    start: int
    end: int


def disjoint(items: Sequence[_T]) -> list[_T]:
    """Of items that overlap the first and, of those that start together, the longest."""
    done = -1
    for item in items:
        if item.start < done or item.end <= item.start:
            break
        done = item.end
    else:
        return list(items)  # as most are: nothing to sort
    kept: list[_T] = []
    for item in sorted(items, key=lambda i: (i.start, -i.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def outside(items: Sequence[_T], taken: Sequence[_HasSpan]) -> list[_T]:
    """Items that overlap none of ``taken``; items sorted by start, taken sorted and disjoint."""
    if not taken:
        return list(items)
    kept: list[_T] = []
    others = iter(taken)
    other: _HasSpan | None = next(others)
    for item in items:
        start = item.start
        while other is not None and other.end <= start:
            other = next(others, None)
        if other is None or other.start >= item.end:
            kept.append(item)
    return kept
