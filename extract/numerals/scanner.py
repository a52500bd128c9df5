"""`scan` and `parse`: numerals of folded text, by the grammar's one alternation."""

from __future__ import annotations

from collections.abc import Iterator

from extract.numerals.grammar import fraction_ending, gate_pattern, numeral_pattern
from extract.numerals.meaning import meaning
from extract.numerals.model import Numeral
from extract.numerals.readings import Readings, readings
from extract.numerals.signs import VULGAR
from extract.rules import RuleSet
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["parse", "scan"]


_Span = tuple[int, int, str]
_LINK = compiled(" ?(?:(?P<over>[分份] ?之)|又) ?")
_ALSO = compiled(" ?又 ?")
_WHOLE = ("plain", "number")
_PARTS = (_WHOLE, (*_WHOLE, "spread"))  # before 又, before 分之 (正负百分之五)


def scan(folded: str, rules: RuleSet | None = None) -> list[Numeral]:
    """Every numeral of text folded by `extract.text.fold`, left to right, disjoint.

    Refuses nothing (names, dates, idioms), but leaves out units, percent signs and outer
    modifiers (约, 近, 以上): in 约12千米 it is 12. A sign is inside (-3.2, 负二十).

    >>> [(numeral.start, numeral.value) for numeral in scan("共10余万人次")]
    [(1, Decimal('100000'))]
    """
    known = readings(rules)
    spans = list(_matches(folded, known))
    if "之" in folded or "又" in folded:
        spans = _join_fractions(folded, spans, known)
    return [Numeral(a, b, meaning(form, folded[a:b], known)) for a, b, form in spans]


def _matches(folded: str, known: Readings) -> Iterator[_Span]:
    search, match = gate_pattern().search, numeral_pattern(known).match
    at = 0
    while hit := search(folded, at):
        start = hit.start()
        found = match(folded, start)
        at = found.end() if found else start
        if found and at > start:
            yield start, at, str(found.lastgroup)
        else:
            at = start + 1


def _join_fractions(folded: str, spans: list[_Span], known: Readings) -> list[_Span]:
    """Make one span of 三 分之 二, 一 又 二 分之 一 and 1 又 1/2, with a 强 that follows."""
    joined: list[_Span] = []
    for start, end, form in spans:
        link = _LINK.fullmatch(folded, joined[-1][1], start) if joined else None
        if not link or form not in _WHOLE or joined[-1][2] not in _PARTS[bool(link["over"])]:
            joined.append((start, end, form))
        elif link["over"]:
            first = joined.pop()[0]
            if joined and joined[-1][2] in _WHOLE and _ALSO.fullmatch(folded, joined[-1][1], first):
                first = joined.pop()[0]
            ending = fraction_ending(known).match(folded, end)
            joined.append((first, ending.end() if ending else end, "fraction"))
        elif "/" in folded[start:end] or folded[end - 1] in VULGAR:
            joined.append((joined.pop()[0], end, "fraction"))
        else:
            joined.append((start, end, form))
    return joined


def parse(text: str, rules: RuleSet | None = None) -> Numeral | None:
    """The whole text as one numeral, or None. The text need not be folded.

    >>> parse("两万五").value
    Decimal('25000')
    >>> parse("两万五千米") is None
    True
    """
    numerals = scan(fold(text), rules)
    whole = len(numerals) == 1 and (numerals[0].start, numerals[0].end) == (0, len(text))
    return numerals[0] if whole else None
