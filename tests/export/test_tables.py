"""Excel, Parquet and SQLite, each read back by a reader that is not ours."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from fractions import Fraction

import pytest

from extract.errors import UsageError
from extract.export import FORMATS, export
from extract.table import CLAIMS
from extract.table.parquet import ParquetRows

TABLES = ["xlsx", "parquet", "sqlite"]


def written(data, form, tmp_path):
    path = tmp_path / f"claims{FORMATS[form]}"
    assert export(data, form, path) == len(data.rows)
    return path


def xlsx(path):
    from openpyxl import load_workbook

    return load_workbook(path)["断言"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_tables_give_the_same_bytes(data, form, tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"
    export(data, form, one)
    export(data, form, two)
    files = [one, two] if one.is_file() else []
    for path in one.rglob("*.*") if one.is_dir() else []:
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()
    assert not files or one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nothing_is_left_where_it_cannot_be_written(data, form, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be written"):
        export(data, form, tmp_path / "file" / "x")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


class TestExcel:
    def test_every_cell_is_what_the_table_says(self, data, tmp_path):
        sheet = xlsx(written(data, "xlsx", tmp_path))
        head, *rows = sheet.iter_rows()
        assert [cell.value for cell in head] == [column.title for column in CLAIMS.columns]
        assert len(rows) == len(data.rows)
        for cells, row in zip(rows, data.rows, strict=True):
            for column, cell in zip(CLAIMS.columns, cells, strict=True):
                value = row[column.name]
                if isinstance(value, list):
                    value = "/".join(value)
                if cell.data_type == "n" and cell.value is not None:
                    assert Decimal(str(cell.value)) == Decimal(value)
                else:
                    assert (cell.value or "") == (value or "")

    def test_no_text_is_a_formula(self, data, tmp_path):
        sheet = xlsx(written(data, "xlsx", tmp_path))
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert "+5元/月" in [cell.value for cell in cells]

    def test_numbers_can_be_added_and_fractions_stay(self, data, tmp_path):
        sheet = xlsx(written(data, "xlsx", tmp_path))
        values = [row[CLAIMS.names.index("value")].value for row in sheet.iter_rows(min_row=2)]
        assert sum(1 for value in values if isinstance(value, int | float)) > 200
        assert "1/3" in values

    def test_what_excel_cannot_hold_exactly_is_text(self, data, tmp_path):
        data.run.claims[0]["value"] = "12345678901234567"
        sheet = xlsx(written(data, "xlsx", tmp_path))
        assert sheet.cell(2, CLAIMS.names.index("value") + 1).value == "12345678901234567"

    def test_the_other_sheets(self, data, tmp_path):
        from openpyxl import load_workbook

        book = load_workbook(written(data, "xlsx", tmp_path))
        assert book.sheetnames == ["断言", "文档", "项目"]
        assert book["文档"].max_row == 1 + len(data.run.documents)
        assert book["断言"].freeze_panes == "A2"


class TestParquet:
    def test_every_cell_is_what_the_table_says(self, data, tmp_path):
        from pyarrow import parquet

        table = parquet.read_table(written(data, "parquet", tmp_path))
        assert table.to_pylist() == [
            {name: row.get(name) for name in table.column_names} for row in data.rows
        ]

    def test_it_is_typed_as_what_a_run_writes(self, data, tmp_path):
        from pyarrow import parquet

        ours = parquet.read_schema(written(data, "parquet", tmp_path))
        with (tmp_path / "run.parquet").open("wb") as sink:
            ParquetRows(sink, "claims").finish()
        theirs = parquet.read_schema(tmp_path / "run.parquet")
        assert [(f.name, f.type) for f in ours] == [(f.name, f.type) for f in theirs]

    def test_titles(self, data, tmp_path):
        from pyarrow import parquet

        schema = parquet.read_schema(written(data, "parquet", tmp_path))
        assert schema.field("indicator").metadata[b"title"].decode() == "指标"


class TestSqlite:
    def test_every_row_and_span(self, data, tmp_path):
        base = sqlite3.connect(written(data, "sqlite", tmp_path))
        rows = base.execute("SELECT claim_id, quote, value, per FROM claims ORDER BY rowid")
        wanted = [
            (r["claim_id"], r["quote"], r["value"], "/".join(r["per"]) or None) for r in data.rows
        ]
        assert rows.fetchall() == wanted
        spans = base.execute("SELECT count(*) FROM claim_spans").fetchone()[0]
        assert spans == sum(len(row["spans"]) for row in data.rows)
        base.close()

    def test_it_is_whole(self, reviewed, tmp_path):
        base = sqlite3.connect(written(reviewed, "sqlite", tmp_path))
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        joined = base.execute("SELECT count(*) FROM claims JOIN documents ON doc = path").fetchone()
        assert joined == (len(reviewed.rows),)
        base.close()

    def test_values_are_exact(self, data, tmp_path):
        base = sqlite3.connect(written(data, "sqlite", tmp_path))
        values = [v for (v,) in base.execute("SELECT value FROM claims WHERE value IS NOT NULL")]
        assert all(isinstance(value, str) and Fraction(value) is not None for value in values)
        base.close()


@pytest.mark.parametrize("form", TABLES)
def test_verdicts_are_columns_on_request(reviewed, form, tmp_path):
    path = written(reviewed, form, tmp_path)
    rows = read(form, path)
    by = {row["claim_id"]: row for row in rows}
    ids = [claim["claim_id"] for claim in reviewed.run.claims]
    assert [by[one]["verdict"] for one in ids[:5]] == [
        "accept",
        "reject",
        "correct",
        "unsure",
        "",
    ]
    assert (by[ids[1]]["verdict_reason"], by[ids[1]]["verdict_note"]) == ("not_a_claim", "不是")
    assert json.loads(by[ids[2]]["corrected"]) == {"unit": "处"}
    assert by[ids[0]]["verdict_by"] == "wang"
    [missed] = [row for row in rows if row["claim_id"].startswith("missed:")]
    assert (missed["verdict"], missed["value"]) == ("missed", "7")
    assert len(rows) == len(reviewed.run.claims) + 1


def read(form, path) -> list[dict[str, str]]:
    """The rows as an analyst's tool sees them, every cell a string."""
    if form == "xlsx":
        head, *rows = [[cell.value for cell in row] for row in xlsx(path).iter_rows()]
        titles = {"断言编号": "claim_id", "审核结论": "verdict", "理由": "verdict_reason"}
        titles |= {
            "备注": "verdict_note",
            "更正": "corrected",
            "审核人": "verdict_by",
            "数值": "value",
        }
        found = [dict(zip([titles.get(h, h) for h in head], row, strict=True)) for row in rows]
    elif form == "parquet":
        from pyarrow import parquet

        found = parquet.read_table(path).to_pylist()
    else:
        base = sqlite3.connect(path)
        base.row_factory = sqlite3.Row
        found = [dict(row) for row in base.execute("SELECT * FROM claims")]
        base.close()
    return [{k: "" if v is None else str(v) for k, v in row.items()} for row in found]


@pytest.mark.parametrize(("form", "module"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_an_extra_that_is_not_installed_is_said(data, form, module, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(UsageError, match=r"pip install 'zh-claims-extract\["):
        export(data, form, tmp_path / "x")
