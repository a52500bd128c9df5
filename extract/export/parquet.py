"""Parquet: the claims with their spans and lists as they are; numbers stay exact, as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.export.data import Data, replace_file
from extract.table.schema import Column

__all__ = ["write"]

_LISTS = frozenset({"per", "flags"})
_SPANS = {"quote": "spans", "indicator": "indicator_spans", "sentence": "sentence_spans"}


def write(data: Data, to: Path) -> int:
    """One file, typed as the tables that a run writes; titles are in the columns' metadata."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise UsageError(
            "parquet needs pyarrow: pip install 'zh-claims-extract[parquet]'"
        ) from None
    table = pa.Table.from_pylist([dict(row) for row in data.rows], _schema(pa, data.columns))
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    replace_file(to, buffer.getvalue())
    return len(data.rows)


def _schema(pa: Any, columns: Sequence[Column]) -> Any:
    """The columns in order; spans stand behind what they locate."""
    fields = []
    for column in columns:
        kind = pa.int64() if column.type == "integer" else pa.string()
        kind = pa.list_(pa.string()) if column.name in _LISTS else kind
        about = {"title": column.title, "description": column.description}
        fields.append(pa.field(column.name, kind, metadata=about))
        if column.name in _SPANS:
            fields.append(pa.field(_SPANS[column.name], pa.list_(pa.list_(pa.int64()))))
    return pa.schema(fields)
