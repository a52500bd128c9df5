"""`extract verify`: tables against their sources."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli import console
from extract.errors import Exit

__all__ = ["verify"]


def verify(
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="The folder of the articles; else where the run found them."
        ),
    ] = None,
) -> int:
    """Check that tables still fit their sources.

    Re-reads every source in documents.csv and checks that the file is the one that was read
    (sha256), that the characters at each claim's spans are its quote and its sentence, and
    that no table was changed by hand. What does not fit is listed, and the exit code is 1.

    \b
    extract verify output/
    extract verify output/ --source /archive/2024/
    """
    from extract.verify import verify as check

    verdict = check(output, source)
    for fault in verdict.faults:
        console.show(fault)
    claims = console.counted(verdict.claims, "claim")
    documents = console.counted(verdict.documents, "document")
    found = console.counted(len(verdict.faults), "fault") if verdict.faults else "all fit"
    console.say(f"{claims}, {documents}: {found}")
    return Exit.GATE_FAILED if verdict.faults else Exit.DONE
