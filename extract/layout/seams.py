"""Which paragraphs stop in mid-sentence, which begin there, and which of them go together.

Note [Whole readings]: on a page cut into columns, the ends and heads are few and each goes
with one. So every way to pair them is weighed as a whole, and a pair is joined only where
almost all the weight of all readings has it: unsure means unjoined.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import attrgetter

from extract.layout.edges import Edge, edge, fragment, stops_short
from extract.layout.fluency import Rarity, Seen, see, start_weight
from extract.layout.paragraphs import Paragraph
from extract.layout.places import Place, may_dangle, places
from extract.layout.readings import End, Option, settle_readings
from extract.rules import RuleSet

__all__ = ["Join", "find_joins"]

_NUMBER = attrgetter("number")
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
_LIKELY = -1.5  # the least a head's start may weigh, unless it is the next paragraph
_IN_ORDER = 1.0  # the least weight of a join to the very next paragraph, where ends are many


@dataclass(frozen=True, slots=True)
class Join:
    """Paragraph ``right`` goes on with paragraph ``left`` (indexes), and why."""

    left: int
    right: int
    evidence: str


def find_joins(paragraphs: Sequence[Paragraph], text: str, rules: RuleSet) -> list[Join]:
    """Pair the ends that dangle with the heads that dangle; nothing is loaded if none does."""
    if not may_dangle(paragraphs):
        return []
    found = places(paragraphs)
    if sum(place.ends and not place.faint for place in found) > _FEW:
        return _join_in_order(found, rules)
    return _Page(found, text, rules).joins()


def _join_in_order(found: Sequence[Place], rules: RuleSet) -> list[Join]:
    joins = []
    for left, right in pairwise(found):
        if not right.follows or left.faint or right.paragraph.indent:
            continue
        if min(len(left.paragraph.text), len(right.paragraph.text)) < _SHORTEST:
            continue
        a = edge(left.paragraph.text[-_SHORT:], rules)
        b = edge(right.paragraph.text[:_SHORT], rules)
        seen = see(a, b, "", Rarity([a]))
        if seen.weight > _IN_ORDER:
            joins.append(Join(left.index, right.index, _evidence(seen, a, b)))
    return joins


class _Page:
    """The places of one page, each looked at once."""

    def __init__(self, found: Sequence[Place], text: str, rules: RuleSet) -> None:
        self._text = text
        self._rules = rules
        self._ends = sorted((p for p in found if p.ends), key=lambda p: (p.faint, p.index))[:_FEW]
        is_indented = 2 * sum(p.paragraph.indent > 0 for p in found) >= len(found)
        heads = [p for p in found if not (is_indented and p.paragraph.indent)]
        self._starts: dict[int, float] = {}
        self._edges = {p.index: edge(p.paragraph.text, rules) for p in self._ends}
        self._heads = {end.index: self._likely(end, heads) for end in self._ends}
        weighed = {p.index for p in chain(self._ends, *self._heads.values())}
        self._rarity = Rarity(self._edges[at] for at in weighed)
        self._seen: dict[tuple[int, int], Seen] = {}
        self._headings = {p.number: self._heading(p) for p in self._ends if p.faint}

    def joins(self) -> list[Join]:
        """The pairs that are almost certain, in file order of their ends."""
        return [
            Join(left, right, _evidence(self._seen[left, right], *self._pair(left, right)))
            for left, right in settle_readings([self._end(end) for end in self._ends])
        ]

    def _pair(self, left: int, right: int) -> tuple[Edge, Edge]:
        return self._edges[left], self._edges[right]

    def _end(self, left: Place) -> End:
        whole = _WHOLE_LAST if left.last else _WHOLE
        return End(
            place=left.index,
            unpaired=self._headings.get(left.number, whole - stops_short(self._edges[left.index])),
            sure=not left.faint,
            column=left.column,
            options=[self._option(left, right) for right in self._heads[left.index]],
        )

    def _heading(self, faint: Place) -> float:
        """Log-odds that a line like a heading is one."""
        usual = _HEADING_LAST if faint.last else _HEADING
        return usual - fragment(faint.paragraph.text, self._rules)

    def _option(self, left: Place, right: Place) -> Option:
        seen = see(*self._pair(left.index, right.index), self._text, self._rarity)
        self._seen[left.index, right.index] = seen
        return Option(
            head=right.index,
            weight=seen.weight + self._surroundings(left, right),
            is_next=right.follows and right.number == left.number + 1,
            column=right.column if right.top else -1,
        )

    def _surroundings(self, left: Place, right: Place) -> float:
        weight = _OTHER_ARTICLE * (left.article != right.article)
        if left.number + 1 != right.number:
            weight -= min(max(self._headings.get(right.number - 1, 0.0), 0.0), -_HEADED)
        weight += _HEADED * right.headed - max(self._headings.get(right.number, 0.0), 0.0)
        if right.paragraph.indent:
            weight += _INDENTED
        if not right.top:
            return weight + _INSIDE
        return weight + _OWN * (left.column == right.column)

    def _likely(self, left: Place, heads: list[Place]) -> list[Place]:
        """Where the other half may be: the next place, column tops, what starts badly near by.

        A line like a heading, with a body right below it, goes on with that or is a heading.
        """
        heads = [h for h in heads if not (left.faint and h.faint)]
        at = bisect_left(heads, left.number, key=_NUMBER)
        above, below = heads[:at], heads[at:]
        if below and below[0].number == left.number:
            del below[0]
        likely = [below.pop(0)] if below and below[0].number == left.number + 1 else []
        if not left.faint or left.last:
            near = _nearest(left, above, below, 2 * _NEAR_PLACES)
            tops = [h for h in above if h.top], [h for h in below if h.top]
            likely += [h for h in _nearest(left, *tops, _NEAR_TOPS) if self._start(h) > _LIKELY]
            likely += [h for h in near if not h.top and self._start(h) + _INSIDE > _LIKELY]
        for head in likely:
            self._start(head)
        return likely

    def _start(self, head: Place) -> float:
        weight = self._starts.get(head.index)
        if weight is None:
            found = self._edges.get(head.index)
            if found is None:
                found = self._edges[head.index] = edge(head.paragraph.text, self._rules)
            weight = self._starts[head.index] = start_weight(found)
        return weight


def _nearest(
    left: Place, above: Sequence[Place], below: Sequence[Place], count: int
) -> list[Place]:
    """The places nearest to one, of two as far away the upper first."""
    near = [*above[: -count - 1 : -1], *below[:count]]
    near.sort(key=lambda h: abs(h.number - left.number))
    return near[:count]


def _evidence(seen: Seen, left: Edge, right: Edge) -> str:
    """A short phrase for people: what at the seam speaks for the join."""
    if seen.word:
        cut = next(
            n
            for n in range(1, len(seen.word))
            if left.text.endswith(seen.word[:n]) and right.text.startswith(seen.word[n:])
        )
        return f"{seen.word[:cut]}|{seen.word[cut:]} makes the word {seen.word}"
    if "closes" in seen.amounts:
        return "a quotation or bracket opened before the break is closed after it"
    if "decimal" in seen.amounts or "number_unit" in seen.amounts:
        return f"{left.text[-3:]}|{right.text[:2]} makes one number and unit"
    for name in ("four_seen", "three_seen", "pair_seen"):
        if name in seen.amounts:
            return f"{left.text[-3:]}|{right.text[:3]} also stands unbroken on the page"
    return f"{left.text[-4:]}|{right.text[:4]}: the one end and the one head that fit"
