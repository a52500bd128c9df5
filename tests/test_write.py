from __future__ import annotations

import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from extract import write
from extract.write import current, replaced

OWNED = ("a.csv", "b.csv", "extra.jsonl")


def put(folder: Path, **files: str) -> None:
    with replaced(folder, OWNED) as staging:
        for name, text in files.items():
            (staging / name.replace("_", ".")).write_text(text)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def no_exchange(monkeypatch):
    def refuse(a: Path, b: Path) -> None:
        raise OSError("not here")

    monkeypatch.setattr(write, "_exchange", refuse)


@pytest.fixture(params=["exchange", "journal"])
def way(request):
    if request.param == "journal":
        request.getfixturevalue("no_exchange")
    return request.param


def test_makes_the_folder_and_those_above(tmp_path, way):
    put(tmp_path / "x/y", a_csv="1")
    assert (tmp_path / "x/y/a.csv").read_text() == "1"


def test_replaces_and_removes_what_is_not_written_again(tmp_path, way):
    out = tmp_path / "out"
    put(out, a_csv="1", extra_jsonl="x")
    put(out, a_csv="2", b_csv="3")
    assert names(out) == {"a.csv", "b.csv"}
    assert (out / "a.csv").read_text() == "2"
    assert names(tmp_path) == {"out"}


def test_keeps_what_is_the_users(tmp_path, way):
    out = tmp_path / "out"
    put(out, a_csv="1")
    (out / "notes.txt").write_text("mine")
    (out / "sub").mkdir()
    (out / "sub/deep.txt").write_text("mine too")
    (out / "link").symlink_to("notes.txt")
    put(out, a_csv="2")
    assert names(out) == {"a.csv", "notes.txt", "sub", "link"}
    assert (out / "link").read_text() == "mine"
    assert (out / "sub/deep.txt").read_text() == "mine too"
    assert names(tmp_path) == {"out"}


def test_an_error_changes_nothing(tmp_path, way):
    out = tmp_path / "out"
    put(out, a_csv="1")
    (out / "notes.txt").write_text("mine")
    staged = replaced(out, OWNED)
    (staged.__enter__() / "a.csv").write_text("2")
    assert not staged.__exit__(RuntimeError, RuntimeError(), None)
    assert (out / "a.csv").read_text() == "1"
    assert names(out) == {"a.csv", "notes.txt"}
    assert names(tmp_path) == {"out"}


def test_follows_a_link_to_the_folder(tmp_path):
    put(tmp_path / "real", a_csv="1")
    (tmp_path / "out").symlink_to("real")
    put(tmp_path / "out", a_csv="2")
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real/a.csv").read_text() == "2"


def test_the_working_folder_stays_the_working_folder(tmp_path, monkeypatch):
    put(tmp_path / "out", a_csv="1")
    monkeypatch.chdir(tmp_path / "out")
    put(Path(), a_csv="2")
    assert Path("a.csv").read_text() == "2"
    assert names(Path()) == {"a.csv"}


def test_keeps_the_folders_mode(tmp_path):
    out = tmp_path / "out"
    put(out, a_csv="1")
    out.chmod(0o750)
    put(out, a_csv="2")
    assert out.stat().st_mode & 0o777 == 0o750


def test_a_decided_journal_is_read_past_and_then_finished(tmp_path, no_exchange, monkeypatch):
    out = tmp_path / "out"
    put(out, a_csv="1", b_csv="1", extra_jsonl="1")
    finish = write._finish
    with monkeypatch.context() as patch:
        patch.setattr(write, "_finish", lambda *_: None)  # as if killed once decided
        put(out, a_csv="2", b_csv="2")
    (out / ".commit/a.csv").replace(out / "a.csv")
    assert [current(out, name).read_text() for name in ("a.csv", "b.csv")] == ["2", "2"]
    finish(out, OWNED)
    assert (out / "b.csv").read_text() == "2"
    assert names(out) == {"a.csv", "b.csv"}


def test_what_a_killed_run_left_is_swept_and_the_users_files_come_home(tmp_path):
    out = tmp_path / "out"
    put(out, a_csv="1")
    left = tmp_path / ".out.new-left"
    left.mkdir()
    (left / "a.csv").write_text("half")
    (left / "sub").mkdir()
    (left / "sub/mine.txt").write_text("mine")
    put(out, a_csv="2")
    assert names(tmp_path) == {"out"}
    assert (out / "sub/mine.txt").read_text() == "mine"


def test_a_running_writer_is_not_swept(tmp_path):
    out = tmp_path / "out"
    with replaced(out, OWNED) as slow:
        (slow / "a.csv").write_text("slow")
        put(out, a_csv="quick")
        assert (slow / "a.csv").exists()
    assert (out / "a.csv").read_text() == "slow"
    assert names(tmp_path) == {"out"}


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from extract import write
    if sys.argv[2] == "journal":
        def refuse(a, b):
            raise OSError("not here")
        write._exchange = refuse
    names = [f"{n}.csv" for n in range(5)]
    number = int(sys.argv[3])
    print("ready", flush=True)
    while True:
        number += 1
        with write.replaced(Path(sys.argv[1]), names) as staging:
            for name in names:
                (staging / name).write_text(str(number) * 1000)
    """
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["exchange", "journal"])
def test_killed_at_any_moment_old_or_new_whole(tmp_path, kind):
    out = tmp_path / "out"
    chance = random.Random(7)
    reached = 0
    for _ in range(25):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out), kind, str(reached)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.04))
            writer.kill()
        if not out.exists():
            continue
        (out / "mine.txt").write_text("mine")
        if kind == "journal":
            tables = [current(out, f"{n}.csv") for n in range(5)]
        else:
            tables = [out / f"{n}.csv" for n in range(5)]
        texts = {table.read_text() if table.exists() else "" for table in tables}
        assert len(texts) == 1
        text = texts.pop()
        assert len(text) % 1000 == 0
        reached = int(text[: len(text) // 1000] or 0)
        assert (out / "mine.txt").read_text() == "mine"
    assert reached > 0
    with replaced(out, [f"{n}.csv" for n in range(5)]):
        pass
    assert names(tmp_path) == {"out"}
