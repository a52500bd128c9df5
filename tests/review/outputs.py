"""Output folders for tests of the page, with exactly the texts and claims one wants."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from extract.identity import claim_id
from extract.table import DOCUMENTS

Row = dict[str, Any]


def claim(doc: str, text: str, quote: str, nth: int = 0, **fields: Any) -> Row:
    """A claim on the ``nth`` place where ``quote`` stands in ``text``; its line is its sentence."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    end = start + len(quote)
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    return {
        "claim_id": claim_id(doc, text[left:right], f"{quote}{start}", nth),
        "doc": doc,
        "article": "",
        "section": "body",
        "line": text.count("\n", 0, start) + 1,
        "start": start,
        "end": end,
        "quote": quote,
        "spans": [[start, end]],
        "kind": "count",
        "value": "1",
        "low": None,
        "high": None,
        "bound": "eq",
        "unit": "个",
        "per": [],
        "indicator": "指标",
        "indicator_spans": [],
        "change": "level",
        "role": "fact",
        "period": None,
        "period_start": None,
        "period_end": None,
        "place": None,
        "programme": None,
        "sentence": text[left:right],
        "sentence_spans": [[left, right]],
        "rule": "unit.general",
        "flags": [],
    } | fields


def write_output(folder: Path, texts: Mapping[str, str], claims: Sequence[Row]) -> Path:
    """``folder/in`` with the texts and ``folder/out`` with their tables; gives the latter."""
    source, out = folder / "in", folder / "out"
    source.mkdir(parents=True, exist_ok=True)
    out.mkdir(exist_ok=True)
    with (out / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, DOCUMENTS.names, restval="", lineterminator="\n")
        table.writeheader()
        for doc, text in texts.items():
            data = text.encode("utf-8")
            (source / doc).parent.mkdir(parents=True, exist_ok=True)
            (source / doc).write_bytes(data)
            digest = sha256(data).hexdigest()
            table.writerow(
                {"path": doc, "sha256": digest, "chars": len(text), "date": "2024-05-01"}
            )
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in claims)
    (out / "claims.jsonl").write_text("".join(lines), encoding="utf-8", newline="\n")
    (out / "run.json").write_text('{"rules": "", "sources": ["../in"]}', encoding="utf-8")
    return out
