"""One evaluator a stage: run it on a sentence with some rules, for the examples they carry."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

from extract.claims.compose import Composer
from extract.claims.cues import PERIOD
from extract.layout import blocks
from extract.layout import kinds as layout_kinds
from extract.model import Document, Passage, Quantity, Value
from extract.numerals import scan
from extract.periods import find_periods
from extract.pipeline import numbers
from extract.programmes import find_programmes
from extract.programmes.labels import label_rules
from extract.programmes.lexicon import HAN_NAME
from extract.quantities.context import NUMBER
from extract.rules.examples import Evaluator, Outcome
from extract.rules.model import RuleSet, alternation
from extract.text import fold

__all__ = ["EVALUATORS", "placeholders"]


def _labels(text: str, rules: RuleSet) -> list[Outcome]:
    return [Outcome(a, b, (rule,), {"reason": why}) for a, b, why, rule in label_rules(text, rules)]


def _periods(text: str, rules: RuleSet) -> list[Outcome]:
    return [
        Outcome(p.start, p.end, tuple(p.rule.split("+")), {"form": p.form, "calendar": p.calendar})
        for p in find_periods(text, rules)
    ]


def _programmes(text: str, rules: RuleSet) -> list[Outcome]:
    found = find_programmes([Passage(text, ((0, len(text)),))], "example", rules)
    return [
        Outcome(m.start, m.end, (m.rule,), {"name": m.name, "type": m.type})
        for m in found.mentions[0]
    ] + [Outcome(r.start, r.end, (r.rule,), {"reason": r.reason}) for r in found.rejections[0]]


def _layout(text: str, rules: RuleSet) -> list[Outcome]:
    found = blocks(Document("example", text), rules)
    return [Outcome(b.start, b.end, (rule,), {"section": b.kind}) for b, rule in found if rule]


def _quantities(text: str, rules: RuleSet) -> list[Outcome]:
    found = numbers(text, find_periods(text, rules), rules=rules)
    return [Outcome(q.start, q.end, q.trace, _fields(q)) for q in found.quantities] + [
        Outcome(r.start, r.end, (r.rule,), {"reason": r.reason}) for r in found.rejections
    ]


def _readings(text: str, rules: RuleSet) -> list[Outcome]:
    return [
        Outcome(
            n.start,
            n.end,
            n.readings,
            {
                "value": _written(n.value),
                "low": _written(n.low),
                "high": _written(n.high),
                "bound": n.bound,
            },
        )
        for n in scan(fold(text), rules)
    ]


def _claims(text: str, rules: RuleSet) -> list[Outcome]:
    periods = find_periods(text, rules)
    found = numbers(text, periods, rules=rules).quantities
    _, readings = Composer(rules).read(text, found, periods)
    return [
        Outcome(r.quantity.start, r.quantity.end, r.rules, {"change": r.change, "role": r.role})
        for r in readings
    ]


def _trims(text: str, rules: RuleSet) -> list[Outcome]:
    """Where each rule matches: head, predicate and after at the start, tail at the end.

    Sides until and anaphor anywhere, side all as a whole.
    """
    found = []
    for rule in rules.stage("trim"):
        pattern = rules.expand(rule.text("pattern"), {"period": PERIOD}, rule=rule)
        side = rule.text("side")
        match = (
            re.search(f"(?:{pattern})+$", text)
            if side == "tail"
            else re.search(pattern, text)
            if side in ("until", "anaphor")
            else re.fullmatch(pattern, text)
            if side == "all"
            else re.match(pattern, text)
        )
        if match is not None and match.end() > match.start():
            found.append(Outcome(match.start(), match.end(), (rule.id,), {}))
    return found


def _listed(stage: str) -> Evaluator:
    """Where the words of each rule of a stage stand; of words that overlap the longest."""

    def evaluate(text: str, rules: RuleSet) -> list[Outcome]:
        owners = {word: rule.id for rule in rules.stage(stage) for word in rule.words("words")}
        found = re.finditer(alternation(tuple(owners)), text) if owners else ()
        return [Outcome(m.start(), m.end(), (owners[m[0]],), {}) for m in found]

    return evaluate


def _dimensions(text: str, rules: RuleSet) -> list[Outcome]:
    tables = [
        rule
        for rule in rules.stage("dimension")
        if text in cast(dict[str, str], rule.keys["units"])
    ]
    return [Outcome(0, len(text), (rule.id,), {}) for rule in tables]


def _checks(text: str, rules: RuleSet) -> list[Outcome]:
    found = ((rule, re.search(rule.text("pattern"), text)) for rule in rules.stage("check"))
    return [Outcome(m.start(), m.end(), (rule.id,), {}) for rule, m in found if m]


def _fields(quantity: Quantity) -> dict[str, object]:
    """As examples write them: numbers as strings, the empty string for none."""
    return {
        "kind": quantity.kind,
        "value": _written(quantity.value),
        "low": _written(quantity.low),
        "high": _written(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit,
        "per": list(quantity.per),
    }


def _written(value: Value | None) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


EVALUATORS: dict[str, Evaluator] = {
    "change": _claims,
    "role": _claims,
    "trim": _trims,
    "label": _labels,
    "layout": _layout,
    "name": _programmes,
    "programme": _programmes,
    "periods": _periods,
    "reading": _readings,
    "alias": _listed("alias"),
    "contrast": _listed("contrast"),
    "scope": _listed("scope"),
    "dimension": _dimensions,
    "check": _checks,
    **dict.fromkeys(
        ("unit", "bound", "quantity", "refuse", "phrase", "per", "compound", "denominator"),
        _quantities,
    ),
}


def placeholders(stage: str, rules: RuleSet) -> dict[str, str]:
    """What a stage puts for the placeholders of its patterns, beside the word lists."""
    if stage in ("periods", "period-parts"):
        parts: dict[str, str] = {}
        for rule in rules.stage("period-parts"):
            parts[rule.id] = rules.expand(rule.text("pattern"), parts, rule=rule)
        return parts
    if stage == "layout":
        return layout_kinds.placeholders(rules)
    if stage == "programme":
        return {"name": HAN_NAME}
    if stage in ("change", "role", "trim"):
        return {"period": PERIOD}
    return {"number": NUMBER} if stage in ("quantity", "refuse", "per") else {}
