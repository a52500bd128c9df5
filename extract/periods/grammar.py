"""The period rules of a ``RuleSet``, compiled: parts by the character they start with, frames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import RuleError
from extract.rules import Rule, RuleSet

__all__ = ["LEVELS", "Frame", "Grammar", "Part", "grammar"]

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
NUMERALS = "0123456789〇零一二两三四五六七八九十百"
_RUN = "#"
_LIST = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A rule that finds a piece of a time expression."""

    id: str
    level: str
    weak: bool
    calendar: bool
    form: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class Frame:
    """A rule on what stands around an expression; patterns are None where not given.

    ``context``: it gives the form alone; ``over``: it may take in expressions before.
    """

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    between: re.Pattern[str] | None
    on: frozenset[str]
    context: bool
    over: bool
    form: str


Opened = tuple[re.Pattern[str], tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """``gate`` finds where a part may start; ``by_start`` the parts by numeral or opening.

    ``dates`` gives the days of known names: a plan's first and last, an event's first.
    """

    gate: re.Pattern[str]
    by_start: Mapping[str, Opened]
    frames: tuple[Frame, ...]
    joins: tuple[Frame, ...]
    dates: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def grammar(rules: RuleSet) -> Grammar:
    """The grammar of these rules, compiled once. Raises RuleError."""
    fragments: dict[str, str] = {}
    for rule in rules.stage("period-parts"):
        fragments[rule.id] = rules.expand(rule.text("pattern"), fragments, rule=rule)
    parts: list[tuple[Rule, str]] = []
    frames: list[Frame] = []
    for rule in rules.stage("periods"):
        if rule.text("pattern"):
            parts.append((rule, rules.expand(rule.text("pattern"), fragments, rule=rule)))
        else:
            frames.append(_frame(rule, rules, fragments))
    openings = [_openings(rule, rules) for rule, _ in parts]
    gate = _gate(set().union(*openings))
    by_start = _by_start(parts, openings)
    return Grammar(
        re.compile(gate),
        by_start,
        tuple(f for f in frames if f.between is None),
        tuple(f for f in frames if f.between is not None),
        _dates(rules),
    )


def _by_start(parts: list[tuple[Rule, str]], openings: list[set[str]]) -> dict[str, Opened]:
    """What can start with a numeral or an opening, in declared order."""
    starts: dict[str, list[int]] = {}
    singles = {o for opening in openings for o in opening if len(o) == 1} | set(NUMERALS)
    for index, opening in enumerate(openings):
        for key in {o[0] if o[0] in singles else o for text in opening for o in _spelt(text)}:
            starts.setdefault(key, []).append(index)
    compiled: dict[tuple[int, ...], Opened] = {}
    for indices in set(map(tuple, starts.values())):
        pattern = "|".join(f"({parts[i][1]})" for i in indices)
        rules = tuple(parts[i][0] for i in indices)
        compiled[indices] = _compile(pattern, rules[0]), tuple(map(_part, rules))
    return {key: compiled[tuple(indices)] for key, indices in starts.items()}


def _openings(rule: Rule, rules: RuleSet) -> set[str]:
    """The first two characters of what a rule finds; ``#`` is a run of numerals."""
    openings: set[str] = set()
    for start in rule.words("starts"):
        name = _LIST.search(start)
        words = rules.words(name[1]) if name and name[1] != "number" else (_RUN,)
        openings |= {_LIST.sub(word, start)[:2] for word in words}
    if not openings or any(o[0] in NUMERALS for o in openings):
        cause = "starts: none, or a numeral that is not written {number}"
        raise RuleError(f"{rule.id}: {cause}", path=rule.path, line=rule.line)
    return openings


def _spelt(opening: str) -> list[str]:
    """An opening with its run of numerals written as each numeral."""
    return [opening.replace(_RUN, n) for n in NUMERALS] if _RUN in opening else [opening]


def _gate(openings: set[str]) -> str:
    """A pattern for where a part may start: a run of numerals, or the first character.

    It begins with one class, which `re` skips through fast; the next character is tested
    against all that may follow any first one; and it takes a whole run of numerals at
    once, so that it is linear.
    """
    firsts = "".join(sorted({o[0] for o in openings} - {_RUN}))
    return (
        f"[{NUMERALS}{re.escape(firsts)}]"
        f"(?:(?<=[{NUMERALS}])(?<![{NUMERALS}]{{2}})[{NUMERALS}]*+"
        + _next({o[1:] for o in openings if o[0] == _RUN})
        + f"|(?<![{NUMERALS}])"
        + _next({o[1:] for o in openings if o[0] != _RUN})
        + ")"
    )


def _next(chars: set[str]) -> str:
    if "" in chars:
        return ""
    plain = "".join(NUMERALS if c == _RUN else re.escape(c) for c in sorted(chars))
    return f"(?=[{plain}])" if plain else "(?!)"


def _part(rule: Rule) -> Part:
    level = rule.text("level")
    offset = rule.keys.get("offset")
    return Part(
        rule.id, level, rule.flag("weak"), rule.flag("calendar"), rule.text("form", "at"),
        offset if isinstance(offset, int) else None,
    )  # fmt: skip


def _frame(rule: Rule, rules: RuleSet, fragments: Mapping[str, str]) -> Frame:
    def compiled(key: str, shape: str) -> re.Pattern[str] | None:
        text = rules.expand(rule.text(key), fragments, rule=rule)
        return _compile(shape.format(text), rule) if text else None

    on = rule.words("on") or (*LEVELS, "now")
    return Frame(
        rule.id, compiled("before", "(?:{})\\Z"), compiled("after", "(?:{})"),
        compiled("between", "(?:{})"), frozenset(on), rule.flag("context"), rule.flag("over"),
        rule.text("form"),
    )  # fmt: skip


def _dates(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    dates: dict[str, tuple[str, ...]] = {}
    for rule in rules.stage("periods"):
        given = rule.keys.get("dates")
        for name, days in given.items() if isinstance(given, dict) else ():
            dates.setdefault(name, tuple(str(day) for day in days))
    return dates


def _compile(pattern: str, rule: Rule) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise RuleError(f"{rule.id}: {error}", path=rule.path, line=rule.line) from None
