"""The programmes of a document: names are introduced, then every mention of them is found.

Note [Two passes]: a name is introduced where its context says what it is (“五社联动”机制).
Once introduced, it is the same programme wherever it stands, before or after, with or
without marks. So the first pass gathers names passage by passage, and the second looks for
all forms of all names in all passages with one alternation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Mention, Passage, Programme, Rejection, Span
from extract.programmes.forms import Names
from extract.programmes.lexicon import Lexicon, lexicon
from extract.programmes.plain import plain_names
from extract.programmes.quoted import Found, Refused, judge
from extract.programmes.quotes import has_quotes
from extract.rules import RuleSet, default_rules
from extract.text import fold

__all__ = ["Programmes", "find_programmes"]

_SKIPPED = ("ad", "byline")


@dataclass(frozen=True, slots=True)
class Programmes:
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
    folded = [fold(p.text) if p.kind not in _SKIPPED else "" for p in passages]
    names = Names(lex)
    first: list[list[Found]] = []
    refused: list[list[Refused]] = []
    for passage, text in zip(passages, folded, strict=True):
        found, turned_down = _introduced(text, lex)
        first.append(found)
        refused.append(turned_down)
        for item in found:
            names.add(passage.text, item)
    names.close()
    mentions = tuple(
        _mentions(passage, text, found, names)
        for passage, text, found in zip(passages, folded, first, strict=True)
    )
    rejections = tuple(
        _rejections(passage, items, taken)
        for passage, items, taken in zip(passages, refused, mentions, strict=True)
    )
    return Programmes(_programmes(passages, doc, mentions, names), mentions, rejections)


def _introduced(text: str, lex: Lexicon) -> tuple[list[Found], list[Refused]]:
    found = plain_names(text, lex) if text else []
    refused: list[Refused] = []
    if has_quotes(text):
        quoted, refused = judge(text, lex)
        found += quoted
    # Of names that overlap the one in marks is meant, then the longer one.
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (not f.quoted, f.start - f.end, f.start)):
        if all(item.end <= k.start or k.end <= item.start for k in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.start), refused


def _mentions(
    passage: Passage, folded: str, found: list[Found], names: Names
) -> tuple[Mention, ...]:
    spans = [(f.start, f.end, names.key_of(passage.text, f), f.rule) for f in found]
    taken = [(a, b) for a, b, _, _ in spans]
    for start, end, key in names.occurrences(folded):
        if all(end <= a or b <= start for a, b in taken):
            spans.append((start, end, key, names.entry(key).rule))
    return tuple(
        Mention(a, b, passage.text[a:b], names.entry(key).name, names.entry(key).type, rule)
        for a, b, key, rule in sorted(spans)
    )


def _rejections(
    passage: Passage, refused: list[Refused], mentions: tuple[Mention, ...]
) -> tuple[Rejection, ...]:
    return tuple(
        Rejection(r.start, r.end, passage.text[r.start : r.end], r.context.rule, r.context.reason)
        for r in sorted(refused, key=lambda r: r.start)
        if all(r.end <= m.start or m.end <= r.start for m in mentions)
    )


def _programmes(
    passages: Sequence[Passage],
    doc: str,
    mentions: tuple[tuple[Mention, ...], ...],
    names: Names,
) -> tuple[Programme, ...]:
    variants: dict[str, dict[str, None]] = {}
    spans: dict[str, list[Span]] = {}
    for passage, group in zip(passages, mentions, strict=True):
        for mention in group:
            variants.setdefault(mention.name, {})[mention.quote] = None
            spans.setdefault(mention.name, []).extend(passage.locate(mention.start, mention.end))
    return tuple(
        Programme(
            doc, name, entry.type, tuple(v for v in variants[name] if v != name),
            tuple(sorted(spans[name])), entry.rule,
        )
        for name in variants
        for entry in (names.named(name),)
    )  # fmt: skip
