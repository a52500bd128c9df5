"""Where a quote stands in a text, said so that it can be found again: clause and context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract.model import Span
from extract.verdicts.model import Selector

__all__ = ["CONTEXT", "clause", "selectors"]

CONTEXT = 32
"""Code points of context kept on each side of a clause; five already tell most apart."""

_LONGEST = 80
_CUT = re.compile(r"[，。；！？：!?;:\n\r…\u2028\u2029]|(?<![0-9]),|,(?![0-9])")


def clause(text: str, start: int, end: int) -> Span:
    """The clause around ``text[start:end]``, on one line, without the blanks at its ends."""
    left = max(0, start - _LONGEST)
    right = min(len(text), end + _LONGEST)
    for cut in _CUT.finditer(text, left, start):
        left = cut.end()
    found = _CUT.search(text, end, right)
    right = found.start() if found else right
    while left < start and text[left].isspace():
        left += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def selectors(text: str, spans: Iterable[Sequence[int]]) -> tuple[Selector, ...]:
    """One selector for each span of a quote; offsets are code points of ``text``."""
    return tuple(_selector(text, start, end) for start, end in spans)


def _selector(text: str, start: int, end: int) -> Selector:
    left, right = clause(text, start, end)
    return Selector(
        exact=text[left:right],
        prefix=text[max(0, left - CONTEXT) : left],
        suffix=text[right : right + CONTEXT],
        start=left,
        at=(start - left, end - left),
    )
