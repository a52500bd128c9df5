"""Labels made with numerals (“336”, “1+N”, “五社联动”): no number in them is a quantity."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extract.programmes.quotes import quoted
from extract.rules import RuleSet, default_rules
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["LONGEST_LABEL", "label_patterns", "label_rules", "label_spans"]

LONGEST_LABEL = 24
_NUMBERED = compiled("[0-9零〇一二两三四五六七八九十百千万亿双半NX+]")

Label = tuple[int, int, str, str]


def label_spans(text: str, rules: RuleSet | None = None) -> tuple[tuple[int, int, str], ...]:
    """Spans of labels whose numerals are no quantities, with the reason; sorted, disjoint.

    Half-open code points of ``text``; a quoted label is covered with its marks. A numeral
    with a unit or classifier before a noun (“15分钟医疗服务圈”) is no such label: its
    quantity narrows what is meant and is found like any other. Never raises on text.
    """
    return tuple((start, end, reason) for start, end, reason, _ in label_rules(text, rules))


def label_rules(text: str, rules: RuleSet | None = None) -> tuple[Label, ...]:
    """As `label_spans`, with the id of the rule as a fourth item."""
    inner_rules, bare_rules = label_patterns(rules or default_rules())
    folded = fold(text)
    found: list[Label] = []
    for start, end, inner in quoted(folded, LONGEST_LABEL):
        if _NUMBERED.search(inner) is None:
            continue
        for rule in inner_rules:
            if rule.pattern.compiled.fullmatch(inner):
                found.append((start, end, rule.reason, rule.id))
                break
    for rule in bare_rules:
        for anchor in rule.anchors:
            if anchor in folded:
                matches = rule.pattern.compiled.finditer(folded)
                found += [(m.start(), m.end(), rule.reason, rule.id) for m in matches]
                break
    return _disjoint(found) if found else ()


def _disjoint(found: list[Label]) -> tuple[Label, ...]:
    if len(found) == 1:
        return (found[0],)
    kept: list[Label] = []
    for item in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return tuple(kept)


class _LabelRule(NamedTuple):
    """``anchors``: a bare label is looked for only in a text that holds one of them."""

    id: str
    pattern: RulePattern
    reason: str
    anchors: tuple[str, ...]


_Rules = tuple[_LabelRule, ...]


@lru_cache(maxsize=8)
def label_patterns(rules: RuleSet) -> tuple[_Rules, _Rules]:
    """The rules for a label within its marks, and those for labels anywhere."""
    inner: list[_LabelRule] = []
    bare: list[_LabelRule] = []
    for rule in rules.stage("label"):
        pattern = RulePattern(rules.expand(rule.text("pattern"), {}, rule=rule), rule)
        (bare if rule.flag("bare") else inner).append(
            _LabelRule(rule.id, pattern, rule.text("reason"), rule.words("anchors") or ("",))
        )
    return tuple(inner), tuple(bare)
