"""Exact arithmetic of amounts: factors, sums, signs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from extract.model import Value

__all__ = ["add", "digits", "exact", "negative", "times"]


def times(value: Value | None, factor: Decimal) -> Value | None:
    """The product; whole where it is whole."""
    if value is None or factor == 1:
        return value
    if isinstance(value, Fraction):
        return value * Fraction(factor)
    return _plain(value * factor)


def add(value: Value | None, plus: Decimal) -> Value | None:
    """The sum."""
    if value is None or not plus:
        return value
    return value + (Fraction(plus) if isinstance(value, Fraction) else plus)  # type: ignore[operator]


def negative(value: Value | None) -> Value | None:
    """The same below zero."""
    return None if value is None else -value


def exact(value: Fraction) -> Value:
    """A Decimal where the fraction ends, else the fraction itself."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return _plain(Decimal(value.numerator) / Decimal(value.denominator))


def digits(value: Value | None) -> str:
    """A number as a denominator writes it: plain digits, or nothing."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that a product has at its end (50 cents are 0.5)."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
