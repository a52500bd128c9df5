"""Run the examples of rules: one verdict an example, the same in pytest and `rules test`.

An evaluator runs one stage on a text, with the rules given, and says what each rule found.
An accept example holds when its rule fires on exactly the marked span with the fields given;
a reject example, when its rule does not fire; a gap, when it still fails (a strict xfail).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from extract.rules.model import Example, Rule, RuleSet

__all__ = ["Case", "Evaluator", "Outcome", "cases", "check"]


class Outcome(NamedTuple):
    """One result of a stage: span in the text, ids of the rules in it, its fields."""

    start: int
    end: int
    rules: tuple[str, ...]
    fields: Mapping[str, object]


Evaluator = Callable[[str, RuleSet], list[Outcome]]


class Case(NamedTuple):
    """One example of one rule; ``kind`` is accept, reject or gap."""

    rule: Rule
    kind: str
    number: int
    example: Example

    @property
    def id(self) -> str:
        """A stable name for reports: rule id, kind, 1-based number."""
        return f"{self.rule.id}-{self.kind}-{self.number}"


def cases(ruleset: RuleSet) -> Iterator[Case]:
    """Every example of every rule."""
    for rule in ruleset.rules:
        for kind, examples in (
            ("accept", rule.accept),
            ("reject", rule.reject),
            ("gap", rule.gaps),
        ):
            for number, example in enumerate(examples, 1):
                yield Case(rule, kind, number, example)


def check(case: Case, evaluate: Evaluator, rules: RuleSet) -> str:
    """Run one case; the empty string where it holds, else what was found instead.

    For a gap this says whether the example *works*: empty means it does, and should move.
    """
    outcomes = evaluate(case.example.text, rules)
    mine = [o for o in outcomes if case.rule.id in o.rules]
    if case.kind == "reject":
        return f"fired on {_show(case, mine)}" if mine else ""
    span = (case.example.start, case.example.end)
    at = [o for o in mine if (o.start, o.end) == span]
    if not at:
        return f"wanted {case.example.text[span[0] : span[1]]!r}, found {_show(case, outcomes)}"
    wrong = {
        key: (wanted, at[0].fields.get(key))
        for key, wanted in case.example.fields.items()
        if at[0].fields.get(key) != wanted
    }
    return "; ".join(f"{k}: wanted {a!r}, found {b!r}" for k, (a, b) in wrong.items())


def _show(case: Case, outcomes: list[Outcome]) -> str:
    shown = [f"{case.example.text[o.start : o.end]!r} by {'+'.join(o.rules)}" for o in outcomes]
    return ", ".join(shown) or "nothing"
