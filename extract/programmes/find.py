"""The programmes of a document: names are introduced, then every mention of them is found.

Note [Two passes]: a name is introduced where its context says what it is (“五社联动”机制).
Once introduced, it is the same programme wherever it stands, before or after, with or
without marks. So the first pass gathers names passage by passage, and the second looks for
all forms of all names in all passages with one alternation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.model import Mention, Passage, Programme, Rejection, Span
from extract.programmes.forms import Names
from extract.programmes.lexicon import Lexicon, lexicon
from extract.programmes.overlap import Spanned, disjoint, outside
from extract.programmes.plain import plain_finder
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
    plain = plain_finder("\n".join(folded), lex)
    names = Names(lex)
    first: list[list[_Named]] = []
    refused: list[list[Refused]] = []
    for passage, text in zip(passages, folded, strict=True):
        found, turned_down = _introduced(text, plain, lex)
        first.append([(f.start, f.end, names.add(passage.text, f), f.rule) for f in found])
        refused.append(turned_down)
    names.close()
    mentions = tuple(
        _mentions(passage, text, found, names)
        for passage, text, found in zip(passages, folded, first, strict=True)
    )
    rejections = tuple(
        _rejections(passage, items, taken)
        for passage, items, taken in zip(passages, refused, mentions, strict=True)
    )
    return Programmes(_programmes(passages, doc, mentions), mentions, rejections)


_Named = tuple[int, int, str, str]


def _introduced(
    text: str, plain: Callable[[str], list[Found]], lex: Lexicon
) -> tuple[list[Found], list[Refused]]:
    marked: list[Found] = []
    refused: list[Refused] = []
    if has_quotes(text):
        marked, refused = judge(text, lex)
    others = plain(text)
    if not others:
        return marked, refused
    # Of names that overlap the one in marks is meant, then the first and longest.
    own = disjoint([f for f in others if f.quoted])
    marked = disjoint(own + outside(marked, own))
    bare = outside(disjoint([f for f in others if not f.quoted]), marked)
    return sorted(marked + bare, key=lambda f: f.start), refused


def _mentions(
    passage: Passage, folded: str, found: list[_Named], names: Names
) -> tuple[Mention, ...]:
    if not names:
        return ()
    spans = [Spanned(start, end) for start, end, _, _ in found]
    again = [(a, b, key, names.entry(key).rule) for a, b, key in names.occurrences(folded)]
    clear = {(s.start, s.end) for s in outside([Spanned(a, b) for a, b, _, _ in again], spans)}
    every = sorted([*found, *(item for item in again if item[:2] in clear)])
    return tuple(
        Mention(a, b, passage.text[a:b], names.entry(key).name, names.entry(key).type, rule)
        for a, b, key, rule in every
    )


def _rejections(
    passage: Passage, refused: list[Refused], mentions: tuple[Mention, ...]
) -> tuple[Rejection, ...]:
    if not refused:
        return ()
    return tuple(
        Rejection(r.start, r.end, passage.text[r.start : r.end], r.context.rule, r.context.reason)
        for r in outside(sorted(refused, key=lambda r: r.start), mentions)
    )


def _programmes(
    passages: Sequence[Passage],
    doc: str,
    mentions: tuple[tuple[Mention, ...], ...],
) -> tuple[Programme, ...]:
    first: dict[str, Mention] = {}
    variants: dict[str, dict[str, None]] = {}
    spans: dict[str, list[Span]] = {}
    for passage, group in zip(passages, mentions, strict=True):
        for mention in group:
            variants.setdefault(mention.name, {})[mention.quote] = None
            first.setdefault(mention.name, mention)
            spans.setdefault(mention.name, []).extend(passage.locate(mention.start, mention.end))
    return tuple(
        Programme(
            doc, name, mention.type, tuple(v for v in variants[name] if v != name),
            tuple(sorted(spans[name])), mention.rule,
        )
        for name, mention in first.items()
    )  # fmt: skip
