"""Tables as Parquet: the fields of the JSON Lines, typed; numbers stay exact strings.

Row groups have a fixed number of rows, so that the same rows are the same bytes, in however
many pieces they come. pyarrow is imported when the first table is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, BinaryIO

from extract.errors import UsageError
from extract.table.schema import CLAIMS, DOCUMENTS, PROGRAMMES

__all__ = ["ParquetRows", "needs_pyarrow"]

_GROUP = 20_000
_HELD = 4 << 20
_LISTS = {"claims": ("per", "flags"), "programmes": ("variants",), "documents": ()}
_SPANS = {
    "claims": {"quote": "spans", "indicator": "indicator_spans", "sentence": "sentence_spans"},
    "programmes": {"variants": "spans"},
    "documents": {},
}


def needs_pyarrow() -> None:
    """Raises UsageError where Parquet cannot be written."""
    _pyarrow()


class ParquetRows:
    """Writes one table into an open file, as rows come; ``finish`` ends it."""

    def __init__(self, sink: BinaryIO, table: str) -> None:
        self._pa, parquet = _pyarrow()
        self._schema = _schema(self._pa, table)
        self._writer = parquet.ParquetWriter(sink, self._schema, compression="zstd")
        self._lines: list[bytes] = []
        self._size = 0
        self._tables: list[Any] = []
        self._rows = 0

    def add_lines(self, lines: bytes, rows: int) -> None:
        """Add ``rows`` lines of the table's JSON Lines."""
        if rows:
            self._lines.append(lines)
            self._size += len(lines)
            if self._size >= _HELD:
                self._parse()

    def add_records(self, records: Sequence[Mapping[str, object]]) -> None:
        """Add records; '' in a column that may be empty stays ''."""
        self._keep(self._pa.Table.from_pylist(list(records), schema=self._schema))

    def add_part(self, part: BinaryIO) -> None:
        """Add the rows of a file that another ParquetRows has written."""
        _, parquet = _pyarrow()
        for batch in parquet.ParquetFile(part).iter_batches(_GROUP, use_threads=False):
            self._keep(self._pa.Table.from_batches([batch], schema=self._schema))

    def finish(self) -> None:
        """Write what is left, and the footer."""
        self._parse()
        if self._rows:
            self._write(self._rows)
        self._writer.close()

    def _parse(self) -> None:
        if not self._lines:
            return
        from pyarrow import json  # noqa: PLC0415

        data = b"".join(self._lines)
        self._lines, self._size = [], 0
        self._keep(
            json.read_json(
                BytesIO(data),
                json.ReadOptions(use_threads=False, block_size=len(data) + 1),
                json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error"),
            )
        )

    def _keep(self, table: Any) -> None:
        self._tables.append(table)
        self._rows += table.num_rows
        while self._rows >= _GROUP:
            self._write(_GROUP)

    def _write(self, rows: int) -> None:
        table = self._pa.concat_tables(self._tables)
        self._writer.write_table(table.slice(0, rows).combine_chunks(), row_group_size=rows)
        rest = table.slice(rows)
        self._tables = [rest] if rest.num_rows else []
        self._rows = rest.num_rows


def _schema(pa: Any, name: str) -> Any:
    """Columns in the order of the JSON Lines: spans stand behind what they locate."""
    table = next(table for table in (CLAIMS, PROGRAMMES, DOCUMENTS) if table.name == name)
    spans = pa.list_(pa.list_(pa.int64()))
    fields: list[tuple[str, Any]] = []
    for column in table.columns:
        if column.name in _LISTS[name]:
            fields.append((column.name, pa.list_(pa.string())))
        elif column.name not in _SPANS[name].values():
            fields.append((column.name, pa.int64() if column.type == "integer" else pa.string()))
        if column.name in _SPANS[name]:
            fields.append((_SPANS[name][column.name], spans))
    return pa.schema(fields)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'zh-claims-extract[parquet]'"
        ) from None
    return pa, parquet
