from __future__ import annotations

import pytest

from extract.cli import main
from extract.rules import default_rules
from extract.rules.evaluators import EVALUATORS
from extract.rules.examples import cases
from tests.cli.command import extract

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
    assert capsys.readouterr().err == ("3 examples of 1 rule: all hold; the linter finds nothing\n")


def test_test_lists_what_does_not_hold(own, capsys):
    assert main(["rules", "test", "my.", "--rules", own("支")]) == 1
    said = capsys.readouterr()
    assert "my.hill-accept-1" in said.out
    assert "wanted '支', found '穴'" in said.out
    assert said.err == "3 examples of 1 rule: 1 of them wrong; the linter finds nothing\n"


def test_as_a_process_of_its_own(own):
    done = extract("rules", "test", "my.", "--rules", own("穴"))
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "stdout", "stderr"),
    [
        (
            ('["穴"]', '["穴", ""]'),
            "an empty word in forms",
            "the linter finds 1 fault; no example was run",
        ),
        (
            ('"count"', '"counts"'),
            "kind 'counts'; one of ",
            "the linter finds 1 fault; no example was run",
        ),
        (
            ('["穴"]', '["穴"]\nunless_next = "(居"'),
            "unless_next: missing ), unterminated subpattern",
            "the linter finds 1 fault; no example was run",
        ),
        (
            ('["穴"]', '["穴"]\nunless_next = "(?:居+)+民"'),
            "unless_next takes ",
            "the linter finds 1 fault; no example was run",
        ),
        (
            ('reject = [{ text = "古穴", why = "no number" }]', "reject = []"),
            "no reject example; at least 1",
            "2 examples of 1 rule: all hold; the linter finds 1 fault",
        ),
    ],
    ids=["word", "value", "pattern", "slow", "examples"],
)
def test_test_lints_the_users_own(own, tmp_path, change, stdout, stderr):
    own("穴")
    file = tmp_path / "hill.toml"
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    done = extract("rules", "test", "my.", "--rules", tmp_path)
    assert done.returncode == 1
    [line] = done.stdout.decode().splitlines()
    assert line.startswith(f"{file}:3: my.hill: {stdout}")
    assert done.stderr.decode() == stderr + "\n"


@pytest.mark.parametrize(
    ("forms", "code", "told"),
    [('["坟", ""]', 1, "other.grave: an empty word in forms"), ('["坟"]', 0, "")],
    ids=["stops all", "lacks examples"],
)
def test_of_other_rules_only_what_stops_is_told(own, tmp_path, capsys, forms, code, told):
    head = RULE.partition("accept")[0].replace("my.hill", "other.grave")
    (tmp_path / "other.toml").write_text(head.replace('["穴"]', forms), "utf-8")
    assert main(["rules", "test", "my.", "--rules", own("穴")]) == code
    assert told in capsys.readouterr().out


def test_the_examples_of_every_stage_can_be_run():
    assert {case.rule.stage for case in cases(default_rules())} <= EVALUATORS.keys()
