"""The programmes of a document: names are introduced, then every mention of them is found.

Note [Two passes]: a name is introduced where its context says what it is (“五社联动”机制).
Once introduced, it is the same programme wherever it stands, before or after, with or
without marks. So the first pass gathers names, and the second looks for all forms of all
names. Both read the passages as one text (`Page`), in which no name crosses a line break.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.model import Mention, Passage, Programme, Rejection, Span
from extract.programmes.forms import Names
from extract.programmes.lexicon import Lexicon, lexicon
from extract.programmes.overlap import disjoint, outside
from extract.programmes.page import Page
from extract.programmes.plain import plain_names
from extract.programmes.quoted import Found, Refused, judge
from extract.rules import RuleSet, default_rules

__all__ = ["Programmes", "find_programmes"]


class Programmes(NamedTuple):
    """What a document names.

    ``mentions`` and ``rejections`` hold one tuple a passage, sorted, disjoint, offsets in
    the passage; a mention covers its marks and head noun. ``programmes`` is in the order
    of first mention.
    """

    programmes: tuple[Programme, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    rejections: tuple[tuple[Rejection, ...], ...]


def find_programmes(
    passages: Sequence[Passage], doc: str, rules: RuleSet | None = None
) -> Programmes:
    """All named programmes of one document, their mentions, and what was refused.

    ``doc`` is the document's id, for ``Programme.doc``. Advertisements and bylines name
    none. Never raises on text; raises RuleError for rules that cannot be used.
    """
    lex = lexicon(rules or default_rules())
    if not passages:
        return Programmes((), (), ())
    page = Page(passages)
    found, refused = _introduced(page, lex)
    names = Names(page, lex)
    named = [_Named(f.start, f.end, names.add(f), f.rule) for f in found]
    names.close()
    mentioned = _mentioned(named, names)
    refused = outside(sorted(refused, key=lambda r: r.start), mentioned)
    mentions = _mentions(page, mentioned, names)
    programmes = _programmes(passages, doc, mentions)
    return Programmes(programmes, mentions, _rejections(page, refused))


class _Named(NamedTuple):
    """Where a programme is named on the page, the key of its entry, and the rule."""

    start: int
    end: int
    key: str
    rule: str


def _introduced(page: Page, lex: Lexicon) -> tuple[list[Found], list[Refused]]:
    marked, refused = judge(page, lex)
    others = plain_names(page, lex)
    if not others:
        return marked, refused
    # Of names that overlap the one in marks is meant, then the first and longest.
    own = disjoint([f for f in others if f.quoted])
    if own:
        marked = own + outside(marked, own)
    marked = disjoint(marked)
    bare = outside(disjoint([f for f in others if not f.quoted]), marked)
    return sorted(marked + bare, key=lambda f: f.start), refused


def _mentioned(named: list[_Named], names: Names) -> list[_Named]:
    """Where names are introduced, and where their forms come back."""
    if not named:
        return []
    again = [_Named(a, b, key, names.entry(key).rule) for a, b, key in names.occurrences()]
    return sorted([*named, *outside(again, named)])


def _mentions(page: Page, mentioned: list[_Named], names: Names) -> tuple[tuple[Mention, ...], ...]:
    by_passage: list[list[Mention]] = [[] for _ in page.passages]
    for start, end, key, rule in mentioned:
        index = page.index(start)
        base = page.starts[index]
        entry = names.entry(key)
        quote = page.source[start:end]
        mention = Mention(start - base, end - base, quote, entry.name, entry.type, rule)
        by_passage[index].append(mention)
    return tuple(map(tuple, by_passage))


def _rejections(page: Page, refused: list[Refused]) -> tuple[tuple[Rejection, ...], ...]:
    by_passage: list[list[Rejection]] = [[] for _ in page.passages]
    for start, end, why in refused:
        index = page.index(start)
        base = page.starts[index]
        quote = page.source[start:end]
        rejection = Rejection(start - base, end - base, quote, why.rule, why.reason)
        by_passage[index].append(rejection)
    return tuple(map(tuple, by_passage))


def _programmes(
    passages: Sequence[Passage],
    doc: str,
    mentions: tuple[tuple[Mention, ...], ...],
) -> tuple[Programme, ...]:
    known: dict[str, tuple[Mention, dict[str, None], list[Span]]] = {}
    for passage, group in zip(passages, mentions, strict=True):
        for mention in group:
            start, end, quote, name, _, _ = mention
            if name not in known:
                known[name] = mention, {}, []
            _, variants, spans = known[name]
            variants[quote] = None
            spans += passage.locate(start, end)
    return tuple([_programme(doc, *found) for found in known.values()])


def _programme(doc: str, first: Mention, quotes: dict[str, None], spans: list[Span]) -> Programme:
    name = first.name
    variants = tuple([quote for quote in quotes if quote != name])
    spans.sort()
    return Programme(doc, name, first.type, variants, tuple(spans), first.rule)
