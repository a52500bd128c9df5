from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.model import Document
from extract.read import Columns, documents, find
from extract.read.again import Again
from extract.read.archive import chunks, is_archive
from extract.read.archive.cut import blocks
from extract.read.archive.formats import PIECES_FROM
from extract.read.source import Source
from tests.batch.making import COLUMNS, RECORDS, archive_of

NAMES = ["a.jsonl", "a.ndjson.gz", "a.jsonl.zst", "a.csv", "a.csv.gz", "a.tsv.zst", "a.parquet"]


def source(path) -> Source:
    [found] = find([path])
    assert isinstance(found, Source)
    return found


def read(path, columns=COLUMNS):
    return list(documents(source(path), columns))


def causes(path, columns=COLUMNS) -> list[str]:
    return [str(found) for found in read(path, columns) if isinstance(found, ReadError)]


@pytest.mark.parametrize("name", NAMES)
def test_every_record_is_a_document(tmp_path, name):
    got = read(archive_of(tmp_path / name))
    assert [d.path for d in got] == [f"{name}#{r['key']}" for r in RECORDS]
    for document, record in zip(got, RECORDS, strict=True):
        assert document.text == record["content"]
        assert (document.date, document.date_basis) == (record["day"], "record")
        assert document.title == record["head"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_without_an_id_a_record_is_called_by_its_line_or_row(tmp_path, name):
    got = read(archive_of(tmp_path / name), Columns("content"))
    assert [d.path for d in got] == [f"{name}#{n}" for n in range(1, len(RECORDS) + 1)]


def test_a_csv_record_is_called_by_the_line_on_which_it_begins(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes('id,text\n1,"一家\n两家"\n2,三家\n\n3,四家\n'.encode())
    assert [d.path for d in read(path, Columns())] == ["a.csv#2", "a.csv#4", "a.csv#6"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [200, 1000, 10_000])
def test_chunks_of_any_size_hold_the_same_records(tmp_path, name, size):
    path = archive_of(tmp_path / name)
    columns = Columns("content")  # ids are lines: these must go on from chunk to chunk
    from extract.read.archive import documents as records

    cut = list(chunks(source(path), columns, size))
    got = [document for chunk in cut for document in records(chunk, columns)]
    assert got == read(path, columns)
    assert len(cut) > 1 or size > 1000 or name == "a.parquet"


@given(
    st.lists(st.text('a"\n', max_size=8), max_size=12),
    st.integers(1, 30),
)
def test_blocks_are_the_stream_and_end_outside_quotation_marks(cells, size):
    data = "".join('"' + cell.replace('"', '""') + '"\n' for cell in cells).encode()
    got = list(blocks(io.BytesIO(data), size, quoted=True))
    assert b"".join(got) == data
    assert all(block.endswith(b'"\n') and block.count(b'"') % 2 == 0 for block in got)


@given(st.binary(max_size=80), st.integers(1, 30))
def test_blocks_are_whole_lines(data, size):
    got = list(blocks(io.BytesIO(data), size))
    assert b"".join(got) == data
    assert all(block.endswith(b"\n") for block in got[:-1])


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('{"text": 1', "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"body": "一"}', "no column 'text'; there are body"),
        ('{"text": null}', "empty"),
        ('{"text": " \\n"}', "blank"),
        ('{"text": 7}', "its text is no string but int"),
        ('{"text": "\\ud800"}', "not valid UTF-8"),
    ],
)
def test_a_record_that_is_none_costs_itself(tmp_path, line, cause):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "一家"}}\n{line}\n{{"text": "两家"}}\n', encoding="utf-8")
    got = read(path, Columns())
    assert [d.path for d in got if isinstance(d, Document)] == ["a.jsonl#1", "a.jsonl#3"]
    [told] = causes(path, Columns())
    assert told.startswith(f"{path}#2: ")
    assert cause in told


def test_bytes_that_are_no_utf_8_cost_their_record(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("text\n一家\n".encode() + b"\xff\xfe\n" + "两家\n".encode())
    assert [d.text for d in read(path, Columns()) if isinstance(d, Document)] in (
        ["一家", "两家"], []
    )  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "\xff"}\n{"text": "ok 3"}\n')
    assert len(causes(path, Columns())) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_in_other_encodings(tmp_path, encoding):
    path = tmp_path / "a.csv"
    text = "编号,正文\n1,“新建”养老服务中心三十家，覆盖全市各个街道\n" * 1
    path.write_bytes(text.encode(encoding))
    [document] = read(path, Columns("正文", "编号"))
    assert document.text == "“新建”养老服务中心三十家，覆盖全市各个街道"
    assert document.path == "a.csv#1"


@pytest.mark.parametrize(
    ("cells", "cause"), [("1,2,3", "3 cells where the header has 2"), ('1,"', "not CSV")]
)
def test_a_row_that_does_not_fit_is_named(tmp_path, cells, cause):
    path = tmp_path / "a.csv"
    path.write_text(f"id,text\n1,一家\n{cells}", encoding="utf-8")
    assert cause in causes(path, Columns())[0]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_a_column_that_is_not_there_is_one_error_with_those_there_are(tmp_path, name):
    [told] = causes(archive_of(tmp_path / name), Columns("body"))
    assert "no column 'body'; there are key, content, day, head" in told


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_a_broken_archive_gives_what_it_can_and_is_named(tmp_path, name):
    path = archive_of(tmp_path / name)
    path.write_bytes(path.read_bytes()[:-40])
    told = causes(path)
    assert told
    assert all(str(path) in each for each in told)


def test_dates_as_archives_write_them(tmp_path):
    path = tmp_path / "a.jsonl"
    dates = ["2023-11-16T08:30:00Z", "2023/1/6", "20231116", "", None, "去年"]
    path.write_text(
        "".join(json.dumps({"text": "一家", "d": d}) + "\n" for d in dates), encoding="utf-8"
    )
    got = read(path, Columns(date="d"))
    assert [d.date for d in got if isinstance(d, Document)] == [
        "2023-11-16", "2023-01-06", "2023-11-16", None, None, None,
    ]  # fmt: skip
    assert causes(path, Columns(date="d")) == [f"{path}#6: '去年' is no date; read without"]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_plain_text_may_be_compressed(tmp_path, suffix):
    import zstandard

    data = "今年新建3处。".encode()
    pack = gzip.compress if suffix == ".gz" else zstandard.compress
    (tmp_path / f"a.txt{suffix}").write_bytes(pack(data))
    [document] = read(tmp_path / f"a.txt{suffix}")
    assert (document.path, document.text) == (f"a.txt{suffix}", data.decode())


def test_in_folders_archives_are_read_only_when_asked_for(tmp_path):
    archive_of(tmp_path / "in/a.jsonl.gz")
    (tmp_path / "in/b.txt").write_text("一家")
    (tmp_path / "in/documents.csv").write_text("path\nb.txt\n")
    assert [s.doc for s in find([tmp_path / "in"])] == ["b.txt"]
    assert [s.doc for s in find([tmp_path / "in"], archives=True)] == ["a.jsonl.gz", "b.txt"]
    assert is_archive("x/a.CSV.GZ")


@pytest.mark.parametrize("compressed", [False, True])
def test_a_very_large_text_is_read_in_pieces(tmp_path, compressed):
    line = "今年，市南区新建健身路径56处，投入资金三百万元。\n"
    text = line * (PIECES_FROM // len(line.encode()) + 10)
    path = tmp_path / ("a.txt.gz" if compressed else "a.txt")
    path.write_bytes(gzip.compress(text.encode()) if compressed else text.encode())
    got = read(path)
    if compressed and len(got) == 1:  # so well compressed that nobody looks
        return
    assert "".join(d.text for d in got) == text
    assert len(got) > 5
    for document in got[:3]:
        first = int(document.path.rpartition("#")[2])
        before = sum(len(d.text) for d in got[: got.index(document)])
        assert text.count("\n", 0, before) + 1 == first


def test_records_are_found_again_in_any_order(tmp_path):
    archive_of(tmp_path / "a.jsonl.gz")
    archive_of(tmp_path / "b.csv")
    (tmp_path / "c#1.txt").write_text("一家")
    again = Again([tmp_path], COLUMNS)
    for doc in ("a.jsonl.gz#n03", "a.jsonl.gz#n01", "b.csv#n09", "b.csv#n09", "c#1.txt"):
        found = again.get(doc)
        assert isinstance(found, Document)
        assert found.path == doc
    for doc in ("a.jsonl.gz#none", "b.csv", "d.txt", "#"):
        assert not isinstance(again.get(doc), Document) or doc == "b.csv"
