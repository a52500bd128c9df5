"""Claims: what each quantity measures, when, how it changed, in what role and scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from extract.claims.compose import Composer
from extract.claims.governing import Topics
from extract.claims.places import Places
from extract.claims.rows import Resolve, Rows
from extract.claims.shortened import LastWords, Shortened
from extract.claims.tasks import TaskCues, Tasks
from extract.claims.verbs import Verbs
from extract.model import Claim, Document, Passage, Period, Quantity
from extract.rules import RuleSet, default_rules

if TYPE_CHECKING:
    from extract.programmes import Programmes

__all__ = ["Resolve", "find_claims"]

_Compiled = tuple[Composer, Places, Verbs, TaskCues, LastWords]
_compiled: WeakKeyDictionary[RuleSet, _Compiled] = WeakKeyDictionary()


def _compile(rules: RuleSet) -> _Compiled:
    known = _compiled.get(rules)
    if known is None:
        known = (Composer(rules), Places(rules), Verbs(rules), TaskCues(rules), LastWords(rules))
        _compiled[rules] = known
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
    composed = _compile(rules if rules is not None else default_rules())
    composer, places, verbs, cues, last_words = composed
    tasks = Tasks(cues)
    # A circle is a measure of what is near, and no article's topic: 一小时生活圈越来越“快”.
    names = tuple(p.name for p in programmes.programmes if p.type != "circle")
    topics = Topics(names, verbs, Shortened(last_words))
    rows = Rows(document, topics, places, resolve)
    claims: list[Claim] = []
    for index, (passage, found, times, mentions) in enumerate(
        zip(passages, quantities, periods, programmes.mentions, strict=True)
    ):
        planned = tasks.within(passage.text, passage.heading, figures=bool(found))
        if found:
            topics.enter(passage, mentions)
            scene, readings = composer.read(passage.text, found, times, planned=planned)
            ahead = passages[index + 1 : index + 4] if passage.kind == "ad" else ()
            claims += rows.rows(passage, scene, readings, ahead)
        topics.leave(passage, mentions)
    return tuple(claims)
