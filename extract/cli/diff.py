"""`extract diff`: what changed between two tables."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import console
from extract.cli.output import OutFile, opened
from extract.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from extract.diff.change import Class

__all__ = ["By", "Format", "diff"]


class By(StrEnum):
    """What is set against what."""

    PLACE = "place"
    SERIES = "series"


class Format(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    MD = "md"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An output folder, or a claims.csv.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The one that came after.")],
    by: Annotated[
        By,
        typer.Option("--by", help="place: the same documents again; series: different articles."),
    ] = By.PLACE,
    stat: Annotated[bool, typer.Option("--stat", help="Only how many of each class.")] = False,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="CLASSES", help="Only these classes, e.g. rule,added."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TEXT,
    out: OutFile = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything has changed.")
    ] = False,
) -> int:
    """Show what changed between two tables.

    --by place compares two runs over the same documents: each claim is same, moved, changed by
    a rule, by the text or by both, added or removed, and the cause is computed from the hashes
    that runs record. same and moved are counted, and listed only with --only.

    \b
    extract diff output-old/ output/
    extract diff output-old/ output/ --only rule,removed --format html -o changes.html
    extract diff output-old/ output/ --stat --exit-code
    """
    from extract.diff.batch import Batch
    from extract.diff.change import Totals
    from extract.diff.place import by_place
    from extract.diff.views.stat import write_stat
    from extract.diff.views.write import write

    wanted = _classes(only)
    head = {"by": by.value, "from": old, "to": new}
    totals = Totals()
    with Batch(old) as before, Batch(new) as after, opened(out, form.value) as to:
        groups = by_place(before, after, () if stat else wanted)
        if stat:
            write_stat(groups, form.value, head, totals, to)
        else:
            write(groups, form.value, head, totals, to, arrow=console.arrow())
    console.say(totals.line())
    return Exit.GATE_FAILED if exit_code and totals.changed else Exit.DONE


def _classes(only: str | None) -> Collection[Class]:
    """The classes asked for; by default all in which something changed."""
    from extract.diff.change import CLASSES, FOLDED

    if only is None:
        return frozenset(CLASSES) - FOLDED
    names = frozenset(filter(None, only.replace(" ", "").split(",")))
    unknown = sorted(names - set(CLASSES))
    if unknown or not names:
        known = ", ".join(CLASSES)
        raise UsageError(f"--only {only}: no class {', '.join(unknown)!r}; there are {known}")
    return frozenset(name for name in CLASSES if name in names)
