"""Small corpora, large enough for many small shards."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from extract.batch import Columns, Options

SHARD = 1500
COLUMNS = Columns("content", "key", "day", "head")
OPTIONS = Options(shard=SHARD)
RECORDS = [
    {
        "key": f"n{number:02}",
        "content": f"今年，{place}新建健身路径{number + 3}处，\n"
        f"投入资金{number * 7 + 1}.5万元，增长{number + 1}%。" * 3,
        "day": f"2023-05-{number + 1:02}",
        "head": f"{place}“{number}”号新闻",
    }
    for number, place in enumerate(["市南区", "崂山区", "黄岛区", "即墨区"] * 7)
]  # fmt: skip


def folder_of(top: Path, records: Sequence[dict[str, str]] = RECORDS) -> Path:
    """One text file a record."""
    top.mkdir(parents=True, exist_ok=True)
    for record in records:
        (top / f"{record['key']}.txt").write_text(record["content"], encoding="utf-8")
    return top


def archive_of(path: Path, records: Sequence[dict[str, str]] = RECORDS) -> Path:
    """One archive, in the format and compression that its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.name.removesuffix(".gz").removesuffix(".zst")
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(list(records)), path, row_group_size=10)
        return path
    if name.endswith((".csv", ".tsv")):
        data = _csv(records, "\t" if name.endswith(".tsv") else ",")
    else:
        data = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()
    if path.suffix == ".gz":
        data = gzip.compress(data)
    elif path.suffix == ".zst":
        data = zstandard.compress(data)
    path.write_bytes(data)
    return path


def _csv(records: Sequence[dict[str, str]], delimiter: str) -> bytes:
    from io import StringIO

    buffer = StringIO(newline="")
    writer = csv.DictWriter(buffer, list(records[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue().encode()


def tables(folder: Path) -> dict[str, bytes]:
    """The visible files of an output folder, but run.json, which says where sources lie."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "run.json"
    }
