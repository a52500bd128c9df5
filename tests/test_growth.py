"""What the other tests take for linear time is linear, and quadratic time is none."""

from __future__ import annotations

import gc

import pytest

from tests.growth import assert_linear


def linear(size: int) -> int:
    return sum(number & 3 for number in range(40 * size))


def with_logarithm(size: int) -> list[int]:
    return sorted(number * 7919 % 1000003 for number in range(20 * size))


def quadratic(size: int) -> int:
    return sum(number & 3 for _ in range(size) for number in range(size))


def nothing(size: int) -> None:
    pass


@pytest.mark.parametrize("run", [linear, with_logarithm, str, nothing])
def test_linear_time_passes(run) -> None:
    assert_linear(run, int, 500)


@pytest.mark.parametrize("times", [4, 8, 16])
def test_quadratic_time_is_caught(times: int) -> None:
    with pytest.raises(pytest.fail.Exception, match=f"{times} times as much takes"):
        assert_linear(quadratic, int, 3200 // times, times)


def test_quadratic_copies_are_caught() -> None:
    def run(text: str) -> None:
        while text:
            text = text[1:]

    with pytest.raises(pytest.fail.Exception):
        assert_linear(run, lambda size: "甲" * size, 8_000)


def test_quadratic_time_is_caught_where_results_are_remembered() -> None:
    from functools import cache

    with pytest.raises(pytest.fail.Exception):
        assert_linear(cache(quadratic), int, 200)


def test_what_is_made_is_not_measured() -> None:
    def make(size: int) -> int:
        quadratic(size)
        return size

    assert_linear(linear, make, 100)


def test_one_slow_try_is_forgiven() -> None:
    tries: list[int] = []

    def run(size: int) -> None:
        tries.append(size)
        linear(size * (60 if tries.count(size // 4000 * 4000) == 1 and size == 4000 else 1))

    assert_linear(run, int, 500)
    assert max(tries) > 4000


def test_garbage_is_collected_again_afterwards() -> None:
    assert gc.isenabled()
    assert_linear(linear, int, 10)
    assert gc.isenabled()
