"""What people see: lines on standard error, progress on a terminal, any console encoding."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Sequence

from extract.errors import ExtractError

__all__ = ["arrow", "counted", "list_errors", "prepare", "progress", "say", "show"]


def prepare() -> None:
    """Let no console encoding (GBK, ASCII) stop the program: what it lacks is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(line: str) -> None:
    """One line to standard error."""
    sys.stderr.write(line + "\n")


def show(text: str) -> None:
    """What was asked for, to standard output."""
    sys.stdout.write(text + "\n")


def list_errors(errors: Sequence[ExtractError]) -> None:
    """One line an error: path and cause."""
    for error in errors:
        say(f"  {error}")


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "claim"), counted(229, "claim")
    ('1 claim', '229 claims')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def arrow() -> str:
    """An arrow that the console can show."""
    try:
        "→".encode(sys.stderr.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return "->"
    return "→"


def progress(*, quiet: bool) -> Callable[[int, int], None] | None:
    """A counter on one line of a terminal; None where there is no terminal to show it."""
    if quiet or not sys.stderr.isatty():
        return None
    shown = 0.0

    def count(done: int, of: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done == of:
            sys.stderr.write("\r\033[K")
        elif now - shown > 0.1:
            shown = now
            sys.stderr.write(f"\r{done}/{of} documents")
        sys.stderr.flush()

    return count
