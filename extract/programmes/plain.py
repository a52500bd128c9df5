"""Schemes named without quotation marks: launched by a verb, or of a form that names."""

from __future__ import annotations

import re

from extract.programmes.lexicon import Lexicon
from extract.programmes.quoted import Found

__all__ = ["plain_names"]

# What a name does not start with: counts, 首批, years; what shows that none is meant.
_LEAD = re.compile(
    r"(?:[0-9]{4}年度?|首[届批个家]|第[0-9一二三四五六七八九十]{1,3}届|新一轮|实施|好|全市|全区|全省)+"
)
_VAGUE = re.compile(
    r"各[类项种]|多[项种个类]|一批|一系列|系列|相关|以下|这|该|此|本|其|新的|上述|同类|等|若干|部分|[0-9一二两三四五六七八九十]+余?[个项大类批处场]"
)
_LEAST = 2  # characters beyond the words that all schemes share
_LEAST_LONG = 1  # where the name without its head has five


def plain_names(folded: str, lex: Lexicon) -> list[Found]:
    """Names without marks in a folded passage; they may overlap with quoted ones."""
    found: list[Found] = []
    if lex.plain is not None and lex.plain_anchor is not None and lex.plain_anchor.search(folded):
        for match in lex.plain.finditer(folded):
            launched = _launched(match, lex)
            if launched is not None:
                found.append(launched)
    for anchors, context in lex.plain_patterns:
        if any(anchor in folded for anchor in anchors):
            for match in context.pattern.finditer(folded):
                label = _trim(match)
                marked = "“" in match["name"]
                found.append(
                    Found(*label, label, (label,), context.type, context.rule, quoted=marked)
                )
    if lex.known is not None:
        for match in lex.known.finditer(folded):
            name, kind, rule = lex.name_of[match[0]]
            span = match.span()
            found.append(Found(*span, span, (span,), kind, rule, quoted=False, name=name))
    return found


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
