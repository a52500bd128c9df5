"""What a paragraph is by its own words: caption, byline, advertisement, perhaps a heading.

A rule's pattern names a paragraph by itself; rules with ``context`` propose, and their
surroundings decide: an offer needs a notice or a marker near it (here), a heading needs a
body below it (`extract.layout.headings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.errors import RuleError
from extract.layout.paragraphs import Paragraph
from extract.model import BLOCK_KINDS, Section
from extract.rules import Rule, RuleSet
from extract.rules.model import alternation
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled

__all__ = ["label", "placeholders"]

_LONGEST = 200  # where a rule does not say
_LONGEST_SCRAP = 24
_SEEDS = frozenset({"ad.marker", "ad.notice", "ad.offer"})
_SCRAPS = frozenset({"headline.plain", "headline.numbered", "ad.fragment"})


class _Anchored(NamedTuple):
    """A rule that is tried only where one of its literals stands in the text."""

    order: int
    anchors: tuple[str, ...]
    pattern: RulePattern
    sentence: bool


class _Given(NamedTuple):
    """What a rule gives a paragraph; no kind where its surroundings decide."""

    rule: str
    kind: Section | None


class _Rules(NamedTuple):
    """Rules that are tried on the same paragraphs: all at once, or where an anchor stands."""

    pattern: re.Pattern[str]
    anchors: re.Pattern[str]
    anchored: tuple[_Anchored, ...]


class _Compiled(NamedTuple):
    """All rules of the stage: for any paragraph, and for one that ends as a sentence does."""

    open: _Rules
    closed: _Rules
    given: tuple[_Given, ...]
    longest: int


def label(paragraphs: Sequence[Paragraph], rules: RuleSet) -> None:
    """Give every paragraph its ``rule``, and its ``kind`` where its own words decide it."""
    compiled = _compile(rules)
    for paragraph in paragraphs:
        text = paragraph.text
        if paragraph.row or len(text) > compiled.longest:
            continue
        tried = compiled.closed if paragraph.closed else compiled.open
        found = tried.pattern.fullmatch(text)
        order = int(found.lastgroup[1:]) if found and found.lastgroup else None
        if tried.anchors.search(text) is not None:
            order = _earlier(text, tried.anchored, order)
        if order is not None:
            given = compiled.given[order]
            paragraph.rule = given.rule
            if given.kind is not None:
                paragraph.kind = given.kind
    _advertisements(paragraphs)


@lru_cache(maxsize=8)
def _compile(rules: RuleSet) -> _Compiled:
    stage = rules.stage("layout")
    named = placeholders(rules)
    plain: list[tuple[str, bool]] = []
    anchored: list[_Anchored] = []
    given: list[_Given] = []
    for order, rule in enumerate(stage):
        section = rule.text("section")
        if section not in BLOCK_KINDS:
            raise RuleError(f"{rule.id}: no section {section!r}", path=rule.path)
        given.append(_Given(rule.id, None if rule.flag("context") else section))
        pattern = rules.expand(rule.text("pattern"), named, rule=rule)
        whole = rf"(?=.{{1,{_longest(rule)}}}\Z)(?:{pattern})"
        anchors, sentence = rule.words("anchors"), rule.flag("sentence")
        if anchors:
            anchored.append(_Anchored(order, anchors, RulePattern(whole, rule), sentence))
        else:
            plain.append((f"(?P<r{order}>{whole})", sentence))
    return _Compiled(
        open=_rules([part for part, _ in plain], anchored),
        closed=_rules([part for part, s in plain if s], [a for a in anchored if a.sentence]),
        given=tuple(given),
        longest=max(map(_longest, stage), default=0),
    )


def _rules(patterns: Sequence[str], anchored: Sequence[_Anchored]) -> _Rules:
    anchors = [re.escape(anchor) for one in anchored for anchor in one.anchors]
    return _Rules(
        compiled("|".join(patterns) or "(?!)"),
        compiled("|".join(anchors) or "(?!)"),
        tuple(anchored),
    )


def placeholders(rules: RuleSet) -> dict[str, str]:
    """Placeholders of the patterns: a person's name, a list of them, a role."""
    han = "[一-鿿]"
    surname = _surname(rules.words("layout.surname"))
    name = rf"(?:{surname}(?:{han}{{1,2}}|[ \u3000]{han})|{han}{{1,6}}·{han}{{1,8}})"
    return {
        "name": name,
        "names": rf"{name}(?:[ \u3000/、]{{1,3}}{name}){{0,5}}",
        "role": alternation(rules.words("layout.role")),
    }


def _surname(words: tuple[str, ...]) -> str:
    """Longer names first, then one class of the others: compiled at once, and one look."""
    single = "".join(map(re.escape, sorted({word for word in words if len(word) == 1})))
    longer = tuple(word for word in words if len(word) > 1)
    return (
        f"(?:{alternation(longer)}|[{single}])"
        if single and longer
        else alternation(longer or words)
    )


def _longest(rule: Rule) -> int:
    value = rule.keys.get("longest", _LONGEST)
    return value if isinstance(value, int) else _LONGEST


def _earlier(text: str, anchored: Sequence[_Anchored], order: int | None) -> int | None:
    """The first rule, in declared order, of those with anchors and the one that was found."""
    for other in anchored:
        if order is not None and other.order > order:
            break
        for anchor in other.anchors:
            if anchor in text:
                if other.pattern.compiled.fullmatch(text):
                    return other.order
                break
    return order


def _advertisements(paragraphs: Sequence[Paragraph]) -> None:
    """Settle what was proposed as advertisement, with the scraps between and above."""
    seeds = [at for at, p in enumerate(paragraphs) if p.rule and p.rule in _SEEDS]
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
    is_short = not paragraph.closed and len(paragraph.text) <= _LONGEST_SCRAP
    paragraph.rule = "headline.plain" if is_short else ""
