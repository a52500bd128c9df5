"""The readings of approximate words, from rules of stage ``reading``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast, get_args

from extract.errors import RuleError
from extract.model import Bound
from extract.rules import Rule, RuleSet, default_rules

__all__ = ["POSITIONS", "Reading", "Readings", "not_behind", "readings"]

# A suffix of number or scale (十余, 10万余), a word in a digit's place (几十), a prefix of a
# bare scale (上百), two adjacent digits (三四), a whole phrase (成千上万), a suffix of a
# fraction (四分之三强).
POSITIONS = ("suffix", "digit", "prefix", "pair", "phrase", "fraction")


class Reading(NamedTuple):
    """One entry: words, where they stand, the bound they give.

    ``low`` and ``high`` count in the digit class the word stands for (几十: 1 and 10 times
    ten), or are the amount itself for a phrase; None is open. ``pattern`` is the regex of
    the words with their guards.
    """

    id: str
    words: tuple[str, ...]
    position: str
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    pattern: str


@dataclass(frozen=True, eq=False)
class Readings:
    """All readings of one rule set, in declared order; compared and hashed by identity."""

    entries: tuple[Reading, ...]

    def at(self, position: str) -> tuple[Reading, ...]:
        """Those that stand in this position."""
        return tuple(r for r in self.entries if r.position == position)

    def of(self, position: str, word: str) -> Reading | None:
        """The first that has this word, in simplified characters."""
        return next((r for r in self.at(position) if word in r.words), None)

    def alternation(self, position: str) -> str:
        """A regex for all words of this position, longest first; never matches if none."""
        chosen = sorted(self.at(position), key=lambda r: -max(map(len, r.words)))
        if not chosen:
            return "(?!)"
        every = f"(?:{'|'.join(r.pattern for r in chosen)})"
        first = {word[0] for r in chosen for word in r.words}
        # A class costs 0.1 ms to compile, and plain words fail as fast without one.
        return every if "(?<" not in every else f"(?=[{''.join(sorted(first))}]){every}"


def readings(rules: RuleSet | None = None) -> Readings:
    """The readings of these rules; of the shipped ones without. Raises RuleError."""
    return _readings(rules if rules is not None else default_rules())


@lru_cache(maxsize=8)
def _readings(rules: RuleSet) -> Readings:
    return Readings(tuple(_reading(rule) for rule in rules.stage("reading")))


def _reading(rule: Rule) -> Reading:
    position, bound = rule.text("position"), rule.text("bound")
    if position not in POSITIONS:
        raise RuleError(f"{rule.id}: position {position!r}", path=rule.path, line=rule.line)
    if bound not in get_args(Bound):
        raise RuleError(f"{rule.id}: bound {bound!r}", path=rule.path, line=rule.line)
    return Reading(
        rule.id, rule.words("words"), position, cast(Bound, bound),
        _number(rule, "low"), _number(rule, "high"), _pattern(rule),
    )  # fmt: skip


def _number(rule: Rule, key: str) -> Decimal | None:
    return Decimal(rule.text(key)) if key in rule.keys else None


def not_behind(words: Sequence[str]) -> str:
    """A regex for a place that none of the words ends at."""
    chars = "".join(re.escape(word) for word in words if len(word) == 1)
    one = f"(?<![{chars}])" if chars else ""
    return one + "".join(f"(?<!{re.escape(word)})" for word in words if len(word) > 1)


def _pattern(rule: Rule) -> str:
    words = "|".join(re.escape(w) for w in sorted(rule.words("words"), key=lambda w: (-len(w), w)))
    behind = not_behind(rule.words("not_after"))
    ahead = "|".join(re.escape(w) for w in rule.words("not_before"))
    needed = "|".join(r"\Z" if w == "$" else re.escape(w) for w in rule.words("followed_by"))
    return (
        f"{behind}(?:{words})"
        + (f"(?!{ahead})" if ahead else "")
        + (f"(?={needed})" if needed else "")
    )
