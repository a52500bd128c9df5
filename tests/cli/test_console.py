"""What the command says: help, errors, encodings; and what it must not load."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from extract.cli import main
from tests.cli.command import ARTICLE, CORPUS, ROOT, extract

pytestmark = pytest.mark.slow

COMMANDS = [
    ["run"], ["verify"], ["explain"], ["score"], ["rules"],
    ["rules", "list"], ["rules", "explain"], ["rules", "test"],
]  # fmt: skip


def loaded_by(*arguments: str) -> set[str]:
    code = (
        "import sys; from extract.cli import main\n"
        f"main({list(arguments)!r})\n"
        "print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True, encoding="utf-8"
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_help_is_cheap(command):
    heavy = {"pandas", "numpy", "jieba", "rjieba", "pyarrow", "regex", "rapidfuzz"}
    assert not loaded_by(*command, "--help") & heavy


def test_a_run_does_not_load_pandas(tmp_path):
    loaded = loaded_by("run", str(CORPUS), "-o", str(tmp_path / "out"))
    assert "extract" in loaded
    spreading = {"multiprocessing", "sqlite3", "ray", "pyarrow", "zstandard", "fsspec"}
    assert not loaded & {"pandas", "numpy", *spreading}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_shows_an_example(command, capsys):
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert (
        re.search(rf"^ +extract {' '.join(command)}\b", shown, re.MULTILINE) or "Commands:" in shown
    )


def options(command: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    main([*command, "--help"])
    return re.findall(r"(?<![\w-])--[a-z][a-z-]+", capsys.readouterr().out.partition("Options:")[2])


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_the_readme_names_every_command_and_option(command, readme, capsys):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert f"extract {' '.join(command)}".strip() in text
    missing = [name for name in options(command, capsys) if name != "--help" and name not in text]
    assert not missing


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "Missing argument 'PATH...'"),
        (["run", "--no-such", "x"], "--no-such"),
        (["ruin"], "ruin"),
        (["run", "x", "--format", "xml"], "'xml' is no format"),
        (["run", "x", "--format", "csv,jsonl", "-o", "-"], "one of csv and jsonl"),
        (["run", "x", "--address", "auto"], "--address goes with --engine ray"),
        (["run", "x", "--workers", "-1"], "--workers"),
        (["explain", "a.txt"], "FILE:OFFSET"),
        (["explain", "a.txt:x"], "FILE:OFFSET"),
        (["rules", "explain", "no.such"], "no.such"),
        (["rules", "test", "no.such"], "no.such"),
        (["rules", "list", "--stage", "no"], "no stage 'no'"),
        (["rules", "list", "--rules", "no-such-folder"], "no-such-folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_one_line_and_exit_2(arguments, said, capsys):
    assert main(arguments) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert said in line
    assert line.startswith("extract: ")


def test_no_arguments_show_the_help(capsys):
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_version(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"extract \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_file_that_is_not_there_is_exit_4(capsys):
    assert main(["explain", "no-such.txt:1"]) == 4
    [line] = capsys.readouterr().err.splitlines()
    assert "no-such.txt" in line


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "cp1252"])
def test_any_console_encoding(tmp_path, encoding):
    done = extract("run", CORPUS, "-o", tmp_path / "out", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    assert "5 documents" in done.stderr.decode(encoding)
    place = f"{CORPUS / ARTICLE}:620"
    done = extract("explain", place, PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    if encoding == "gbk":
        assert "三甲医院" in done.stdout.decode("gbk")


def test_tables_are_utf_8_on_any_console(tmp_path):
    done = extract("run", CORPUS / ARTICLE, "-o", "-", PYTHONIOENCODING="gbk", LC_ALL="C")
    assert "三甲医院" in done.stdout.decode("utf-8")
