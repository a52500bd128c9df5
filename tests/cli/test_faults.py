"""Whatever happens to the process or the machine, the tables are whole."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.command import ARTICLE, CORPUS, ROOT, extract, tables

pytestmark = pytest.mark.slow

CHILD = "import os, sys; sys.path.insert(0, sys.argv.pop(1)); from extract.cli import main; main()"


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ROOT), *map(str, arguments)], stderr=subprocess.DEVNULL
    )


@pytest.fixture
def two_corpora(tmp_path):
    """Two folders of articles and the tables that each gives."""
    made = {}
    for name, count in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        for number in range(count):
            shutil.copy(CORPUS / ARTICLE, tmp_path / name / f"{number}.txt")
        assert extract("run", tmp_path / name, "-o", tmp_path / "fresh" / name).returncode == 0
        made[name] = tables(tmp_path / "fresh" / name)
    return tmp_path, made


def test_killed_at_any_moment_old_or_new_whole(two_corpora):
    folder, whole = two_corpora
    out = folder / "fresh" / "out"
    began = time.monotonic()
    assert start("run", folder / "one", "-o", out).wait() == 0
    lasts = time.monotonic() - began
    chance = random.Random(3)
    last = "one"
    for turn in range(8):
        name = ("two", "one")[turn % 2]
        # Half of the kills at any time, half where the tables are written and exchanged.
        early = 0.0 if turn % 4 < 2 else 0.8
        running = start("run", folder / name, "-o", out)
        time.sleep(lasts * chance.uniform(early, 1.1))
        running.kill()
        running.wait()
        now = tables(out)
        assert now in (whole[name], whole[last])
        last = name if now == whole[name] else last
    assert start("run", folder / "two", "-o", out).wait() == 0
    assert tables(out) == whole["two"]
    assert {path.name for path in out.parent.iterdir()} == {"one", "two", "out"}


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); " + CHILD


def test_a_full_disk_leaves_the_old_tables(tmp_path):
    out = tmp_path / "out"
    assert extract("run", CORPUS / ARTICLE, "-o", out).returncode == 0
    before = tables(out)
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED.replace("main()", "sys.exit(main())"), str(ROOT),
         "run", str(CORPUS), "-o", str(out)],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert str(out) in line
    assert "cannot be written" in line
    assert tables(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_fault_of_the_program_costs_one_document(tmp_path, monkeypatch):
    from extract import batch
    from extract.engines import shard

    real = shard.extract_document

    def faulty(document, rules):
        if document.path == ARTICLE:
            raise ZeroDivisionError("a fault")
        return real(document, rules)

    monkeypatch.setattr(shard, "extract_document", faulty)
    summary = batch.run([CORPUS], tmp_path / "out")
    assert summary.documents == 4
    [error] = summary.errors
    assert error.path.endswith(ARTICLE)
    assert "ZeroDivisionError in faulty: a fault" in error.cause
    told = json.loads((tmp_path / "out/errors.jsonl").read_text(encoding="utf-8"))
    assert told["path"].endswith(ARTICLE)


def test_interrupted_is_130_and_leaves_the_old_tables(tmp_path, monkeypatch, capsys):
    from extract import batch
    from extract.cli import main
    from extract.engines import shard

    def interrupted(document, rules):
        raise KeyboardInterrupt

    out = tmp_path / "out"
    batch.run([CORPUS / ARTICLE], out)
    before = tables(out)
    monkeypatch.setattr(shard, "extract_document", interrupted)
    assert main(["run", str(CORPUS), "-o", str(out)]) == 130
    assert "interrupted" in capsys.readouterr().err
    assert tables(out) == before


def test_a_reader_that_has_enough_ends_the_run_quietly():
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(ROOT), "run", str(CORPUS), "-o", "-"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    process.stdout.close()
    _, errors = process.communicate(timeout=120)
    assert b"Traceback" not in errors
