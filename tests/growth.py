"""Time that grows with the size of the input, shown so that a busy machine changes nothing.

No test compares a time with a number of seconds: it compares the time of a function on one
input with its time on another that is several times as large. Quadratic time is then far from
linear time (8 times the input: 64 times the time), and a verdict between the two needs no
exact clock. The processor's time of this process counts, the least of several tries, without
collections of garbage, which cost what other tests have left behind.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import TypeVar

import pytest

__all__ = ["FLOOR", "assert_linear"]

Input = TypeVar("Input")
FLOOR = 0.002
"""Seconds below which a time says little; a smaller one counts as this."""
_EXPONENT = 1.5
_TRIES = 6


def assert_linear(
    run: Callable[[Input], object], make: Callable[[int], Input], size: int, times: int = 8
) -> None:
    """Fail where the time of ``run`` grows clearly faster than its input.

    ``make`` gives the input of a size; only ``run`` is measured, on ``size`` and on ``times``
    as much. Growth counts as linear up to the exponent 1.5 (``times ** 1.5`` times as long, in
    the middle between linear and quadratic), and is measured again before it counts as faster.
    """
    run(make(size))  # fills what is made once: rules, patterns, dictionaries
    small = large = math.inf
    for attempt in range(_TRIES):
        # Never the same input twice: a result that is remembered would be no measurement.
        small = min(small, *(_seconds(run, make(size + 3 * attempt + i)) for i in range(3)))
        large = min(large, _seconds(run, make(size * times + attempt)))
        if large <= times**_EXPONENT * max(small, FLOOR):
            return
    pytest.fail(
        f"{times} times as much takes {large / small:.0f} times as long: "
        f"{small * 1000:.1f} ms at {size}, {large * 1000:.1f} ms at {size * times}"
    )


def _seconds(run: Callable[[Input], object], given: Input) -> float:
    collects = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        run(given)
        return time.process_time() - start
    finally:
        if collects:
            gc.enable()
