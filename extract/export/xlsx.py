"""Excel: claims, documents and programmes as sheets, with Chinese titles.

Every cell that is text is written as text, so that no quote such as ``+5元/月`` is taken for a
formula and none is changed. A number is a number where Excel can hold it exactly (15 digits).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.export.data import Data, replace_file
from extract.table.schema import DOCUMENTS, LIST_SIGN, PROGRAMMES, Column
from extract.write import current

__all__ = ["write"]

_NUMBERS = frozenset({"value", "low", "high"})
_DIGITS = 15
_LONGEST = 32_767
_MOST_ROWS = 1_048_575
_WIDTHS = {"sentence": 60, "indicator": 36, "quote": 16, "doc": 24, "article": 24, "title": 40}


def write(data: Data, to: Path) -> int:
    """One workbook; the same bytes for the same tables."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("xlsx needs XlsxWriter: pip install 'zh-claims-extract[excel]'") from None
    if len(data.rows) > _MOST_ROWS:
        raise UsageError(f"{len(data.rows)} claims are more than a sheet holds; use parquet")
    buffer = io.BytesIO()
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **texts}) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - no clock in it
        head = book.add_format({"bold": True, "bottom": 1})
        _sheet(book, head, "断言", data.columns, data.rows)
        for name, table in (("文档", DOCUMENTS), ("项目", PROGRAMMES)):
            rows = _table(data.run.folder, f"{table.name}.csv")
            _sheet(book, head, name, table.columns, rows)
    replace_file(to, buffer.getvalue())
    return len(data.rows)


def _sheet(
    book: Any, head: Any, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 12))
        sheet.write_string(0, at, column.title, head)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, column in enumerate(columns):
            _cell(sheet, last, at, column, row.get(column.name))
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _cell(sheet: Any, row: int, at: int, column: Column, value: object) -> None:
    if value is None or value in ("", []):
        return
    if isinstance(value, list):
        value = LIST_SIGN.join(map(str, value))
    text = str(value)
    is_number = column.name in _NUMBERS or column.type == "integer"
    if is_number and "/" not in text and len(Decimal(text).as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, at, Decimal(text))
    else:
        sheet.write_string(row, at, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")


def _table(folder: Path, name: str) -> list[dict[str, str]]:
    path = current(folder, name)
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
