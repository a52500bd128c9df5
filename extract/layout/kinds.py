"""What a paragraph is by its own words: caption, byline, advertisement, perhaps a heading.

A rule's pattern names a paragraph by itself; rules with ``context`` propose, and their
surroundings decide: an offer needs a notice or a marker near it (here), a heading needs a
body below it (`extract.layout.headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from extract.errors import RuleError
from extract.layout.lines import Paragraph, finished
from extract.model import BLOCK_KINDS, Section
from extract.rules import Rule, RuleSet
from extract.rules.model import alternation

__all__ = ["label"]

_LONGEST = 200  # where a rule does not say
_LONGEST_SCRAP = 24
_SEEDS = frozenset({"ad.marker", "ad.notice", "ad.offer"})
_SCRAPS = frozenset({"headline.plain", "headline.numbered", "ad.fragment"})


class _Compiled(NamedTuple):
    open: re.Pattern[str]
    closed: re.Pattern[str]
    rules: dict[str, Rule]
    longest: int


def label(paragraphs: Sequence[Paragraph], rules: RuleSet) -> None:
    """Give every paragraph its ``rule``, and its ``kind`` where its own words decide it."""
    compiled = _compile(rules)
    for paragraph in paragraphs:
        _propose(paragraph, compiled)
    _advertisements(paragraphs)


@lru_cache(maxsize=8)
def _compile(rules: RuleSet) -> _Compiled:
    surname = alternation(rules.words("layout.surname"))
    han = "[一-鿿]"
    name = rf"(?:{surname}(?:{han}{{1,2}}|[ \u3000]{han})|{han}{{1,6}}·{han}{{1,8}})"
    fragments = {
        "name": name,
        "names": rf"{name}(?:[ \u3000/、]{{1,3}}{name}){{0,5}}",
        "role": alternation(rules.words("layout.role")),
    }
    stage = rules.stage("layout")
    groups: dict[str, Rule] = {}
    parts: list[tuple[str, bool]] = []
    for number, rule in enumerate(stage):
        if rule.text("section") not in BLOCK_KINDS:
            raise RuleError(f"{rule.id}: no section {rule.text('section')!r}", path=rule.path)
        groups[f"r{number}"] = rule
        longest = rule.keys.get("longest", _LONGEST)
        pattern = rules.expand(rule.text("pattern"), fragments, rule=rule)
        body = rf"(?P<r{number}>(?=.{{1,{longest}}}\Z)(?:{pattern}))"
        parts.append((body, rule.flag("sentence")))
    return _Compiled(
        re.compile("|".join(part for part, _ in parts) or "(?!)"),
        re.compile("|".join(part for part, sentence in parts if sentence) or "(?!)"),
        groups,
        max((int(str(r.keys.get("longest", _LONGEST))) for r in stage), default=0),
    )


def _propose(paragraph: Paragraph, compiled: _Compiled) -> None:
    text = paragraph.text
    if paragraph.row or len(text) > compiled.longest:
        return
    pattern = compiled.closed if finished(text) else compiled.open
    found = pattern.fullmatch(text)
    if found is None or found.lastgroup is None:
        return
    rule = compiled.rules[found.lastgroup]
    paragraph.rule = rule.id
    if not rule.flag("context"):
        paragraph.kind = cast("Section", rule.text("section"))


def _advertisements(paragraphs: Sequence[Paragraph]) -> None:
    """Settle what was proposed as advertisement, with the scraps between and above."""
    seeds = [at for at, p in enumerate(paragraphs) if p.rule in _SEEDS]
    for region in _regions(paragraphs, seeds):
        rules = [paragraphs[at].rule for at in region]
        if "ad.marker" in rules or ("ad.notice" in rules and rules.count("ad.offer") > 1):
            first = region[0]
            while first and _is_scrap(paragraphs[first - 1]):
                first -= 1
            for at in range(first, region[-1] + 1):
                _settle(paragraphs[at])
        else:
            for at in region:
                _withdraw(paragraphs[at])


def _regions(paragraphs: Sequence[Paragraph], seeds: Sequence[int]) -> list[list[int]]:
    """Runs of seeds with nothing but scraps between them."""
    regions: list[list[int]] = []
    for at in seeds:
        if regions and all(_is_scrap(p) for p in paragraphs[regions[-1][-1] + 1 : at]):
            regions[-1].append(at)
        else:
            regions.append([at])
    return regions


def _is_scrap(paragraph: Paragraph) -> bool:
    return paragraph.rule in _SCRAPS and len(paragraph.text) <= _LONGEST_SCRAP


def _settle(paragraph: Paragraph) -> None:
    paragraph.kind = "ad"
    if paragraph.rule not in _SEEDS:
        paragraph.rule = "ad.fragment"


def _withdraw(paragraph: Paragraph) -> None:
    """Not an advertisement after all: a short line is a heading or an item, like others."""
    is_short = not finished(paragraph.text) and len(paragraph.text) <= _LONGEST_SCRAP
    paragraph.rule = "headline.plain" if is_short else ""
