"""Claims: what each quantity measures, when, how it changed, in what role and scope."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from extract.claims.compose import Composer, Reading
from extract.claims.frame import Scene
from extract.claims.governing import Places, Topics
from extract.claims.indicator import words
from extract.claims.tasks import TaskCues, Tasks
from extract.claims.verbs import Verbs
from extract.identity import claim_id
from extract.model import Claim, Document, Passage, Period, Quantity, Span
from extract.rules import RuleSet, default_rules

if TYPE_CHECKING:
    from extract.programmes import Programmes

__all__ = ["Resolve", "find_claims"]

Resolve = Callable[[Period, str | None], "tuple[str | None, str | None] | None"]

_composers: WeakKeyDictionary[RuleSet, tuple[Composer, Places, Verbs, TaskCues]] = (
    WeakKeyDictionary()
)


def _compiled(rules: RuleSet) -> tuple[Composer, Places, Verbs, TaskCues]:
    known = _composers.get(rules)
    if known is None:
        known = _composers[rules] = (
            Composer(rules),
            Places(rules),
            Verbs(rules),
            TaskCues(rules),
        )
    return known


def _unresolved(period: Period, date: str | None) -> None:
    """No dates: what a period means is known to another stage."""


def find_claims(
    document: Document,
    passages: Sequence[Passage],
    quantities: Sequence[Sequence[Quantity]],
    periods: Sequence[Sequence[Period]],
    programmes: Programmes,
    rules: RuleSet | None = None,
    resolve: Resolve = _unresolved,
) -> tuple[Claim, ...]:
    """The claims of a document; the sequences run parallel to ``passages``.

    ``resolve`` turns a period and the document's date into ISO first and last day.
    """
    composer, places, verbs, cues = _compiled(rules if rules is not None else default_rules())
    lines = _Lines(document.text)
    seen: Counter[tuple[str, str]] = Counter()
    tasks = Tasks(cues)
    topics = Topics(tuple(p.name for p in programmes.programmes), verbs)
    claims: list[Claim] = []
    for passage, found, times, mentions in zip(
        passages, quantities, periods, programmes.mentions, strict=True
    ):
        topics.enter(passage, mentions)
        planned = tasks.within(passage.text, passage.heading)
        if found:
            scene, readings = composer.read(passage.text, found, times, planned=planned)
            claims += (
                _claim(document, passage, scene, reading, lines, seen, topics, places, resolve)
                for reading in readings
            )
        topics.leave()
    return tuple(claims)


class _Lines:
    """1-based line of a document offset; CR, LF and CRLF each end one line."""

    def __init__(self, text: str) -> None:
        lengths = accumulate(map(len, text.splitlines(keepends=True)))
        self._ends = tuple(lengths)

    def at(self, offset: int) -> int:
        return bisect_right(self._ends, offset) + 1


def _claim(
    document: Document,
    passage: Passage,
    scene: Scene,
    reading: Reading,
    lines: _Lines,
    seen: Counter[tuple[str, str]],
    topics: Topics,
    places: Places,
    resolve: Resolve,
) -> Claim:
    quantity, frame = reading.quantity, reading.frame
    spans = passage.locate(quantity.start, quantity.end)
    sentence = _stripped(passage.text, frame.sentence)
    clause = passage.text[frame.clause[0] : frame.clause[1]]
    key = (clause, quantity.quote)
    ordinal = seen[key]
    seen[key] += 1
    dates = resolve(reading.period, document.date) if reading.period else None
    return Claim(
        claim_id=claim_id(document.path, clause, quantity.quote, ordinal),
        doc=document.path,
        article=passage.article,
        section=passage.kind,
        line=lines.at(spans[0][0]),
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
        indicator=words(passage.text, reading.indicator),
        indicator_spans=_located(passage, reading.indicator),
        change=reading.change,
        role=reading.role,
        period=reading.period.quote if reading.period else None,
        period_start=dates[0] if dates else None,
        period_end=dates[1] if dates else None,
        place=places.find(scene, frame, quantity.start) or document.place or None,
        programme=topics.about(scene, frame, quantity),
        sentence=passage.text[sentence[0] : sentence[1]],
        sentence_spans=passage.locate(*sentence),
        rule="+".join(dict.fromkeys((*quantity.trace, *reading.rules))),
        flags=_flags(document, passage, frame.sentence, reading),
    )


def _located(passage: Passage, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(home for start, end in spans for home in passage.locate(start, end))


def _stripped(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _flags(
    document: Document, passage: Passage, sentence: Span, reading: Reading
) -> tuple[str, ...]:
    flags = []
    if passage.kind == "ad":
        flags.append("ad")
    if not reading.indicator:
        flags.append("no_indicator")
    if any(seam.mended and sentence[0] < seam.at < sentence[1] for seam in passage.seams):
        flags.append("mended")
    if document.date is None:
        flags.append("undated")
    return tuple(flags)
