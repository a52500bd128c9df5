"""Which paragraphs stop in mid-sentence, which begin there, and which of them go together.

Note [Whole readings]: on a page cut into columns, the ends and heads are few and each goes
with one. So every way to pair them is weighed as a whole, and a pair is joined only where
almost all the weight of all readings has it: unsure means unjoined.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.layout.edges import Head, Starts, Tail, fragment, starts, stops_short
from extract.layout.fluency import Seen, see
from extract.layout.paragraphs import Paragraph
from extract.layout.places import Place, may_dangle, places
from extract.layout.readings import End, Option, settle_readings
from extract.layout.topics import Topics, grams, topic
from extract.layout.unbroken import Unbroken
from extract.rules import RuleSet

__all__ = ["Join", "find_joins"]

_FEW = 24  # ends; with more, the page is broken line by line, and is joined in order only
_NEAR_TOPS = 12  # column tops, and
_NEAR_PLACES = 6  # paragraphs on either side are looked through for the other half
_SHORTEST = 6  # characters of a line of prose, where there are many
_SHORT = 80  # characters of either paragraph that are looked at where ends are many
# Log-odds, fitted like those of `extract.layout.fluency`.
_WHOLE = 2.0  # an end that only lacks its stop, with a body right below it
_WHOLE_LAST = -1.0  # the same with a picture or a wide gap below it
_HEADING = 4.5  # a line like a heading that is one, with a body right below it
_HEADING_LAST = 2.5  # the same with a picture or a wide gap below it
_INSIDE = -4.8  # a head that is no column's top
_INDENTED = -5.0  # a head with blanks before it, as paragraphs have
_OWN = -3.0  # a head in the column of the end
_HEADED = -3.0  # a head below a heading that is surely one
_OTHER_ARTICLE = -2.0
_LEADING = -2.0  # a head right below the headline of its article
_LIKELY = -1.5  # the least a head's start may weigh, unless it is the next paragraph
_IN_ORDER = 1.0  # the least weight of a join to the very next paragraph, where ends are many


class Join(NamedTuple):
    """Paragraph ``right`` goes on with paragraph ``left`` (indexes), and why."""

    left: int
    right: int
    evidence: str


def find_joins(paragraphs: Sequence[Paragraph], text: str, rules: RuleSet) -> list[Join]:
    """Pair the ends that dangle with the heads that dangle; nothing is loaded if none does."""
    if not may_dangle(paragraphs):
        return []
    found = places(paragraphs)
    known = starts(rules)
    if sum([place.ends and not place.faint for place in found]) > _FEW:
        return _join_in_order(found, known)
    return _Page(found, text, known).joins()


def _join_in_order(found: Sequence[Place], known: Starts) -> list[Join]:
    joins = []
    nothing = Unbroken("")
    for left, right in pairwise(found):
        if not right.follows or left.faint or right.paragraph.indent:
            continue
        if min(len(left.paragraph.text), len(right.paragraph.text)) < _SHORTEST:
            continue
        a = Tail(left.paragraph.text[-_SHORT:])
        b = Head(right.paragraph.text[:_SHORT], known)
        one, other = grams(a.text), grams(b.text)
        seen = see(a, b, nothing, topic(len(one & other), one, other))
        if seen.weight > _IN_ORDER:
            joins.append(Join(left.index, right.index, _evidence(seen, a, b)))
    return joins


class _Heads:
    """Some heads of a page in file order, and those of them that may open a column."""

    def __init__(self, heads: list[Place]) -> None:
        self._all = heads
        self._numbers = [h.number for h in heads]
        self._tops = [h for h in heads if h.top]
        self._top_numbers = [h.number for h in self._tops]

    def near(self, left: Place, count: int) -> list[Place]:
        """The heads nearest to an end, neither its own nor the next place."""
        return _nearest(left.number, self._all, self._numbers, count)

    def tops(self, left: Place, count: int) -> list[Place]:
        """The same of the tops of columns."""
        return _nearest(left.number, self._tops, self._top_numbers, count)

    def next(self, left: Place) -> list[Place]:
        """The next place of the page, if it is one of them."""
        at = bisect_left(self._numbers, left.number + 1)
        return [h for h in self._all[at : at + 1] if h.number == left.number + 1]


def _nearest(number: int, heads: list[Place], numbers: list[int], count: int) -> list[Place]:
    """Of two as far away the upper first."""
    below = bisect_left(numbers, number + 2)
    above = bisect_left(numbers, number, 0, below)
    near = [*heads[max(0, above - count) : above][::-1], *heads[below : below + count]]
    near.sort(key=lambda h: abs(h.number - number))
    return near[:count]


class _Page:
    """The places of one page, each looked at once."""

    def __init__(self, found: Sequence[Place], text: str, known: Starts) -> None:
        self._unbroken = Unbroken(text)
        self._known = known
        ends = sorted([p for p in found if p.ends], key=lambda p: (p.faint, p.index))[:_FEW]
        is_indented = 2 * sum([p.paragraph.indent > 0 for p in found]) >= len(found)
        heads = [p for p in found if not (is_indented and p.paragraph.indent)]
        self._tails = {p.index: Tail(p.paragraph.text) for p in ends}
        self._heads: dict[int, Head] = {}
        self._seen: dict[tuple[int, int], Seen] = {}
        self._headings = {p.number: self._heading(p) for p in ends if p.faint}
        any_head, sure_head = _Heads(heads), _Heads([h for h in heads if not h.faint])
        # A line like a heading goes on with no other such line.
        likely = [(p, self._likely(p, sure_head if p.faint else any_head)) for p in ends]
        weighed = {p.index: p.paragraph.text for end, heads in likely for p in (end, *heads)}
        self._topics = Topics(weighed)
        self._ends = [self._end(end, heads) for end, heads in likely]

    def joins(self) -> list[Join]:
        """The pairs that are almost certain, in file order of their ends."""
        return [
            Join(at, to, _evidence(self._seen[at, to], self._tails[at], self._heads[to]))
            for at, to in settle_readings(self._ends)
        ]

    def _end(self, left: Place, heads: list[Place]) -> End:
        return End(
            place=left.index,
            unpaired=self._headings[left.number] if left.faint else self._whole(left),
            sure=not left.faint,
            column=left.column,
            options=[self._option(left, right) for right in heads],
        )

    def _whole(self, left: Place) -> float:
        """Log-odds that an end only lacks its stop."""
        return (_WHOLE_LAST if left.last else _WHOLE) - stops_short(self._tails[left.index])

    def _heading(self, faint: Place) -> float:
        """Log-odds that a line like a heading is one."""
        usual = _HEADING_LAST if faint.last else _HEADING
        return usual - fragment(self._tails[faint.index], self._known)

    def _option(self, left: Place, right: Place) -> Option:
        at, to = left.index, right.index
        seen = see(self._tails[at], self._heads[to], self._unbroken, self._topics.shared(at, to))
        self._seen[at, to] = seen
        is_next = right.follows and right.number == left.number + 1
        weight = seen.weight + self._surroundings(left, right)
        return Option(to, weight, is_next, right.column if right.top else -1)

    def _surroundings(self, left: Place, right: Place) -> float:
        weight = _OTHER_ARTICLE * (left.article != right.article)
        headings = self._headings
        if headings:
            if left.number + 1 != right.number:
                weight -= min(max(headings.get(right.number - 1, 0.0), 0.0), -_HEADED)
            weight += _HEADED * right.headed - max(headings.get(right.number, 0.0), 0.0)
        elif right.headed:
            weight += _HEADED
        if right.lead:
            weight += _LEADING
        if right.paragraph.indent:
            weight += _INDENTED
        if not right.top:
            return weight + _INSIDE
        return weight + _OWN * (left.column == right.column)

    def _likely(self, left: Place, heads: _Heads) -> list[Place]:
        """Where the other half may be: the next place, column tops, what starts badly near by.

        A line like a heading, with a body right below it, goes on with that or is a heading.
        """
        likely = heads.next(left)
        for head in likely:
            self._start(head)
        if not left.faint or left.last:
            tops, near = heads.tops(left, _NEAR_TOPS), heads.near(left, 2 * _NEAR_PLACES)
            likely += [h for h in tops if self._start(h) > _LIKELY]
            likely += [h for h in near if not h.top and self._start(h) + _INSIDE > _LIKELY]
        return likely

    def _start(self, place: Place) -> float:
        head = self._heads.get(place.index)
        if head is None:
            head = self._heads[place.index] = Head(place.paragraph.text, self._known)
        return head.weight


def _evidence(seen: Seen, left: Tail, right: Head) -> str:
    """A short phrase for people: what at the seam speaks for the join."""
    if seen.word:
        cut = next(
            n
            for n in range(1, len(seen.word))
            if left.text.endswith(seen.word[:n]) and right.text.startswith(seen.word[n:])
        )
        return f"{seen.word[:cut]}|{seen.word[cut:]} makes the word {seen.word}"
    if "closes" in seen.names:
        return "a quotation or bracket opened before the break is closed after it"
    if "decimal" in seen.names or "number_unit" in seen.names:
        return f"{left.text[-3:]}|{right.text[:2]} makes one number and unit"
    for name in ("four_seen", "three_seen", "pair_seen"):
        if name in seen.names:
            return f"{left.text[-3:]}|{right.text[:3]} also stands unbroken on the page"
    return f"{left.text[-4:]}|{right.text[:4]}: the one end and the one head that fit"
