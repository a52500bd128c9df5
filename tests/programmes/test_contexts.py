"""What stands before a label: the look at its last character changes no answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.programmes.contexts import Context, Contexts

MEMBERS = [(Context("one"), "(?:从|变)(?:了|的)?$"), (Context("two"), "[0-9]个.{0,2}好$")]


@pytest.mark.parametrize(
    ("left", "rule"),
    [
        ("他从", "one"),
        ("变了", "one"),
        ("3个都好", "two"),
        ("变了\n", "one"),
        ("好", None),
        ("", None),
    ],
)
def test_before(left: str, rule: str | None) -> None:
    found = Contexts(MEMBERS, 7, gated=True).before(left)
    assert (found.rule if found else None) == rule


@given(st.text(st.sampled_from("从变了的3个好\n"), max_size=9))
def test_the_gate_changes_no_answer(left: str) -> None:
    gated, plain = Contexts(MEMBERS, 7, gated=True), Contexts(MEMBERS, 7)
    assert gated.before(left) == plain.before(left)


def test_a_pattern_that_may_end_in_anything_is_always_tried() -> None:
    anything = Contexts([(Context("any"), "从.$")], 7, gated=True)
    assert anything.before("从谁") == Context("any")
