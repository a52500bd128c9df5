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
    """A rule on what stands around an expression; patterns are None where not given."""

    id: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    between: re.Pattern[str] | None
    on: frozenset[str]
    context: bool
    form: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """``gate`` finds where a part may start; ``by_start`` the parts of each such character.

    ``dates`` gives the days of known names: a plan's first and last, an event's first.
    """

    gate: re.Pattern[str]
    by_start: Mapping[str, tuple[re.Pattern[str], tuple[Part, ...]]]
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
    by_start = _by_start(parts)
    words = "".join(c for c in by_start if c not in NUMERALS)
    gate = f"[{NUMERALS}]+|[{re.escape(words)}]"
    return Grammar(
        _compile(gate, None),
        by_start,
        tuple(f for f in frames if f.between is None),
        tuple(f for f in frames if f.between is not None),
        _dates(rules),
    )


def _by_start(
    parts: list[tuple[Rule, str]],
) -> dict[str, tuple[re.Pattern[str], tuple[Part, ...]]]:
    starts: dict[str, list[int]] = {}
    for index, (rule, _) in enumerate(parts):
        for char in _starts(rule):
            starts.setdefault(char, []).append(index)
    compiled: dict[tuple[int, ...], tuple[re.Pattern[str], tuple[Part, ...]]] = {}
    for indices in starts.values():
        key = tuple(indices)
        if key not in compiled:
            pattern = "|".join(f"({parts[i][1]})" for i in indices)
            compiled[key] = (
                _compile(pattern, parts[key[0]][0]),
                tuple(_part(parts[i][0]) for i in indices),
            )
    return {char: compiled[tuple(indices)] for char, indices in starts.items()}


def _starts(rule: Rule) -> set[str]:
    text = rule.text("starts")
    if not text:
        raise RuleError(f"{rule.id}: no 'starts'", path=rule.path, line=rule.line)
    return set(text.replace("0-9", "0123456789"))


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
        compiled("between", "(?:{})"), frozenset(on), rule.flag("context"), rule.text("form"),
    )  # fmt: skip


def _dates(rules: RuleSet) -> dict[str, tuple[str, ...]]:
    dates: dict[str, tuple[str, ...]] = {}
    for rule in rules.stage("periods"):
        given = rule.keys.get("dates")
        for name, days in given.items() if isinstance(given, dict) else ():
            dates.setdefault(name, tuple(str(day) for day in days))
    return dates


def _compile(pattern: str, rule: Rule | None) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        if rule is None:
            raise
        raise RuleError(f"{rule.id}: {error}", path=rule.path, line=rule.line) from None
