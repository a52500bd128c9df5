"""Schemes named without quotation marks: launched by a verb, or of a form that names."""

from __future__ import annotations

import re
from collections import Counter

from extract.programmes.lexicon import Lexicon, PlainPattern
from extract.programmes.page import Page
from extract.programmes.quoted import Found
from extract.rules.regexes import compiled

__all__ = ["plain_names"]

# What a name does not start with: counts, 首批, years; what shows that none is meant.
_LEAD = compiled(
    r"(?:[0-9]{4}年度?|首[届批个家]|第[0-9一二三四五六七八九十]{1,3}届|新一轮|实施|好|全市|全区|全省)+"
)
_VAGUE = compiled(
    r"各[类项种]|多[项种个类]|一批|一系列|系列|相关|以下|这|该|此|本|其|新的|上述|同类|等|若干|部分|[0-9一二两三四五六七八九十]+余?[个项大类批处场]"
)
# 亿元以上项目 is a class; schemes that are counted (救助项目32个) are no one scheme.
_CLASS = compiled("[一二三四五]期|以[上下内]|[万亿](?:元|吨|千瓦)级?")
_COUNTED = compiled("共?[0-9一二两三四五六七八九十百千几数]{1,6}余?[个项大批处场]")
_LEAST = 2  # characters beyond the words that all schemes share
_LEAST_LONG = 1  # where the name without its head has five


def plain_names(page: Page, lex: Lexicon) -> list[Found]:
    """The names without marks on a page, in no order; they may overlap."""
    places = lex.literals.places(page.text)
    if not places:
        return []
    heads = [start for head in places.keys() & lex.plain_head for start in places[head]]
    found = _launched_names(page, heads, lex)
    anchored: dict[int, list[int]] = {}
    for anchor in places.keys() & lex.anchored:
        for number in lex.anchored[anchor]:
            anchored.setdefault(number, []).extend(places[anchor])
    for number, starts in sorted(anchored.items()):
        found += _formed_names(page, lex.plain_patterns[number], starts, lex)
    names = [(at, -len(name)) for name in places.keys() & lex.name_of for at in places[name]]
    return found + _known_names(page.text, names, lex)


def _launched_names(page: Page, heads: list[int], lex: Lexicon) -> list[Found]:
    """What a verb launches, in the passages that hold a head noun."""
    found = []
    for index in sorted({page.index(at) for at in heads}):
        start = page.starts[index]
        for match in lex.plain.finditer(page.text, start, start + len(page.passages[index])):
            one = _launched(match, lex)
            if one is not None:
                found.append(one)
    return found


def _launched(match: re.Match[str], lex: Lexicon) -> Found | None:
    start, end = _trim(match)
    head = lex.plain_head[match["head"]]
    core_end = match.start("head")
    core = match.string[start:core_end]
    if len(core) < 4 or _VAGUE.match(core) or _CLASS.search(core):
        return None
    if _COUNTED.match(match.string, end):
        return None
    rest = lex.generic.sub("", core)
    if len(rest) < (_LEAST_LONG if len(core) >= 5 else _LEAST):
        return None
    named_end = core_end if head.drop and core_end - start >= 5 else end
    label = (start, named_end)
    return Found(start, end, label, (label,), head.type, head.rule, quoted=False)


def _formed_names(page: Page, one: PlainPattern, starts: list[int], lex: Lexicon) -> list[Found]:
    """What a pattern finds in passages with its anchors, if the document repeats it enough."""
    if len(starts) < one.least:
        return []
    matches = _at_anchors(page, one, starts) if one.reach == 0 else _near_anchors(page, one, starts)
    if one.least > 1:
        counts = Counter([match["name"] for _, match in matches])
        matches = [(base, match) for base, match in matches if counts[match["name"]] >= one.least]
    return [_formed(match, base, page.text, one, lex) for base, match in matches]


_Matches = list[tuple[int, re.Match[str]]]


def _at_anchors(page: Page, one: PlainPattern, starts: list[int]) -> _Matches:
    found: _Matches = []
    done = 0
    for start in sorted(starts):
        match = one.pattern.compiled.match(page.text, start) if start >= done else None
        if match is not None:
            done = match.end()
            found.append((0, match))
    return found


def _near_anchors(page: Page, one: PlainPattern, starts: list[int]) -> _Matches:
    """Matches in each passage with an anchor, with where the passage starts."""
    found: _Matches = []
    firsts = {page.index(start): start for start in sorted(starts, reverse=True)}
    for index, start in sorted(firsts.items()):
        base = page.starts[index]
        at = 0 if one.reach < 0 else max(0, start - base - one.reach)
        matches = one.pattern.compiled.finditer(page.passages[index], at)
        found += [(base, match) for match in matches]
    return found


def _formed(match: re.Match[str], base: int, text: str, one: PlainPattern, lex: Lexicon) -> Found:
    start, end = _trim(match)
    label = (base + start, base + end)
    stop = _with_head(text, base + end, lex)
    marked = "“" in match["name"]
    context = one.context
    return Found(label[0], stop, label, (label,), context.type, context.rule, quoted=marked)


def _known_names(text: str, names: list[tuple[int, int]], lex: Lexicon) -> list[Found]:
    """The names of the lists by start and negative length; if they overlap, first and longest."""
    found = []
    done = 0
    for start, negative in sorted(names):
        if start < done:
            continue
        done = start - negative
        name, kind, rule = lex.name_of[text[start:done]]
        span = (start, done)
        stop = _with_head(text, done, lex)
        found.append(Found(start, stop, span, (span,), kind, rule, quoted=False, name=name))
    return found


def _with_head(folded: str, end: int, lex: Lexicon) -> int:
    """The end of a name with the head nouns that follow it at once."""
    head = lex.head.match(folded, end)
    return head.end() if head else end


def _trim(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span("name")
    lead = _LEAD.match(match.string, start, end)
    return (lead.end() if lead and lead.end() < end - 1 else start), end
