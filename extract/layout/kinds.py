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
from extract.layout.lines import finished
from extract.layout.paragraphs import Paragraph
from extract.model import BLOCK_KINDS, Section
from extract.rules import Rule, RuleSet
from extract.rules.model import alternation

__all__ = ["label", "placeholders"]

_LONGEST = 200  # where a rule does not say
_LONGEST_SCRAP = 24
_SEEDS = frozenset({"ad.marker", "ad.notice", "ad.offer"})
_SCRAPS = frozenset({"headline.plain", "headline.numbered", "ad.fragment"})


class _Anchored(NamedTuple):
    """A rule that is tried only where one of its literals stands in the text."""

    order: int
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    rule: Rule


class _Compiled(NamedTuple):
    """All rules of the stage: for any paragraph, and for one that ends as a sentence does."""

    open: re.Pattern[str]
    closed: re.Pattern[str]
    rules: tuple[Rule, ...]
    anchored: tuple[_Anchored, ...]
    longest: int


def label(paragraphs: Sequence[Paragraph], text: str, rules: RuleSet) -> None:
    """Give every paragraph its ``rule``, and its ``kind`` where its own words decide it.

    ``text`` is that of the whole document: it shows which rules can apply at all.
    """
    compiled = _compile(rules)
    anchored = [a for a in compiled.anchored if any(anchor in text for anchor in a.anchors)]
    for paragraph in paragraphs:
        if paragraph.row or len(paragraph.text) > compiled.longest:
            continue
        rule = _rule(paragraph.text, compiled, anchored)
        if rule is not None:
            paragraph.rule = rule.id
            if not rule.flag("context"):
                paragraph.kind = cast("Section", rule.text("section"))
    _advertisements(paragraphs)


@lru_cache(maxsize=8)
def _compile(rules: RuleSet) -> _Compiled:
    stage = rules.stage("layout")
    named = placeholders(rules)
    plain: list[tuple[str, bool]] = []
    anchored: list[_Anchored] = []
    for order, rule in enumerate(stage):
        if rule.text("section") not in BLOCK_KINDS:
            raise RuleError(f"{rule.id}: no section {rule.text('section')!r}", path=rule.path)
        pattern = rules.expand(rule.text("pattern"), named, rule=rule)
        whole = rf"(?=.{{1,{_longest(rule)}}}\Z)(?:{pattern})"
        if rule.words("anchors"):
            anchored.append(_Anchored(order, rule.words("anchors"), re.compile(whole), rule))
        else:
            plain.append((f"(?P<r{order}>{whole})", rule.flag("sentence")))
    return _Compiled(
        open=re.compile("|".join(part for part, _ in plain) or "(?!)"),
        closed=re.compile("|".join(part for part, sentence in plain if sentence) or "(?!)"),
        rules=stage,
        anchored=tuple(anchored),
        longest=max(map(_longest, stage), default=0),
    )


def placeholders(rules: RuleSet) -> dict[str, str]:
    """Placeholders of the patterns: a person's name, a list of them, a role."""
    han = "[一-鿿]"
    surname = alternation(rules.words("layout.surname"))
    name = rf"(?:{surname}(?:{han}{{1,2}}|[ \u3000]{han})|{han}{{1,6}}·{han}{{1,8}})"
    return {
        "name": name,
        "names": rf"{name}(?:[ \u3000/、]{{1,3}}{name}){{0,5}}",
        "role": alternation(rules.words("layout.role")),
    }


def _longest(rule: Rule) -> int:
    value = rule.keys.get("longest", _LONGEST)
    return value if isinstance(value, int) else _LONGEST


def _rule(text: str, compiled: _Compiled, anchored: Sequence[_Anchored]) -> Rule | None:
    """The first rule, in declared order, that takes the whole paragraph."""
    is_sentence = finished(text)
    found = (compiled.closed if is_sentence else compiled.open).fullmatch(text)
    order = int(found.lastgroup[1:]) if found and found.lastgroup else len(compiled.rules)
    for other in anchored:
        if other.order > order:
            break
        if is_sentence and not other.rule.flag("sentence"):
            continue
        if any(a in text for a in other.anchors) and other.pattern.fullmatch(text):
            return other.rule
    return compiled.rules[order] if order < len(compiled.rules) else None


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
