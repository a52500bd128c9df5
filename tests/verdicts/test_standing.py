from __future__ import annotations

import pytest

from extract.verdicts import carry, standings
from extract.verdicts.log import Log, standing
from extract.verdicts.report import status
from tests.verdicts.making import corpus, decide


def claim():
    return corpus().claims[0]


def at(second: int) -> str:
    return f"2024-05-01T08:30:{second:02}.000000Z"


def given(*verdicts):
    """(reviewer, decision[, more]) in the order given."""
    return [
        decide(corpus(), claim(), decision, reviewer, at=at(i), **(more[0] if more else {}))
        for i, (reviewer, decision, *more) in enumerate(verdicts)
    ]


def stands(*verdicts):
    return standings(carry(standing(given(*verdicts)), corpus()))[claim()["claim_id"]]


@pytest.mark.parametrize(
    ("verdicts", "outcome", "agreement"),
    [
        ([("a", "accept")], "accept", "single"),
        ([("a", "unsure")], "unsure", "none"),
        ([("a", "accept"), ("a", "reject")], "reject", "single"),
        ([("a", "accept"), ("b", "accept")], "accept", "agree"),
        ([("a", "accept"), ("b", "reject")], "conflict", "disagree"),
        ([("a", "accept"), ("b", "unsure")], "accept", "single"),
        ([("a", "accept"), ("b", "reject"), ("b", "accept")], "accept", "agree"),
        (
            [("a", "accept"), ("b", "correct", {"corrected": {"unit": "x"}})],
            "conflict",
            "disagree",
        ),
        (
            [("a", c := "correct", x := {"corrected": {"unit": "x"}}), ("b", c, x)],
            "correct",
            "agree",
        ),
        ([("a", "accept"), ("c", "reject", {"role": "curator"})], "reject", "curated"),
        ([("c", "accept", {"role": "curator"}), ("a", "reject")], "accept", "curated"),
    ],
)
def test_what_verdicts_say_together(verdicts, outcome, agreement):
    standing = stands(*verdicts)
    assert (standing.outcome, standing.agreement) == (outcome, agreement)


def test_a_stale_verdict_is_history():
    standing = stands(("a", "accept", {"seen": {"value": "1"}}))
    assert standing.outcome == "undecided"
    assert [item.state for item in standing.history] == ["stale"]


def test_every_verdict_is_counted_once():
    verdicts = given(("a", "accept"), ("b", "reject"), ("c", "accept", {"seen": {"value": "1"}}))
    verdicts.append(decide(corpus(), claim(), doc="gone.txt", text_sha256="0"))
    found = status(corpus(), Log(tuple(verdicts)))
    assert sum(found.states.values()) == len(verdicts)
    assert found.states == {"kept": 2, "stale": 1, "orphan": 1}
    assert sum(found.outcomes.values()) == found.claims
    assert [s.claim_id for s in found.conflicts] == [claim()["claim_id"]]
    assert {item.state for item in found.lost} == {"stale", "orphan"}
    assert found.decided == 0


def test_a_stale_verdict_given_anew_is_not_lost():
    verdicts = given(("a", "accept", {"seen": {"value": "1"}}), ("a", "accept"))
    found = status(corpus(), Log(tuple(verdicts)))
    assert found.lost == []
    assert found.decided == 1
