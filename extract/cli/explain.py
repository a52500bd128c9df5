"""`extract explain`: what was seen at one place of a file, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from extract.cli import console
from extract.cli.options import DateColumn, IdColumn, RuleFolders, TextColumn, TitleColumn
from extract.errors import Exit, NoInputError, ReadError, UsageError

__all__ = ["explain"]


def explain(
    place: Annotated[
        str,
        typer.Argument(
            metavar="FILE:OFFSET", help="A file, and a character in it (start column of a claim)."
        ),
    ],
    rules: RuleFolders = None,
    text_column: TextColumn = "",
    id_column: IdColumn = "",
    date_column: DateColumn = "",
    title_column: TitleColumn = "",
) -> int:
    """Show what was seen at one place, and why.

    The sentence there as read; the numbers, periods and programme names recognised, with the ids of
    their rules; the numbers refused and why; the claims; the seams where broken lines were
    joined, with the evidence; and the rules that were tried. `extract rules explain ID` then
    shows a rule. The offset counts characters of the decoded text from 0.

    A record of an archive is named as tables name it; say again which columns were read.

    \b
    extract explain corpus/002_26bd4471223d5178.txt:120
    extract explain news.jsonl.zst#4711:120 --text-column content --id-column id
    """
    file, colon, number = place.rpartition(":")
    if not colon or not file or not number.isdecimal():
        raise UsageError(f"{place!r} is not FILE:OFFSET, such as a.txt:120")
    from extract.explain import explain as describe
    from extract.read import Columns
    from extract.read.again import document_at
    from extract.rules import rules_with

    ruleset = rules_with(rules or ())
    columns = Columns(text_column or "text", id_column, date_column, title_column)
    document = document_at(file, columns)
    if document is None:
        raise NoInputError(f"{file}: nothing to read")
    if isinstance(document, ReadError):
        raise NoInputError(str(document))
    console.show(describe(document, int(number), ruleset))
    return Exit.DONE
