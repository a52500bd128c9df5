"""Readings to rows: home in the document, dates, place, programme, identity and flags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from extract.claims.compose import Reading
from extract.claims.frame import Scene
from extract.claims.governing import Topics
from extract.claims.places import Places
from extract.identity import Names
from extract.model import Claim, Document, Passage, Period, Span, hull
from extract.rules.regexes import compiled

__all__ = ["Resolve", "Rows"]

Dates = tuple[str | None, str | None]
Resolve = Callable[[Period, str | None], Dates | None]
# Lines of an advertisement are short; what a price buys has no figure of its own.
_AD_LINE = 16
_DIGIT = compiled("[0-9]")
_NO_DATES: Dates = (None, None)


class _Sentence(NamedTuple):
    """A sentence as read, its document spans, and the flags of its claims.

    ``unnamed`` are those of a claim without an indicator. ``shift`` is how far the passage
    stands from its place in the document; None where it stands in several pieces.
    """

    shift: int | None = None
    text: str = ""
    spans: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()


class Rows:
    """The rows of one document; what its sentences share is worked out once."""

    def __init__(
        self, document: Document, topics: Topics, places: Places, resolve: Resolve
    ) -> None:
        self._document = document
        self._topics = topics
        self._places = places
        self._resolve = resolve
        self._dates: dict[tuple[str, str], Dates] = {}
        self._rules: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        self._line_ends = tuple(accumulate(map(len, document.text.splitlines(keepends=True))))
        self._names = Names(document.path)

    def rows(
        self,
        passage: Passage,
        scene: Scene,
        readings: Sequence[Reading],
        ahead: Sequence[Passage] = (),
    ) -> list[Claim]:
        """The claims of one passage; spans are the document's.

        ``ahead``: the next lines of an advertisement.
        """
        claims = []
        span, sentence = (-1, -1), _Sentence()
        for reading in readings:
            if reading.frame.sentence != span:
                span = reading.frame.sentence
                sentence = self._sentence(passage, span)
            if passage.kind == "ad" and reading.role == "fact" and reading.quantity.kind == "money":
                reading.role, reading.rules = "standard", (*reading.rules, "role.advertised")
            measured = reading.indicator, _located(passage, reading.spans, sentence.shift)
            if ahead and len(reading.indicator) <= 1:
                measured = _bought(passage, *measured, ahead)
            claims.append(self._row(passage, scene, reading, sentence, measured))
        return claims

    def _row(
        self,
        passage: Passage,
        scene: Scene,
        reading: Reading,
        sentence: _Sentence,
        measured: tuple[str, tuple[Span, ...]],
    ) -> Claim:
        quantity, frame, period = reading.quantity, reading.frame, reading.period
        spans = _located(passage, ((quantity.start, quantity.end),), sentence.shift)
        first, last = self._dates_of(period) if period else _NO_DATES
        start, end = hull(spans)
        low, high = frame.clause
        folded, home = scene.folded, self._document.place
        return Claim(
            self._names.claim_id(folded[low:high], folded[quantity.start : quantity.end]),
            self._document.path,
            passage.article,
            passage.kind,
            bisect_right(self._line_ends, start) + 1,
            start,
            end,
            quantity.quote,
            spans,
            quantity.kind,
            quantity.value,
            quantity.low,
            quantity.high,
            quantity.bound,
            quantity.unit,
            quantity.per,
            measured[0],
            measured[1],
            reading.change,
            reading.role,
            period.quote if period else None,
            first,
            last,
            self._places.find(scene, frame, home) or home or None,
            self._topics.about(scene, frame),
            sentence.text,
            sentence.spans,
            self._rule(quantity.trace, reading.rules),
            sentence.flags if measured[0] else sentence.unnamed,
        )

    def _dates_of(self, period: Period) -> Dates:
        key = (period.quote, period.rule)
        known = self._dates.get(key)
        if known is None:
            known = self._dates[key] = self._resolve(period, self._document.date) or _NO_DATES
        return known

    def _rule(self, trace: tuple[str, ...], rules: tuple[str, ...]) -> str:
        known = self._rules.get((trace, rules))
        if known is None:
            known = self._rules[trace, rules] = "+".join(dict.fromkeys(trace + rules))
        return known

    def _sentence(self, passage: Passage, span: Span) -> _Sentence:
        start, end = span
        bare = passage.text[start:end]
        text = bare.strip()
        low = start + len(bare) - len(bare.lstrip())
        mended = bool(passage.seams) and any(s.mended and start < s.at < end for s in passage.seams)
        ad = ("ad",) if passage.kind == "ad" else ()
        undated = ("undated",) if self._document.date is None else ()
        flags = (*(("mended",) if mended else ()), *undated)
        return _Sentence(
            passage.pieces[0][0] if len(passage.pieces) == 1 else None,
            text,
            passage.locate(low, low + len(text)),
            (*ad, *flags),
            (*ad, "no_indicator", *flags),
        )


def _bought(
    passage: Passage, indicator: str, home: tuple[Span, ...], ahead: Sequence[Passage]
) -> tuple[str, tuple[Span, ...]]:
    """A price alone on its line says on the next what it buys."""
    for other in ahead:
        if other.kind != passage.kind or len(other.text) > _AD_LINE:
            break
        if _DIGIT.search(other.text) is None:
            return indicator + other.text, home + other.locate(0, len(other.text))
    return indicator, home


def _located(passage: Passage, spans: Sequence[Span], shift: int | None) -> tuple[Span, ...]:
    if shift is not None:
        return tuple([(start + shift, end + shift) for start, end in spans])
    return tuple([home for start, end in spans for home in passage.locate(start, end)])
