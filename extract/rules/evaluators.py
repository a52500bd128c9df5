"""One evaluator a stage: run it on a sentence, for the examples of its rules."""

from __future__ import annotations

from extract.periods import find_periods
from extract.programmes.labels import label_rules
from extract.rules.examples import Evaluator, Outcome

__all__ = ["EVALUATORS"]


def _labels(text: str) -> list[Outcome]:
    return [Outcome(a, b, (rule,), {"reason": why}) for a, b, why, rule in label_rules(text)]


def _periods(text: str) -> list[Outcome]:
    return [
        Outcome(p.start, p.end, tuple(p.rule.split("+")), {"form": p.form, "calendar": p.calendar})
        for p in find_periods(text)
    ]


EVALUATORS: dict[str, Evaluator] = {
    "label": _labels,
    "periods": _periods,
}
