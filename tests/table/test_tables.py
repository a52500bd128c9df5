from __future__ import annotations

import json
from pathlib import Path

import frictionless
import pytest

from extract.errors import ReadError, TableError
from extract.model import Rejection
from extract.table import CLAIMS, OWN_FILES, Tables, read_claims, records
from extract.table.rows import FORMATS
from tests.table.samples import DOCUMENT, PROGRAMME, claim


@pytest.fixture
def folder(tmp_path) -> Path:
    refused = Rejection(0, 1, "市", "refuse.name", "a name")
    with Tables(tmp_path, formats=FORMATS, rejections=True) as tables:
        tables.add(
            DOCUMENT, [claim(), claim(claim_id="f" * 16)], [PROGRAMME], [(refused, ((0, 1),))]
        )
        tables.finish([ReadError("empty", path="b.txt")], {"sources": []})
    return tmp_path


def test_every_file_is_a_known_one(folder):
    assert {path.name for path in folder.iterdir()} == OWN_FILES


def test_frictionless_accepts_the_package(folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert len(report.tasks) >= 5


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("kind", "sort"), ("value", "1e5"), ("doc", "other.txt"), ("claim_id", "x"), ("line", "zero")],
)
def test_frictionless_refuses_what_the_schema_does(folder, field, wrong):
    table = folder / "claims.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    cells = rows[1].split(",")
    cells[CLAIMS.names.index(field)] = wrong
    rows[1] = ",".join(cells)
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = {error.type for task in frictionless.validate(str(folder / "datapackage.json")).tasks
             for error in task.errors}  # fmt: skip
    assert found - {"hash-count", "byte-count"}


def test_csv_has_no_byte_order_mark_and_unix_lines(folder):
    data = (folder / "claims.csv").read_bytes()
    assert data.startswith(b"claim_id,doc,")
    assert b"\r" not in data
    assert data.count(b"\n") == 3


def test_errors_and_rejections_have_their_place(folder):
    assert list(records(folder / "errors.jsonl")) == [
        {"path": "b.txt", "line": None, "cause": "empty"}
    ]
    assert next(records(folder / "rejections.jsonl"))["reason"] == "a name"


def test_no_errors_no_file(tmp_path):
    with Tables(tmp_path) as tables:
        tables.finish([], {})
    names = {path.name for path in tmp_path.iterdir()}
    assert not names & {"errors.jsonl", "rejections.jsonl"}


@pytest.mark.parametrize("name", ["", "claims.csv", "claims.jsonl"])
def test_read_claims_gives_strings_whatever_it_reads(folder, name):
    frame = read_claims(folder / name)
    assert list(frame.columns) == list(CLAIMS.names)
    assert frame.shape == (2, len(CLAIMS.names))
    row = frame.iloc[0]
    assert (row["value"], row["line"], row["period"], row["per"]) == ("56", "1", "", "")
    assert not frame.isna().any(axis=None)


def test_read_claims_takes_no_word_for_a_gap(tmp_path):
    with Tables(tmp_path) as tables:
        tables.add(DOCUMENT, [claim(indicator="NA", programme="null")], [])
        tables.finish([], {})
    row = read_claims(tmp_path).iloc[0]
    assert (row["indicator"], row["programme"]) == ("NA", "null")


@pytest.mark.parametrize("name", ["nothing", "nothing.csv", "nothing.jsonl", "."])
def test_read_claims_names_what_it_cannot_read(tmp_path, name):
    with pytest.raises(TableError) as told:
        read_claims(tmp_path / name)
    assert str(tmp_path) in str(told.value)


def test_records_name_the_line_that_is_wrong(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": 1}\n[1]\n')
    with pytest.raises(TableError, match=r"x\.jsonl:2: not a record"):
        list(records(path))


def test_package_titles_are_chinese(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = {f["name"]: f["title"] for f in package["resources"][0]["schema"]["fields"]}
    assert fields["indicator"] == "指标"
    assert package["$schema"].endswith("/2.0/datapackage.json")
