from __future__ import annotations

import json
import tomllib

import pytest

from extract.errors import UsageError
from extract.model import Document
from extract.score.gold import read_gold
from extract.verdicts import carry, standings
from extract.verdicts.gold import GAPS, write_gold
from tests.verdicts.making import corpus, decide, made, run_of

TEXT = "今年以来，全区新建健身路径56处，改造老旧小区12个。\n青岛第26中学新建教室8间。\n"


@pytest.fixture
def run():
    return run_of(Document("city/a.txt", TEXT, date="2024"))


def claim(run, quote):
    [found] = [c for c in run.claims if c["quote"] == quote]
    return found


def write(run, tmp_path, *verdicts):
    done = write_gold(run, standings(carry(verdicts, run)), tmp_path / "gold")
    lines = (tmp_path / "gold/a.claims.jsonl").read_text(encoding="utf-8").splitlines()
    return done, {row["quote"]: row for row in map(json.loads, lines)}


def test_accepted_corrected_rejected_and_undecided(run, tmp_path):
    done, rows = write(
        run,
        tmp_path,
        decide(run, claim(run, "56处")),
        decide(run, claim(run, "12个"), "correct", corrected={"unit": "处", "role": "forecast"}),
    )
    assert rows["56处"]["optional"] is False
    assert rows["56处"]["indicator"] == [claim(run, "56处")["indicator"]]
    assert (rows["12个"]["unit"], rows["12个"]["role"]) == ("处", "forecast")
    assert rows["8间"]["optional"] is True
    assert rows["8间"]["note"] == "undecided by the reviewers"
    assert (done.documents, done.records, done.optional) == (1, 3, 1)


def test_a_rejected_claim_is_no_record(run, tmp_path):
    _, rows = write(run, tmp_path, decide(run, claim(run, "8间"), "reject", reason="not_a_claim"))
    assert "8间" not in rows


def test_a_missed_claim_is_a_record(run, tmp_path):
    was = claim(run, "56处")
    less = made([run.document("city/a.txt")], tuple(c for c in run.claims if c is not was))
    held = {k: was[k] for k in ("quote", "kind", "value", "bound", "unit", "per", "indicator")}
    missed = decide(run, was, "missed", seen={}, claim_id="missed:x", corrected=held)
    done, rows = write(less, tmp_path, missed)
    assert rows["56处"]["optional"] is False
    assert rows["56处"]["section"] == "body"
    assert (rows["56处"]["start"], rows["56处"]["end"]) == tuple(was["spans"][0])
    assert done.examples == 1


def test_a_corrected_span_moves_the_record(run, tmp_path):
    (a, b) = claim(run, "12个")["spans"][0]
    corrected = {"quote": "12", "spans": [[a, b - 1]]}
    _, rows = write(run, tmp_path, decide(run, claim(run, "12个"), "correct", corrected=corrected))
    assert (rows["12"]["start"], rows["12"]["end"]) == (a, b - 1)


def test_what_reviewers_dispute_is_optional(run, tmp_path):
    is_claim = decide(run, claim(run, "8间"), reviewer="a")
    _, rows = write(run, tmp_path, is_claim, decide(run, claim(run, "8间"), "reject", "b"))
    assert rows["8间"]["note"] == "conflict by the reviewers"


def test_it_is_gold_that_score_reads(tmp_path):
    run = corpus()
    verdicts = [decide(run, c) for c in run.claims]
    done = write_gold(run, standings(carry(verdicts, run)), tmp_path)
    gold = read_gold(tmp_path)
    assert sum(len(one.claims) for one in gold) == done.records == len(run.claims)
    for one in gold:
        for row in one.claims:
            if row["end"] - row["start"] == len(row["quote"]):
                assert one.text[row["start"] : row["end"]] == row["quote"]


def test_examples_for_rules_are_toml_with_marked_spans(run, tmp_path):
    quote = decide(run, claim(run, "12个"), "correct", corrected={"unit": "处"}, note='说"处"')
    write(run, tmp_path, quote, decide(run, claim(run, "8间"), "reject", reason="not_a_claim"))
    rules = tomllib.loads((tmp_path / "gold" / GAPS).read_text(encoding="utf-8"))["rule"]
    examples = [(r["id"], key, r[key][0]) for r in rules for key in ("gaps", "reject") if key in r]
    assert (
        claim(run, "12个")["rule"],
        "gaps",
        {"text": "改造老旧小区⟦12个⟧", "unit": "处"},
    ) in examples
    assert [e for _, key, e in examples if key == "reject"] == [
        {"text": "青岛第26中学新建教室⟦8间⟧", "why": "not a claim"}
    ]


def test_two_documents_of_one_name_are_refused(run, tmp_path):
    document = run.document("city/a.txt")
    both = run_of(document, document._replace(path="town/a.txt"))
    verdicts = [decide(both, c) for c in both.claims]
    with pytest.raises(UsageError, match=r"two documents are named a\.txt"):
        write_gold(both, standings(carry(verdicts, both)), tmp_path)
