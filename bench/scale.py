"""How runs of many shards behave: processes, memory, cost a character.

    python bench/scale.py [--mb 10,100] [--workers 1,2] [--form jsonl|folder]

Each run is a process of its own over generated articles. Memory is the proportional set size of
the driver and all workers together (`smaps_rollup`, so Linux only), sampled three times a second;
CPU seconds are those of all of them. On a machine that others use too, trust the ratio of CPU
seconds and not the wall clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generate import articles

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run has cost; ``peak`` in MB."""

    characters: int
    seconds: float
    cpu: float
    peak: float
    driver: float


def corpus(top: Path, megabytes: float, form: str) -> tuple[Path, int]:
    """Articles of so many megabytes of UTF-8, as one archive or a folder; and their characters."""
    size = characters = 0
    path = top / ("news.jsonl" if form == "jsonl" else "news")
    if form == "folder":
        path.mkdir()
    with (path if form == "jsonl" else Path(os.devnull)).open("w", encoding="utf-8") as archive:
        for number, text in enumerate(articles(10**12)):
            characters += len(text)
            size += len(text.encode())
            if form == "jsonl":
                archive.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            else:
                (path / f"{number:07}.txt").write_text(text, encoding="utf-8")
            if size >= megabytes * 1e6:
                return path, characters
    raise AssertionError


def measured(path: Path, out: Path, workers: int, characters: int) -> Figures:
    """Run the command and watch it."""
    before = os.times()
    start = time.perf_counter()
    command = [sys.executable, "-m", "extract", "run", str(path), "-q", "-o", str(out)]
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    peak = driver = 0.0
    while process.poll() is None:
        own, *others = [_memory(pid) for pid in _family(process.pid)] or [0.0]
        driver, peak = max(driver, own), max(peak, own + sum(others))
        time.sleep(0.3)
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Figures(characters, time.perf_counter() - start, cpu, peak, driver)


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", default="10,100")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--form", default="jsonl", choices=("jsonl", "folder"))
    asked = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"  {'MB':>6} {'workers':>8} {'seconds':>9} {'Mchar/s':>9} {'CPU us/char':>12}", end="")
    print(f" {'peak MB':>9} {'driver MB':>10}")
    for megabytes in map(float, asked.mb.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            path, characters = corpus(Path(folder), megabytes, asked.form)
            for workers in map(int, asked.workers.split(",")):
                got = measured(path, Path(folder) / f"out{workers}", workers, characters)
                rate = got.characters / got.seconds / 1e6
                print(
                    f"  {megabytes:6.0f} {workers:8} {got.seconds:9.1f} {rate:9.3f}"
                    f" {got.cpu / got.characters * 1e6:12.2f} {got.peak:9.0f} {got.driver:10.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
