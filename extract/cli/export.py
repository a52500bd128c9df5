"""`extract export`: tables in the formats of other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract.cli import console
from extract.cli.verdicts import Output, Source, Verdicts, load
from extract.errors import Exit

__all__ = ["export"]


class Format(StrEnum):
    """What can be written."""

    WEBANNOTATION = "webannotation"
    LABELSTUDIO = "labelstudio"
    BRAT = "brat"
    DOCCANO = "doccano"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"


def export(
    output: Output,
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    out: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--out",
            metavar="PATH",
            help="Where to; beside OUTPUT, by its name, unless given.",
        ),
    ] = None,
    with_verdicts: Annotated[
        bool, typer.Option("--with-verdicts", help="Join what reviewers have decided.")
    ] = False,
    verdicts: Verdicts = None,
    source: Source = None,
) -> int:
    """Write the claims in the format of another tool.

    webannotation (W3C, JSON-LD), labelstudio (tasks with predictions, and the interface),
    brat (a folder), doccano (JSON Lines), xlsx, parquet, sqlite. Offsets count code points in
    all of them. With verdicts the tables get columns for them; in the formats of annotation
    tools rejected claims are left out, corrections applied and missed claims added.

    \b
    extract export output/ --to xlsx
    extract export output/ --to brat -o brat/ --with-verdicts
    """
    from extract.export import FORMATS, Data
    from extract.export import export as write
    from extract.verdicts import Run

    asked = with_verdicts or bool(verdicts)
    standings = load(output, verdicts, source).standings if asked else None
    folder = Path(output) if Path(output).name not in ("", "..") else Path(output).resolve()
    path = Path(out) if out else folder.with_name(folder.name + FORMATS[to.value])
    count = write(Data(Run.load(output, source), standings), to.value, path)
    console.say(f"{count} claims {console.arrow()} {path}")
    return Exit.DONE
