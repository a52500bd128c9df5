from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extract.cli import main
from extract.table import PACKAGE_FILE, checksum
from tests.cli.command import ARTICLE, CORPUS

pytestmark = pytest.mark.slow


@pytest.fixture
def made(tmp_path, corpus_tables) -> Path:
    """Articles and tables of one's own, side by side: (tmp)/in and (tmp)/out."""
    shutil.copytree(CORPUS, tmp_path / "in")
    assert main(["run", str(tmp_path / "in"), "-o", str(tmp_path / "out")]) == 0
    return tmp_path


def verify(made: Path, *options: str) -> int:
    return main(["verify", str(made / "out"), *options])


def change_claims(made: Path, change) -> None:
    """Change the first claim of ARTICLE, and the hash too, as if the run had written it so."""
    path = made / "out/claims.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    change(next(row for row in rows if row["doc"] == ARTICLE))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    package = made / "out" / PACKAGE_FILE
    described = json.loads(package.read_text(encoding="utf-8"))
    for resource in described["resources"]:
        resource["hash"] = checksum(made / "out" / resource["path"])
    package.write_text(json.dumps(described), encoding="utf-8")


def test_fits(made, capsys):
    capsys.readouterr()
    assert verify(made) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("5 documents: all fit\n")


def test_finds_the_sources_from_anywhere(made, monkeypatch):
    monkeypatch.chdir("/")
    assert verify(made) == 0


def test_a_source_that_has_changed(made, capsys):
    path = made / "in" / ARTICLE
    path.write_text(path.read_text(encoding="utf-8") + "多一行。", encoding="utf-8")
    assert verify(made) == 1
    [fault] = [line for line in capsys.readouterr().out.splitlines() if ARTICLE in line]
    assert "has changed" in fault


def test_a_source_that_is_gone(made, capsys):
    (made / "in" / ARTICLE).unlink()
    assert verify(made) == 1
    assert "not found" in capsys.readouterr().out


def test_sources_that_have_moved_are_named(made):
    (made / "in").rename(made / "elsewhere")
    assert verify(made) == 1
    assert verify(made, "--source", str(made / "elsewhere")) == 0


@pytest.mark.parametrize("name", ["claims.csv", "claims.jsonl", "programmes.csv", "documents.csv"])
def test_a_table_changed_by_hand(made, name, capsys):
    with (made / "out" / name).open("ab") as table:
        table.write(b"\n" if name.endswith("csv") else b"{}\n")
    assert verify(made) == 1
    assert f"{name}: changed since it was written" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("quote", "999家", "quote is '999家'"),
        ("spans", [[0, 1]], "its spans give"),
        ("spans", [[5, 1]], "no spans of the document"),
        ("spans", [[0, 10**9]], "no spans of the document"),
        ("spans", "0-1", "no spans of the document"),
        ("sentence", "别的句子。", "sentence is"),
        ("start", 0, "start and end are not those of its spans"),
        ("doc", "other.txt", "documents.csv lacks"),
    ],
)
def test_a_claim_that_does_not_fit(made, field, value, said, capsys):
    change_claims(made, lambda claim: claim.update({field: value}))
    assert verify(made) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("name", ["claims.jsonl", "documents.csv", "run.json", PACKAGE_FILE])
def test_a_folder_without_tables(made, name, capsys):
    (made / "out" / name).unlink()
    assert verify(made) == 1
    assert name in "".join(capsys.readouterr())
