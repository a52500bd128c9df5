"""Schemes named without quotation marks: launched by a verb, or of a form that names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.programmes.lexicon import Context, Lexicon
from extract.programmes.quoted import Found

__all__ = ["plain_finder"]

# What a name does not start with: counts, 首批, years; what shows that none is meant.
_LEAD = re.compile(
    r"(?:[0-9]{4}年度?|首[届批个家]|第[0-9一二三四五六七八九十]{1,3}届|新一轮|实施|好|全市|全区|全省)+"
)
_VAGUE = re.compile(
    r"各[类项种]|多[项种个类]|一批|一系列|系列|相关|以下|这|该|此|本|其|新的|上述|同类|等|若干|部分|[0-9一二两三四五六七八九十]+余?[个项大类批处场]"
)
_LEAST = 2  # characters beyond the words that all schemes share
_LEAST_LONG = 1  # where the name without its head has five


def plain_finder(document: str, lex: Lexicon) -> Callable[[str], list[Found]]:
    """A function from a folded passage to the names without marks in it; they may overlap.

    ``document`` is the folded text of all passages: what none of them can hold is not
    looked for in each.
    """
    launched = lex.plain_anchor is not None and lex.plain_anchor.search(document) is not None
    known = lex.known is not None and lex.known.search(document) is not None
    active = list(_active(document, lex))

    def find(folded: str) -> list[Found]:
        found: list[Found] = []
        if launched and lex.plain is not None:
            names = (_launched(match, lex) for match in lex.plain.finditer(folded))
            found += [name for name in names if name is not None]
        for one in active:
            if any(anchor in folded for anchor in one.anchors):
                found += one.names(folded, lex)
        if known and lex.known is not None:
            found += [_known(match, lex) for match in lex.known.finditer(folded)]
        return found

    return find


@dataclass(frozen=True, slots=True)
class _Active:
    """A pattern the document can meet: its anchors there, and the names it repeats enough."""

    anchors: tuple[str, ...]
    context: Context
    repeated: frozenset[str] | None

    def names(self, folded: str, lex: Lexicon) -> Iterator[Found]:
        for match in self.context.pattern.finditer(folded):
            if self.repeated is None or match["name"] in self.repeated:
                yield _formed(match, self.context, lex)


def _active(document: str, lex: Lexicon) -> Iterator[_Active]:
    for anchors, context in lex.plain_patterns:
        held = tuple(anchor for anchor in anchors if anchor in document)
        if not held:
            continue
        repeated = None
        if context.least > 1:
            counts = Counter(m["name"] for m in context.pattern.finditer(document))
            repeated = frozenset(n for n, count in counts.items() if count >= context.least)
        yield _Active(held, context, repeated)


def _formed(match: re.Match[str], context: Context, lex: Lexicon) -> Found:
    start, end = _trim(match)
    label = (start, end)
    marked = "“" in match["name"]
    stop = _with_head(match.string, end, lex)
    return Found(start, stop, label, (label,), context.type, context.rule, quoted=marked)


def _known(match: re.Match[str], lex: Lexicon) -> Found:
    name, kind, rule = lex.name_of[match[0]]
    span = match.span()
    stop = _with_head(match.string, span[1], lex)
    return Found(span[0], stop, span, (span,), kind, rule, quoted=False, name=name)


def _with_head(folded: str, end: int, lex: Lexicon) -> int:
    """The end of a name with the head nouns that follow it at once."""
    head = lex.head.match(folded, end)
    return head.end() if head else end


def _trim(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("name")
    lead = _LEAD.match(match.string, start, end)
    return (lead.end() if lead and lead.end() < end - 1 else start), end


def _launched(match: re.Match[str], lex: Lexicon) -> Found | None:
    start, end = _trim(match)
    head = lex.plain_head[match["head"]]
    core_end = match.start("head")
    core = match.string[start:core_end]
    if _VAGUE.match(core) or len(core) < 4:
        return None
    rest = lex.generic.sub("", core)
    if len(rest) < (_LEAST_LONG if len(core) >= 5 else _LEAST):
        return None
    named_end = core_end if head.drop and core_end - start >= 5 else end
    label = (start, named_end)
    return Found(start, end, label, (label,), head.type, head.rule, quoted=False)
