"""Readings to rows: home in the document, dates, place, programme, identity and flags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from extract.claims.compose import Reading
from extract.claims.frame import Frame, Scene
from extract.claims.governing import Places, Topics
from extract.claims.indicator import words
from extract.identity import claim_id
from extract.model import Claim, Document, Passage, Period, Span

__all__ = ["Resolve", "Rows"]

Dates = tuple[str | None, str | None]
Resolve = Callable[[Period, str | None], Dates | None]
# Lines of an advertisement are short; what a price buys has no figure of its own.
_AD_LINE = 16
_DIGIT = re.compile("[0-9]")
_NO_DATES: Dates = (None, None)


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
        self._line_ends = tuple(accumulate(map(len, document.text.splitlines(keepends=True))))
        self._seen: Counter[tuple[str, str]] = Counter()
        self._sentence: tuple[Passage | None, Span, str, tuple[Span, ...], bool] = (
            None, (0, 0), "", (), False,
        )  # fmt: skip

    def row(
        self, passage: Passage, scene: Scene, reading: Reading, ahead: Sequence[Passage] = ()
    ) -> Claim:
        """One claim; spans are the document's. ``ahead``: the next lines of an advertisement."""
        quantity, frame, period = reading.quantity, reading.frame, reading.period
        spans = passage.locate(quantity.start, quantity.end)
        sentence, sentence_spans, mended = self._sentence_of(passage, frame)
        clause = passage.text[frame.clause[0] : frame.clause[1]]
        ordinal = self._seen[clause, quantity.quote]
        self._seen[clause, quantity.quote] += 1
        first, last = self._dates_of(period) if period else _NO_DATES
        indicator, indicator_spans = _measured(passage, reading.indicator, ahead)
        return Claim(
            claim_id=claim_id(self._document.path, clause, quantity.quote, ordinal),
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
            indicator=indicator,
            indicator_spans=indicator_spans,
            change=reading.change,
            role=reading.role,
            period=period.quote if period else None,
            period_start=first,
            period_end=last,
            place=self._place(scene, frame, quantity.start),
            programme=self._topics.about(scene, frame, quantity),
            sentence=sentence,
            sentence_spans=sentence_spans,
            rule="+".join(dict.fromkeys(quantity.trace + reading.rules)),
            flags=self._flags(passage, indicator, mended=mended),
        )

    def _place(self, scene: Scene, frame: Frame, start: int) -> str | None:
        home = self._document.place
        return self._places.find(scene, frame, start, home) or home or None

    def _dates_of(self, period: Period) -> Dates:
        key = (period.quote, period.rule)
        known = self._dates.get(key)
        if known is None:
            known = self._dates[key] = self._resolve(period, self._document.date) or _NO_DATES
        return known

    def _sentence_of(self, passage: Passage, frame: Frame) -> tuple[str, tuple[Span, ...], bool]:
        """The sentence as read, its document spans, and whether a mended seam is in it."""
        known, span, text, spans, mended = self._sentence
        if known is not passage or span != frame.sentence:
            start, end = span = frame.sentence
            bare = passage.text[start:end]
            start += len(bare) - len(bare.lstrip())
            text = bare.strip()
            spans = passage.locate(start, start + len(text))
            mended = any(s.mended and span[0] < s.at < span[1] for s in passage.seams)
            self._sentence = (passage, span, text, spans, mended)
        return text, spans, mended

    def _flags(self, passage: Passage, indicator: str, *, mended: bool) -> tuple[str, ...]:
        flags = (
            ("ad", passage.kind == "ad"),
            ("no_indicator", not indicator),
            ("mended", mended),
            ("undated", self._document.date is None),
        )
        return tuple(name for name, holds in flags if holds)


def _measured(
    passage: Passage, spans: Sequence[Span], ahead: Sequence[Passage]
) -> tuple[str, tuple[Span, ...]]:
    """The indicator and its document spans; a price alone on its line says it on the next."""
    indicator, home = words(passage.text, spans), _located(passage, spans)
    if len(indicator) > 1:
        return indicator, home
    for other in ahead:
        if other.kind != passage.kind or len(other.text) > _AD_LINE:
            break
        if _DIGIT.search(other.text) is None:
            return indicator + other.text, home + other.locate(0, len(other.text))
    return indicator, home


def _located(passage: Passage, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(home for start, end in spans for home in passage.locate(start, end))
