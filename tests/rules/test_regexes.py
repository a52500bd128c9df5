"""Compiled patterns are kept from run to run, and whatever is kept, they match the same."""

from __future__ import annotations

import marshal
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from extract.rules import regexes

CORPUS = Path(__file__).parents[2] / "corpus"
TEXT = "".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt")))
SOURCES = [
    "(?P<number>[0-9一二三四五六七八九十]+)(?P<unit>[个名人处家])",
    "(?s)区.(?=新)|(?<![，。；])新[^，。；]{1,8}$",
    "(?:[一二三]|[四五六]){2,4}+",
    "(?i)app|(?P<all>.)(?P=all)",
    "",
]


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A place of its own for the codes, and a process that has asked for none."""
    path = tmp_path / "cache" / "regexes.codes"
    monkeypatch.setattr(regexes, "_path", lambda: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget()
    yield path
    forget()


def forget() -> None:
    regexes._store.cache_clear()


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.crc32(data).to_bytes(4, "big") + data)


def no_code(_source: str) -> None:
    pytest.fail("compiled anew")


@pytest.mark.parametrize("source", SOURCES)
def test_a_kept_pattern_is_what_re_makes_of_it(kept, monkeypatch, source):
    regexes.compiled(source)
    regexes.keep()
    forget()
    monkeypatch.setattr(regexes, "_code", no_code)
    found, wanted = regexes.compiled(source), re.compile(source)
    assert found == wanted
    assert (found.groups, found.groupindex) == (wanted.groups, wanted.groupindex)
    assert [(m.span(), m.groups(), m.lastgroup) for m in found.finditer(TEXT)] == [
        (m.span(), m.groups(), m.lastgroup) for m in wanted.finditer(TEXT)
    ]


def test_what_was_kept_stays_beside_what_is_new(kept, monkeypatch):
    for source in SOURCES[:2]:
        regexes.compiled(source)
        regexes.keep()
        forget()
    monkeypatch.setattr(regexes, "_code", no_code)
    assert [regexes.compiled(source).pattern for source in SOURCES[:2]] == SOURCES[:2]
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_of_too_many_only_those_in_use_stay(kept, monkeypatch):
    monkeypatch.setattr(regexes, "_MOST", 2)
    for source in SOURCES[:2]:
        regexes.compiled(source)
    regexes.keep()
    forget()
    regexes.compiled(SOURCES[2])
    regexes.keep()
    assert list(marshal.loads(kept.read_bytes()[4:])[1]) == [SOURCES[2]]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 64,
        marshal.dumps(("another Python", {SOURCES[0]: (32, 0, {}, b"")}, {})),
        marshal.dumps((regexes._MADE_BY, {SOURCES[0]: (32, 2, {"number": 1}, b"\xff" * 36)}, {})),
        marshal.dumps((regexes._MADE_BY, {SOURCES[0]: None}, {})),
        marshal.dumps((regexes._MADE_BY, 7, {})),
        marshal.dumps((regexes._MADE_BY, {}, 7)),
        marshal.dumps((regexes._MADE_BY, {})),
        marshal.dumps(7),
    ],
    ids=[
        "nothing",
        "zeros",
        "other",
        "no code",
        "no pattern",
        "no patterns",
        "no facts",
        "no third",
        "no tuple",
    ],
)
def test_what_cannot_be_used_is_compiled_anew(kept, data):
    write(kept, data)
    assert regexes.compiled(SOURCES[0]).findall(TEXT) == re.findall(SOURCES[0], TEXT)
    assert regexes.remembered("shape 1 增长", lambda: (1,)) == (1,)


@pytest.mark.parametrize("spoil", [lambda d: d[:-3], lambda d: d[:90] + b"\xff" + d[91:]])
def test_a_damaged_file_is_not_believed(kept, spoil):
    regexes.compiled(SOURCES[0])
    regexes.keep()
    kept.write_bytes(spoil(kept.read_bytes()))
    forget()
    assert regexes._store().codes == {}
    assert regexes.compiled(SOURCES[0]) == re.compile(SOURCES[0])


def test_where_nothing_can_be_written_nothing_fails(kept):
    kept.parent.write_text("a file where the folder should be")
    regexes.compiled(SOURCES[0])
    regexes.keep()
    assert kept.parent.is_file()


def test_python_may_be_told_to_keep_nothing(kept, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    regexes.compiled(SOURCES[0])
    regexes.keep()
    assert not kept.exists()


@pytest.mark.parametrize("missing", ["_compiler", "_parser"])
def test_an_re_with_other_insides_is_enough(kept, monkeypatch, missing):
    monkeypatch.setattr(regexes, missing, None)
    assert regexes.compiled(SOURCES[0]).findall(TEXT) == re.findall(SOURCES[0], TEXT)


def test_an_error_is_that_of_re(kept):
    with pytest.raises(re.error, match="unterminated"):
        regexes.compiled("(新")


def test_a_second_run_writes_the_same_tables(tmp_path):
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path / "cache")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    tables = []
    for out in ("one", "two"):
        command = [sys.executable, "-m", "extract", "run", str(CORPUS), "-o", str(tmp_path / out)]
        subprocess.run([*command, "-q"], env=environment, check=True, capture_output=True)
        tables.append((tmp_path / out / "claims.jsonl").read_bytes())
    assert tables[0] == tables[1]
    assert len([*tmp_path.glob("cache/**/regexes.*.codes")]) == 1


def no_fact() -> tuple[str]:
    pytest.fail("worked out anew")


def test_what_was_worked_out_is_kept_with_the_codes(kept):
    wanted = (frozenset("增长"), None, 3, True)
    assert regexes.remembered("shape 1 增长", lambda: wanted) == wanted
    regexes.compiled(SOURCES[0])
    regexes.keep()
    forget()
    assert regexes.remembered("shape 1 增长", no_fact) == wanted
    assert regexes.remembered("shape 2 增长", lambda: (None,)) == (None,)


def test_of_too_much_only_what_is_in_use_stays(kept, monkeypatch):
    monkeypatch.setattr(regexes, "_MOST", 1)
    regexes.remembered("old", lambda: (1,))
    regexes.keep()
    forget()
    regexes.remembered("new", lambda: (2,))
    regexes.keep()
    forget()
    assert regexes.remembered("new", no_fact) == (2,)
    assert regexes.remembered("old", lambda: (3,)) == (3,)
