"""Many tables as one long panel: entity, indicator and time to value, with the sources."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.diff.amount import Delta
from extract.diff.batch import Batch
from extract.diff.row import Row
from extract.diff.series.compare import merged
from extract.diff.series.link import Match, judge
from extract.diff.series.pairs import Decisions
from extract.diff.series.phrase import Phrase
from extract.diff.series.point import Gate, Point, reader
from extract.diff.series.times import order
from extract.rules import RuleSet

__all__ = ["Entry", "Series", "panel"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a series, and what lies between it and the one before of the same kind.

    ``why_not`` says why there is no ``delta`` although there is one before; ``note`` says how
    the two are ordered.
    """

    point: Point
    delta: Delta
    comparable: bool
    why_not: str = ""
    note: str = ""

    @property
    def sources(self) -> tuple[Row, ...]:
        """Every claim that says it."""
        return (self.point.row, *self.point.also)


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one entity in the order of time; what has no time comes last."""

    id: str
    name: str
    gate: Gate
    entries: tuple[Entry, ...]

    @property
    def entity(self) -> str:
        """The place it is about."""
        return self.gate[0]

    @property
    def unit(self) -> str:
        """The unit in which all its values can be told, with its denominators."""
        unit = self.gate[1].rpartition(":")[2]
        return f"{unit}/{self.gate[2]}" if self.gate[2] else unit


def panel(batches: Sequence[Batch], rules: RuleSet, decisions: Decisions) -> list[Series]:
    """The series of all tables, by entity and indicator.

    Claims are of one series where gate and phrase are equal, or where a person has confirmed
    the pair; likeness alone joins nothing.
    """
    read = reader(rules)
    points = merged(point for batch in batches for point in read.points(batch))
    by_gate: dict[Gate, list[Point]] = defaultdict(list)
    for point in points:
        by_gate[point.gate].append(point)
    found = [
        _series(gate, group)
        for gate, members in by_gate.items()
        for group in _joined(members, decisions)
    ]
    return sorted(found, key=lambda s: (s.entity, s.name, s.gate[1:], s.id))


def _joined(points: Sequence[Point], decisions: Decisions) -> Iterator[list[Point]]:
    """The points behind one gate by phrase, and by what was confirmed."""
    groups: dict[Phrase, list[Point]] = defaultdict(list)
    for point in points:
        groups[point.phrase].append(point)
    heads = {phrase.key: phrase.key for phrase in groups}
    first = {phrase.key: members[0] for phrase, members in groups.items()}
    for key in sorted(heads):
        for other in sorted(decisions.partners(key)):
            if other in first and decisions.about(first[key], first[other]):
                a, b = sorted((_head(heads, key), _head(heads, other)))
                heads[b] = a
    joined: dict[str, list[Point]] = defaultdict(list)
    for phrase, members in groups.items():
        joined[_head(heads, phrase.key)] += members
    yield from joined.values()


def _head(heads: dict[str, str], key: str) -> str:
    while heads[key] != key:
        key = heads[key]
    return key


def _series(gate: Gate, points: Sequence[Point]) -> Series:
    ordered = sorted(points, key=_moment)
    keys = sorted({point.phrase.key for point in ordered})
    name = "\0".join((*gate, keys[0])).encode()
    return Series(
        hashlib.sha256(name).hexdigest()[:8],
        min(ordered, key=lambda p: (len(p.row.indicator), p.row.indicator)).row.indicator,
        gate,
        tuple(_entries(ordered)),
    )


def _moment(point: Point) -> tuple[bool, str, str, str, int]:
    return not point.time.end, point.time.end, point.time.start, point.row.doc, int(point.row.start)


def _entries(points: Sequence[Point]) -> Iterator[Entry]:
    """Each point beside the last one that it can be set against, else beside the last one."""
    for index, point in enumerate(points):
        before = [judge(old, point, Match("exact", 100), "") for old in points[:index]]
        fit = [(o, d) for o, d in zip(points, before, strict=False) if d.comparable]
        if not fit:
            why = before[-1].why_not if before else ""
            yield Entry(point, Delta(), comparable=not why, why_not=why)
            continue
        old, found = fit[-1]
        if found.class_ == "restated":
            found = replace(found, delta=Delta())
        yield Entry(point, found.delta, comparable=True, note=order(old.time, point.time)[1])
