"""FORMAT.md names every stage, key and reading, and its examples are rules that work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extract.rules import default_rules, rules_with, shipped_folder
from extract.rules.evaluators import EVALUATORS
from extract.rules.examples import cases, check
from extract.rules.lint import lint
from extract.rules.schema import COMMON, STAGES

PAGE = (shipped_folder() / "FORMAT.md").read_text(encoding="utf-8")
FILES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
SECTIONS = re.split(r"\n(?=#{2,3} )", PAGE)


def section(stage: str) -> str:
    """The part of the page under the heading that names this stage."""
    return "\n".join(s for s in SECTIONS if f"`{stage}`" in s.splitlines()[0])


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_every_stage_has_a_section(stage: str) -> None:
    assert section(stage)


@pytest.mark.parametrize(
    ("stage", "key"), [(stage, key) for stage, keys in STAGES.items() for key in keys]
)
def test_every_key_is_told(stage: str, key: str) -> None:
    assert f"`{key}`" in section(stage)


@pytest.mark.parametrize("key", sorted(COMMON))
def test_every_common_key_is_told(key: str) -> None:
    assert f"| `{key}` |" in PAGE


@pytest.mark.parametrize("rule", default_rules().stage("reading"), ids=lambda rule: rule.id)
def test_every_reading_of_an_approximate_word_is_told(rule) -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| `{rule.id}` |")]
    told = row.split(" | ")
    assert told[1].split("、") == list(rule.words("words"))
    assert told[2:4] == [rule.text("position"), rule.text("bound")]
    assert rule.text("low") in told[4]
    assert rule.text("high") in told[4]


@pytest.mark.parametrize("rule", default_rules().stage("bound"), ids=lambda rule: rule.id)
def test_every_bound_word_is_told(rule) -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith(f"| `{rule.id}` |")]
    told = row.split(" | ")
    assert told[1:3] == [rule.text("side"), rule.text("bound")]
    assert told[3].split("、") == (list(rule.words("words")) or ["a pattern"])


@pytest.mark.parametrize("text", FILES, ids=lambda text: tomllib.loads(text)["rule"][0]["id"])
def test_the_examples_are_rules_that_work(text: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    rules = rules_with([tmp_path])
    mine = [rule["id"] for rule in tomllib.loads(text)["rule"]]
    ran = [case for case in cases(rules) if case.rule.id in mine]
    assert len(ran) >= 3
    for case in ran:
        assert check(case, EVALUATORS[case.rule.stage], rules) == ""
    assert [str(fault) for fault in lint(rules, timed=False, only=mine)] == []
