from __future__ import annotations

import pytest

from extract.verdicts import carry, standings
from extract.verdicts.agreement import agreement
from tests.verdicts.making import corpus, decide


def rows(*verdicts):
    found = agreement(standings(carry(verdicts, corpus())).values())
    return {row.field: row for row in found}


def on(number: int, decision: str, reviewer: str, **more):
    return decide(corpus(), corpus().claims[number], decision, reviewer, **more)


def test_by_hand():
    """Four claims, of which a and b agree on three: alpha is 0.533 by the formula."""
    pairs = [("accept", "accept"), ("accept", "accept"), ("reject", "reject"), ("accept", "reject")]
    verdicts = [
        verdict for i, (a, b) in enumerate(pairs) for verdict in (on(i, a, "a"), on(i, b, "b"))
    ]
    found = rows(*verdicts)["decision"]
    assert (found.both, found.one, found.exact) == (4, 0, 0.75)
    # Do = 2/8; De = 2*5*3/(8*7); alpha = 1 - Do/De
    assert found.alpha == pytest.approx(1 - (2 / 8) / (2 * 5 * 3 / (8 * 7)))


def test_claims_of_one_reviewer_are_not_passed_over():
    found = rows(on(0, "accept", "a"), on(0, "accept", "b"), on(1, "accept", "a"))["decision"]
    assert (found.both, found.one, found.exact, found.of_all) == (1, 1, 1.0, 0.5)
    assert found.alpha is None


def test_fields_are_compared_where_both_hold_a_claim():
    correct = {"corrected": {"unit": "x"}}
    found = rows(
        on(0, "accept", "a"),
        on(0, "correct", "b", **correct),
        on(1, "accept", "a"),
        on(1, "reject", "b"),
        on(2, "accept", "a"),
        on(2, "accept", "b"),
    )
    assert (found["unit"].both, found["unit"].one, found["unit"].exact) == (2, 1, 0.5)
    assert found["value"].exact == 1.0
    assert found["decision"].exact == pytest.approx(1 / 3)


def test_spans_exact_and_overlapping():
    claim = corpus().claims[0]
    (start, end) = claim["spans"][0]
    assert end - start == 4
    moved = {"corrected": {"quote": claim["quote"][:2], "spans": [[start, start + 2]]}}
    found = rows(on(0, "accept", "a"), on(0, "correct", "b", **moved))
    assert found["span"].exact == 0
    assert found["span overlap"].exact == 0.5


def test_nobody_met():
    found = rows(on(0, "accept", "a"))
    assert (found["decision"].both, found["decision"].exact) == (0, None)
