"""Runs over several processes, as people start them; and what happens when these are killed."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.batch import Position, Summary
from extract.cli import main, progress
from tests.batch.making import RECORDS, archive_of, folder_of, tables
from tests.cli.command import ROOT, extract

pytestmark = pytest.mark.slow
SMALL = ("--shard-size", "0.0015", "--workers", "2")
COLUMNS = ("--text-column", "content", "--id-column", "key", "--date-column", "day")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> tuple[Path, dict[str, bytes]]:
    """Articles, old enough to be trusted by their time, and the tables of a run without faults."""
    top = tmp_path_factory.mktemp("corpus")
    for number in range(8):
        folder_of(top / f"in/{number}")
    for path in (top / "in").rglob("*.txt"):
        os.utime(path, (1.6e9, 1.6e9))
    assert extract("run", top / "in", "-o", top / "out", "--workers", "1").returncode == 0
    return top / "in", tables(top / "out")


# Stops by itself once so many shards are recorded, so that what is done to it then is not done
# to a run that is over already, however busy the machine. The workers go on.
HELD = """
import signal, sys
from extract.cli import main
from extract.engines.kept import Kept

record, recorded = Kept.record, 0

def held(self, shard, receipt):
    global recorded
    record(self, shard, receipt)
    recorded += 1
    if recorded == {0}:
        print("held", flush=True)
        signal.pause()

Kept.record = held
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
sys.exit(main())
"""
# Kills the worker to which it has just given something, the times of giving that are named.
KILLING = """
import sys
from extract.cli import main
from extract.engines.pool import _Pool

give, given = _Pool._give, 0

def killing(self, turn, item):
    global given
    give(self, turn, item)
    given += 1
    if given in {0}:
        [worker] = [each for each in self._workers if each.turn == turn]
        worker.process.kill()
        print(turn, flush=True)

_Pool._give = killing
sys.exit(main())
"""


def start(script: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", script, "run", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def start_and_hold(shards: int, *arguments: str | Path) -> subprocess.Popen[bytes]:
    """A run that has recorded so many shards and does nothing more."""
    driver = start(HELD.format(shards), *arguments)
    assert driver.stdout
    assert driver.stdout.readline() == b"held\n"
    return driver


def children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def wait_for(done) -> None:
    ends = time.monotonic() + 120
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.005)


def no_temporary_file(out: Path) -> bool:
    beside = [path for path in out.parent.iterdir() if path.name.startswith(f".{out.name}")]
    inside = {path.name for path in (out / ".shards").iterdir() if path.is_file()}
    return (
        not beside and inside == {"lock", "manifest.sqlite"} and not (out / ".shards/tmp").exists()
    )


def gone(pid: int) -> bool:
    try:
        return "zombie" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def test_a_killed_run_is_gone_on_with(corpus, tmp_path):
    articles, expected = corpus
    out = tmp_path / "out"
    driver = start_and_hold(5, articles, "-o", out, *SMALL)
    workers = children(driver.pid)
    assert len(workers) == 2
    driver.kill()
    driver.communicate()
    wait_for(lambda: all(map(gone, workers)))
    assert not (out / "claims.csv").exists()
    told = extract("run", articles, "-o", out, *SMALL, "--status").stdout.decode()
    recorded, _, planned = told.split()[:3]
    assert recorded == "5"
    done = extract("run", articles, "-o", out, *SMALL)
    assert done.returncode == 0
    assert f" 5 of {planned} shards as before" in done.stderr.decode()
    assert tables(out) == expected
    assert no_temporary_file(out)


def test_killed_workers_cost_nothing(corpus, tmp_path):
    articles, expected = corpus
    out = tmp_path / "out"
    driver = start(KILLING.format((4, 12, 20)), articles, "-o", out, *SMALL)
    killed, said = driver.communicate(timeout=120)
    assert driver.returncode == 0, said
    assert len(killed.split()) == 3
    assert tables(out) == expected
    assert no_temporary_file(out)


def test_control_c_ends_everything_and_the_next_run_goes_on(corpus, tmp_path):
    articles, expected = corpus
    out = tmp_path / "out"
    driver = start_and_hold(4, articles, "-o", out, *SMALL)
    workers = children(driver.pid)
    driver.send_signal(signal.SIGINT)
    _, said = driver.communicate(timeout=120)
    assert driver.returncode == 130
    assert said.decode().splitlines()[-1] == "extract: interrupted"
    wait_for(lambda: all(map(gone, workers)))
    assert extract("run", articles, "-o", out, *SMALL).returncode == 0
    assert tables(out) == expected
    assert no_temporary_file(out)


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))
from extract.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize("limit", [700, 30_000], ids=["manifest", "tables"])
def test_a_full_disk_ends_the_run_and_the_next_goes_on(corpus, tmp_path, limit):
    articles, expected = corpus
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-B", "-c", LIMITED.format(limit), "run", articles, "-o", out, *SMALL],
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert "cannot be written" in line
    assert not (out / "claims.csv").exists()
    assert extract("run", articles, "-o", out, *SMALL).returncode == 0
    assert tables(out) == expected
    assert no_temporary_file(out)


def test_explain_and_verify_find_records(tmp_path, capsys):
    archive = archive_of(tmp_path / "in/news.jsonl.gz")
    out = tmp_path / "out"
    assert main(["run", str(archive), *COLUMNS, "-o", str(out)]) == 0
    assert main(["verify", str(out)]) == 0
    row = json.loads((out / "claims.jsonl").read_text().splitlines()[20])
    assert row["doc"].startswith("news.jsonl.gz#n0")
    capsys.readouterr()
    assert main(["explain", f"{tmp_path}/in/{row['doc']}:{row['start']}", *COLUMNS]) == 0
    said = capsys.readouterr().out
    assert row["claim_id"] in said
    assert main(["explain", f"{archive}#none:1", *COLUMNS]) == 4


def test_a_large_run_to_standard_output(corpus, tmp_path):
    articles, expected = corpus
    done = extract("run", articles, "-o", "-", "--format", "jsonl", *SMALL)
    assert done.stdout == expected["claims.jsonl"]


def test_few_documents_start_no_process(tmp_path, monkeypatch, capsys):
    from extract.batch import large

    monkeypatch.setattr(large, "in_processes", None)
    (tmp_path / "a.txt").write_text("今年新建3处。")
    assert main(["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")]) == 0
    assert main(["run", str(tmp_path / "a.txt"), "-o", "-"]) == 0


def positions() -> Iterator[Position]:
    for number in range(1, 251):
        yield Position(number * 1000, 0, Summary(documents=number, shards=number))


def test_a_log_gets_a_line_now_and_then(capsys):
    show = progress.lines()
    for position in positions():
        show(position)
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("100 shards, 100 documents, 0 MB, ")
    assert second.startswith("200 shards")


def test_the_bar_tells_rate_and_remaining_time():
    position = Position(3_000_000, 1_000_000, Summary(documents=7, failed=2))
    assert progress.told(position, 4_000_000, seconds=4) == (
        "[##################......]  75%  7 documents  0.50 MB/s  2 s left  2 errors"
    )


def test_a_terminal_gets_a_bar_that_goes_away(corpus, tmp_path):
    articles, _ = corpus
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "extract", "run", articles, "-o", tmp_path / "out", *SMALL]
    driver = subprocess.Popen(
        command, stderr=theirs, env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=ROOT
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            data = os.read(ours, 1 << 16)
        except OSError:
            break
        if not data:
            break
        said += data
    driver.wait()
    os.close(ours)
    shown = said.decode().split("\r\x1b[K")
    assert any("left" in each and "MB/s" in each for each in shown)
    assert f"{len(RECORDS) * 8} documents" in shown[-1]
    assert "[" not in shown[-1]
