"""``datapackage.json``: what the files of a run are, for people and for other tools.

The descriptor follows Data Package 2.0. It names every table with its size and hash, so that
`extract verify` and `frictionless validate` both notice a file changed since it was written.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from extract.table.schema import CLAIMS, DOCUMENTS, PROGRAMMES, Column, Table

__all__ = ["PACKAGE_FILE", "checksum", "data_package"]

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLES = (CLAIMS, PROGRAMMES, DOCUMENTS)


def data_package(folder: Path) -> bytes:
    """The descriptor of the tables in ``folder``, as they are now."""
    resources = [
        _resource(table, suffix, path)
        for table in _TABLES
        for suffix in ("csv", "jsonl")
        if (path := folder / f"{table.name}.{suffix}").exists()
    ]
    package = {
        "$schema": _PROFILE,
        "name": "claims",
        "title": "新闻数量断言",
        "description": "Numeric claims of Chinese news articles, each with its place in the source",
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def checksum(path: Path) -> str:
    """The hash of a file, as the descriptor has it."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _resource(table: Table, suffix: str, path: Path) -> dict[str, object]:
    csv = suffix == "csv"
    resource: dict[str, object] = {
        "name": table.name if csv else f"{table.name}-{suffix}",
        "title": table.title if csv else f"{table.title}（全）",
        "path": path.name,
        # The one format that other tools read as a table without more being installed is CSV.
        "format": "csv" if csv else "json-lines",
        "mediatype": "text/csv" if csv else "application/jsonl",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": checksum(path),
    }
    if csv:
        resource["type"] = "table"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "header": True}
        resource["schema"] = _schema(table)
    return resource


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if table is not DOCUMENTS:
        reference = {"resource": DOCUMENTS.name, "fields": ["path"]}
        schema["foreignKeys"] = [{"fields": ["doc"], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": column.type,
    }
    if column.constraints:
        field["constraints"] = dict(column.constraints)
    return field
