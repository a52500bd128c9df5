"""Labels made with numerals (“336”, “1+N”, “五社联动”): no number in them is a quantity."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.programmes.quotes import has_quotes, quoted
from extract.rules import RuleSet, default_rules
from extract.text import fold

__all__ = ["LONGEST_LABEL", "label_rules", "label_spans"]

LONGEST_LABEL = 24
_NUMERAL = re.compile("[0-9零〇一二两三四五六七八九十百千万亿双NX]")


def label_spans(text: str, rules: RuleSet | None = None) -> tuple[tuple[int, int, str], ...]:
    """Spans of labels whose numerals are no quantities, with the reason; sorted, disjoint.

    Half-open code points of ``text``; a quoted label is covered with its marks. A numeral
    with a unit or classifier before a noun (“15分钟医疗服务圈”) is no such label: its
    quantity narrows what is meant and is found like any other. Never raises on text.
    """
    return tuple((start, end, reason) for start, end, reason, _ in label_rules(text, rules))


def label_rules(text: str, rules: RuleSet | None = None) -> tuple[tuple[int, int, str, str], ...]:
    """As `label_spans`, with the id of the rule as a fourth item."""
    inner_rules, bare_rules = _compiled(rules or default_rules())
    folded = fold(text)
    found: list[tuple[int, int, str, str]] = []
    if has_quotes(folded):
        for start, end, inner in quoted(folded, LONGEST_LABEL):
            if _NUMERAL.search(inner) is None and "+" not in inner:
                continue
            for pattern, reason, rule in inner_rules:
                if pattern.fullmatch(inner):
                    found.append((start, end, reason, rule))
                    break
    for pattern, reason, rule in bare_rules:
        found += [(m.start(), m.end(), reason, rule) for m in pattern.finditer(folded)]
    return _disjoint(found)


def _disjoint(found: list[tuple[int, int, str, str]]) -> tuple[tuple[int, int, str, str], ...]:
    kept: list[tuple[int, int, str, str]] = []
    for item in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or item[0] >= kept[-1][1]:
            kept.append(item)
    return tuple(kept)


_Compiled = tuple[tuple[re.Pattern[str], str, str], ...]


@lru_cache(maxsize=8)
def _compiled(rules: RuleSet) -> tuple[_Compiled, _Compiled]:
    inner: list[tuple[re.Pattern[str], str, str]] = []
    bare: list[tuple[re.Pattern[str], str, str]] = []
    for rule in rules.stage("label"):
        pattern = re.compile(rules.expand(rule.text("pattern"), {}, rule=rule))
        (bare if rule.flag("bare") else inner).append((pattern, rule.text("reason"), rule.id))
    return tuple(inner), tuple(bare)
