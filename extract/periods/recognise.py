"""Find the time expressions of a text; see Note [Parts and frames] in the package."""

from __future__ import annotations

from typing import NamedTuple

from extract.model import Period
from extract.periods.grammar import LEVELS, NUMERALS, RUN, Frame, Grammar, Part, grammar
from extract.rules import RuleSet, default_rules
from extract.rules.regexes import compiled
from extract.spacing import unspaced
from extract.text import fold

__all__ = ["Found", "chains", "find_periods"]

_GAPS = ("", " ", "的")  # 2020年的10月
_BEFORE = 24  # how far a frame may look back
# The decimals of 9.2年 are no year; 1.2026年 is an item of a list.
_DECIMALS = compiled(r"[0-9]\.\Z")
_YEAR = 4
_NUMERALS = frozenset(NUMERALS)
_WIDEST, _NARROWEST = -1, len(LEVELS)  # for levels that take part in no chain

_Piece = tuple[int, int, Part]


class Found(NamedTuple):
    """An expression on its way: its range, the parts it is made of, rules of its frames."""

    start: int
    end: int
    parts: tuple[_Piece, ...]
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
    nothing nests: 截至今年10月底 is one period, not three. 2023 年 5 月 is one, too.
    """
    ruled = grammar(rules if rules is not None else default_rules())
    closed_up = unspaced(text)
    if closed_up is None:
        return _periods(text, ruled)
    return tuple(closed_up.put_back(text, p) for p in _periods(closed_up.text, ruled))


def _periods(text: str, ruled: Grammar) -> tuple[Period, ...]:
    folded = fold(text)
    found = chains(folded, ruled)
    if not found:
        return ()
    periods: list[Period] = []
    done = 0
    for item in _joined(folded, found, ruled) if len(found) > 1 else found:
        if item.start < done:
            continue
        framed = _framed(folded, item, ruled, done)
        if framed.sure:
            while periods and periods[-1].start >= framed.start:
                periods.pop()
            periods.append(_period(text, framed))
            done = framed.end
    return tuple(periods)


def chains(folded: str, ruled: Grammar) -> list[Found]:
    """Chains of adjoining parts from wide to narrow, sure ones or not yet."""
    found: list[Found] = []
    chain: list[_Piece] = []
    for piece in _pieces(folded, ruled):
        if chain and not _follows(folded, chain[-1], piece):
            found.append(_chain(chain))
            chain = []
        chain.append(piece)
    if chain:
        found.append(_chain(chain))
    return found


def _pieces(folded: str, ruled: Grammar) -> list[_Piece]:
    opened = ruled.opened
    found: list[_Piece] = []
    done = 0
    for candidate in ruled.gate.finditer(folded):
        start, end = candidate.span()
        if start < done:
            # A part may end inside a run of numerals that the gate took as one: 2日20时.
            if end <= done:
                continue
            start = done
        is_number = folded[start] in _NUMERALS
        if is_number and end - start < _YEAR and _DECIMALS.search(folded, max(0, start - 2), start):
            continue
        opening = RUN + folded[end : end + 1] if is_number else folded[start : start + 2]
        for match, part in opened[opening]:
            matched = match(folded, start)
            if matched is not None and matched.end() > start:
                done = matched.end()
                found.append((start, done, part))
                break
    return found


def _follows(folded: str, left: _Piece, right: _Piece) -> bool:
    if LEVELS.get(right[2].level, _WIDEST) <= LEVELS.get(left[2].level, _NARROWEST):
        return False
    return folded[left[1] : right[0]] in _GAPS


def _chain(chain: list[_Piece]) -> Found:
    start, end, part = chain[0]
    if len(chain) == 1:
        return Found(start, end, (chain[0],), part.form, sure=not part.weak)
    forms = [part.form for _, _, part in chain if part.form != "at"]
    return Found(start, chain[-1][1], tuple(chain), forms[-1] if forms else "at")


def _joined(folded: str, items: list[Found], ruled: Grammar) -> list[Found]:
    """With the two ends of each range as one."""
    found: list[Found] = []
    for item in items:
        # Two ends have one to three characters between them: 至, 起至, 开始至.
        is_near = bool(found) and 0 < item.start - found[-1].end <= 3
        joined = _join(folded, found[-1], item, ruled) if is_near else None
        if joined is None:
            found.append(item)
        else:
            found[-1] = joined
    return found


def _join(folded: str, left: Found, right: Found, ruled: Grammar) -> Found | None:
    if not left.sure:
        return None
    if LEVELS.get(right.first, _WIDEST) < LEVELS.get(left.first, _NARROWEST):
        return None
    for frame in ruled.joins:
        if frame.between and frame.between.compiled.fullmatch(folded, left.end, right.start):
            parts = left.parts + right.parts
            return Found(left.start, right.end, parts, frame.form, (*left.rules, frame.id))
    return None


def _framed(folded: str, item: Found, ruled: Grammar, done: int) -> Found:
    """The expression with what frames add to it; a base of comparison keeps that form."""
    if item.rules:
        for frame in ruled.joins:
            if frame.id in item.rules:
                item = _extend_before(folded, item, frame, done)
    frames, starts, ends = ruled.framing(item.first, item.last)
    # What no frame can take by the characters on either side is left as it is.
    if (
        starts is not None
        and ends is not None
        and folded[item.end : item.end + 1] not in starts
        and folded[item.start - 1 : item.start] not in ends
    ):
        return item
    for frame in frames:
        if frame.after is None:
            if not frame.ends or folded[item.start - 1 : item.start] in frame.ends:
                item = _extend_before(folded, item, frame, done, own=True)
        elif frame.starts and folded[item.end : item.end + 1] not in frame.starts:
            continue
        else:
            item = _continued(folded, item, frame, done)
    return item


def _continued(folded: str, item: Found, frame: Frame, done: int) -> Found:
    """With what a frame takes after it, and before it."""
    after = frame.after.compiled.match(folded, item.end) if frame.after else None
    if after is None:
        return item
    begun = _extend_before(folded, item, frame, done)
    if begun is item and frame.both:
        return item
    if frame.context:
        return _take(item, frame)
    return _take(begun, frame, end=after.end())


def _extend_before(
    folded: str, item: Found, frame: Frame, done: int, *, own: bool = False
) -> Found:
    if frame.before is None:
        return item
    floor = max(0 if frame.over else done, item.start - _BEFORE)
    before = frame.before.compiled.search(folded, floor, item.start)
    if before is None or before.start() == item.start:
        return item
    if not own:
        return item._replace(start=before.start())
    return _take(item, frame, start=None if frame.context else before.start())


def _take(item: Found, frame: Frame, *, start: int | None = None, end: int | None = None) -> Found:
    return Found(
        item.start if start is None else start,
        item.end if end is None else end,
        item.parts,
        item.form if item.form == "base" else frame.form or item.form,
        (*item.rules, frame.id),
    )


def _period(text: str, item: Found) -> Period:
    start, end, parts, form, rules, _ = item
    quote = text[start:end]
    if len(parts) == 1 and not rules:
        part = parts[0][2]
        return Period(start, end, quote, part.id, form, part.calendar)
    ids = dict.fromkeys([part.id for _, _, part in parts])
    calendar = all(part.calendar for _, _, part in parts)
    return Period(start, end, quote, "+".join((*ids, *rules)), form, calendar)
