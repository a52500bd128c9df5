"""Where a command writes what was asked for: a file, or standard output."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer

from extract.cli import console
from extract.errors import UsageError

__all__ = ["OutFile", "arrow", "opened"]

OutFile = Annotated[
    str | None,
    typer.Option("-o", "--out", metavar="FILE", help="A file to write; else standard output."),
]


def arrow(out: str | None, form: str) -> str:
    """An arrow for what is written: a console may lack the real one, a file never does."""
    return console.arrow() if form == "text" and out in (None, "-") else "→"


@contextmanager
def opened(out: str | None, form: str) -> Iterator[TextIO]:
    """The file, or standard output: text in the console's encoding, data always in UTF-8.

    A file is written beside its place first, so that a fault leaves the old one.
    """
    if out is None or out == "-":
        if form == "text" or not hasattr(sys.stdout, "buffer"):
            yield sys.stdout
            sys.stdout.flush()  # before the summary, also where both go into one pipe
        else:
            wrapped = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="")
            try:
                yield wrapped
            finally:
                wrapped.detach()
        return
    path = Path(out)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="", errors="backslashreplace") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=out) from None
    finally:
        part.unlink(missing_ok=True)
