"""Patterns that are compiled late: the shipped ones all compile, a user's fault is told at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.errors import RuleError
from extract.periods import find_periods
from extract.periods.grammar import grammar
from extract.programmes.labels import label_patterns
from extract.programmes.lexicon import lexicon
from extract.rules import default_rules, rules_with
from extract.rules.pattern import RulePattern


def patterns() -> list[RulePattern]:
    rules = default_rules()
    ruled = grammar(rules)
    frames = [f for frames in (ruled.all_frames, ruled.joins) for f in frames]
    around = [p for f in frames for p in (f.before, f.after, f.between) if p is not None]
    names = [one.pattern for one in lexicon(rules).plain_patterns]
    labels = [rule.pattern for group in label_patterns(rules) for rule in group]
    return [part.pattern for part in ruled.parts] + around + names + labels


def test_every_shipped_pattern_compiles() -> None:
    found = patterns()
    assert len(found) > 80
    for pattern in found:
        assert pattern.compiled.pattern == pattern.source


def test_a_users_pattern_is_compiled_before_any_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'stage = "periods"\n[[rule]]\nid = "year.mine"\ndoc = "x"\n'
        'pattern = "彩虹年("\nstarts = ["彩虹"]\nlevel = "year"\n',
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match=r"year\.mine"):
        find_periods("没有这个词", rules_with([tmp_path]))


@pytest.mark.parametrize(
    ("written", "matches", "not_matches"),
    [
        ("[一-鿿]", "国𠮷萬", "aA1，。 _"),
        ("[一-鿿A-Z]", "国𠮷B", "a1，"),
        ("[“一-鿿]", "国“", "a”"),
        ("[^一-鿿]", "a，1", "国"),
        (r"\[一-鿿", "", "国"),
    ],
)
def test_a_class_of_han_characters(written: str, matches: str, not_matches: str) -> None:
    rules = default_rules()
    pattern = re.compile(rules.expand(written, {}, rule=rules.rules[0]))
    assert all(pattern.fullmatch(sign) for sign in matches)
    assert not any(pattern.fullmatch(sign) for sign in not_matches)
