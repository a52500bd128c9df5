from __future__ import annotations

import pytest

from extract.cli import main
from extract.rules import default_rules
from extract.rules.evaluators import EVALUATORS
from extract.rules.examples import cases

RULE = """
stage = "unit"
[[rule]]
id = "my.hill"
doc = "穴: hills of rice"
kind = "count"
forms = ["穴"]
accept = [
    { text = "栽插⟦1.8万穴⟧", unit = "%s" },
    { text = "补栽⟦300穴⟧" },
]
reject = [{ text = "古穴", why = "no number" }]
"""


@pytest.fixture
def own(tmp_path):
    def write(unit: str) -> str:
        (tmp_path / "hill.toml").write_text(RULE % unit, encoding="utf-8")
        return str(tmp_path)

    return write


def test_list_names_every_rule(capsys):
    assert main(["rules", "list"]) == 0
    said = capsys.readouterr()
    assert [line.split("\t")[1] for line in said.out.splitlines()] == [
        rule.id for rule in default_rules().rules
    ]


def test_list_of_one_stage(capsys):
    assert main(["rules", "list", "--stage", "per"]) == 0
    assert all(line.startswith("per\t") for line in capsys.readouterr().out.splitlines())


def test_explain_shows_place_keys_and_examples(capsys):
    rule = next(rule for rule in default_rules().rules if rule.accept and rule.reject)
    assert main(["rules", "explain", rule.id]) == 0
    said = capsys.readouterr().out
    assert f"{rule.path}:{rule.line}" in said
    assert rule.doc in said
    assert all(key in said for key in rule.keys)
    assert "⟦" in said
    assert rule.reject[0].why in said


def test_explain_hints_at_what_was_meant(capsys):
    assert main(["rules", "explain", "first_ever"]) == 2
    assert "rank.first_ever?" in capsys.readouterr().err


def test_test_runs_the_examples(capsys):
    assert main(["rules", "test", "label."]) == 0
    assert "all hold" in capsys.readouterr().err


def test_test_runs_the_users_own(own, capsys):
    assert main(["rules", "test", "my.", "--rules", own("穴")]) == 0
    assert capsys.readouterr().err == "3 examples of 1 rule: all hold\n"


def test_test_lists_what_does_not_hold(own, capsys):
    assert main(["rules", "test", "my.", "--rules", own("支")]) == 1
    said = capsys.readouterr()
    assert "my.hill-accept-1" in said.out
    assert "wanted '支', found '穴'" in said.out
    assert said.err == "3 examples of 1 rule: 1 of them wrong\n"


def test_the_examples_of_every_stage_can_be_run():
    assert {case.rule.stage for case in cases(default_rules())} <= EVALUATORS.keys()
