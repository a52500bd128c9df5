from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.cli.main import main

GOLD = {
    "doc": "a.txt",
    "quote": "56处",
    "start": 2,
    "end": 5,
    "kind": "count",
    "value": "56",
    "low": None,
    "high": None,
    "bound": "eq",
    "unit": "处",
    "per": [],
    "indicator": ["新建健身路径"],
    "change": "level",
    "period": None,
    "role": "fact",
    "programme": None,
    "section": "body",
    "optional": False,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claim = {**GOLD, "indicator": "健身", "rule": "count.plain", "sentence": "新建\n健身路径56处。"}
    (tmp_path / "a.claims.jsonl").write_text(json.dumps(GOLD, ensure_ascii=False) + "\n", "utf-8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim, ensure_ascii=False) + "\n", "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["score", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_the_figures_are_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = run(capsys, folder, folder)
    assert code == 0
    rows = {line.split()[0]: line.split()[1] for line in shown.splitlines() if line.strip()}
    assert (rows["quantity"], rows["claim"], rows["indicator"]) == ("1.0000", "0.0000", "0.0000")


def test_mistakes_are_one_line_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, shown = run(capsys, folder, folder, "--errors")
    assert shown.splitlines()[0].split("\t") == [
        "a.txt:2",
        "indicator",
        "56处: 新建健身路径",
        "健身",
        "count.plain",
        "新建 健身路径56处。",
    ]


def test_json_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, shown = run(capsys, folder, folder, "--json", "--by", "rule")
    record = json.loads(shown)
    assert record["counts"] == {"wanted": 1, "found": 1, "matched": 1}
    assert record["by_rule"][0]["rule"] == "count.plain"


@pytest.mark.parametrize(
    "arguments", [("no-gold", "."), (".", "no-output"), (".",), (".", ".", "--by", "moon")]
)
def test_wrong_usage_ends_with_two(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(folder)
    (folder / "no-output").mkdir()
    assert run(capsys, *arguments) == (2, "")
