"""One evaluator a stage: run it on a sentence, for the examples of its rules."""

from __future__ import annotations

from extract.programmes.labels import label_rules
from extract.rules.examples import Evaluator, Outcome

__all__ = ["EVALUATORS"]


def _labels(text: str) -> list[Outcome]:
    return [Outcome(a, b, (rule,), {"reason": why}) for a, b, why, rule in label_rules(text)]


EVALUATORS: dict[str, Evaluator] = {
    "label": _labels,
}
