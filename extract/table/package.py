"""``datapackage.json``: what the files of a run are, for people and for other tools.

The descriptor follows Data Package 2.0. It names every table with its size and hash, so that
`extract verify` and `frictionless validate` both notice a file changed since it was written.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from extract.table.schema import CLAIM_LISTS, CLAIMS, DOCUMENTS, PROGRAMMES, Column, Table

__all__ = ["PACKAGE_FILE", "checksum", "data_package"]

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TABLES = (CLAIMS, PROGRAMMES, DOCUMENTS)
_LISTS = {"claims": ("per", "flags", *CLAIM_LISTS), "programmes": ("variants", "spans")}


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
        "type": "table",
        "format": suffix,
        "mediatype": "text/csv" if csv else "application/jsonl",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": checksum(path),
    }
    if csv:
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "header": True}
    resource["schema"] = _schema(table, lists=() if csv else _LISTS[table.name])
    return resource


def _schema(table: Table, *, lists: tuple[str, ...]) -> dict[str, object]:
    fields = [_field(column, lists) for column in table.columns]
    fields += [{"name": name, "type": "array"} for name in lists if name not in table.names]
    schema: dict[str, object] = {"fields": fields, "primaryKey": list(table.key)}
    if lists:
        schema["fieldsMatch"] = "equal"
    if table is not DOCUMENTS:
        reference = {"resource": DOCUMENTS.name, "fields": ["path"]}
        schema["foreignKeys"] = [{"fields": ["doc"], "reference": reference}]
    return schema


def _field(column: Column, lists: tuple[str, ...]) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": "array" if column.name in lists else column.type,
    }
    if column.constraints:
        field["constraints"] = dict(column.constraints)
    return field
