"""Tables left in parts, one a shard: what `--parts` and object storage hold."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from extract.batch.about import about
from extract.batch.summary import Summary
from extract.batch.work import Plan, by_place
from extract.engines.kept import Kept
from extract.engines.shard import Job, Receipt
from extract.storage import is_url
from extract.table import OWN_FILES
from extract.table.package import PACKAGE_FILE, package_of_parts
from extract.table.rows import error_line
from extract.write import replaced

__all__ = ["describe_parts"]


def describe_parts(
    plan: Plan,
    job: Job,
    out: str,
    kept: Kept,
    counted: Iterator[tuple[Receipt, Summary]],
) -> Summary:
    """Take in the receipts, then write run.json, datapackage.json and errors.jsonl.

    The package lists the parts of each table in the order of the corpus; a part that it does
    not list is not of this run.
    """
    summary = Summary()
    parts: dict[str, list[str]] = defaultdict(list)
    for receipt, summary in counted:  # noqa: B007 - the last one counts
        for name in receipt.parts:
            parts[name].append(f"parts/{kept.place(name, receipt)}")
    folder = None if is_url(out) else Path(out)
    files = {
        "run.json": _json(about(folder, plan.roots, job), sort=True),
        PACKAGE_FILE: _json(package_of_parts(parts), sort=False),
    }
    errors = by_place(plan.errors)
    for error in errors:
        summary.fail(error)
    if errors:  # those of documents are in parts, as the tables are
        files["errors.jsonl"] = b"".join(map(error_line, errors))
    _write(files, folder, kept)
    return summary


def _write(files: dict[str, bytes], folder: Path | None, kept: Kept) -> None:
    if folder:
        with replaced(folder, OWN_FILES) as staging:
            for name, data in files.items():
                (staging / name).write_bytes(data)
        return
    for name, data in files.items():
        scratch = kept.scratch()
        scratch.write_bytes(data)
        kept.put(scratch, f"../{name}")


def _json(table: object, *, sort: bool) -> bytes:
    return (json.dumps(table, ensure_ascii=False, indent=1, sort_keys=sort) + "\n").encode()
