"""What is wrong with rules beyond their examples: values, placeholders, patterns, time.

``lint`` lists faults; it compiles every pattern, and has ``slow`` try each on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from extract.errors import RuleError
from extract.model import Bound, Kind
from extract.rules.evaluators import placeholders
from extract.rules.model import Rule, RuleSet
from extract.rules.slow import slowness

__all__ = ["Fault", "lint", "patterns"]

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
# Their patterns are tried all over a text; those of other stages on a label, a line or a clause.
_SCANNED = frozenset(
    ("quantity", "refuse", "per", "unit", "compound", "bound", "periods", "period-parts")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one rule, with the file and line where the rule stands.

    ``stops``: with it the rules may not work at all, or not end; do not run their examples.
    """

    rule: str
    path: str
    line: int
    cause: str
    stops: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.cause}"


def lint(rules: RuleSet, *, timed: bool = True, only: Collection[str] | None = None) -> list[Fault]:
    """Every fault of these rules; ``timed`` also runs each pattern on hostile text.

    ``only`` asks for the faults of some rules, by their ids.
    """
    found = []
    for rule in rules.rules:
        if only is not None and rule.id not in only:
            continue
        causes = [*_values(rule), *_of_stage(rule), *_regexes(rules, rule)]
        if timed and not causes:
            causes += _slow(rules, rule)
        place = rule.id, rule.path, rule.line
        found += [Fault(*place, cause, stops=False) for cause in _examples(rule)]
        found += [Fault(*place, cause) for cause in causes]
    return found


def patterns(rules: RuleSet, rule: Rule) -> Iterator[tuple[str, str]]:
    """Key and source of each pattern of a rule, placeholders replaced. Raises RuleError."""
    named = placeholders(rule.stage, rules)
    for key in _PATTERN_KEYS:
        source = rule.keys.get(key)
        if isinstance(source, str) and source:
            yield key, rules.expand(source, named, rule=rule)


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
        case "phrase" if any(len(word) == 1 for word in rule.words("words")):
            yield "a word of one character in words"
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
        cause = slowness(re.compile(source), scans=scans)
        if cause:
            yield f"{key} {cause}"
