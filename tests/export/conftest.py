from __future__ import annotations

from pathlib import Path

import pytest

from extract import batch
from extract.export import Data
from extract.verdicts import Run, Verdict, carry, standings
from tests.verdicts.making import CORPUS, decide

TEXT = (
    "𠮷市🎉新闻\n"
    "今年，全市新建健身路径56处，其中三分之一在城区。月租+5元/月，=1+1不是公式。全年新增3.5万\n"
    "人，同比增长12%。\n"
)


@pytest.fixture(scope="session")
def tables(tmp_path_factory) -> Path:
    """Tables of the five articles and of one with everything that is hard."""
    folder = tmp_path_factory.mktemp("export")
    source = folder / "in"
    source.mkdir()
    for path in CORPUS.iterdir():
        (source / path.name).write_bytes(path.read_bytes())
    (source / "城市").mkdir()
    (source / "城市/难 题.txt").write_text(TEXT, encoding="utf-8", newline="")
    (source / "crlf.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8"))
    batch.run([source], folder / "out")
    return folder / "out"


@pytest.fixture
def run(tables) -> Run:
    return Run.load(tables)


@pytest.fixture
def data(run) -> Data:
    return Data(run)


@pytest.fixture
def decided(run) -> list[Verdict]:
    """The first claim accepted, the second rejected, the third corrected, one more missed."""
    first, second, third, fourth = run.claims[:4]
    missed = {"quote": "1", "kind": "count", "value": "7", "unit": "个", "indicator": "补"}
    text = run.document(first["doc"]).text
    at = text.index("\n") - 1
    found = decide(run, {**first, "spans": [[at, at + 1]]}, "missed", seen={}, corrected=missed)
    return [
        decide(run, first),
        decide(run, second, "reject", reason="not_a_claim", note="不是"),
        decide(run, third, "correct", corrected={"unit": "处"}),
        decide(run, fourth, "unsure"),
        found,
    ]


@pytest.fixture
def reviewed(run, decided) -> Data:
    return Data(run, standings(carry(decided, run)))
