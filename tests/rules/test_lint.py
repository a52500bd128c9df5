"""The shipped rules have no fault, and the linter sees the faults it is there for."""

from __future__ import annotations

import pytest

from extract.rules import Rule, RuleSet, default_rules
from extract.rules.lint import lint

RULES = default_rules()


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES.rules]
    assert sorted(ids) == sorted(set(ids))


def test_shipped_rules_have_no_fault() -> None:
    assert [str(fault) for fault in lint(RULES, timed=False)] == []


@pytest.mark.parametrize("stage", sorted({rule.stage for rule in RULES.rules}))
def test_no_pattern_is_slow_on_hostile_text(stage: str) -> None:
    mine = [rule for rule in RULES.rules if rule.stage == stage]
    assert [str(fault) for rule in mine for fault in lint(_with(rule), only=[rule.id])] == []


def _with(rule: Rule) -> RuleSet:
    """The shipped rules with this one in place of its own."""
    return RuleSet(tuple(rule if r.id == rule.id else r for r in RULES.rules), RULES.digest)


def changed(rule_id: str, **keys: object) -> Rule:
    rule = next(rule for rule in RULES.rules if rule.id == rule_id)
    examples = {k: v for k, v in keys.items() if k in ("accept", "reject")}
    return rule._replace(keys={**rule.keys, **keys}, **examples)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule_id", "keys", "cause"),
    [
        ("unit.hour", {"kind": "length"}, "kind 'length'"),
        ("unit.hour", {"accept": ()}, "0 accept examples"),
        ("unit.hour", {"reject": ()}, "no reject example"),
        ("unit.hour", {"forms": []}, "neither forms nor marks"),
        ("unit.hour", {"factor": "many"}, "is no number"),
        ("unit.hour", {"unless_next": "(候"}, "unless_next: missing )"),
        ("unit.hour", {"unless_next": "候?"}, "matches nothing at all"),
        ("unit.hour", {"unless_next": "{no.such}"}, "unknown placeholder {no.such}"),
        ("unit.hour", {"forms": ["小时", ""]}, "an empty word in forms"),
        ("phrase.star", {"words": ["五星", "星"]}, "a word of one character in words"),
        ("bound.near", {"bound": "close"}, "bound 'close'"),
        ("bound.near", {"side": "left"}, "side 'left'"),
        ("bound.near", {"not_kinds": ["counts"]}, "not_kinds 'counts'"),
        ("compound.mu", {"keep": "both"}, "keep 'both'"),
        ("compound.mu", {"digits": 2}, "either small or digits"),
        ("rank.last_band", {"pattern": "(?:后{number}?)?"}, "matches nothing at all"),
    ],
)
def test_a_fault_is_told(rule_id: str, keys: dict[str, object], cause: str) -> None:
    faults = lint(_with(changed(rule_id, **keys)), timed=False, only=[rule_id])
    assert [cause for fault in faults if cause in fault.cause] == [cause], faults


def test_a_slow_pattern_is_told() -> None:
    rule = changed("rank.last_band", pattern="[一-鿿]*[一-鿿]*{number}")
    [fault] = lint(_with(rule), only=[rule.id])
    assert fault.cause.startswith("pattern takes ")
    assert fault.stops


def test_a_rule_without_examples_can_be_run() -> None:
    [fault] = lint(_with(changed("unit.hour", reject=())), timed=False, only=["unit.hour"])
    assert not fault.stops
