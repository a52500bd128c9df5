"""Two numerals that make a range, with the scale that the first leaves to the second."""

from __future__ import annotations

from extract.model import Value
from extract.numerals.amount import times
from extract.numerals.model import Numeral

__all__ = ["join"]

_BIGS = (10**16, 10**12, 10**8, 10**4)


def join(left: Numeral, right: Numeral) -> tuple[Value, Value] | None:
    """``(low, high)`` of 1.2—1.5亿, 三到五百万, 40—50; None where they do not ascend.

    A scale is shared where the first has none and stays below the second's head:
    3到5万 is 30000 to 50000, but 5000到1万 is 5000 to 10000.
    """
    low = left.low if left.value is None else left.value
    high = right.high if right.value is None else right.value
    if low is None or high is None:
        return None
    low = times(low, _shared(left, right))
    if high < low < 0:  # 零下3到零下5
        low, high = high, low
    return (low, high) if low < high else None


def _shared(left: Numeral, right: Numeral) -> int:
    if left.value is None or right.value is None or right.head is None:
        return 1
    if _big(left.scale) > 1 or left.value <= 0:
        return 1
    big = _big(right.scale)
    if right.scale > big and left.scale == 1 and left.value < right.head < 10:
        return right.scale
    return big if left.value < right.value / big else 1


def _big(scale: int) -> int:
    return next((big for big in _BIGS if scale % big == 0), 1)
