"""Find the time expressions of a text; see Note [Parts and frames] in the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.model import Period
from extract.periods.grammar import LEVELS, Frame, Grammar, Part, grammar
from extract.rules import RuleSet, default_rules
from extract.text import fold

__all__ = ["Found", "chains", "find_periods"]

_GAPS = ("", " ", "的")  # 2020年的10月
_BEFORE = 24  # how far a frame may look back


@dataclass(frozen=True, slots=True)
class Found:
    """An expression on its way: its range, the parts it is made of, rules of its frames."""

    start: int
    end: int
    parts: tuple[tuple[int, int, Part], ...]
    form: str
    rules: tuple[str, ...] = ()
    sure: bool = True

    @property
    def first(self) -> str:
        """The level of the first part."""
        return self.parts[0][2].level

    @property
    def last(self) -> str:
        """The level of the last part."""
        return self.parts[-1][2].level


def find_periods(text: str, rules: RuleSet | None = None) -> tuple[Period, ...]:
    """All time expressions of a passage text, sorted, disjoint; offsets count in ``text``.

    Leftmost; parts that adjoin and the frame around them make one expression, so that
    nothing nests: 截至今年10月底 is one period, not three.
    """
    ruled = grammar(rules if rules is not None else default_rules())
    folded = fold(text)
    periods: list[Period] = []
    done = 0
    found = list(_joined(folded, chains(folded, ruled), ruled))
    for item in found:
        if item.start < done:
            continue
        framed = _framed(folded, item, ruled, done)
        if framed.sure:
            while periods and periods[-1].start >= framed.start:
                periods.pop()
            periods.append(_period(text, framed))
            done = framed.end
    return tuple(periods)


def chains(folded: str, ruled: Grammar) -> Iterator[Found]:
    """Chains of adjoining parts from wide to narrow, sure ones or not yet."""
    chain: list[tuple[int, int, Part]] = []
    for item in _parts(folded, ruled):
        if chain and not _follows(folded, chain[-1], item):
            yield _chain(chain)
            chain = []
        chain.append(item)
    if chain:
        yield _chain(chain)


def _parts(folded: str, ruled: Grammar) -> Iterator[tuple[int, int, Part]]:
    by_start = ruled.by_start
    done = 0
    for candidate in ruled.gate.finditer(folded):
        start = candidate.start()
        if start < done:
            # A part may end inside a run of numerals that the gate took as one: 2日20时.
            if candidate.end() <= done:
                continue
            start = done
        entry = by_start.get(folded[start]) or by_start.get(folded[start : start + 2])
        found = entry and entry[0].match(folded, start)
        if entry and found and found.end() > start:
            done = found.end()
            assert found.lastindex is not None
            yield start, done, entry[1][found.lastindex - 1]


def _follows(folded: str, left: tuple[int, int, Part], right: tuple[int, int, Part]) -> bool:
    if LEVELS.get(right[2].level, -1) <= LEVELS.get(left[2].level, len(LEVELS)):
        return False
    return folded[left[1] : right[0]] in _GAPS


def _chain(chain: list[tuple[int, int, Part]]) -> Found:
    sure = len(chain) > 1 or not chain[0][2].weak
    forms = [part.form for _, _, part in chain if part.form != "at"]
    form = forms[-1] if forms else "at"
    return Found(chain[0][0], chain[-1][1], tuple(chain), form, sure=sure)


def _joined(folded: str, items: Iterator[Found], ruled: Grammar) -> Iterator[Found]:
    left: Found | None = None
    for item in items:
        joined = left and _join(folded, left, item, ruled)
        if left and not joined:
            yield left
        left = joined or item
    if left:
        yield left


def _join(folded: str, left: Found, right: Found, ruled: Grammar) -> Found | None:
    if not left.sure or right.start - left.end > 2 or right.start == left.end:
        return None
    if LEVELS.get(right.first, -1) < LEVELS.get(left.first, len(LEVELS)):
        return None
    for frame in ruled.joins:
        if frame.between and frame.between.fullmatch(folded, left.end, right.start):
            parts = left.parts + right.parts
            return replace(
                left, end=right.end, parts=parts, form=frame.form, rules=(*left.rules, frame.id)
            )
    return None


def _framed(folded: str, item: Found, ruled: Grammar, done: int) -> Found:
    """The expression with what frames add to it; a base of comparison keeps that form."""
    for frame in ruled.joins:
        if frame.id in item.rules:
            item = _extend_before(folded, item, frame, done)
    for frame in ruled.frames:
        if frame.after and item.last in frame.on:
            after = frame.after.match(folded, item.end)
            if after:
                item = _take(item, frame, end=None if frame.context else after.end())
                item = _extend_before(folded, item, frame, done)
        elif frame.before and item.first in frame.on:
            item = _extend_before(folded, item, frame, done, own=True)
    return item


def _extend_before(
    folded: str, item: Found, frame: Frame, done: int, *, own: bool = False
) -> Found:
    if frame.before is None:
        return item
    floor = max(0 if frame.over else done, item.start - _BEFORE)
    before = frame.before.search(folded, floor, item.start)
    if before is None or before.start() == item.start:
        return item
    if not own:
        return replace(item, start=before.start())
    return _take(item, frame, start=None if frame.context else before.start())


def _take(item: Found, frame: Frame, *, start: int | None = None, end: int | None = None) -> Found:
    form = item.form if item.form == "base" else frame.form or item.form
    return replace(
        item,
        start=item.start if start is None else start,
        end=item.end if end is None else end,
        form=form,
        rules=(*item.rules, frame.id),
        sure=True,
    )


def _period(text: str, item: Found) -> Period:
    parts = tuple(dict.fromkeys(part.id for _, _, part in item.parts))
    calendar = all(part.calendar for _, _, part in item.parts)
    quote = text[item.start : item.end]
    rule = "+".join((*parts, *item.rules))
    return Period(item.start, item.end, quote, rule, item.form, calendar)
