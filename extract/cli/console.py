"""What people see: lines on standard error, progress on a terminal, any console encoding."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from extract.errors import ExtractError

__all__ = ["arrow", "counted", "list_errors", "prepare", "say", "show"]

_LISTED = 100


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


def list_errors(errors: Sequence[ExtractError], failed: int = 0) -> None:
    """One line an error: path and cause; of very many the first, and how many more."""
    for error in errors[:_LISTED]:
        say(f"  {error}")
    more = max(failed, len(errors)) - min(len(errors), _LISTED)
    if more:
        say(f"  and {more} more, in errors.jsonl")


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
