"""Tables opened for comparison, in every form that people hand in."""

from __future__ import annotations

import json

import pytest

from extract.diff.batch import Batch, Source
from extract.diff.row import Row
from extract.errors import TableError
from extract.table.schema import CLAIMS
from tests.diff.tables import made, write

ROWS = [
    made(doc="a.txt", quote="3个", sentence="3个“组”"),
    made(doc="a.txt", quote="5家", sentence="共5家，“一”"),
    made(doc='b, "b".txt', quote="7处", sentence="7处"),
]


def test_a_row_has_the_columns_of_the_table():
    assert CLAIMS.names == Row._fields


def test_rows_come_document_by_document(tmp_path):
    with Batch(write(tmp_path, ROWS)) as batch:
        assert batch.rows("a.txt") == ROWS[:2]
        assert batch.rows('b, "b".txt') == ROWS[2:]
        assert batch.rows("none") == []


def test_documents_may_stand_in_pieces_and_in_any_order(tmp_path):
    with Batch(write(tmp_path, [ROWS[2], ROWS[0], ROWS[2], ROWS[1]])) as batch:
        assert batch.rows("a.txt") == ROWS[:2]
        assert batch.rows('b, "b".txt') == [ROWS[2]] * 2


def test_a_table_out_of_excel(tmp_path):
    text = (write(tmp_path / "a", ROWS) / "claims.csv").read_text("utf-8")
    file = tmp_path / "x.csv"
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    with Batch(file) as batch:
        assert batch.rows("a.txt") == ROWS[:2]


def test_columns_in_another_order_and_some_gone(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("end,start,sentence,doc,quote,mine\n2,0,3个,a.txt,3个,?\n", encoding="utf-8")
    with Batch(file) as batch:
        [found] = batch.rows("a.txt")
    assert (found.start, found.end, found.quote, found.value) == ("0", "2", "3个", "")


def test_json_lines_give_the_same_rows(tmp_path):
    file = tmp_path / "x.jsonl"
    lists = [
        row._asdict() | {"per": row.per.split("/"), "value": row.value or None} for row in ROWS
    ]
    file.write_text("\n".join(json.dumps(record) for record in lists), encoding="utf-8")
    with Batch(file) as batch:
        assert batch.rows("a.txt") == ROWS[:2]


def test_what_a_run_recorded_is_read(tmp_path):
    run = {"rules": "abc", "version": "1", "rule_digests": {"unit.general": "0"}}
    sources = [Source("a.txt", sha256="1", date="2023"), Source("empty.txt")]
    with Batch(write(tmp_path, ROWS, sources, run)) as batch:
        assert batch.recorded
        assert (batch.rules, batch.version, batch.rule_digests) == (
            "abc",
            "1",
            {"unit.general": "0"},
        )
        assert sorted(batch.sources) == ["a.txt", 'b, "b".txt', "empty.txt"]
        assert batch.sources["a.txt"].date == "2023"


def test_without_its_companions_nothing_is_recorded(tmp_path):
    with Batch(write(tmp_path, ROWS)) as batch:
        assert not batch.recorded


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("doc,quote\n", "no column sentence, start, end"),
        ("", "no column doc"),
        ('doc,quote,sentence,start,end\na.txt,"3\n个",x,0,1\n', "a cell with a line break"),
        ("doc,quote,sentence,start,end\n,3个,x,0,1\n", "a row without a doc"),
    ],
)
def test_what_is_no_table_says_why(tmp_path, text, said):
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        Batch(file)


def test_a_row_with_cells_missing_is_named_by_its_line(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("doc,quote,sentence,start,end\na.txt,3个\n", encoding="utf-8")
    with (
        Batch(file) as batch,
        pytest.raises(TableError, match=r"x\.csv:2: 2 cells under 5 columns"),
    ):
        batch.rows("a.txt")


@pytest.mark.parametrize("name", ["none", "none.csv", "table.xlsx"])
def test_what_is_not_there_is_named(tmp_path, name):
    with pytest.raises(TableError, match=name):
        Batch(tmp_path / name)
