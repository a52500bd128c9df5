from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from extract.cli import main
from tests.cli.command import CORPUS, ROOT

pytestmark = pytest.mark.slow


def test_a_file_of_its_own(corpus_tables, tmp_path, capsys):
    html = tmp_path / "review.html"
    asked = ["review", str(corpus_tables), "--source", str(CORPUS), "--reviewer", "wang"]
    assert main([*asked, "--html", str(html)]) == 0
    said = capsys.readouterr().err
    assert re.fullmatch(r"\d+ claims, \d\.\d MB \S+ .*review\.html\n", said)
    assert "家庭医生签约" in html.read_text(encoding="utf-8")


def test_serving_until_interrupted(corpus_tables):
    command = [sys.executable, "-m", "extract", "review", str(corpus_tables), "--no-open"]
    process = subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        encoding="utf-8",
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    url = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert url, line
    with urllib.request.urlopen(url[0], timeout=60) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    assert process.wait(60) in (0, 130)
    process.stderr.close()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--sample", "0"], "sample"),
        (["--sample", "101"], "sample"),
        (["--reviewer", " "], "--reviewer"),
        (["--reviewer", "a\nb"], "--reviewer"),
    ],
    ids=str,
)
def test_a_wrong_call(corpus_tables, options, said, capsys):
    assert main(["review", str(corpus_tables), "--no-open", *options]) == 2
    assert said in capsys.readouterr().err


def test_no_tables(tmp_path, capsys):
    assert main(["review", str(tmp_path), "--no-open"]) == 1
    assert "holds no claims.jsonl" in capsys.readouterr().err
    assert main(["review", str(tmp_path / "none"), "--no-open"]) == 1


def test_without_the_extra(corpus_tables, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["review", str(corpus_tables), "--no-open", "--reviewer", "wang"]) == 2
    assert "pip install 'zh-claims-extract[review]'" in capsys.readouterr().err


def test_a_file_that_cannot_be_written(corpus_tables, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    html = Path(tmp_path / "file/review.html")
    asked = ["review", str(corpus_tables), "--reviewer", "wang", "--html", str(html)]
    assert main(asked) == 2
    assert "cannot be written" in capsys.readouterr().err
