"""Weigh every way to pair ends with heads, and keep the pairs that are almost certain."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["End", "Option", "settle_readings"]

_IN_ORDER = 1.5  # log-odds for each end, where all go on with the next paragraph
_CERTAIN = 0.7
_CIRCLE = -3.5  # log-odds of a reading in which columns go round in a circle
_BATCH = 5  # ends weighed together
_CHOICES = 5  # heads weighed for each of them
_HOPELESS = 6.0  # log-odds below the best head for an end, at which one is not weighed at all
_LOST = 9.0  # log-odds below the best reading so far, at which one is given up


class Option(NamedTuple):
    """A head that an end may go on with: the top of a column, or -1 where it is none.

    ``is_next`` where it follows on the page.
    """

    head: int
    weight: float
    is_next: bool
    column: int


class End(NamedTuple):
    """An end, the last of its column, with the heads that it may go on with.

    ``unpaired``: log-odds that its other half is not on the page; ``sure``: that it is one.
    """

    place: int
    unpaired: float
    sure: bool
    column: int
    options: Sequence[Option]


class _Reading(NamedTuple):
    pairs: tuple[tuple[int, int], ...]
    columns: tuple[tuple[int, int], ...]
    weight: float
    in_order: bool


def settle_readings(ends: Sequence[End]) -> list[tuple[int, int]]:
    """Pairs (end, head) that nearly all weighty readings have; one to one, without a circle."""
    taken: dict[int, int] = {}
    for at in range(0, len(ends), _BATCH):
        batch = [
            end._replace(options=_best([o for o in end.options if o.head not in taken]))
            for end in ends[at : at + _BATCH]
        ]
        for end, head in _certain(batch):
            if not _closes_circle(end, head, taken):
                taken[head] = end
    return sorted((end, head) for head, end in taken.items())


def _best(options: Sequence[Option]) -> list[Option]:
    best = sorted(options, key=lambda o: (-o.weight, o.head))[:_CHOICES]
    return [o for o in best if o.weight > best[0].weight - _HOPELESS]


def _certain(batch: Sequence[End]) -> list[tuple[int, int]]:
    bonus = _IN_ORDER * sum(end.sure for end in batch)
    weights = {r.pairs: r.weight + bonus * r.in_order for r in _readings(batch)}
    top = max(weights.values())
    share: dict[tuple[int, int], float] = defaultdict(float)
    total = 0.0
    for pairs, weight in weights.items():
        mass = math.exp(weight - top)
        total += mass
        for pair in pairs:
            share[pair] += mass
    return [pair for pair, mass in share.items() if mass >= _CERTAIN * total]


def _readings(batch: Sequence[End]) -> list[_Reading]:
    """Every one-to-one pairing of the batch; one in which columns go in a circle weighs less."""
    readings = [_Reading((), (), 0.0, in_order=True)]
    for end in batch:
        grown = []
        for r in readings:
            alone = r.weight + end.unpaired
            grown.append(_Reading(r.pairs, r.columns, alone, r.in_order and not end.sure))
            used = {head for _, head in r.pairs}
            grown += [_extend(r, end, o) for o in end.options if o.head not in used]
        lost = max(r.weight for r in grown) - _LOST
        readings = [r for r in grown if r.weight > lost]
    return readings


def _extend(r: _Reading, end: End, option: Option) -> _Reading:
    pairs = (*r.pairs, (end.place, option.head))
    weight = r.weight + option.weight
    in_order = r.in_order and option.is_next
    if option.column in {-1, end.column}:
        return _Reading(pairs, r.columns, weight, in_order)
    if _closes_circle(option.column, end.column, dict(r.columns)):
        return _Reading(pairs, r.columns, weight + _CIRCLE, in_order)
    return _Reading(pairs, (*r.columns, (end.column, option.column)), weight, in_order)


def _closes_circle(start: int, goal: int, onward: Mapping[int, int]) -> bool:
    """Whether the way onward from ``start`` comes to ``goal``."""
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = onward.get(at)
    return False
