"""Weigh every way to pair ends with heads, and keep the pairs that are almost certain."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

__all__ = ["Option", "settle_readings"]

_UNPAIRED = -8.0  # log-odds of an end whose other half is not on the page
_IN_ORDER = 1.2  # an end, for each of at most two, where all go on with the next paragraph
_CERTAIN = 0.7
_BATCH = 6  # ends weighed together
_CHOICES = 5  # heads weighed for each of them


class Option(NamedTuple):
    """A head that an end may go on with; ``is_next`` where it follows on the page."""

    head: int
    weight: float
    is_next: bool


class _Reading(NamedTuple):
    pairs: tuple[tuple[int, int], ...]
    weight: float


def settle_readings(options: Mapping[int, Sequence[Option]]) -> list[tuple[int, int]]:
    """Pairs (end, head) that nearly all weighty readings have; one to one, without a circle."""
    ends = list(options)
    taken: dict[int, int] = {}
    for at in range(0, len(ends), _BATCH):
        batch = {
            end: _best([o for o in options[end] if o.head not in taken])
            for end in ends[at : at + _BATCH]
        }
        for end, head in _certain(batch):
            if not _circular(end, head, taken):
                taken[head] = end
    return sorted((end, head) for head, end in taken.items())


def _best(options: Sequence[Option]) -> list[Option]:
    return sorted(options, key=lambda o: (-o.weight, o.head))[:_CHOICES]


def _certain(batch: Mapping[int, Sequence[Option]]) -> list[tuple[int, int]]:
    readings = list(_readings(batch))
    if not readings:
        return []
    top = max(reading.weight for reading in readings)
    share: dict[tuple[int, int], float] = defaultdict(float)
    total = 0.0
    for pairs, weight in readings:
        mass = math.exp(weight - top)
        total += mass
        for pair in pairs:
            share[pair] += mass
    return [pair for pair, mass in share.items() if mass >= _CERTAIN * total]


def _readings(batch: Mapping[int, Sequence[Option]]) -> Iterator[_Reading]:
    """Every one-to-one pairing of the batch, with its weight."""
    stack: list[tuple[tuple[tuple[int, int], ...], float, bool]] = [((), 0.0, True)]
    bonus = _IN_ORDER * min(len(batch), 2)
    for end, choices in batch.items():
        grown = []
        for pairs, weight, in_order in stack:
            grown.append((pairs, weight + _UNPAIRED, False))
            used = {head for _, head in pairs}
            grown += [
                ((*pairs, (end, o.head)), weight + o.weight, in_order and o.is_next)
                for o in choices
                if o.head not in used
            ]
        stack = grown
    for pairs, weight, in_order in stack:
        yield _Reading(pairs, weight + bonus * in_order)


def _circular(end: int, head: int, taken: Mapping[int, int]) -> bool:
    at: int | None = end
    while at is not None:
        if at == head:
            return True
        at = taken.get(at)
    return False
