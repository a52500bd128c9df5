"""How long `extract diff --by place` takes for two tables of a million claims, and how much memory.

    python bench/diff.py [--claims 1000000] [--keep DIR]

The tables are the corpus's claims over and over, each copy a document of its own with other
digits. NEW comes in three kinds: `few`, one document in a hundred edited (what two runs over one
archive look like); `moved`, a line inserted at the top of every document; and `all`, every claim
changed by a rule, which writes a million differences. Beside each stands the time that pandas
takes to read the two files, in seconds of the processor, since machines are noisy. Each
measurement is a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("few", "moved", "all")
_DIGITS = "0123456789"
_READ = """
import sys, pandas
tables = [pandas.read_csv(p, dtype=str, keep_default_na=False) for p in sys.argv[1:]]
"""
_DIFF = """
import sys
from extract.cli import main
main(["diff", *sys.argv[1:3], "--format", "csv", "-o", sys.argv[3]])
"""
_SPENT = """
import resource
spent = resource.getrusage(resource.RUSAGE_SELF)
print(spent.ru_utime + spent.ru_stime, spent.ru_maxrss)
"""


def tables(folder: Path, claims: int) -> None:
    """OLD and each kind of NEW, below ``folder``."""
    from extract.batch import run

    run([ROOT / "corpus"], folder / "corpus")
    with (folder / "corpus" / "claims.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    by_doc: dict[str, list[list[str]]] = {}
    for row in rows:
        by_doc.setdefault(row[1], []).append(row)
    articles = list(by_doc.values())
    for kind in ("old", *KINDS):
        write(folder / kind, header, copies(articles, header, claims, kind))


def write(folder: Path, header: list[str], documents: Iterator[list[list[str]]]) -> None:
    folder.mkdir()
    paths = []
    with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for rows in documents:
            paths.append(rows[0][1])
            writer.writerows(rows)
    with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("path", "sha256"))
        changed = folder.name == "moved"
        writer.writerows((p, hashlib.sha256(f"{p}{changed}".encode()).hexdigest()) for p in paths)
    digests = {"unit.general": folder.name}
    recorded = {"rules": folder.name, "rule_digests": digests, "version": "0"}
    (folder / "run.json").write_text(json.dumps(recorded), encoding="utf-8")


def copies(
    articles: list[list[list[str]]], header: list[str], claims: int, kind: str
) -> Iterator[list[list[str]]]:
    """Documents until there are so many claims, changed as ``kind`` says."""
    at = {name: header.index(name) for name in ("line", "start", "end", "rule", "bound", "value")}
    made = number = 0
    while made < claims:
        article = articles[number % len(articles)]
        shift = number // len(articles) % 10
        digits = str.maketrans(_DIGITS, _DIGITS[shift:] + _DIGITS[:shift])
        rows = []
        for place, row in enumerate(article[: claims - made]):
            # The offsets stay; all that the row says has other digits.
            cells = [c if i in at.values() else c.translate(digits) for i, c in enumerate(row)]
            cells[0] = hashlib.sha256(f"{number} {place}".encode()).hexdigest()[:16]
            cells[1] = f"{number:07d}.txt"
            if kind == "moved":
                for name, by in (("line", 1), ("start", 18), ("end", 18)):
                    cells[at[name]] = str(int(cells[at[name]]) + by)
            if kind == "all" or (kind == "few" and number % 100 == 0 and place % 10 == 0):
                cells[at["bound"]] = "ge"
            rows.append(cells)
        made += len(rows)
        number += 1
        yield rows


def measure(program: str, *arguments: str) -> tuple[float, int]:
    """Seconds of the processor and peak megabytes of a process; both programs use one core."""
    done = subprocess.run(
        [sys.executable, "-c", program + _SPENT, *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes) // 1024


def main() -> None:
    """Print one line a kind."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--keep", help="a folder for the tables, to look at them")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(asked.keep or scratch)
        folder.mkdir(exist_ok=True)
        tables(folder, asked.claims)
        size = (folder / "old" / "claims.csv").stat().st_size / 1e6
        print(f"{asked.claims:,} claims a table, {size:,.0f} MB, Python {sys.version.split()[0]}")
        print(f"  {'NEW':8}{'pandas reads both':>20}{'extract diff':>20}{'ratio':>8}{'peak':>10}")
        for kind in KINDS:
            old, new = str(folder / "old"), str(folder / kind)
            read, read_peak = measure(_READ, f"{old}/claims.csv", f"{new}/claims.csv")
            took, peak = measure(_DIFF, old, new, str(folder / f"{kind}.csv"))
            reads, takes = f"{read:.1f} s {read_peak:,} MB", f"{took:.1f} s"
            print(f"  {kind:8}{reads:>20}{takes:>20}{took / read:8.2f}{peak:>7,} MB")


if __name__ == "__main__":
    main()
