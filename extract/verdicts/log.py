"""``verdicts.jsonl``: lines are only ever added, and what was acknowledged is on the disk.

Note [Append]: every writer opens the file, locks it, writes its lines in one call and forces
them to disk before it says so; then any number of servers and reviewers share one file. A
line cut short by a crash was never acknowledged: the next writer starts a new line after it,
and readers name it and go on. Two files of two reviewers are merged by ``cat``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extract.errors import UsageError
from extract.verdicts.model import STAMP, Verdict, parse

__all__ = ["Log", "append", "beside", "merge", "now", "read_log", "standing"]

_TAIL = 1 << 18


@dataclass(frozen=True, slots=True)
class Log:
    """The verdicts of one or several files, oldest first, each once; and lines that are none.

    ``size`` counts the bytes of whole lines: read on from there.
    """

    verdicts: tuple[Verdict, ...] = ()
    faults: tuple[str, ...] = ()
    size: int = 0


def beside(output: str | Path) -> Path:
    """Where the verdicts on a run's tables are kept: beside its folder, which runs replace."""
    return Path(output).resolve().parent / "verdicts.jsonl"


def now() -> str:
    """The time as verdicts write it: UTC, to the microsecond."""
    return datetime.now(UTC).strftime(STAMP)


def read_log(*paths: Path, start: int = 0) -> Log:
    """The verdicts of these files; one that is absent is empty. ``start`` skips bytes.

    A line that is no verdict is named in ``faults``. Raises UsageError where a file cannot
    be read.
    """
    found: dict[str, Verdict] = {}
    faults: list[str] = []
    size = 0
    for path in paths:
        data = _bytes(path, start)
        size += start + data.rfind(b"\n") + 1
        for number, line in enumerate(data.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                verdict = parse(json.loads(line))
            except (ValueError, UsageError) as error:
                faults.append(f"{path}:{number}: {error}")
            else:
                found.setdefault(verdict.verdict_id, verdict)
    ordered = sorted(found.values(), key=lambda verdict: verdict.at)
    return Log(tuple(ordered), tuple(faults), size)


def standing(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Those that were not taken back, in the order given."""
    every = tuple(verdicts)
    withdrawn = {(v.reviewer, v.withdraws) for v in every if v.decision == "withdraw"}
    return tuple(
        v for v in every if v.decision != "withdraw" and (v.reviewer, v.verdict_id) not in withdrawn
    )


def append(path: Path, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Add lines, and give them as written: each has a time later than the line before.

    They are on the disk when this returns. Raises UsageError where they cannot be written.
    """
    try:
        created = not path.exists()
        with path.open("ab+") as file, _locked(file.fileno()):
            last, torn = _end(file.fileno())
            written = _stamped(verdicts, last)
            text = "".join(verdict.line() + "\n" for verdict in written)
            file.write((b"\n" if torn else b"") + text.encode())
            file.flush()
            os.fsync(file.fileno())
        if created and os.name == "posix":
            _force_folder(path.parent)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(path)) from None
    return written


def merge(paths: Sequence[Path], to: Path) -> Log:
    """Write the verdicts of several files to a new one, by time, each once."""
    log = read_log(*paths)
    text = "".join(verdict.line() + "\n" for verdict in log.verdicts)
    scratch = to.with_name(f".{to.name}.new")
    try:
        scratch.write_text(text, encoding="utf-8", newline="\n")
        scratch.replace(to)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(to)) from None
    return log


def _bytes(path: Path, start: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UsageError(error.strerror or str(error), path=str(path)) from None


def _stamped(verdicts: Sequence[Verdict], last: str) -> tuple[Verdict, ...]:
    """Times that rise from line to line, also where the clock was set back."""
    at = datetime.now(UTC)
    if last:
        at = max(at, _time(last) + timedelta(microseconds=1))
    return tuple(
        replace(verdict, at=(at + timedelta(microseconds=i)).strftime(STAMP))
        for i, verdict in enumerate(verdicts)
    )


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)


def _end(descriptor: int) -> tuple[str, bool]:
    """The time of the last whole line, and whether the file ends within a line."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    length = min(size, _TAIL)
    os.lseek(descriptor, size - length, os.SEEK_SET)
    data = os.read(descriptor, length)
    os.lseek(descriptor, 0, os.SEEK_END)
    for line in reversed(data.split(b"\n")):
        try:
            return parse(json.loads(line)).at, not data.endswith(b"\n")
        except (ValueError, UsageError):
            continue
    return "", bool(data) and not data.endswith(b"\n")


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - not on every system

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - not on every system

        fcntl.flock(descriptor, fcntl.LOCK_EX)  # let go when the file is closed
        yield


def _force_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
