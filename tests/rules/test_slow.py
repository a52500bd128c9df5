"""Slow patterns are told, none is waited for, and a busy machine makes none slow."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from extract.rules import slow
from extract.rules.slow import slow_on, slowness


@pytest.mark.parametrize("scans", [True, False])
@pytest.mark.parametrize(
    "pattern",
    [
        "(?:a+)+b",
        "(?:a|a)*b",
        "(?:a|a|a|a|a|a|a|a)*b",
        "(?:(?:a{6})+)+b",
        "(?:(?:a{20})+)+b",
        "a*a*b",
        "a*a*a*b",
    ],
)
def test_more_than_linear_time_is_told_and_not_waited_for(pattern: str, *, scans: bool) -> None:
    """Waited for, most of these would outlast the sun."""
    assert slow_on(re.compile(pattern), "a", scans=scans)


@pytest.mark.parametrize("pattern", ["a*b", "[一-鿿a]*b", "(?:a|b)*c", "a.*b"])
def test_time_that_grows_with_the_square_is_told_though_it_is_short(pattern: str) -> None:
    assert "times as long on 4 times as many characters" in slow_on(re.compile(pattern), "a")
    assert slow_on(re.compile(pattern), "a", scans=False) == ""


@pytest.mark.parametrize("scans", [True, False])
@pytest.mark.parametrize("pattern", ["a", "a+", "a{0,16}b", "a{0,200}b", "(?:a|b){1,8}c", "[^b]b"])
def test_linear_time_is_none(pattern: str, *, scans: bool) -> None:
    assert slow_on(re.compile(pattern), "a", scans=scans) == ""


def test_the_cause_names_the_text() -> None:
    said = slow_on(re.compile("(?:a+)+b"), "a")
    assert re.fullmatch(r"takes \d+ ms on \d\d characters of 'a'; it may take 50 ms on 4000", said)


@pytest.mark.parametrize(
    "pattern", ["(?:(?:甲乙)+)+丙", "(?:(?:GDP)+)+x", "(?:[一-鿿]+)+户", "(?:\ue000+)+户"]
)
def test_hostile_texts_are_found_for_a_pattern(pattern: str) -> None:
    assert slowness(re.compile(pattern))


def test_a_busy_machine_makes_no_pattern_slow(monkeypatch) -> None:
    """Every other measurement takes a second longer."""
    clock = iter(range(1 << 20))
    real = slow.process_time
    monkeypatch.setattr(slow, "process_time", lambda: real() + next(clock) // 4)
    assert slowness(re.compile("[一-鿿]{1,8}户")) == ""


def test_a_slow_pattern_is_slow_on_any_text_that_is_long_enough() -> None:
    lengths = slow._steps()
    assert lengths[0] <= 4
    assert lengths[-1] == slow.LENGTH
    assert all(a < b <= 1.5 * a + 1 for a, b in pairwise(lengths))
