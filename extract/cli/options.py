"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["DateColumn", "IdColumn", "RuleFolders", "TextColumn", "TitleColumn"]

RuleFolders = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="A folder of your own rules (*.toml), over the shipped ones; may be repeated.",
    ),
]

TextColumn = Annotated[
    str,
    typer.Option(
        "--text-column", metavar="NAME", help="Column of the text in JSONL, CSV and Parquet."
    ),
]
IdColumn = Annotated[
    str,
    typer.Option("--id-column", metavar="NAME", help="Column of a record's id; else its line."),
]
DateColumn = Annotated[
    str,
    typer.Option("--date-column", metavar="NAME", help="Column of a record's date."),
]
TitleColumn = Annotated[
    str,
    typer.Option("--title-column", metavar="NAME", help="Column of a record's title."),
]
