"""Different articles on the same things: what was said before, and what is said now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.diff.batch import Batch
from extract.diff.change import Class, Difference, Group, tally
from extract.diff.series.candidates import candidates, chosen
from extract.diff.series.checks import Checks
from extract.diff.series.link import judge
from extract.diff.series.pairs import Decisions, pair_id
from extract.diff.series.point import Point, reader
from extract.rules import RuleSet

__all__ = ["Comparison", "by_series", "merged"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found, group by group.

    ``proposed`` are the pairs that a person may confirm or refuse, their two phrases by id;
    ``points`` the comparable points of each group by its name, OLD's and NEW's.
    """

    groups: tuple[Group, ...]
    proposed: dict[str, tuple[str, str]]
    points: dict[str, tuple[list[Point], list[Point]]]


def by_series(
    old: Batch, new: Batch, rules: RuleSet, decisions: Decisions, wanted: Collection[Class]
) -> Comparison:
    """Compare the claims of two tables by what they are about, whatever document they are in.

    ``wanted`` are the classes whose differences are given; all are counted.
    """
    read = reader(rules)
    before, after = merged(read.points(old)), merged(read.points(new))
    pairs = chosen([*candidates(before, after, decisions)], before, after)
    proposed = {}
    points: dict[str, tuple[list[Point], list[Point]]] = defaultdict(lambda: ([], []))
    found: list[tuple[str, Difference]] = []
    for a, b, how in pairs:
        one, other = before[a], after[b]
        name = pair_id(one, other) if one.phrase != other.phrase else ""
        if name:
            proposed[name] = (one.phrase.key, other.phrase.key)
        difference = _with_sources(judge(one, other, how, name), one, other)
        title = _title(one, other)
        found.append((title, difference))
        if difference.comparable and one.time.end and other.time.end:
            points[title][0].append(one)
            points[title][1].append(other)
    paired = {p.old for p in pairs}, {p.new for p in pairs}
    found += [
        (_title(p, p), Difference("removed", p.row, None, old_at=p.at))
        for i, p in enumerate(before)
        if i not in paired[0]
    ]
    found += [
        (_title(p, p), Difference("added", None, p.row, new_at=p.at))
        for i, p in enumerate(after)
        if i not in paired[1]
    ]
    checks = Checks(rules)
    # An article that is in both tables proves itself once.
    proved = {(c.old, c.new): c for batch in (old, new) for c in checks.find(batch)}
    found += [(c.row.doc, c) for c in proved.values()]
    return Comparison(tuple(_grouped(found, wanted)), proposed, points)


def merged(points: Iterator[Point]) -> list[Point]:
    """The points of one table, those that say the same of the same time as one."""
    kept: dict[object, Point] = {}
    for point in points:
        time = (point.time.start, point.time.end, point.time.cumulative)
        key = (*point.key, point.value, point.row.role, time)
        first = kept.setdefault(key, point)
        if first is not point:
            kept[key] = replace(first, also=(*first.also, point.row))
    return list(kept.values())


def _title(old: Point, new: Point) -> str:
    """What a group is called, whichever table comes first."""
    entity, unit, per, measure = old.gate
    name = min(old.phrase.core, new.phrase.core)
    unit = unit.rpartition(":")[2] + (f"/{per}" if per else "")
    return " · ".join(filter(None, (name, entity, unit, "" if measure == "level" else measure)))


def _with_sources(difference: Difference, old: Point, new: Point) -> Difference:
    also = [f"{row.doc}:{row.line}" for row in (*old.also, *new.also)]
    if not also:
        return difference
    note = "; ".join(filter(None, (difference.note, f"also in {', '.join(also)}")))
    return replace(difference, note=note)


def _grouped(found: Sequence[tuple[str, Difference]], wanted: Collection[Class]) -> Iterator[Group]:
    groups: dict[str, list[Difference]] = defaultdict(list)
    for title, difference in found:
        groups[title].append(difference)
    for title in sorted(groups):
        differences = groups[title]
        kept = tuple(d for d in differences if d.class_ in wanted)
        yield Group(title, (), tally(differences), kept)
