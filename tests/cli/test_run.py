from __future__ import annotations

import json
import re
import shutil

import pytest

from tests.cli.command import ARTICLE, CORPUS, ROOT, extract, tables

pytestmark = pytest.mark.slow

RULE = """
stage = "unit"
[[rule]]
id = "my.hill"
doc = "穴: hills of rice"
kind = "count"
forms = ["穴"]
accept = [{ text = "栽插⟦1.8万穴⟧" }, { text = "补栽⟦300穴⟧" }]
reject = [{ text = "古穴", why = "no number" }]
"""


def test_the_committed_tables_are_those_of_the_corpus(corpus_tables):
    """`make run` writes them anew."""
    committed, fresh = tables(ROOT / "output"), tables(corpus_tables)
    del committed["run.json"], fresh["run.json"]  # says where the sources lie, seen from here
    assert committed.keys() == fresh.keys()
    stale = [name for name, content in fresh.items() if committed[name] != content]
    assert not stale, "run `make run` and commit output/"


def test_writes_tables_and_one_line(tmp_path):
    done = extract("run", CORPUS, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout == b""
    [line] = done.stderr.decode().splitlines()
    assert re.fullmatch(
        r"\d+ claims, 5 documents, \d+ flagged, \d+\.\d s → .*/out/claims\.csv", line
    )
    lines = (tmp_path / "out/claims.csv").read_text(encoding="utf-8").splitlines()
    assert line.startswith(f"{len(lines) - 1} claims, ")


def test_the_default_folder_is_output(tmp_path):
    assert extract("run", CORPUS / ARTICLE, cwd=tmp_path).returncode == 0
    assert (tmp_path / "output/claims.csv").exists()


def test_any_order_of_input_any_number_of_times_gives_the_same_bytes(tmp_path, corpus_tables):
    files = sorted(CORPUS.glob("*.txt"))
    shuffled = [files[n] for n in (3, 1, 4, 0, 2, 1)]
    done = extract("run", *shuffled, "-o", tmp_path / "out", PYTHONHASHSEED="7")
    assert done.returncode == 0
    again, first = tables(tmp_path / "out"), tables(corpus_tables)
    del again["run.json"], first["run.json"]
    assert again == first


def test_claims_come_sorted_by_document_and_place(corpus_tables):
    rows = [
        json.loads(line)
        for line in (corpus_tables / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    places = [(row["doc"], row["start"], row["end"]) for row in rows]
    assert places == sorted(places)
    assert len({row["claim_id"] for row in rows}) == len(rows) > 100


def test_a_bad_document_costs_itself(tmp_path):
    folder = tmp_path / "in"
    shutil.copytree(CORPUS, folder)
    (folder / "bad.txt").write_bytes(b"\x00\xff\xfe\x01\x02" * 50)
    (folder / "empty.txt").write_bytes(b"")
    done = extract("run", folder, "-o", tmp_path / "out")
    assert done.returncode == 3
    *listed, summary = done.stderr.decode().splitlines()
    assert [line.strip().split(": ")[0] for line in listed] == [
        str(folder / "bad.txt"), str(folder / "empty.txt"),
    ]  # fmt: skip
    assert "5 documents" in summary
    assert "2 errors" in summary
    errors = (tmp_path / "out/errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(error)["path"] for error in errors] == [
        str(folder / "bad.txt"), str(folder / "empty.txt"),
    ]  # fmt: skip


def test_errors_of_the_run_before_go_away(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    shutil.copy(CORPUS / ARTICLE, tmp_path)
    assert extract("run", tmp_path, "-o", tmp_path / "out").returncode == 3
    (tmp_path / "bad.txt").unlink()
    assert extract("run", tmp_path / ARTICLE, "-o", tmp_path / "out").returncode == 0
    assert not (tmp_path / "out/errors.jsonl").exists()


def test_a_missing_path_beside_good_ones_is_an_error_of_its_own(tmp_path):
    done = extract("run", CORPUS / ARTICLE, tmp_path / "no.txt", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "no.txt" in done.stderr.decode()
    assert (tmp_path / "out/claims.csv").exists()


@pytest.mark.parametrize("path", ["no.txt", "none*.txt", "."])
def test_nothing_to_read(tmp_path, corpus_tables, path):
    out = shutil.copytree(corpus_tables, tmp_path / "kept")
    before = tables(out)
    (tmp_path / "empty").mkdir()
    done = extract("run", path, "-o", out, cwd=tmp_path / "empty")
    assert done.returncode == 4
    assert "nothing to read" in done.stderr.decode().splitlines()[-1]
    assert tables(out) == before


def test_rejections_on_request(tmp_path):
    done = extract("run", CORPUS / ARTICLE, "-o", tmp_path / "out", "--rejections")
    assert done.returncode == 0
    text = (CORPUS / ARTICLE).read_text(encoding="utf-8")
    lines = (tmp_path / "out/rejections.jsonl").read_text(encoding="utf-8").splitlines()
    refused = [json.loads(line) for line in lines]
    assert len(refused) > 10
    for row in refused:
        assert "".join(text[a:b] for a, b in row["spans"]) == row["quote"]
        assert row["rule"]
        assert row["reason"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_to_standard_output(corpus_tables, form):
    done = extract("run", CORPUS, "-o", "-", "--format", form)
    assert done.returncode == 0
    assert done.stdout == (corpus_tables / f"claims.{form}").read_bytes()
    assert done.stderr.decode().rstrip().endswith("stdout")


def test_from_standard_input(corpus_tables):
    text = (CORPUS / ARTICLE).read_bytes()
    done = extract("run", "-", "--doc-id", ARTICLE, "-o", "-", "--format", "jsonl", stdin=text)
    assert done.returncode == 0
    got = [json.loads(line)["claim_id"] for line in done.stdout.decode().splitlines()]
    lines = (corpus_tables / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    rows = map(json.loads, lines)
    assert got == [row["claim_id"] for row in rows if row["doc"] == ARTICLE]


def test_quiet_keeps_the_summary_and_the_exit_code(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    done = extract("run", tmp_path, CORPUS / ARTICLE, "-q", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert len(done.stderr.decode().splitlines()) == 1


def test_users_rules_add_to_the_shipped_ones(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "units.toml").write_text(RULE, encoding="utf-8")
    text = "全村栽插水稻约1.8万穴，新建水渠3条。".encode()
    done = extract("run", "-", "--rules", rules, "-o", "-", "--format", "jsonl", stdin=text)
    assert done.returncode == 0, done.stderr.decode()
    claims = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [(c["value"], c["bound"], c["unit"]) for c in claims] == [
        ("18000", "approx", "穴"), ("3", "eq", "条"),
    ]  # fmt: skip
    assert "my.hill" in claims[0]["rule"]


def test_keeps_what_is_the_users_in_the_output_folder(tmp_path):
    out = tmp_path / "out"
    extract("run", CORPUS / ARTICLE, "-o", out)
    (out / "verdicts.jsonl").write_text("mine")
    (out / "rejections.jsonl").write_text("of an older run")
    extract("run", CORPUS / ARTICLE, "-o", out)
    assert (out / "verdicts.jsonl").read_text() == "mine"
    assert not (out / "rejections.jsonl").exists()


def test_never_writes_over_a_manifest(tmp_path):
    shutil.copytree(CORPUS, tmp_path / "in")
    before = tables(tmp_path / "in")
    done = extract("run", tmp_path / "in", "-o", tmp_path / "in")
    assert done.returncode == 2
    assert "documents.csv that no run has written" in done.stderr.decode()
    assert tables(tmp_path / "in") == before
