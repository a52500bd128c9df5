"""Runs of many shards: the same bytes as one, and only what has changed is done again."""

from __future__ import annotations

import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from extract import batch
from extract.batch import large
from extract.engines import pool, shard
from extract.errors import UsageError
from extract.table import records
from extract.verify import verify
from tests.batch.making import COLUMNS, OPTIONS, RECORDS, archive_of, folder_of, tables

WIDE = replace(OPTIONS, shard=1 << 20)
ARCHIVE = replace(OPTIONS, columns=COLUMNS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, bytes]:
    """The tables of the folder, made in one shard, here."""
    top = tmp_path_factory.mktemp("whole")
    batch.run([folder_of(top / "in")], top / "out", options=WIDE)
    assert not (top / "out/.shards").exists()
    return tables(top / "out")


@pytest.fixture(autouse=True)
def forked(monkeypatch):
    """Test runners have threads of their own, which make the pool spawn: slow, and tried once."""
    monkeypatch.setattr(pool, "_start_method", lambda: "fork")


@pytest.fixture
def corpus(tmp_path) -> Path:
    folder = folder_of(tmp_path / "in")
    for path in folder.iterdir():  # files written just now are never trusted by their time
        os.utime(path, (1.6e9, 1.6e9))
    return folder


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """The ids of the documents that are extracted, in this process."""
    seen: list[str] = []
    real = shard.extract_document

    def extract_document(document, rules):
        seen.append(document.path)
        return real(document, rules)

    monkeypatch.setattr(shard, "extract_document", extract_document)
    return seen


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_same_bytes_however_many_workers(corpus, tmp_path, whole, workers):
    summary = batch.run([corpus], tmp_path / "out", options=replace(OPTIONS, workers=workers))
    assert summary.shards > 4
    assert tables(tmp_path / "out") == whole


def test_the_same_bytes_from_processes_that_share_nothing(corpus, tmp_path, whole, monkeypatch):
    monkeypatch.setattr(pool, "_start_method", lambda: "spawn")
    batch.run([corpus], tmp_path / "out", options=replace(OPTIONS, workers=2))
    assert tables(tmp_path / "out") == whole


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.csv.gz", "a.parquet", "a.jsonl"])
def test_archives_too(tmp_path, name):
    path = archive_of(tmp_path / "in" / name)
    one = batch.run([path], tmp_path / "one", options=replace(ARCHIVE, shard=1 << 20))
    many = batch.run([path], tmp_path / "many", options=replace(ARCHIVE, workers=2, shard=300))
    assert (one.shards, one.documents) == (1, len(RECORDS))
    assert many.shards > 4 or name == "a.parquet"
    assert tables(tmp_path / "many") == tables(tmp_path / "one")
    assert verify(tmp_path / "many").faults == ()
    ids = [row["doc"] for row in records(tmp_path / "many/claims.jsonl")]
    assert list(dict.fromkeys(ids)) == [f"{name}#{record['key']}" for record in RECORDS]


def test_verify_notices_a_record_that_has_changed(tmp_path):
    path = archive_of(tmp_path / "in/a.jsonl")
    batch.run([path], tmp_path / "out", options=ARCHIVE)
    archive_of(path, [*RECORDS[:5], RECORDS[5] | {"content": "没有"}, *RECORDS[6:9]])
    faults = verify(tmp_path / "out").faults
    assert any("a.jsonl#n05" in fault and "has changed" in fault for fault in faults)
    assert any("a.jsonl#n09" in fault and "not found" in fault for fault in faults)
    assert not any("a.jsonl#n04" in fault for fault in faults)


def test_to_standard_output_too(corpus, tmp_path, whole):
    for workers in (1, 2):
        for form in ("csv", "jsonl"):
            with (tmp_path / "stdout").open("wb") as to:
                batch.stream([corpus], to, form=form, options=replace(OPTIONS, workers=workers))
            assert (tmp_path / "stdout").read_bytes() == whole[f"claims.{form}"]


def test_nothing_is_done_twice(corpus, tmp_path, whole, counted):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert len(counted) == len(RECORDS)
    counted.clear()
    again = batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert counted == []
    assert again.reused == again.shards
    assert tables(tmp_path / "out") == whole


def test_only_what_has_changed_is_done_again(corpus, tmp_path, counted):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    (corpus / "n13.txt").write_text("今年新建99处。")
    (corpus / "n27.txt").unlink()
    folder_of(corpus, [RECORDS[0] | {"key": "n30"}])
    counted.clear()
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert {"n13.txt", "n30.txt"} <= set(counted)
    assert len(counted) < len(RECORDS) / 2
    batch.run([corpus], tmp_path / "fresh", options=OPTIONS)
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")


def test_what_was_only_touched_is_not_done_again(corpus, tmp_path, counted):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    counted.clear()
    for path in corpus.iterdir():
        os.utime(path, (1.7e9, 1.7e9))
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert counted == []


def test_a_change_that_keeps_size_and_time_of_a_young_file_is_noticed(corpus, tmp_path, counted):
    path = corpus / "n13.txt"
    path.write_text("今年新建11处。")
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    told = path.stat()
    path.write_text("今年新建22处。")
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert "22处" in (tmp_path / "out/claims.csv").read_text()


def test_a_manifest_row_that_changes_a_date_is_noticed(corpus, tmp_path):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    (corpus / "documents.csv").write_text("path,date\nn13.txt,1999\n")
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert "1999" in (tmp_path / "out/documents.csv").read_text()


RULE = """
stage = "unit"
[[rule]]
id = "my.path"
doc = "径: paths"
kind = "count"
forms = ["径"]
accept = [{ text = "新建⟦3径⟧" }, { text = "补建⟦300径⟧" }]
reject = [{ text = "古径", why = "no number" }]
"""


@pytest.mark.parametrize("change", ["rule", "rejections", "format", "columns"])
def test_another_way_does_all_anew(corpus, tmp_path, counted, change):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    counted.clear()
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/u.toml").write_text(RULE, encoding="utf-8")
    options = {
        "format": replace(OPTIONS, formats=("jsonl",)), "columns": replace(OPTIONS, columns=COLUMNS)
    }.get(change, OPTIONS)  # fmt: skip
    batch.run(
        [corpus],
        tmp_path / "out",
        rules=[tmp_path / "rules"] if change == "rule" else [],
        rejections=change == "rejections",
        options=options,
    )
    assert len(counted) == len(RECORDS)


@pytest.mark.parametrize("harm", ["changed", "cut", "deleted", "manifest", "all"])
def test_harm_to_what_is_kept_is_made_good(corpus, tmp_path, whole, counted, harm):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    kept = tmp_path / "out/.shards"
    part = sorted((kept / "claims.jsonl").iterdir())[2]
    if harm == "changed":
        data = bytearray(part.read_bytes())
        data[len(data) // 2] ^= 1
        part.write_bytes(data)
    elif harm == "cut":
        part.write_bytes(part.read_bytes()[:-1])
    elif harm == "deleted":
        part.unlink()
    elif harm == "manifest":
        (kept / "manifest.sqlite").write_bytes(b"no database" * 100)
    else:
        shutil.rmtree(kept)
    counted.clear()
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert counted
    assert len(counted) < len(RECORDS) / 2 or harm in ("manifest", "all")
    assert tables(tmp_path / "out") == whole


@pytest.mark.parametrize("name", ["claims.csv", "datapackage.json"])
def test_a_table_that_was_harmed_is_written_anew(corpus, tmp_path, whole, name):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    (tmp_path / "out" / name).write_bytes(b"?")
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert tables(tmp_path / "out") == whole


def test_what_nobody_needs_is_deleted(corpus, tmp_path):
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    before = {path.name for path in (tmp_path / "out/.shards").rglob("*.zst")}
    (corpus / "n13.txt").write_text("今年新建99处。")
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    after = {path.name for path in (tmp_path / "out/.shards").rglob("*.zst")}
    assert len(after) == len(before)
    assert after != before
    left = {path.name for path in (tmp_path / "out/.shards").iterdir()}
    assert not left & {"tmp", "manifest.sqlite-journal"}


def test_status_says_what_is_done_and_changes_nothing(corpus, tmp_path, counted):
    out = tmp_path / "out"
    assert batch.status([corpus], out, options=OPTIONS).done == 0
    assert not out.exists()
    batch.run([corpus], out, options=OPTIONS)
    counted.clear()
    assert batch.status([corpus], out, options=OPTIONS).waiting == 0
    (corpus / "n13.txt").write_text("今年新建99处。")
    found = batch.status([corpus], out, options=OPTIONS)
    assert found.waiting == 1
    assert found.done > 3
    assert batch.status([corpus], out, options=replace(OPTIONS, formats=("csv",))).done == 0
    assert counted == []


def test_errors_are_listed_whole_and_shards_with_passing_ones_are_tried_again(
    corpus, tmp_path, counted, monkeypatch
):
    (corpus / "blank.txt").write_text(" \n")
    (corpus / "gone.txt").symlink_to("nowhere")
    summary = batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert summary.failed == 2
    told = list(records(tmp_path / "out/errors.jsonl"))
    assert [Path(error["path"]).name for error in told] == ["blank.txt", "gone.txt"]
    counted.clear()
    summary = batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert summary.failed == 2
    assert 0 < len(counted) < len(RECORDS) / 2
    (corpus / "gone.txt").unlink()
    (corpus / "gone.txt").write_text("今年新建99处。")
    assert batch.run([corpus], tmp_path / "out", options=OPTIONS).failed == 1


def test_a_file_that_vanishes_during_the_run_is_named(corpus, tmp_path, monkeypatch):
    real = shard.extract_document

    def extract_document(document, rules):
        (corpus / "n20.txt").unlink(missing_ok=True)
        return real(document, rules)

    monkeypatch.setattr(shard, "extract_document", extract_document)
    summary = batch.run([corpus], tmp_path / "out", options=OPTIONS)
    [error] = summary.errors
    assert error.path.endswith("n20.txt")
    assert summary.documents == len(RECORDS) - 1


def test_a_shard_that_kills_its_worker_twice_is_named_and_left_out(corpus, tmp_path, monkeypatch):
    real = shard.extract_document

    def extract_document(document, rules):
        if document.path == "n13.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return real(document, rules)

    monkeypatch.setattr(shard, "extract_document", extract_document)
    summary = batch.run([corpus], tmp_path / "out", options=replace(OPTIONS, workers=2))
    [error] = summary.errors
    assert "left out: its worker was killed twice (signal 9)" in error.cause
    assert "n1" in error.path
    assert len(RECORDS) - 9 < summary.documents < len(RECORDS)
    assert not (tmp_path / "out/.shards/tmp").exists()
    [told] = records(tmp_path / "out/errors.jsonl")
    assert told["cause"] == error.cause
    monkeypatch.undo()
    assert batch.run([corpus], tmp_path / "out", options=OPTIONS).documents == len(RECORDS)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_disk_that_is_full_for_a_part_ends_the_run(corpus, tmp_path, monkeypatch, workers, whole):
    options = replace(OPTIONS, workers=workers)
    real = shard.Receipt.add

    def add(receipt, extraction):
        if extraction.document.path == "n27.txt":  # of the last part, when others are done
            raise OSError(28, "No space left on device")
        real(receipt, extraction)

    monkeypatch.setattr(shard.Receipt, "add", add)
    with pytest.raises(UsageError, match="cannot be written: No space left"):
        batch.run([corpus], tmp_path / "out", options=options)
    assert not (tmp_path / "out/claims.csv").exists()
    assert not (tmp_path / "out/.shards/tmp").exists()
    monkeypatch.undo()
    assert batch.run([corpus], tmp_path / "out", options=OPTIONS).reused > 0
    assert tables(tmp_path / "out") == whole


def test_two_runs_into_one_folder_at_once_are_refused(corpus, tmp_path, monkeypatch):
    real = shard.extract_document
    refused: list[str] = []

    def extract_document(document, rules):
        if not refused:
            with pytest.raises(UsageError) as told:
                batch.run([corpus], tmp_path / "out", options=OPTIONS)
            refused.append(str(told.value))
        return real(document, rules)

    monkeypatch.setattr(shard, "extract_document", extract_document)
    batch.run([corpus], tmp_path / "out", options=OPTIONS)
    assert "another run is writing here" in refused[0]


def test_progress_counts_all_bytes(corpus, tmp_path):
    seen: list[batch.Position] = []
    batch.run([corpus], tmp_path / "out", options=OPTIONS, progress=seen.append)
    assert seen[-1].size == sum(path.stat().st_size for path in corpus.iterdir())
    assert [p.size for p in seen] == sorted(p.size for p in seen)
    seen.clear()
    batch.run([corpus], tmp_path / "out", options=OPTIONS, progress=seen.append)
    assert seen[-1].reused == seen[-1].size


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_parts_hold_the_same_rows(corpus, tmp_path, whole, format_):
    options = replace(OPTIONS, formats=(format_,), parts=True)
    batch.run([corpus], tmp_path / "out", options=options)
    package = json.loads((tmp_path / "out/datapackage.json").read_text())
    paths = next(r["path"] for r in package["resources"] if r["name"].startswith("claims"))
    assert len(paths) > 4
    parts = [(tmp_path / "out" / path).read_bytes() for path in paths]
    if format_ == "csv":
        header = whole["claims.csv"].split(b"\n")[0] + b"\n"
        assert header + b"".join(p.removeprefix(header) for p in parts) == whole["claims.csv"]
    elif format_ == "jsonl":
        assert b"".join(parts) == whole["claims.jsonl"]
    else:
        import pyarrow.parquet as pq

        rows = [row for path in paths for row in pq.read_table(tmp_path / "out" / path).to_pylist()]
        assert rows == [json.loads(line) for line in whole["claims.jsonl"].splitlines()]
    assert not (tmp_path / "out" / f"claims.{format_}").exists()


def test_parquet_is_the_json_lines_and_the_same_bytes_from_any_shards(corpus, tmp_path, whole):
    import pyarrow.parquet as pq

    three = ("csv", "jsonl", "parquet")
    batch.run([corpus], tmp_path / "many", options=replace(OPTIONS, formats=three, workers=2))
    batch.run([corpus], tmp_path / "one", options=replace(WIDE, formats=three))
    assert tables(tmp_path / "many") == tables(tmp_path / "one")
    rows = pq.read_table(tmp_path / "many/claims.parquet").to_pylist()
    assert rows == [json.loads(line) for line in whole["claims.jsonl"].splitlines()]
    documents = pq.read_table(tmp_path / "many/documents.parquet").to_pylist()
    assert [row["path"] for row in documents] == [f"{r['key']}.txt" for r in RECORDS]


def test_object_storage_holds_the_parts_and_goes_on_from_there(corpus, tmp_path, counted):
    url = f"local://{tmp_path}/out"  # fsspec's name for files, which pyarrow does not know
    options = replace(OPTIONS, formats=("jsonl", "parquet"))
    first = batch.run([corpus], url, options=options)
    local = batch.run([corpus], tmp_path / "local", options=replace(options, parts=True))
    assert first.claims == local.claims
    names = sorted(p.name for p in (tmp_path / "out/parts").rglob("*") if p.is_file())
    assert names == sorted(
        p.name for p in (tmp_path / "local/parts").rglob("*") if p.is_file() and p.name != "lock"
    )
    counted.clear()
    again = batch.run([corpus], url, options=options)
    assert counted == []
    assert again.reused == again.shards


def test_archives_on_object_storage(tmp_path):
    archive_of(tmp_path / "in/a.jsonl.gz")
    archive_of(tmp_path / "in/b.csv")
    batch.run([tmp_path / "in"], tmp_path / "here", options=ARCHIVE)
    batch.run([f"local://{tmp_path}/in"], tmp_path / "there", options=ARCHIVE)
    assert tables(tmp_path / "here") == tables(tmp_path / "there")
    batch.run([f"local://{tmp_path}/in/*.gz"], tmp_path / "some", options=ARCHIVE)
    assert len((tmp_path / "some/documents.csv").read_text().splitlines()) == 1 + len(RECORDS)


def test_hidden_and_public_names_are_not_tables():
    assert not {large.HIDDEN, large.PUBLIC} & large.OWN_FILES
