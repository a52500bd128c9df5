from __future__ import annotations

import re

import pytest

from extract.identity import claim_id

NAME = claim_id("a.txt", "新建健身路径56处，", "56处", 0)


def test_is_sixteen_hex_digits():
    assert re.fullmatch("[0-9a-f]{16}", NAME)


@pytest.mark.parametrize(
    ("clause", "quote"),
    [
        ("新建健身路径５６处，", "５６处"),
        ("新建\n健身路径 56处，", "56处"),
        ("\u3000新建健身路径56处，", "56 处"),
    ],
)
def test_survives_width_and_white_space(clause, quote):
    assert claim_id("a.txt", clause, quote, 0) == NAME


@pytest.mark.parametrize(
    "other",
    [
        ("b.txt", "新建健身路径56处，", "56处", 0),
        ("a.txt", "改建健身路径56处，", "56处", 0),
        ("a.txt", "新建健身路径56处，", "6处", 0),
        ("a.txt", "新建健身路径56处，", "56处", 1),
    ],
)
def test_tells_apart(other):
    assert claim_id(*other) != NAME


def test_parts_do_not_run_together():
    assert claim_id("a", "bc", "d", 0) != claim_id("ab", "c", "d", 0)
