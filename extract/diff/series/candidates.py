"""Which points of two tables may be about one thing: found by words, without trying them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.diff.series.link import Match, match
from extract.diff.series.pairs import Decisions
from extract.diff.series.phrase import Phrase
from extract.diff.series.point import Gate, Point

__all__ = ["Candidate", "candidates", "chosen"]

_SHARED = 3
"""Phrases are looked at when a third of the bigrams of the shorter one are shared."""


class Candidate(NamedTuple):
    """Two points by their indices, and how they match."""

    old: int
    new: int
    match: Match


def candidates(
    old: Sequence[Point], new: Sequence[Point], decisions: Decisions
) -> Iterator[Candidate]:
    """Every pair behind one gate whose phrases match."""
    olds, news = _by_gate(old), _by_gate(new)
    for gate, phrases in olds.items():
        if gate not in news:
            continue
        for a, b in _near(phrases, news[gate], decisions):
            i, j = phrases[a][0], news[gate][b][0]
            found = match(old[i], new[j], decided=decisions.about(old[i], new[j]))
            if found is not None:
                yield from (Candidate(i, j, found) for i in phrases[a] for j in news[gate][b])


def _by_gate(points: Sequence[Point]) -> dict[Gate, dict[Phrase, list[int]]]:
    gates: dict[Gate, dict[Phrase, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, point in enumerate(points):
        gates[point.gate][point.phrase].append(index)
    return gates


def _near(
    old: Mapping[Phrase, object], new: Mapping[Phrase, object], decisions: Decisions
) -> Iterator[tuple[Phrase, Phrase]]:
    """Pairs of phrases with enough words in common, or that a person has set together."""
    homes: dict[str, list[Phrase]] = defaultdict(list)
    keys: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in old:
        keys[phrase.key].append(phrase)
        for gram in _grams(phrase.core):
            homes[gram].append(phrase)
    for phrase in new:
        grams = _grams(phrase.core)
        shared = Counter(other for gram in grams for other in homes.get(gram, ()))
        near = dict.fromkeys(
            other
            for other, count in shared.items()
            if count * _SHARED >= min(len(grams), len(_grams(other.core)))
        )
        for key in sorted(decisions.partners(phrase.key)):
            near.update(dict.fromkeys(keys.get(key, ())))
        yield from ((other, phrase) for other in near)


def _grams(text: str) -> frozenset[str]:
    """Neighbouring characters, and the text itself where it is one alone."""
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1)))


def chosen(
    found: Sequence[Candidate], old: Sequence[Point], new: Sequence[Point]
) -> list[Candidate]:
    """One partner each: the surest match first, then the same figure, then the nearest time."""
    olds: set[int] = set()
    news: set[int] = set()
    best = []
    for candidate in sorted(found, key=lambda c: _rank(c, old[c.old], new[c.new])):
        if candidate.old not in olds and candidate.new not in news:
            olds.add(candidate.old)
            news.add(candidate.new)
            best.append(candidate)
    return best


_TIERS = {"confirmed": 0, "exact": 0, "alike": 1, "part": 3}


def _rank(candidate: Candidate, old: Point, new: Point) -> tuple[object, ...]:
    """Smaller is surer; the same with the tables exchanged."""
    tier = _TIERS[candidate.match.tier] + (2 if candidate.match.apart else 0)
    return (
        tier,
        -candidate.match.score,
        old.value != new.value,
        old.row.role != new.row.role,
        abs(_year(old) - _year(new)),
        sorted([(old.row.doc, old.at, old.row.start), (new.row.doc, new.at, new.row.start)]),
    )


def _year(point: Point) -> int:
    return int(point.time.end[:4]) if point.time.end else 0
