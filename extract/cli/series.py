"""`extract series`: many tables as one panel of indicators over time."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli import console
from extract.cli.diff import Format
from extract.cli.options import RuleFolders
from extract.cli.output import OutFile, arrow, opened
from extract.errors import Exit

__all__ = ["series"]


def series(
    tables: Annotated[
        list[str], typer.Argument(metavar="TABLE...", help="Output folders, or claims.csv files.")
    ],
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TEXT,
    out: OutFile = None,
    rules: RuleFolders = None,
    pairs: Annotated[
        str, typer.Option(metavar="FILE", help="Decisions about pairs of indicators.")
    ] = "series.jsonl",
) -> int:
    """Set the claims of many tables in a row, indicator by indicator.

    One line a value: place, indicator, time, value, what lies between it and the one before,
    and its sources. Values are of one series where place, unit and wording are the same, or
    where a pair was confirmed with `extract diff --by series --confirm`. text, md and html
    show series of two points and more, csv and json all. html draws them; that needs
    pip install 'zh-claims-extract[plot]'.

    \\b
    extract series 2022/ 2023/ 2024/
    extract series 2022/ 2023/ 2024/ --format html -o series.html
    """
    from contextlib import ExitStack

    from extract.diff.batch import Batch
    from extract.diff.series.pairs import Decisions
    from extract.diff.series.panel import panel
    from extract.diff.views.panel import write_panel
    from extract.rules import rules_with

    with ExitStack() as stack:
        batches = [stack.enter_context(Batch(table)) for table in tables]
        found = panel(batches, rules_with(rules or ()), Decisions(pairs))
    with opened(out, form.value) as to:
        write_panel(found, form.value, " + ".join(tables), to, arrow(out, form.value))
    long = sum(1 for one in found if len(one.entries) > 1)
    values = sum(len(one.entries) for one in found)
    said = f"{console.counted(values, 'value')} in {len(found)} series"
    console.say(f"{said}, {long} of two values and more")
    return Exit.DONE
