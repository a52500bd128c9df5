"""Weigh every way to pair ends with heads, and keep the pairs that are almost certain."""

from __future__ import annotations

import math
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


# Pairs (end, head), their heads, which column then goes on with which, the weight, and
# whether all are in order. A bare tuple: of these there are many.
_Reading = tuple[tuple[tuple[int, int], ...], tuple[int, ...], Mapping[int, int], float, bool]
_NONE: _Reading = ((), (), {}, 0.0, True)


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
    bonus = _IN_ORDER * sum([end.sure for end in batch])
    readings = _readings(batch)
    weights = [weight + bonus * in_order for _, _, _, weight, in_order in readings]
    top = max(weights)
    share: dict[tuple[int, int], float] = {}
    total = 0.0
    for reading, weight in zip(readings, weights, strict=True):
        mass = math.exp(weight - top)
        total += mass
        for pair in reading[0]:
            share[pair] = share.get(pair, 0.0) + mass
    return [pair for pair, mass in share.items() if mass >= _CERTAIN * total]


def _readings(batch: Sequence[End]) -> list[_Reading]:
    """Every one-to-one pairing of the batch; one in which columns go in a circle weighs less."""
    readings = [_NONE]
    for end in batch:
        grown: list[tuple[float, _Reading, Option | None, int]] = []
        best = -math.inf
        for reading in readings:
            _, heads, onward, weight, _ = reading
            unpaired = weight + end.unpaired
            best = max(best, unpaired)
            grown.append((unpaired, reading, None, -1))
            for option in end.options:
                head, more, _, column = option
                if head in heads:
                    continue
                total = weight + more
                if column == end.column:
                    column = -1
                elif column != -1 and onward and _closes_circle(column, end.column, onward):
                    total += _CIRCLE
                    column = -1
                if total > best:
                    best = total
                elif total <= best - _LOST:
                    continue
                grown.append((total, reading, option, column))
        lost = best - _LOST
        readings = [_extend(r, end, o, w, c) for w, r, o, c in grown if w > lost]
    return readings


def _extend(
    reading: _Reading, end: End, option: Option | None, weight: float, column: int
) -> _Reading:
    """The reading with an end more; ``column`` goes on with that of the end, -1 for none."""
    pairs, heads, onward, _, in_order = reading
    if option is None:
        return pairs, heads, onward, weight, in_order and not end.sure
    head, _, is_next, _ = option
    if column != -1:
        onward = {**onward, end.column: column}
    return (*pairs, (end.place, head)), (*heads, head), onward, weight, in_order and is_next


def _closes_circle(start: int, goal: int, onward: Mapping[int, int]) -> bool:
    """Whether the way onward from ``start`` comes to ``goal``."""
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = onward.get(at)
    return False
