"""What a claim's value can be, and what lies between two of them.

Note [Intervals]: 5500余万元 says more than 55,000,000 and nothing about how much more. So a
value is an interval whose ends may be open or unknown, and a change is computed from the ends:
from 5500余万元 to 4733万元 it is a fall of at least 13.9%, and never one of 13.9%. 约 and 近
have no width that anyone has stated; their change is computed from the number and called about.

All arithmetic is exact (fractions); shares are rounded only when they are written, outward
where they are bounds, so that what is printed still holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from extract.diff.row import Row

__all__ = ["NONE", "Delta", "Interval", "delta", "interval", "shown"]


@dataclass(frozen=True, slots=True)
class Interval:
    """What a value can be; None is an end that is not known. ``about`` marks 约 and 近."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False
    about: bool = False

    @property
    def point(self) -> Fraction | None:
        """The value where it is one number."""
        return self.low if self.low == self.high else None

    def scaled(self, factor: Fraction) -> Interval:
        """The same amount in another unit; the factor is positive."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open, self.about)

    def negated(self) -> Interval:
        """The same amount downward."""
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open, self.about)


@dataclass(frozen=True, slots=True)
class Delta:
    """New minus old: ends of what it can be, absolute and in percent of the old value.

    An end is None where it is not known; ``points`` is true where both are shares, whose
    difference counts in percentage points and has no percent of its own.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    pct_low: Fraction | None = None
    pct_high: Fraction | None = None
    points: bool = False
    about: bool = False

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.low is not None or self.high is not None

    @property
    def exact(self) -> Fraction | None:
        """The difference where it is one number."""
        return self.low if self.low == self.high else None

    @property
    def direction(self) -> int:
        """1 up, -1 down, 0 not known or none."""
        if self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open)):
            return 1
        if self.high is not None and (self.high < 0 or (self.high == 0 and self.high_open)):
            return -1
        return 0


NONE = Delta()
"""Where nothing is known of a change, or nothing is asked."""


def interval(row: Row) -> Interval | None:
    """What the claim's value can be, in its unit; None where it has no number at all."""
    value = _number(row.value)
    if value is None:
        low, high = _number(row.low), _number(row.high)
        return None if low is None and high is None else Interval(low, high)
    match row.bound:
        case "gt":
            return Interval(value, None, low_open=True)
        case "ge":
            return Interval(value, None)
        case "lt":
            return Interval(None, value, high_open=True)
        case "le":
            return Interval(None, value)
        case "approx" | "near":
            return Interval(value, value, about=True)
    return Interval(value, value)


def delta(old: Interval, new: Interval, *, points: bool = False) -> Delta:
    """What lies between two values of one unit; ``points`` where both are in percent."""
    low, high = _minus(new.low, old.high), _minus(new.high, old.low)
    low_open, high_open = new.low_open or old.high_open, new.high_open or old.low_open
    about = old.about or new.about
    if points or old.low is None or old.low <= 0:
        return Delta(low, high, low_open, high_open, points=points, about=about)
    # The share is furthest down from the greatest old value to the least new one.
    pct_low = _share(new.low, old.high if _rises(new.low) else old.low)
    pct_high = _share(new.high, old.low if _rises(new.high) else old.high)
    return Delta(low, high, low_open, high_open, pct_low, pct_high, about=about)


def shown(number: Fraction, places: int | None = None, *, outward: int = 0) -> str:
    """A number in plain notation: exact, or rounded to at most ``places`` decimals.

    ``outward`` is -1 to round down, 1 to round up, 0 to the nearest. What has no finite
    decimal notation is shown as a fraction where it may not be rounded.

    >>> shown(Fraction(-767, 5500) * 100, 1, outward=1), shown(Fraction("17404000.0"))
    ('-13.9', '17404000')
    >>> shown(Fraction(1, 3)), shown(Fraction(1, 3), 2)
    ('1/3', '0.33')
    """
    if places is None:
        places = _places(number)
        if places is None:
            return str(number)
    scaled = number * 10**places
    whole = round(scaled) if outward == 0 else (math.floor, math.ceil)[outward > 0](scaled)
    digits = str(abs(whole)).rjust(places + 1, "0")
    head, tail = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    return ("-" if whole < 0 else "") + head + ("." + tail if tail else "")


def _places(number: Fraction) -> int | None:
    """How many decimals it has; None where they never end."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _number(text: str) -> Fraction | None:
    try:
        return Fraction(text) if text else None
    except (ValueError, ZeroDivisionError):
        return None


def _minus(a: Fraction | None, b: Fraction | None) -> Fraction | None:
    return None if a is None or b is None else a - b


def _rises(new: Fraction | None) -> bool:
    return new is None or new >= 0


def _share(new: Fraction | None, old: Fraction | None) -> Fraction | None:
    return None if new is None or old is None or old == 0 else (new / old - 1) * 100
