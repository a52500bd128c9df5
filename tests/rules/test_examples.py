"""Every example of every shipped rule, one test each; a gap is a strict xfail."""

from __future__ import annotations

import pytest

from extract.rules import default_rules
from extract.rules.evaluators import EVALUATORS
from extract.rules.examples import Case, cases, check

RULES = default_rules()
CASES = [case for case in cases(RULES) if case.rule.stage in EVALUATORS]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c.id, marks=[pytest.mark.xfail(reason="gap")] if c.kind == "gap" else [])
        for c in CASES
    ],
)
def test_example(case: Case) -> None:
    assert check(case, EVALUATORS[case.rule.stage], RULES) == ""


def test_every_stage_with_examples_is_run() -> None:
    with_examples = {case.rule.stage for case in cases(RULES)}
    assert with_examples - set(EVALUATORS) == set()
