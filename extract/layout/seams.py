"""Which paragraphs stop in mid-sentence, which begin there, and which of them go together.

Note [Whole readings]: on a page cut into columns, the ends and heads are few and each goes
with one. So every way to pair them is weighed as a whole, and a pair is joined only where
almost all the weight of all readings has it: unsure means unjoined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.fluency import NO_START, Edge, Seen, edge, see
from extract.layout.headings import LIST_ITEM
from extract.layout.lines import Paragraph, finished
from extract.layout.readings import Option, settle_readings

__all__ = ["Join", "find_joins"]

_FEW = 24  # ends; with more, the page is broken line by line, and is joined in order only
_NEAR = 12  # columns on either side of an end where its other half is looked for
_WIDE = 2  # more blank lines than usual: a column or a picture stands between
_IN_ORDER = -3.0  # the least weight of a join to the very next paragraph, where ends are many


@dataclass(frozen=True, slots=True)
class Join:
    """Paragraph ``right`` goes on with paragraph ``left`` (indexes), and why."""

    left: int
    right: int
    evidence: str


@dataclass(slots=True)
class _Place:
    """A body paragraph among the others: where its column and article begin."""

    index: int
    paragraph: Paragraph
    top: bool
    column: int
    article: int
    follows: bool
    ends: bool


def find_joins(paragraphs: Sequence[Paragraph], text: str) -> list[Join]:
    """Pair the ends that dangle with the heads that dangle; nothing is loaded if none does."""
    ends = [at for at, p in enumerate(paragraphs) if _dangles(p)]
    if not ends:
        return []
    places = _places(paragraphs, frozenset(ends))
    if len(ends) > _FEW:
        return _join_in_order(places)
    return _join_anywhere(places, text)


def _dangles(paragraph: Paragraph) -> bool:
    return _is_prose(paragraph) and not finished(paragraph.text)


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.kind == "body" and not paragraph.row and paragraph.rule != LIST_ITEM


def _places(paragraphs: Sequence[Paragraph], ends: frozenset[int]) -> list[_Place]:
    """The body in file order, with what stands above each paragraph."""
    usual = Counter(p.gap for p in paragraphs).most_common(1)[0][0]
    places: list[_Place] = []
    column = article = 0
    broken, headed = True, False  # something other than body, or a heading, stands between
    for index, paragraph in enumerate(paragraphs):
        broken = broken or paragraph.gap >= usual + _WIDE
        if paragraph.kind == "headline":
            headed = True
            article += bool(paragraph.article)
            broken = broken or bool(paragraph.article)
        elif not _is_prose(paragraph):
            broken = True
        else:
            after_end = bool(places) and places[-1].ends
            top = after_end or (broken and not headed) or not places
            column += after_end or broken or headed
            follows = after_end and not headed
            is_end = index in ends
            places.append(_Place(index, paragraph, top, column, article, follows, is_end))
            broken = headed = False
    return places


def _heads(places: Sequence[_Place]) -> list[_Place]:
    """Paragraphs that may go on with another: column tops, and those that start badly."""
    indented = 2 * sum(p.paragraph.indent > 0 for p in places) >= len(places)
    return [
        place
        for place in places
        if not (indented and place.paragraph.indent)
        and (place.top or indented or _starts_badly(place.paragraph.text))
    ]


def _starts_badly(text: str) -> bool:
    return text[0] in NO_START or text.count("”") > text.count("“")


def _join_in_order(places: Sequence[_Place]) -> list[Join]:
    joins = []
    rarity: Counter[str] = Counter()
    for left, right in pairwise(places):
        if left.ends and right.follows and not right.paragraph.indent:
            a, b = edge(left.paragraph.text[-60:]), edge(right.paragraph.text[:60])
            rarity.update(a.grams | b.grams)
            seen = see(a, b, "", rarity)
            if seen.weight > _IN_ORDER:
                joins.append(Join(left.index, right.index, _evidence(seen, a, b)))
    return joins


def _join_anywhere(places: Sequence[_Place], text: str) -> list[Join]:
    edges = {place.index: edge(place.paragraph.text) for place in places}
    rarity = Counter(gram for e in edges.values() for gram in e.grams)
    heads = _heads(places)
    options: dict[int, list[Option]] = {}
    seen: dict[tuple[int, int], Seen] = {}
    for left in (place for place in places if place.ends):
        options[left.index] = []
        for right in _nearest(left, heads):
            look = see(edges[left.index], edges[right.index], text, rarity)
            seen[left.index, right.index] = look
            is_next = right.follows and right.index == _next(places, left)
            weight = look.weight - 2.0 * (left.article != right.article)
            options[left.index].append(Option(right.index, weight, is_next))
    return [
        Join(left, right, _evidence(seen[left, right], edges[left], edges[right]))
        for left, right in settle_readings(options)
    ]


def _nearest(left: _Place, heads: Sequence[_Place]) -> list[_Place]:
    """Heads that the end may go on with: not in its own column, and not too far off."""
    fit = [h for h in heads if h.index != left.index and h.column != left.column]
    fit.sort(key=lambda h: abs(h.column - left.column))
    return fit[: 2 * _NEAR]


def _next(places: Sequence[_Place], left: _Place) -> int:
    return next((p.index for p in places if p.index > left.index), -1)


def _evidence(seen: Seen, left: Edge, right: Edge) -> str:
    """A short phrase for people: what at the seam speaks for the join."""
    if seen.word:
        cut = next(
            n for n in range(1, len(seen.word))
            if left.text.endswith(seen.word[:n]) and right.text.startswith(seen.word[n:])
        )  # fmt: skip
        return f"{seen.word[:cut]}|{seen.word[cut:]} makes the word {seen.word}"
    if "closes" in seen.amounts:
        return "a quotation or bracket opened before the break is closed after it"
    if "decimal" in seen.amounts or "number_unit" in seen.amounts:
        return f"{left.text[-3:]}|{right.text[:2]} makes one number and unit"
    for name in ("four_seen", "three_seen", "pair_seen"):
        if name in seen.amounts:
            return f"{left.text[-3:]}|{right.text[:3]} also stands unbroken on the page"
    return f"{left.text[-4:]}|{right.text[:4]}: the one end and the one head that fit"
