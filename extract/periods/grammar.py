"""The period rules of a ``RuleSet``: parts by the characters they start with, and frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from extract.errors import RuleError
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled

__all__ = ["LEVELS", "NUMERALS", "RUN", "Frame", "Framing", "Grammar", "Part", "grammar"]

# From wide to narrow: a part may be followed only by a narrower one. Levels that are not
# here (span, now, event, date with what follows it) take part in no chain but as written.
LEVELS: Mapping[str, int] = {
    "century": 0,
    "decade": 1,
    "plan": 2,
    "year": 2,
    "half": 3,
    "quarter": 4,
    "month": 5,
    "festival": 6,
    "third": 6,
    "day": 7,
    "date": 7,
    "daypart": 8,
    "clock": 9,
}
# A run of numerals is one place where a part may start, so that no part starts inside one.
NUMERALS = "0123456789〇零一二两三四五六七八九十百廿卅"
RUN = "#"
_LIST = compiled(r"\{([a-z][a-z0-9_.]*)\}")


class Part(NamedTuple):
    """A rule that finds a piece of a time expression."""

    id: str
    pattern: RulePattern
    level: str
    weak: bool
    calendar: bool
    form: str
    offset: int | None


class Frame(NamedTuple):
    """A rule on what stands around an expression; patterns are None where not given.

    ``context``: it gives the form alone; ``both``: ``after`` only beside ``before``;
    ``over``: it may take in expressions before.
    ``starts`` are the characters that ``after`` may start with, ``ends`` those that
    ``before`` may end with; empty where the rule does not say.
    """

    id: str
    before: RulePattern | None
    after: RulePattern | None
    between: RulePattern | None
    on: frozenset[str]
    context: bool
    both: bool
    over: bool
    form: str
    starts: frozenset[str]
    ends: frozenset[str]


Opened = tuple[tuple[Callable[[str, int], re.Match[str] | None], Part], ...]


class _ByOpening(dict[str, Opened]):
    """How to match the parts that may start with two characters, made when first asked."""

    def __init__(self, parts: Mapping[str, tuple[Part, ...]]) -> None:
        super().__init__()
        self._parts = parts

    def __missing__(self, start: str) -> Opened:
        parts = self._parts.get(start) or self._parts.get(start[:1], ())
        found = self[start] = tuple((part.pattern.compiled.match, part) for part in parts)
        return found


class Framing(NamedTuple):
    """The frames of an expression, in declared order.

    ``starts`` are the characters one of which must follow, ``ends`` those one of which must
    stand before it, that a frame takes it; None where that is not known.
    """

    frames: tuple[Frame, ...]
    starts: frozenset[str] | None
    ends: frozenset[str] | None


class Grammar:
    """``gate`` finds where a part may start; ``dates`` gives the days of known names.

    Those are a plan's first day and last, and an event's first. ``joins`` are the frames
    between two expressions, ``all_frames`` the others. ``opened`` gives for two characters
    how to match the parts that may start with them, in declared order; a run of numerals
    stands there as ``RUN``. What a text asks for is compiled and kept: see Note [Compiled
    late] in `extract.rules.pattern`.
    """

    def __init__(
        self,
        parts: list[tuple[Part, set[str]]],
        frames: list[Frame],
        dates: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.gate = compiled(_gate(set().union(*(openings for _, openings in parts))))
        self.parts = tuple(part for part, _ in parts)
        self.joins = tuple(f for f in frames if f.between is not None)
        self.all_frames = tuple(f for f in frames if f.between is None)
        self.dates = dates
        self.opened = _ByOpening(_by_start(parts))
        self._framing: dict[tuple[str, str], Framing] = {}

    def framing(self, first: str, last: str) -> Framing:
        """The frames of an expression whose first and last parts have these levels."""
        found = self._framing.get((first, last))
        if found is None:
            frames = tuple(
                f for f in self.all_frames if (last if f.after is not None else first) in f.on
            )
            starts = _together([f.starts for f in frames if f.after is not None])
            ends = _together([f.ends for f in frames if f.after is None])
            found = self._framing[first, last] = Framing(frames, starts, ends)
        return found


def _together(signs: list[frozenset[str]]) -> frozenset[str] | None:
    return frozenset[str]().union(*signs) if all(signs) else None


@lru_cache(maxsize=8)
def grammar(rules: RuleSet) -> Grammar:
    """The grammar of these rules, made once. Raises RuleError."""
    fragments: dict[str, str] = {}
    for rule in rules.stage("period-parts"):
        fragments[rule.id] = rules.expand(rule.text("pattern"), fragments, rule=rule)
    parts: list[tuple[Part, set[str]]] = []
    frames: list[Frame] = []
    for rule in rules.stage("periods"):
        if rule.text("pattern"):
            parts.append((_part(rule, rules, fragments), _openings(rule, rules)))
        else:
            frames.append(_frame(rule, rules, fragments))
    return Grammar(parts, frames, _dates(rules))


def _by_start(parts: list[tuple[Part, set[str]]]) -> dict[str, tuple[Part, ...]]:
    """What can start with an opening, in declared order."""
    keys = {key for _, openings in parts for opening in openings for key in _spelt(opening)}
    starts: dict[str, list[Part]] = {key: [] for key in sorted(keys)}
    singles = {key for key in keys if len(key) == 1}
    for part, openings in parts:
        own = {key for opening in openings for key in _spelt(opening)}
        # What may be followed by anything may be followed by what others want.
        own |= {key for key in keys if key[0] in own} if singles & own else set()
        for key in own:
            starts[key].append(part)
    return {key: tuple(found) for key, found in starts.items()}


def _openings(rule: Rule, rules: RuleSet) -> set[str]:
    """The first two characters of what a rule finds; ``RUN`` is a run of numerals."""
    openings: set[str] = set()
    for start in rule.words("starts"):
        name = _LIST.search(start)
        words = rules.words(name[1]) if name and name[1] != "number" else (RUN,)
        openings |= {_LIST.sub(word, start)[:2] for word in words}
    if not openings or any(o[0] in NUMERALS for o in openings):
        cause = "starts: none, or a numeral that is not written {number}"
        raise RuleError(f"{rule.id}: {cause}", path=rule.path, line=rule.line)
    return openings


def _spelt(opening: str) -> list[str]:
    """An opening as keys: a run of numerals in second place as each numeral."""
    if opening[1:] == RUN:
        return [opening[0] + numeral for numeral in NUMERALS]
    return [opening]


def _gate(openings: set[str]) -> str:
    """A pattern for where a part may start: a run of numerals, or the first character.

    It begins with one class, which `re` skips through fast; the next character is tested
    against all that may follow any first one; and it takes a whole run of numerals at
    once, so that it is linear.
    """
    firsts = "".join(sorted({o[0] for o in openings} - {RUN}))
    return (
        f"[{NUMERALS}{re.escape(firsts)}]"
        f"(?:(?<=[{NUMERALS}])(?<![{NUMERALS}]{{2}})[{NUMERALS}]*+"
        + _next({o[1:] for o in openings if o[0] == RUN} - {""})
        + f"|(?<![{NUMERALS}])"
        + _next({o[1:] for o in openings if o[0] != RUN})
        + ")"
    )


def _next(chars: set[str]) -> str:
    if "" in chars:
        return ""
    plain = "".join(NUMERALS if c == RUN else re.escape(c) for c in sorted(chars))
    return f"(?=[{plain}])" if plain else "(?!)"


def _part(rule: Rule, rules: RuleSet, fragments: Mapping[str, str]) -> Part:
    offset = rule.keys.get("offset")
    return Part(
        rule.id, RulePattern(rules.expand(rule.text("pattern"), fragments, rule=rule), rule),
        rule.text("level"), rule.flag("weak"), rule.flag("calendar"), rule.text("form", "at"),
        offset if isinstance(offset, int) else None,
    )  # fmt: skip


def _frame(rule: Rule, rules: RuleSet, fragments: Mapping[str, str]) -> Frame:
    def pattern(key: str, shape: str) -> RulePattern | None:
        text = rules.expand(rule.text(key), fragments, rule=rule)
        return RulePattern(shape.format(text), rule) if text else None

    on = rule.words("on") or (*LEVELS, "now")
    return Frame(
        rule.id, pattern("before", "(?:{})\\Z"), pattern("after", "(?:{})"),
        pattern("between", "(?:{})"), frozenset(on),
        rule.flag("context"), rule.flag("both"), rule.flag("over"),
        rule.text("form"), frozenset(rule.words("starts")), frozenset(rule.words("ends")),
    )  # fmt: skip


def _dates(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    dates: dict[str, tuple[str, ...]] = {}
    for rule in rules.stage("periods"):
        given = rule.keys.get("dates")
        for name, days in given.items() if isinstance(given, dict) else ():
            dates.setdefault(name, tuple(str(day) for day in days))
    return dates
