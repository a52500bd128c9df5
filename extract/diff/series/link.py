"""Two points of different articles set against each other: what kind of pair they are.

Note [Not comparable]: most pairs that look like a change are none. What parts them is said in
words: other qualifiers, planned against reached, a year against several, two figures for one
time. Only what nothing parts gets a delta.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from extract.diff.amount import Delta, delta, shown
from extract.diff.change import Class, Difference
from extract.diff.series.phrase import apart, likeness
from extract.diff.series.point import Point
from extract.diff.series.times import days, order

__all__ = ["ALIKE", "Match", "judge", "match"]

ALIKE = 80
"""Cores that are so much alike, in percent, may name one thing; a person should confirm it."""
_SHORTEST = 5
_LENGTHS = 2
_PLANNED = {"forecast": "planned", "fact": "reached", "standard": "a norm"}


@dataclass(frozen=True, slots=True)
class Match:
    """How two points were found to be about one thing, and what parts them all the same."""

    tier: str
    score: int
    apart: str = ""


def match(old: Point, new: Point, *, decided: bool | None) -> Match | None:
    """Whether two points behind one gate are about one thing; None where they are not.

    ``decided`` is what a person has said of the two phrases, None where nobody has.
    """
    if decided is not None:
        return Match("confirmed", 100) if decided else None
    parted = apart(old.phrase, new.phrase)
    if old.phrase.core == new.phrase.core:
        return Match("exact", 100, parted)
    score = likeness(old.phrase, new.phrase)
    if score >= ALIKE:
        return Match("alike", score, parted)
    rest = _rest(old.phrase.core, new.phrase.core)
    return Match("part", score, parted or f"only one says {rest}") if rest else None


def _rest(a: str, b: str) -> str:
    """What the longer of two phrases says beyond the shorter, which it contains."""
    short, long = sorted((a, b), key=len)
    return long.replace(short, "…", 1) if len(short) >= _SHORTEST and short in long else ""


def judge(old: Point, new: Point, found: Match, pair: str) -> Difference:
    """The difference of two points that are about one thing, or look as if they were."""
    class_, why = _class(old, new, found)
    comparable = class_ in ("series", "restated")
    between = Delta()
    if class_ == "series":
        between = delta(old.value, new.value, points=old.share)
        if old.gate[3] == "change" and not old.share:
            between = Delta(between.low, between.high, about=between.about)
    return Difference(
        class_,
        old.row,
        new.row,
        tier=found.tier,
        score=found.score,
        comparable=comparable,
        why_not="" if comparable else why,
        delta=between,
        pair=pair,
        note="; ".join(_notes(old, new, found, class_, pair)),
        old_at=old.at,
        new_at=new.at,
    )


def _class(old: Point, new: Point, found: Match) -> tuple[Class, str]:
    if found.apart and found.tier != "part":
        return "scope_differs", found.apart
    if old.row.per != new.row.per:
        return "scope_differs", " ≠ ".join(f"per {p.row.per or 'nothing'}" for p in (old, new))
    if old.row.role != new.row.role:
        words = (_PLANNED.get(p.row.role, p.row.role) for p in (old, new))
        return "status_differs", " ≠ ".join(words)
    if why := _times(old, new):
        return "conflict", why
    if found.apart:
        return "scope_differs", found.apart
    if why := _lengths(old, new):
        return "scope_differs", why
    same = old.value == new.value
    apart_in_time = old.time.closed and new.time.closed and old.time.start != new.time.start
    return "restated" if same and not apart_in_time else "series", ""


def _times(old: Point, new: Point) -> str:
    """Why two figures cannot both stand as they are, by their times."""
    if old.time.cumulative != new.time.cumulative and (old.time.closed or new.time.closed):
        return " against ".join(
            f"{p.time.text or p.time.start[:4]}{', adding up' if p.time.cumulative else ''}"
            for p in (old, new)
        )
    same = old.time.closed and new.time.closed and old.time.start == new.time.start
    if same and old.time.end == new.time.end and old.value.point is not None:
        firm = not (old.value.about or new.value.about) and new.value.point is not None
        if firm and old.value.point != new.value.point:
            return f"two figures for {new.time.text}"
    return ""


def _lengths(old: Point, new: Point) -> str:
    """A quarter is not set against a year."""
    a, b = days(old.time), days(new.time)
    if a is None or b is None or max(a, b) < _LENGTHS * min(a, b):
        return ""
    return f"{old.time.text} ({a} days) ≠ {new.time.text} ({b} days)"


def _notes(old: Point, new: Point, found: Match, class_: Class, pair: str) -> list[str]:
    notes = []
    if class_ == "series":
        way, why = order(old.time, new.time)
        notes.append(
            f"OLD is the later one, {why}" if way < 0 else f"{_when(old)} to {_when(new)}, {why}"
        )
        notes += _pace(old, new)
    if class_ == "restated":
        notes.append("two sources")
    if found.tier == "alike" and class_ != "scope_differs":
        notes.append(f"wording {found.score}% alike, --confirm {pair} if it is one thing")
    units = [p.row.unit for p in (old, new)]
    if units[0] != units[1]:
        notes.append(f"{units[0]} / {units[1]}")
    return notes


def _when(point: Point) -> str:
    return point.time.text or point.time.end[:4] or "?"


def _pace(old: Point, new: Point) -> list[str]:
    """Two growth rates: what became of the level that grew."""
    a, b = old.value.point, new.value.point
    if old.gate[3] != "change" or not old.share or a is None or b is None:
        return []
    chained = ((1 + a / 100) * (1 + b / 100) - 1) * 100
    if a > 0 and b > 0:
        way = "the level still rose"
    elif a < 0 and b < 0:
        way = "the level still fell"
    else:
        way = "the level turned"
    sign = "+" if chained > Fraction(0) else ""
    return [f"{way}; {sign}{shown(chained, 1)}% over both if on one base"]
