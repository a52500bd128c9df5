"""Which claim of one table is which of the other, within one document.

Pairs are made in tiers, from certain to likely, each one-to-one; what a tier leaves goes on to
the next. Equal keys are paired in order. The last tiers alone compare words by likeness, and
no tier compares digits so (see extract.diff.context). All of it is symmetric: with the tables
exchanged the same pairs come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz

from extract.diff.context import Page, masked
from extract.diff.row import Row, said

__all__ = ["Pair", "pair"]


class Pair(NamedTuple):
    """One claim seen twice, or once: indices in the two tables, None where it is missing.

    ``tier`` is how it was recognised: ``place``, the same place and text; ``sentence``, the
    same sentence and quote elsewhere; ``number``, overlapping quotes of the same sentence;
    ``words``, the same sentence but for its numbers; ``clause``, the same clause and quote in
    another sentence; ``quote``, the same quote among like words; ``figure``, the same numeral
    and kind among like words; ``likeness``, the same indicator and unit among like words.
    ``score`` is the likeness in percent.
    """

    old: int | None
    new: int | None
    tier: str = ""
    score: int = 0


@dataclass(slots=True)
class _Side:
    """One table's page, and which of its rows are still unpaired."""

    page: Page
    left: list[int]

    def row(self, index: int) -> Row:
        return self.page.rows[index]

    def words(self, index: int) -> tuple[str, str]:
        """The words of the clause and of the sentence."""
        return masked(self.page.clause(index)), masked(self.row(index).sentence)


Key = Callable[[_Side, int], Hashable]


def pair(old: Page, new: Page, *, moved: bool = True) -> list[Pair]:
    """Pair the claims of one document; every index of both sides is in exactly one pair.

    ``moved`` is false where the text is known to be the same: then equal offsets are one place,
    and nothing needs to be said about where in its sentence a quote stands.
    """
    if _line_up(old.rows, new.rows):
        return [Pair(i, i, "sentence", 100) for i in range(len(old.rows))]
    a = _Side(old, list(range(len(old.rows))))
    b = _Side(new, list(range(len(new.rows))))
    pairs: list[Pair] = []
    for tier, key in _EXACT if moved else (_FIXED, *_EXACT):
        if a.left and b.left:
            find = _overlapping if key is _number else _equal
            pairs += [Pair(i, j, tier, 100) for i, j in find(a, b, key)]
            _take(a, b, pairs)
    for tier, key, least in _LIKE:
        if a.left and b.left:
            pairs += [Pair(i, j, tier, score) for i, j, score in _best(a, b, key, least)]
            _take(a, b, pairs)
    pairs += [Pair(i, None) for i in a.left] + [Pair(None, j) for j in b.left]
    return sorted(pairs, key=_order)


def _line_up(old: Sequence[Row], new: Sequence[Row]) -> bool:
    """Whether both say the same from the first claim to the last; most documents do."""
    return len(old) == len(new) and all(
        said(before) == said(after) for before, after in zip(old, new, strict=True)
    )


def _take(a: _Side, b: _Side, pairs: Iterable[Pair]) -> None:
    old = {p.old for p in pairs}
    new = {p.new for p in pairs}
    a.left = [i for i in a.left if i not in old]
    b.left = [j for j in b.left if j not in new]


def _equal(a: _Side, b: _Side, key: Key) -> list[tuple[int, int]]:
    """Pairs of equal keys, in order."""
    olds, news = _grouped(a, key), _grouped(b, key)
    return [
        found
        for name, indices in olds.items()
        if name in news
        for found in zip(indices, news[name], strict=False)
    ]


def _overlapping(a: _Side, b: _Side, key: Key) -> list[tuple[int, int]]:
    """Pairs of one sentence whose quotes overlap there: a rule has let 约 in or left it out."""
    olds, news = _grouped(a, key), _grouped(b, key)
    found = [
        (-shared, abs(i - j), i + j, i, j)
        for name, indices in olds.items()
        for i in indices
        for j in news.get(name, ())
        if (shared := _shared(a, i, b, j)) > 0
    ]
    return [(i, j) for *_, i, j in _first_come(sorted(found))]


def _shared(a: _Side, i: int, b: _Side, j: int) -> int:
    """How many characters of the sentence both quotes have."""
    one, other = a.page.at[i], b.page.at[j]
    ends = one + len(a.row(i).quote), other + len(b.row(j).quote)
    return min(ends) - max(one, other)


def _first_come(found: Iterable[tuple[int, int, int, int, int]]) -> Iterator[tuple[int, ...]]:
    """Of ranked pairs, their indices last, those whose sides are both still free."""
    olds: set[int] = set()
    news: set[int] = set()
    for one in found:
        i, j = one[-2:]
        if i not in olds and j not in news:
            olds.add(i)
            news.add(j)
            yield one


def _grouped(side: _Side, key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index in side.left:
        groups[key(side, index)].append(index)
    return groups


def _unmoved(side: _Side, i: int) -> Hashable:
    row = side.row(i)
    return row.start, side.page.at[i], said(row)


def _place(side: _Side, i: int) -> Hashable:
    row = side.row(i)
    return row.start, row.quote, side.page.at[i], row.sentence


def _all_said(side: _Side, i: int) -> Hashable:
    return side.page.at[i], said(side.row(i))


def _in_sentence(side: _Side, i: int) -> Hashable:
    row = side.row(i)
    return row.quote, side.page.at[i], row.sentence


def _offset(side: _Side, i: int) -> Hashable:
    row = side.row(i)
    return row.start, row.quote, row.sentence


def _number(side: _Side, i: int) -> Hashable:
    return side.row(i).sentence


def _words(side: _Side, i: int) -> Hashable:
    return side.page.words_before(i), masked(side.row(i).sentence)


def _clause(side: _Side, i: int) -> Hashable:
    return side.row(i).quote, side.page.clause(i)


def _quote(side: _Side, i: int) -> Hashable:
    return side.row(i).quote


def _figure(side: _Side, i: int) -> Hashable:
    return side.page.figure(i), side.row(i).kind


def _indicator(side: _Side, i: int) -> Hashable:
    row = side.row(i)
    return (row.indicator, row.unit) if row.indicator else (id(side), i)


_EXACT: tuple[tuple[str, Key], ...] = (
    ("place", _unmoved),
    ("place", _place),
    ("sentence", _all_said),
    ("sentence", _in_sentence),
    ("number", _number),
    ("words", _words),
    ("clause", _clause),
)
"""The tiers by key, in order."""
_FIXED: tuple[str, Key] = ("place", _offset)
"""The first tier where the text is the same."""

_LIKE: tuple[tuple[str, Key, int], ...] = (
    ("quote", _quote, 60),
    ("figure", _figure, 60),
    ("likeness", _indicator, 75),
)
"""The last tiers: what must be equal, and how alike the words must be, in percent."""


def _likeness(a: _Side, i: int, b: _Side, j: int) -> int:
    """How alike the words are, of the clause or of the sentence, in percent.

    A sentence that a page break has cut, or mended, is part of the other.
    """
    (clause, sentence), (other_clause, other_sentence) = a.words(i), b.words(j)
    whole = max(fuzz.ratio(clause, other_clause), fuzz.ratio(sentence, other_sentence))
    same = a.page.figure(i) == b.page.figure(j)
    return int(max(whole, fuzz.partial_ratio(sentence, other_sentence) if same else 0))


def _best(a: _Side, b: _Side, key: Key, least: int) -> list[tuple[int, int, int]]:
    """The likeliest pairs first; equally likely ones by how near they stand, either way round."""
    olds, news = _grouped(a, key), _grouped(b, key)
    found = [
        (-score, abs(i - j), i + j, i, j)
        for name, indices in olds.items()
        for i in indices
        for j in news.get(name, ())
        if (score := _likeness(a, i, b, j)) >= least
    ]
    return [(i, j, -score) for score, _, _, i, j in _first_come(sorted(found))]


def _order(found: Pair) -> tuple[int, int, int]:
    """Reading order: beside its partner, or where it would stand."""
    old, new = found.old, found.new
    at = (old if new is None else new) if old is None or new is None else min(old, new)
    return at or 0, -1 if old is None else old, -1 if new is None else new
