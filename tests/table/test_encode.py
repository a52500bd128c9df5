from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.table import CLAIMS, DOCUMENTS, PROGRAMMES
from extract.table.encode import (
    claim_csv,
    claim_jsonl,
    csv_lines,
    document_csv,
    exact,
    programme_csv,
    programme_jsonl,
)
from tests.table.samples import DOCUMENT, PROGRAMME, claim

TEXTS = st.text(st.characters(), max_size=20)


def cells(**changes):
    row = csv_lines([claim_csv(claim(**changes))]).decode()
    return dict(zip(CLAIMS.names, next(csv.reader(io.StringIO(row))), strict=True))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("29.88") * 10000, "298800"),
        (Decimal("61.16"), "61.16"),
        (Decimal("5.0"), "5"),
        (Decimal("100"), "100"),
        (Decimal("1E+12"), "1000000000000"),
        (Decimal("0.0000001"), "0.0000001"),
        (Decimal("-3.20"), "-3.2"),
        (Decimal("-0.0"), "0"),
        (Fraction(1, 3), "1/3"),
        (Fraction(4, 2), "2"),
        (None, ""),
    ],
)
def test_numbers_are_plain(value, shown):
    assert exact(value) == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_numbers_are_exact(value):
    assert Decimal(exact(value)) == value


def test_csv_row_has_every_column_in_order():
    assert list(cells().values()) == [
        "0123456789abcdef", "a/页.txt", "", "body", "1", "9", "12", "56处", "count", "56", "", "",
        "eq", "处", "", "新建健身路径", "level", "fact", "", "", "", "市南区", "",
        "市南区新建健身路径56处。", "unit.place", "",
    ]  # fmt: skip


def test_lists_are_joined_in_csv():
    row = cells(per=("人", "顿"), flags=("mended", "undated"))
    assert (row["per"], row["flags"]) == ("人/顿", "mended/undated")


def test_lists_are_lists_in_jsonl():
    row = json.loads(claim_jsonl(claim(per=("人", "顿"), spans=((9, 10), (20, 22)))))
    assert row["per"] == ["人", "顿"]
    assert row["flags"] == []
    assert row["spans"] == [[9, 10], [20, 22]]


def test_jsonl_has_the_columns_of_the_csv_in_order_and_the_spans():
    keys = list(json.loads(claim_jsonl(claim())))
    assert [key for key in keys if key in CLAIMS.names] == list(CLAIMS.names)
    assert set(keys) - set(CLAIMS.names) == {"spans", "indicator_spans", "sentence_spans"}


def test_absent_is_empty_in_csv_and_null_in_jsonl():
    assert cells(value=None)["value"] == ""
    row = json.loads(claim_jsonl(claim(value=None)))
    assert (row["value"], row["period"], row["programme"]) == (None, None, None)


@given(TEXTS)
def test_one_claim_is_one_line_whatever_it_says(text):
    for data in (
        csv_lines([claim_csv(claim(quote=text, sentence=text, article=text))]),
        claim_jsonl(claim(quote=text, sentence=text, doc=text)),
    ):
        assert data.endswith(b"\n")
        assert len(data.decode().splitlines()) == 1


@given(TEXTS)
def test_jsonl_gives_every_text_back(text):
    assert json.loads(claim_jsonl(claim(quote=text)))["quote"] == text


def test_lone_surrogates_do_not_stop_the_table():
    assert cells(sentence="半\ud83d个")["sentence"] == r"半\ud83d个"
    assert json.loads(claim_jsonl(claim(sentence="半\ud83d个")))["sentence"] == "半\ud83d个"


def test_document_row():
    row = dict(zip(DOCUMENTS.names, document_csv(DOCUMENT), strict=True))
    assert row["path"] == "a/页.txt"
    assert row["chars"] == len(DOCUMENT.text)


def test_programme_rows():
    row = dict(zip(PROGRAMMES.names, programme_csv(PROGRAMME), strict=True))
    assert (row["variants"], row["spans"]) == ("“健身圈”|健身圈", "14-19")
    assert json.loads(programme_jsonl(PROGRAMME))["spans"] == [[14, 19]]
