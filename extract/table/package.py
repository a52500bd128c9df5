"""``datapackage.json``: what the files of a run are, for people and for other tools.

The descriptor follows Data Package 2.0. It names every table with its size and hash, so that
`extract verify` and `frictionless validate` both notice a file changed since it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from extract.table.schema import CLAIMS, DOCUMENTS, PROGRAMMES, Column, Table

__all__ = ["PACKAGE_FILE", "checksum", "data_package", "package_of_parts"]

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# The one format that other tools read as a table without more being installed is CSV.
_TYPES = {
    "csv": ("csv", "text/csv"),
    "jsonl": ("json-lines", "application/jsonl"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
}
_TABLES = (CLAIMS, PROGRAMMES, DOCUMENTS)


def data_package(folder: Path) -> bytes:
    """The descriptor of the tables in ``folder``, as they are now."""
    resources = [
        _resource(table, suffix, path)
        for table in _TABLES
        for suffix in _TYPES
        if (path := folder / f"{table.name}.{suffix}").exists()
    ]
    return (json.dumps(_package(resources), ensure_ascii=False, indent=1) + "\n").encode()


def _package(resources: Sequence[object]) -> dict[str, object]:
    return {
        "$schema": _PROFILE,
        "name": "claims",
        "title": "新闻数量断言",
        "description": "Numeric claims of Chinese news articles, each with its place in the source",
        "resources": resources,
    }


def package_of_parts(parts: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The descriptor of tables in parts: for each file's name, the paths of its parts."""
    resources: list[object] = []
    for table in _TABLES:
        for suffix, (form, mediatype) in _TYPES.items():
            if paths := parts.get(f"{table.name}.{suffix}"):
                name = table.name if suffix == "csv" else f"{table.name}-{suffix}"
                about = {"name": name, "path": list(paths), "format": form}
                resources.append({**about, "mediatype": mediatype, "schema": _schema(table)})
    return _package(resources)


def checksum(path: Path) -> str:
    """The hash of a file, as the descriptor has it."""
    with path.open("rb") as file:
        return "sha256:" + hashlib.file_digest(file, "sha256").hexdigest()


def _resource(table: Table, suffix: str, path: Path) -> dict[str, object]:
    csv = suffix == "csv"
    form, mediatype = _TYPES[suffix]
    resource: dict[str, object] = {
        "name": table.name if csv else f"{table.name}-{suffix}",
        "title": table.title if csv else f"{table.title}（全）",
        "path": path.name,
        "format": form,
        "mediatype": mediatype,
        # A file: frictionless fails over tables with lists in their cells.
        **({"type": "file"} if suffix == "parquet" else {"encoding": "utf-8"}),
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
