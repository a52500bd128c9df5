"""The readings of approximate words, from ``rules/readings.toml`` (stage ``reading``)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import cast, get_args

from extract.errors import RuleError
from extract.model import Bound
from extract.numerals.signs import variants
from extract.rules import Rule, default_rules

__all__ = ["POSITIONS", "Reading", "alternation", "readings"]

# A suffix of number or scale (十余, 10万余), a word in a digit's place (几十), a prefix of a
# bare scale (上百), two adjacent digits (三四), a whole phrase (成千上万), a suffix of a fraction (四分之三强).
POSITIONS = ("suffix", "digit", "prefix", "pair", "phrase", "fraction")


@dataclass(frozen=True, slots=True)
class Reading:
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


@lru_cache(maxsize=1)
def readings() -> tuple[Reading, ...]:
    """The shipped readings, in declared order."""
    return tuple(_reading(rule) for rule in default_rules().stage("reading"))


def alternation(position: str) -> str:
    """A regex for all words of this position, longest first; never matches if none."""
    chosen = [r for r in readings() if r.position == position]
    chosen.sort(key=lambda r: -max(map(len, r.words)))
    first = "".join(sorted({variants(w[0]).strip("[]") for r in chosen for w in r.words}))
    return f"(?=[{first}])(?:{'|'.join(r.pattern for r in chosen)})" if chosen else "(?!)"


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


def _pattern(rule: Rule) -> str:
    words = "|".join(variants(w) for w in sorted(rule.words("words"), key=lambda w: (-len(w), w)))
    behind = "".join(f"(?<!{variants(w)})" for w in rule.words("not_after"))
    ahead = "|".join(variants(w) for w in rule.words("not_before"))
    needed = "|".join(variants(w) for w in rule.words("followed_by"))
    return (
        f"{behind}(?:{words})"
        + (f"(?!{ahead})" if ahead else "")
        + (f"(?={needed})" if needed else "")
    )
