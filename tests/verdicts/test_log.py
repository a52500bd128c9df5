from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from extract.errors import UsageError
from extract.verdicts import Verdict, append, beside, read_log
from extract.verdicts.log import merge, standing
from extract.verdicts.model import Selector

ROOT = Path(__file__).parents[2]


def verdict(number: int, reviewer: str = "wang", decision="accept", **more) -> Verdict:
    """Any verdict; its id is made of reviewer, number, decision and note."""
    name = f"{reviewer} {number} {decision} {more.get('note')}"
    return Verdict(
        verdict_id=name.encode().hex()[:64],
        claim_id=f"{number:016x}",
        doc="a.txt",
        decision=decision,
        reviewer=reviewer,
        at="2024-05-01T08:30:00.000000Z",
        seen={"quote": "56处", "value": "56", "per": [], "period": None},
        selector=(Selector("健身路径56处", "，", "。", 7, (4, 7)),),
        text_sha256="0" * 64,
        **more,
    )


def test_what_is_written_is_read(tmp_path):
    written = append(tmp_path / "v.jsonl", [verdict(0), verdict(1, "李四", decision="unsure")])
    log = read_log(tmp_path / "v.jsonl")
    assert log.verdicts == written
    assert not log.faults


def test_one_line_each_and_nothing_is_rewritten(tmp_path):
    path = tmp_path / "v.jsonl"
    append(path, [verdict(0)])
    before = path.read_bytes()
    append(path, [verdict(1, note="一行\n两行\u2028三行")])
    assert path.read_bytes().startswith(before)
    assert len(path.read_bytes().splitlines()) == 2


def test_times_rise_even_where_the_clock_was_set_back(tmp_path):
    path = tmp_path / "v.jsonl"
    late = replace(verdict(0), at="2999-01-01T00:00:00Z")
    path.write_text(late.line() + "\n", encoding="utf-8")
    append(path, [verdict(1), verdict(2)])
    at = [v.at for v in read_log(path).verdicts]
    assert at == sorted(at)
    assert at[0].startswith("2999")
    assert len(set(at)) == 3


def test_a_line_cut_short_costs_only_itself(tmp_path):
    path = tmp_path / "v.jsonl"
    append(path, [verdict(0)])
    with path.open("ab") as file:
        file.write(verdict(1).line().encode()[:100])
    append(path, [verdict(2)])
    log = read_log(path)
    assert [v.claim_id for v in log.verdicts] == [verdict(0).claim_id, verdict(2).claim_id]
    assert len(log.faults) == 1
    assert ":2: " in log.faults[0]


def test_the_files_of_two_reviewers_merge_with_cat(tmp_path):
    a, b, both = (tmp_path / name for name in ("a", "b", "both"))
    append(a, [verdict(0, "a"), verdict(1, "a")])
    append(b, [verdict(0, "b")])
    both.write_bytes(b.read_bytes() + a.read_bytes() + a.read_bytes())
    assert read_log(both).verdicts == read_log(a, b).verdicts
    assert merge([b, a], tmp_path / "merged").verdicts == read_log(both).verdicts
    assert read_log(tmp_path / "merged").verdicts == read_log(both).verdicts


def test_a_withdrawn_verdict_does_not_stand_but_the_one_before_does():
    first, second = verdict(0), verdict(0, decision="reject")
    back = replace(first, verdict_id="w" * 16, decision="withdraw", withdraws=second.verdict_id)
    assert standing([first, second, back]) == (first,)


def test_nobody_withdraws_what_another_has_said():
    first = verdict(0, "a")
    back = replace(
        first, verdict_id="w" * 16, decision="withdraw", withdraws=first.verdict_id, reviewer="b"
    )
    assert standing([first, back]) == (first,)


def test_a_file_that_is_not_there_is_empty(tmp_path):
    assert read_log(tmp_path / "none").verdicts == ()


def test_a_folder_is_no_log(tmp_path):
    with pytest.raises(UsageError):
        read_log(tmp_path)
    with pytest.raises(UsageError, match="cannot be written"):
        append(tmp_path, [verdict(0)])


def test_verdicts_live_outside_the_run(tmp_path):
    assert beside(tmp_path / "out") == tmp_path / "verdicts.jsonl"


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "maybe"},
        {"reviewer": ""},
        {"reviewer": 3},
        {"at": "yesterday"},
        {"at": "2024-05-01T08:30:00"},
        {"verdict_id": "a b"},
        {"more": "x"},
        {"reason": "because"},
        {"role": "king"},
        {"seen": {"colour": "red"}},
        {"seen": {"value": 3}},
        {"corrected": {"value": "3e5"}},
        {"corrected": {"value": "1/0"}},
        {"corrected": {"bound": "exactly"}},
        {"corrected": {"bound": None}},
        {"corrected": {"spans": [[5, 3]]}},
        {"corrected": {"per": "天"}},
        {"corrected": {"period_start": "soon"}},
        {"selector": "here"},
        {"selector": [{"exact": "a", "prefix": "", "suffix": "", "start": 0, "at": [0, 5]}]},
        {"note": "x" * 5000},
        {"decision": "withdraw"},
        {"decision": "correct", "corrected": {}},
    ],
    ids=lambda change: str(change)[:40],
)
def test_a_line_that_is_no_verdict_is_named(tmp_path, change):
    record = json.loads(verdict(0).line()) | change
    path = tmp_path / "v.jsonl"
    path.write_text(json.dumps(record) + "\n[]\n{\n\n", encoding="utf-8")
    log = read_log(path)
    assert log.verdicts == ()
    assert len(log.faults) == 3


def _many(path: Path, reviewer: str) -> None:
    for number in range(25):
        append(path, [verdict(number, reviewer), verdict(number, reviewer, decision="unsure")])


@pytest.mark.slow
def test_many_writers_lose_nothing(tmp_path):
    path = tmp_path / "v.jsonl"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_many, args=(path, name)) for name in "abc"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    log = read_log(path)
    assert not log.faults
    assert len(log.verdicts) == 150
    at = [json.loads(line)["at"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert at == sorted(set(at))


_WRITER = """
import sys
from pathlib import Path
from tests.verdicts.test_log import verdict
from extract.verdicts import append
for number in range(10_000):
    [done] = append(Path(sys.argv[1]), [verdict(number % 200, note=str(number))])
    print(done.verdict_id, flush=True)
"""


@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill(tmp_path):
    path = tmp_path / "v.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(40)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.readlines()
    process.wait(30)
    process.stdout.close()
    acknowledged = {line.decode().strip() for line in said if line.endswith(b"\n")}
    assert len(acknowledged) >= 40
    assert acknowledged <= {v.verdict_id for v in read_log(path).verdicts}
