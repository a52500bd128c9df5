from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.cli import main
from extract.export import FORMATS
from tests.cli.command import CORPUS

pytestmark = pytest.mark.slow


@pytest.fixture
def out(tmp_path, corpus_tables) -> Path:
    return Path(shutil.copytree(corpus_tables, tmp_path / "out"))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_each_format_beside_the_tables(out, form, capsys):
    assert main(["export", str(out), "--to", form, "--source", str(CORPUS)]) == 0
    assert (out.parent / f"out{FORMATS[form]}").exists()
    assert capsys.readouterr().err.rstrip().endswith(f"out{FORMATS[form]}")


def test_a_place_of_its_own(out, tmp_path):
    assert main(["export", str(out), "--to", "sqlite", "-o", str(tmp_path / "x.db")]) == 0
    assert (tmp_path / "x.db").exists()


def test_verdicts_on_request(out, tmp_path, capsys):
    both = ["export", str(out), "--to", "sqlite", "--source", str(CORPUS)]
    assert main([*both, "--with-verdicts"]) == 0
    assert main([*both, "--verdicts", str(tmp_path / "none")]) == 4


def test_no_such_format(out, capsys):
    assert main(["export", str(out), "--to", "docx"]) == 2
    assert "docx" in capsys.readouterr().err
