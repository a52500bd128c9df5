"""Spans that must not overlap: who gives way. All of it in one sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

__all__ = ["Spanned", "disjoint", "outside"]


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_HasSpan)


@dataclass(frozen=True, slots=True)
class Spanned:
    """A bare span, half-open."""

    start: int
    end: int


def disjoint(items: Sequence[_T]) -> list[_T]:
    """Of items that overlap the first and, of those that start together, the longest."""
    kept: list[_T] = []
    for item in sorted(items, key=lambda i: (i.start, -i.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def outside(items: Sequence[_T], taken: Sequence[_HasSpan]) -> list[_T]:
    """Items that overlap none of ``taken``; items sorted by start, taken sorted and disjoint."""
    kept: list[_T] = []
    at = 0
    for item in items:
        while at < len(taken) and taken[at].end <= item.start:
            at += 1
        if at == len(taken) or taken[at].start >= item.end:
            kept.append(item)
    return kept
