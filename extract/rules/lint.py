"""What is wrong with rules beyond their examples: values, placeholders, patterns, time.

``lint`` lists faults; it compiles every pattern, and tries each on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from time import perf_counter
from typing import get_args

from extract.errors import RuleError
from extract.model import Bound, Kind
from extract.rules.evaluators import placeholders
from extract.rules.model import Rule, RuleSet

__all__ = ["BUDGET", "LENGTH", "Fault", "lint", "patterns", "seconds"]

BUDGET = 0.05
"""Seconds that one pattern may take to search ``LENGTH`` characters of any text."""
LENGTH = 4000

# Lists of words and pieces of patterns are tried by the rules that name them.
_NO_EXAMPLES = frozenset(("words", "period-parts"))
_PATTERN_KEYS = (
    "pattern", "unless_next", "next", "before", "before_not", "before_pattern", "unless_after",
    "left", "left_not", "right", "clause", "quote", "after", "between",
)  # fmt: skip
# These are searched for in what stands left of a number; the others match at a place.
_SEARCHED = frozenset(("before", "before_not", "before_pattern", "left", "left_not", "clause"))
# May match nothing: where they do, they say so by what stands around.
_MAY_BE_EMPTY = frozenset(("left", "between"))
_NUMBERS = ("value", "low", "high", "factor", "plus")
_VALID = {
    "kind": frozenset(get_args(Kind)),
    "kinds": frozenset(get_args(Kind)),
    "not_kinds": frozenset(get_args(Kind)),
}
_NEUTRAL = "訛訛"
_HOSTILE = (
    "万", "1", "一二三四五六七八九十百千万亿", "、", "“‘", "”", "（", "1、", "一、", "的", "年",
    "第", "3个", "0.", "1,", "-", "—", "半", " ", "\n", "\ue000", "\ue000\ue100", "\ue00b\ue10b",
    "a",
)  # fmt: skip
_LITERALS = re.compile(r"[一-鿿]+")
_META = re.compile(r"[\\()\[\]{}|?*+^$.:<>=!,]+")
_MOST_LITERALS = 6
# Their patterns are tried all over a text; those of other stages on a label, a line or a clause.
_SCANNED = frozenset(
    ("quantity", "refuse", "per", "unit", "compound", "bound", "periods", "period-parts")
)
_LENGTHS = (200, 800, LENGTH)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one rule, with the file and line where the rule stands."""

    rule: str
    path: str
    line: int
    cause: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.cause}"


def lint(rules: RuleSet, *, timed: bool = True, only: str = "") -> list[Fault]:
    """Every fault of these rules; ``timed`` also runs each pattern on hostile text.

    ``only`` asks for the faults of one rule, by its id.
    """
    found = []
    for rule in rules.rules:
        if only and rule.id != only:
            continue
        causes = [*_examples(rule), *_values(rule), *_of_stage(rule), *_regexes(rules, rule)]
        if timed and not causes:
            causes += _slow(rules, rule)
        found += [Fault(rule.id, rule.path, rule.line, cause) for cause in causes]
    return found


def patterns(rules: RuleSet, rule: Rule) -> Iterator[tuple[str, str]]:
    """Key and source of each pattern of a rule, placeholders replaced. Raises RuleError."""
    named = placeholders(rule.stage, rules)
    for key in _PATTERN_KEYS:
        source = rule.keys.get(key)
        if isinstance(source, str) and source:
            yield key, rules.expand(source, named, rule=rule)


def seconds(pattern: re.Pattern[str], piece: str, *, scans: bool = True) -> float:
    """How long it takes on ``LENGTH`` characters of this piece, again and again.

    ``scans`` tries the pattern at every place, as a pattern for running text is; else once.

    Shorter texts go first: a pattern that is slow on them is not let loose on the long one,
    and what it would take there is told from how its time grows.
    """
    took = 0.0
    for length in _LENGTHS:
        text = (piece * (length // len(piece) + 1))[:length]
        took = _once(pattern, text, scans=scans)
        if took > BUDGET:  # once more: the machine may have been busy
            took = min(took, _once(pattern, text, scans=scans))
        if took > BUDGET:
            return took * LENGTH / length
    return took


def _once(pattern: re.Pattern[str], text: str, *, scans: bool) -> float:
    start = perf_counter()
    if scans:
        for _match in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
    return perf_counter() - start


def _examples(rule: Rule) -> Iterator[str]:
    if rule.stage in _NO_EXAMPLES:
        return
    if len(rule.accept) < 2:
        yield f"{len(rule.accept)} accept examples; at least 2"
    if not rule.reject:
        yield "no reject example; at least 1"
    anchors = rule.words("anchors")
    for example in rule.accept if anchors else ():
        if not any(anchor in example.text for anchor in anchors):
            yield f"no anchor in the example {example.text!r}"


def _values(rule: Rule) -> Iterator[str]:
    for key, valid in _VALID.items():
        for value in rule.words(key) if key in rule.keys else ():
            if value not in valid:
                yield f"{key} {value!r}; one of {', '.join(sorted(valid))}"
    bounds = frozenset(get_args(Bound))
    if rule.stage in ("bound", "quantity", "reading") and rule.text("bound", "eq") not in bounds:
        yield f"bound {rule.text('bound')!r}; one of {', '.join(sorted(bounds))}"
    for key in _NUMBERS:
        if isinstance(rule.keys.get(key), str):
            try:
                Fraction(rule.text(key) or "0")
            except (ValueError, ZeroDivisionError):
                yield f"{key} {rule.text(key)!r} is no number"


def _of_stage(rule: Rule) -> Iterator[str]:
    """What one key asks of another."""
    match rule.stage:
        case "unit":
            yield from _unit(rule)
        case "compound":
            yield from _compound(rule)
        case "bound":
            yield from _bound(rule)
    for key in ("words", "forms", "marks", "big", "small"):
        if isinstance(rule.keys.get(key), list) and "" in rule.words(key):
            yield f"an empty word in {key}"


def _unit(rule: Rule) -> Iterator[str]:
    if not (rule.words("forms") or rule.words("marks")):
        yield "neither forms nor marks"
    if "over" in rule.keys and "marks" not in rule.keys:
        yield "over without marks"


def _compound(rule: Rule) -> Iterator[str]:
    if rule.text("keep") not in ("big", "small"):
        yield f"keep {rule.text('keep')!r}; big or small"
    if ("small" in rule.keys) == ("digits" in rule.keys):
        yield "either small or digits"
    if "small" in rule.keys and "ratio" not in rule.keys:
        yield "small without ratio"


def _bound(rule: Rule) -> Iterator[str]:
    if rule.text("side") not in ("before", "after"):
        yield f"side {rule.text('side')!r}; before or after"
    if not (rule.words("words") or rule.text("pattern")):
        yield "neither words nor pattern"


def _regexes(rules: RuleSet, rule: Rule) -> Iterator[str]:
    try:
        sources = list(patterns(rules, rule))
    except RuleError as error:
        yield error.cause
        return
    for key, source in sources:
        try:
            pattern = re.compile(source)
        except re.error as error:
            yield f"{key}: {error}"
            continue
        tried = pattern.search if key in _SEARCHED else pattern.match
        found = tried(_NEUTRAL)
        free = key in _MAY_BE_EMPTY or rule.stage == "period-parts"
        if found is not None and found.start() == found.end() and not free:
            yield f"{key} matches nothing at all, and so everywhere"


def _slow(rules: RuleSet, rule: Rule) -> Iterator[str]:
    scans = rule.stage in _SCANNED or rule.flag("bare")
    for key, source in patterns(rules, rule):
        pattern = re.compile(source)
        for piece in _hostile(source):
            took = seconds(pattern, piece, scans=scans)
            if took > BUDGET:
                shown = piece[:8].encode("unicode_escape").decode()
                yield f"{key} takes {took * 1000:.0f} ms on {LENGTH} characters of {shown}"
                break


def _hostile(source: str) -> tuple[str, ...]:
    """Pieces that, repeated, tempt a pattern: common ones, and its own literals."""
    own = sorted(set(_LITERALS.findall(_META.sub(" ", source))), key=len, reverse=True)
    own = own[:_MOST_LITERALS]
    return (*_HOSTILE, *own, *([joined := "".join(own), "\ue000" + joined] if own else []))
