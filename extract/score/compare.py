"""When a found quantity is the gold one, and which of its fields are right.

The definitions are those of the gold standard (``tests/gold/README.md``); none may be
changed without changing what published figures mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

__all__ = ["FIELDS", "WHOLE", "Record", "bare", "closeness", "likeness", "overlap", "pair_up"]

Record = Mapping[str, Any]

_INDICATOR_BAR = 0.8
_PROGRAMME_BAR = 0.7
_SAME_SPAN = 0.5
_SAME_VALUE = Fraction(1, 10**6)
_DROPPED = dict.fromkeys(map(ord, " \n\t“”\"‘’'「」『』《》,，、。的了"))


def bare(text: str | None) -> str:
    """A phrase without the signs and particles that make no difference."""
    return (text or "").translate(_DROPPED)


def likeness(a: str | None, b: str | None) -> float:
    """F1 of the characters that two bare phrases share, in any order."""
    left, right = Counter(bare(a)), Counter(bare(b))
    both = (left & right).total()
    return 2 * both / (left.total() + right.total()) if both else 0.0


def closeness(gold: Record, found: Record) -> float:
    """Likeness of the found indicator to the best acceptable one."""
    return max((likeness(form, found.get("indicator")) for form in gold["indicator"]), default=0.0)


def overlap(a: Record, b: Record) -> float:
    """Shared part of two spans over their union; 0 where they do not meet."""
    both = min(a["end"], b["end"]) - max(a["start"], b["start"])
    union = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return float(both / union) if both > 0 else 0.0


def pair_up(
    gold: Sequence[Record], found: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Pairs of one quantity each, largest overlap first; then the gold and found ones left."""
    shares = [
        (overlap(wanted, seen), -i, -j)
        for i, wanted in enumerate(gold)
        for j, seen in enumerate(found)
    ]
    taken: dict[int, int] = {}
    used: set[int] = set()
    pairs: list[tuple[Record, Record]] = []
    for share, i, j in sorted(shares, reverse=True):
        if share >= _SAME_SPAN and -i not in taken and -j not in used:
            taken[-i] = -j
            used.add(-j)
            pairs.append((gold[-i], found[-j]))
    missed = [record for i, record in enumerate(gold) if i not in taken]
    extra = [record for j, record in enumerate(found) if j not in used]
    return pairs, missed, extra


def _number(text: object) -> Fraction | str | None:
    if text is None or text == "":
        return None
    written = str(text)
    try:
        return Fraction(written) if "/" in written else Fraction(Decimal(written))
    except (InvalidOperation, ValueError, OverflowError, ZeroDivisionError):
        return written


def _same_number(gold: Record, found: Record) -> bool:
    return all(_equal(gold.get(key), found.get(key)) for key in ("value", "low", "high"))


def _equal(a: object, b: object) -> bool:
    left, right = _number(a), _number(b)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return abs(left - right) <= abs(right) * _SAME_VALUE
    return left == right


def _same(key: str) -> Callable[[Record, Record], bool]:
    return lambda gold, found: bool(gold[key] == found.get(key))


def _same_programme(gold: Record, found: Record) -> bool:
    if not gold["programme"]:
        return not found.get("programme")
    return likeness(gold["programme"], found.get("programme")) >= _PROGRAMME_BAR


FIELDS: dict[str, Callable[[Record, Record], bool]] = {
    "span": lambda gold, found: (gold["start"], gold["end"]) == (found["start"], found["end"]),
    "kind": _same("kind"),
    "value": _same_number,
    "bound": _same("bound"),
    "unit": lambda gold, found: (gold["unit"] or "") == (found.get("unit") or ""),
    "per": lambda gold, found: set(gold["per"]) == set(found.get("per") or ()),
    "change": _same("change"),
    "role": _same("role"),
    "period": lambda gold, found: bare(gold["period"]) == bare(found.get("period")),
    "section": _same("section"),
    "programme": _same_programme,
    "indicator": lambda gold, found: closeness(gold, found) >= _INDICATOR_BAR,
}
"""Each scored field, and whether a found record has it right."""

WHOLE = ("value", "bound", "unit", "per", "change", "indicator")
"""The fields of which every one must be right for the claim to be."""
