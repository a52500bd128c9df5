"""Parquet files to blocks of rows, and these to records; the only reader that loads pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from extract.errors import ReadError
from extract.read.archive.rows import Row

__all__ = ["parquet_blocks", "parquet_rows"]

_ROWS = 1000


def parquet_blocks(
    file: BinaryIO, wanted: tuple[str, ...], size: int
) -> Iterator[tuple[bytes, int]]:
    """Blocks of about ``size`` bytes as Arrow streams, each with the number of its rows.

    Raises ReadError (without a path).
    """
    pa, parquet = _pyarrow()
    try:
        opened = parquet.ParquetFile(file)
        known = opened.schema_arrow.names
        missing = [name for name in wanted if name not in known]
        if missing:
            raise ReadError(f"no column {missing[0]!r}; there are {', '.join(known)}")
        held: list[Any] = []
        for batch in opened.iter_batches(_ROWS, columns=list(wanted), use_threads=False):
            held.append(batch)
            if sum(each.nbytes for each in held) >= size:
                yield _block(pa, held)
                held = []
        if held:
            yield _block(pa, held)
    except pa.ArrowException as error:
        raise ReadError(f"not Parquet: {error}") from None


def parquet_rows(data: bytes, first: int) -> Iterator[Row]:
    """The records of a block whose first row is number ``first``."""
    pa, _ = _pyarrow()
    number = first
    for batch in pa.ipc.open_stream(data):
        for row in batch.to_pylist():
            yield number, {name: _plain(value) for name, value in row.items()}
            number += 1


def _block(pa: Any, batches: list[Any]) -> tuple[bytes, int]:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return sink.getvalue().to_pybytes(), sum(batch.num_rows for batch in batches)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415
        from pyarrow import parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        raise ReadError("Parquet needs pyarrow: pip install 'zh-claims-extract[parquet]'") from None
    return pa, parquet
