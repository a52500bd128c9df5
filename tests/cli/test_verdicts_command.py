from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extract.cli import main
from extract.verdicts import Run, append
from tests.verdicts.making import decide

pytestmark = pytest.mark.slow


@pytest.fixture
def out(tmp_path, corpus_tables) -> Path:
    """Tables of one's own, whose sources are where they were."""
    shutil.copytree(corpus_tables, tmp_path / "out")
    about = tmp_path / "out/run.json"
    record = json.loads(about.read_text(encoding="utf-8"))
    source = Path(__file__).parents[2] / "corpus"
    about.write_text(json.dumps(record | {"sources": [str(source)]}), encoding="utf-8")
    return tmp_path / "out"


def given(out: Path, *decisions: tuple[int, str, str], log: str = "verdicts.jsonl", **more) -> Path:
    run = Run.load(out)
    verdicts = [decide(run, run.claims[n], what, who, **more) for n, what, who in decisions]
    append(out.parent / log, verdicts)
    return out.parent / log


def test_status_counts_and_lists(out, capsys):
    given(out, (0, "accept", "wang"), (1, "reject", "wang"), (1, "accept", "li"))
    given(out, (2, "accept", "li"), seen={"quote": "3个", "unit": "x"})
    assert main(["verdicts", "status", str(out)]) == 0
    said = capsys.readouterr()
    assert "verdicts  3 kept, 1 stale\n" in said.out
    assert "in dispute  " in said.out
    assert "(now otherwise: unit)" in said.out
    assert "1 of " in said.err
    assert said.err.endswith("1 in dispute\n")


def test_status_as_json(out, capsys):
    given(out, (0, "accept", "wang"), doc="gone.txt", text_sha256="0")
    assert main(["verdicts", "status", str(out), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["states"]["orphan"] == 1
    assert record["lost"][0]["why"] == "its document is not in this run"


def test_what_the_rules_have_caught_up_with(out, capsys):
    claim = Run.load(out).claims[0]
    given(out, (0, "correct", "wang"), seen={"unit": "?"}, corrected={"unit": claim["unit"]})
    assert main(["verdicts", "status", str(out)]) == 0
    assert "settled   1 corrections no longer needed" in capsys.readouterr().out


def test_no_verdicts_yet(out, capsys):
    assert main(["verdicts", "status", str(out)]) == 0
    assert "verdicts  none" in capsys.readouterr().out


def test_merge(out, tmp_path, capsys):
    a = given(out, (0, "accept", "wang"), log="a.jsonl")
    b = given(out, (0, "accept", "li"), (1, "accept", "li"), log="b.jsonl")
    assert main(["verdicts", "merge", str(a), str(b), "-o", str(tmp_path / "all.jsonl")]) == 0
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert capsys.readouterr().err.startswith("3 lines of 2 files ")


def test_a_line_that_is_none_is_named(out, tmp_path, capsys):
    a = given(out, (0, "accept", "wang"), log="a.jsonl")
    with a.open("a", encoding="utf-8") as file:
        file.write("{}\n")
    assert main(["verdicts", "merge", str(a), "-o", str(tmp_path / "all.jsonl")]) == 3
    assert "a.jsonl:2: " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "agree"])
def test_a_log_that_is_not_there(out, command):
    assert main(["verdicts", command, str(out), "--verdicts", "none.jsonl"]) == 4


def test_agree(out, capsys):
    a = given(out, (0, "accept", "wang"), (1, "accept", "wang"), log="a.jsonl")
    b = given(out, (0, "accept", "li"), (1, "reject", "li"), (2, "accept", "li"), log="b.jsonl")
    both = ["--verdicts", str(a), "--verdicts", str(b)]
    assert main(["verdicts", "agree", str(out), *both]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split() == ["decision", "2", "1", "0.500", "0.333", "0.000"]
    assert said.err == "1 agree, 1 disagree, 1 single, 0 curated\n"
    assert main(["verdicts", "agree", str(out), *both, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["agreement"] == 0.5


def test_export_is_scored_as_perfect(out, tmp_path, capsys):
    claims = len(Run.load(out).claims)
    given(out, *((n, "accept", "wang") for n in range(claims)))
    assert main(["verdicts", "export", str(out), "-o", str(tmp_path / "gold")]) == 0
    assert capsys.readouterr().err.startswith(f"{claims} records, 0 of them optional, 5 documents")
    assert main(["score", str(tmp_path / "gold"), str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["claim"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert set(report["fields"].values()) == {1.0}


def test_nothing_to_export(out, tmp_path):
    assert main(["verdicts", "export", str(out), "-o", str(tmp_path / "gold")]) == 4
