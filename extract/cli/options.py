"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["RuleFolders"]

RuleFolders = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        help="A folder of your own rules (*.toml), over the shipped ones; may be repeated.",
    ),
]
