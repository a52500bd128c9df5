"""A difference in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from extract.diff.amount import Delta, shown
from extract.diff.change import Class, Difference

__all__ = ["SIGNS", "describe", "fields"]

SIGNS: dict[Class, str] = {
    "same": "=",
    "moved": "=",
    "rule": "~",
    "text": "~",
    "both": "~",
    "restated": "=",
    "series": ">",
    "scope_differs": "!",
    "status_differs": "!",
    "conflict": "?",
    "check": "=",
    "added": "+",
    "removed": "-",
}
"""One sign a class, in characters that every console has."""

_PLACES = 2
# What the first line and the quotes show already.
_SHOWN = frozenset({"sentence", "quote", "indicator"})


def describe(delta: Delta, unit: str = "") -> str:
    """What lies between two values; the empty string where nothing is known.

    >>> describe(Delta(Fraction(1), Fraction(1), pct_low=Fraction(50, 3), pct_high=Fraction(50, 3)))
    '+1 (+16.7%)'
    >>> describe(Delta(None, Fraction(-7670000), pct_high=Fraction(-767, 55)))
    'at least 13.9% lower'
    """
    if not delta.known:
        return ""
    if delta.exact is not None:
        return _about(delta) + _exact(delta, unit)
    ends = (delta.low, delta.high) if delta.points else (delta.pct_low, delta.pct_high)
    name = " percentage points" if delta.points else "%"
    if ends == (None, None):
        ends, name = (delta.low, delta.high), f" {unit}".rstrip()
    return _about(delta) + _between(*ends, name)


def fields(found: Difference, arrow: str) -> Iterator[str]:
    """The columns that differ and that the quotes do not show: bound gt -> ge."""
    if found.old is None or found.new is None:
        return
    for name in found.fields:
        if name not in _SHOWN:
            before, after = getattr(found.old, name), getattr(found.new, name)
            yield f"{name} {before or '(none)'} {arrow} {after or '(none)'}"


def _about(delta: Delta) -> str:
    return "about " if delta.about else ""


def _exact(delta: Delta, unit: str) -> str:
    assert delta.exact is not None
    if delta.exact == 0:
        return "unchanged"
    amount = _signed(delta.exact)
    if delta.points:
        return f"{amount} percentage point{'' if abs(delta.exact) == 1 else 's'}"
    share = "" if delta.pct_low is None else f" ({_signed(delta.pct_low, 1)}%)"
    return f"{amount}{f' {unit}' if unit else ''}{share}"


def _between(low: Fraction | None, high: Fraction | None, name: str) -> str:
    """Ends of a change in words; each is rounded so that the words still hold."""
    if low is not None and low >= 0:
        if high is None:
            return f"at least {shown(low, 1, outward=-1)}{name} higher"
        return f"{shown(low, 1, outward=-1)} to {shown(high, 1, outward=1)}{name} higher"
    if high is not None and high <= 0:
        least = shown(-high, 1, outward=-1)
        if low is None:
            return f"at least {least}{name} lower"
        return f"{least} to {shown(-low, 1, outward=1)}{name} lower"
    if low is not None and high is not None:
        return f"between {_signed(low, 1)}{name} and {_signed(high, 1)}{name}"
    if low is None and high is None:
        return ""
    if high is not None:
        return f"at most {shown(high, 1, outward=1)}{name} higher"
    return f"at most {shown(-(low or Fraction(0)), 1, outward=1)}{name} lower"


def _signed(number: Fraction, places: int | None = None) -> str:
    text = shown(abs(number), places)
    if "/" in text:  # a number without end: people read it rounded
        text = shown(abs(number), _PLACES)
    whole, dot, rest = text.partition(".")
    if whole.isdecimal():
        text = f"{int(whole):,}{dot}{rest}"
    return f"{'-' if number < 0 else '+'}{text}"
