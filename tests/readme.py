"""The examples of the READMEs, run; ``python -m tests.readme`` writes their output anew.

A block that begins with ``$`` is a shell command and what it prints; one whose first line is
``# PATH`` is a file that later commands use. The seconds of a summary are let be.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(
    r"^```(?P<kind>console|toml|python)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)
_SECONDS = re.compile(r"\d+\.\d s")


def renewed(text: str) -> str:
    """The text with the output of its commands as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in ("corpus", "tests"):
            (place / name).symlink_to(ROOT / name)
        command = place / "bin/extract"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m extract "$@"\n')
        command.chmod(0o755)
        return _BLOCK.sub(lambda block: _renew(block, place), text)


def _renew(block: re.Match[str], place: Path) -> str:
    body = block["body"]
    if block["kind"] == "toml" and body.startswith("# "):
        path = place / body.splitlines()[0].removeprefix("# ")
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, encoding="utf-8")
    if block["kind"] == "python":
        _run([sys.executable, "-c", body], place)
    if block["kind"] != "console":
        return block[0]
    shown = "".join(_shown(line, place) for line in body.splitlines() if line.startswith("$ "))
    seconds = iter(_SECONDS.findall(body))
    shown = _SECONDS.sub(lambda found: next(seconds, found[0]), shown)
    return f"```console\n{shown}```"


def _shown(line: str, place: Path) -> str:
    return f"{line}\n{_run(['bash', '-c', line.removeprefix('$ ')], place)}"


def _run(command: list[str], place: Path) -> str:
    done = subprocess.run(
        command,
        cwd=place,
        env=os.environ
        | {
            "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}",
            "PYTHONIOENCODING": "utf-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise RuntimeError(f"{command[-1]}\n{done.stdout}")
    return done.stdout


def stale() -> Iterator[Path]:
    """Write every README anew; those that have changed."""
    for name in READMES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = renewed(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            yield path


if __name__ == "__main__":
    for changed in stale():
        sys.stderr.write(f"{changed.name} has new output\n")
