"""Processes: order, killed workers, orphans. Each test runs in a process of its own kind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from extract.engines import pool
from extract.engines.pool import Done, GaveUp, in_processes, in_turn
from extract.errors import UsageError

pytestmark = pytest.mark.usefixtures("forked")
ROOT = Path(__file__).parents[2]


def doubled(number: int) -> int:
    time.sleep(0.02 * (number % 3))
    return 2 * number


def deadly(marks: Path, kills: int, number: int) -> int:
    """Kills its worker the first times that it is asked for 3."""
    marks.mkdir(exist_ok=True)
    if number == 3 and len(list(marks.iterdir())) < kills:
        (marks / str(len(list(marks.iterdir())))).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def faulty(number: int) -> int:
    if number == 2:
        raise OSError(28, "No space left on device")
    return number


@pytest.fixture
def forked(monkeypatch):
    """Test runners have threads of their own, and their tests cannot be imported."""
    monkeypatch.setattr(pool, "_start_method", lambda: "fork")


def test_processes_that_cannot_start_are_nobodys_fault(tmp_path, monkeypatch):
    (tmp_path / "only_here.py").write_text("def work(number):\n    return number\n")
    with monkeypatch.context() as patch:
        patch.syspath_prepend(tmp_path)
        import only_here
    monkeypatch.setattr(pool, "_start_method", lambda: "spawn")
    with pytest.raises(UsageError, match="cannot start"):
        list(in_processes(only_here.work, range(3), 2))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers):
    assert list(in_processes(doubled, range(12), workers)) == [2 * n for n in range(12)]


def test_what_is_there_already_is_not_done_again():
    items = [Done(-1), 1, Done(-2), 2, Done(-3)]
    assert list(in_processes(doubled, items, 2)) == [-1, 2, -2, 4, -3]
    assert list(in_turn(doubled, items)) == [-1, 2, -2, 4, -3]
    assert list(in_processes(doubled, [Done(n) for n in range(40)], 2)) == list(range(40))


def test_nothing_to_do():
    assert list(in_processes(doubled, [], 2)) == []


def test_a_killed_workers_item_is_done_again(tmp_path):
    work = partial(deadly, tmp_path / "marks", 1)
    assert list(in_processes(work, range(9), 2)) == list(range(9))


def test_an_item_that_kills_twice_is_given_up_and_the_others_done(tmp_path):
    work = partial(deadly, tmp_path / "marks", 9)
    results = list(in_processes(work, range(9), 2))
    assert isinstance(results[3], GaveUp)
    assert "killed twice (signal 9)" in results[3].cause
    assert results[:3] + results[4:] == [0, 1, 2, 4, 5, 6, 7, 8]
    assert len(list((tmp_path / "marks").iterdir())) == 2


def test_what_the_work_raises_is_raised():
    with pytest.raises(OSError, match="No space left"):
        list(in_processes(faulty, range(9), 2))


def test_the_window_is_bounded():
    taken = 0

    def items():
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    results = in_processes(doubled, items(), 2)
    next(results)
    assert taken <= 8 + 1
    results.close()


ORPHANS = """
import os, sys, time
from extract.engines.pool import in_processes

def work(number):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(60)

if __name__ == "__main__":
    list(in_processes(work, range(4), 3))
"""


def alive(pid: int) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_workers_end_when_the_driver_is_killed(tmp_path):
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS)
    driver = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert driver.stdout
    workers = [int(driver.stdout.readline()) for _ in range(3)]
    assert all(map(alive, workers))
    driver.kill()
    driver.wait()
    ends = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not any(map(alive, workers))
    driver.stdout.close()
