"""`scan` and `parse`: numerals of folded text, by the grammar's one alternation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.numerals.grammar import fraction_ending, gate_pattern, numeral_pattern
from extract.numerals.meaning import meaning
from extract.numerals.model import Numeral
from extract.text import fold

__all__ = ["parse", "scan"]


_Span = tuple[int, int, str]
_OVER = re.compile(" ?分之 ?")
_JOINED = ("plain", "number")
_ALSO = re.compile(" ?又 ?")


def scan(folded: str) -> list[Numeral]:
    """Every numeral of text folded by `extract.text.fold`, left to right, disjoint.

    Refuses nothing (names, dates, idioms), but leaves out units, percent signs and outer
    modifiers (约, 近, 以上): in 约12千米 it is 12. A sign is inside (-3.2, 负二十).

    >>> [(numeral.start, numeral.value) for numeral in scan("共10余万人次")]
    [(1, Decimal('100000'))]
    """
    spans = list(_matches(folded))
    if "分之" in folded:
        spans = _join_fractions(folded, spans)
    return [Numeral(start, end, meaning(form, folded[start:end])) for start, end, form in spans]


def _matches(folded: str) -> Iterator[_Span]:
    search, match = gate_pattern().search, numeral_pattern().match
    at = 0
    while hit := search(folded, at):
        start = hit.start()
        if found := match(folded, start):
            at = found.end()
            yield start, at, str(found.lastgroup)
        else:
            at = start + 1


def _join_fractions(folded: str, spans: list[_Span]) -> list[_Span]:
    """Make one span of 三 分之 二, of 一 又 二 分之 一, and take in a 强 that follows."""
    joined: list[_Span] = []
    for start, end, form in spans:
        if not joined or form not in _JOINED or not _OVER.fullmatch(folded, joined[-1][1], start):
            joined.append((start, end, form))
            continue
        first = joined.pop()[0]
        if joined and _ALSO.fullmatch(folded, joined[-1][1], first):
            first = joined.pop()[0]
        ending = fraction_ending().match(folded, end)
        joined.append((first, ending.end() if ending else end, "number"))
    return joined


def parse(text: str) -> Numeral | None:
    """The whole text as one numeral, or None. The text need not be folded.

    >>> parse("两万五").value
    Decimal('25000')
    >>> parse("两万五千米") is None
    True
    """
    numerals = scan(fold(text))
    whole = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (0, len(text))
    return numerals[0] if whole else None
