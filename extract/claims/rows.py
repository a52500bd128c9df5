"""Readings to rows: home in the document, dates, place, programme, identity and flags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from extract.claims.compose import Reading
from extract.claims.frame import Scene
from extract.claims.governing import Topics
from extract.claims.places import Places
from extract.identity import Names
from extract.model import Claim, Document, Passage, Period, Span

__all__ = ["Resolve", "Rows"]

Dates = tuple[str | None, str | None]
Resolve = Callable[[Period, str | None], Dates | None]
# Lines of an advertisement are short; what a price buys has no figure of its own.
_AD_LINE = 16
_DIGIT = re.compile("[0-9]")
_NO_DATES: Dates = (None, None)


class _Sentence(NamedTuple):
    """A sentence as read, its document spans, and the flags of its claims.

    ``unnamed`` are those of a claim without an indicator.
    """

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
            measured = reading.indicator, _located(passage, reading.spans)
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
        spans = passage.locate(quantity.start, quantity.end)
        first, last = self._dates_of(period) if period else _NO_DATES
        low, high = frame.clause
        folded, home = scene.folded, self._document.place
        return Claim(
            claim_id=self._names.claim_id(folded[low:high], folded[quantity.start : quantity.end]),
            doc=self._document.path,
            article=passage.article,
            section=passage.kind,
            line=bisect_right(self._line_ends, spans[0][0]) + 1,
            start=spans[0][0],
            end=spans[-1][1],
            quote=quantity.quote,
            spans=spans,
            kind=quantity.kind,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            unit=quantity.unit,
            per=quantity.per,
            indicator=measured[0],
            indicator_spans=measured[1],
            change=reading.change,
            role=reading.role,
            period=period.quote if period else None,
            period_start=first,
            period_end=last,
            place=self._places.find(scene, frame, home) or home or None,
            programme=self._topics.about(scene, frame),
            sentence=sentence.text,
            sentence_spans=sentence.spans,
            rule=self._rule(quantity.trace, reading.rules),
            flags=sentence.flags if measured[0] else sentence.unnamed,
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
        mended = any(s.mended and start < s.at < end for s in passage.seams)
        ad = ("ad",) if passage.kind == "ad" else ()
        undated = ("undated",) if self._document.date is None else ()
        flags = (*(("mended",) if mended else ()), *undated)
        return _Sentence(
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


def _located(passage: Passage, spans: Sequence[Span]) -> tuple[Span, ...]:
    if len(spans) == 1:
        start, end = spans[0]
        return passage.locate(start, end)
    return tuple([home for start, end in spans for home in passage.locate(start, end)])
