"""`extract score`: a table against gold annotations."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from extract.cli import console
from extract.errors import Exit

__all__ = ["score"]


def score(
    gold: Annotated[
        str, typer.Argument(metavar="GOLD", help="Folder of gold: NAME.claims.jsonl and so on.")
    ],
    output: Annotated[
        str, typer.Argument(metavar="OUTPUT", help="The output folder of a run, or a claims.jsonl.")
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="Also list every mistake, tab-separated, first.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
    by: Annotated[
        Literal["rule", "field", "doc"] | None,
        typer.Option("--by", help="Also break the figures down."),
    ] = None,
) -> int:
    """Measure tables against gold annotations.

    Only articles that have gold are scored; they match by file name. "claim" counts what is
    right in value, bound, unit, per, change and indicator. The list of mistakes has the place
    (doc:offset), what is wrong, gold, found, the rules that made it, and the sentence.
    "--by field" shows what is taken for what, "--by rule" which rules are to blame.
    The format of gold is described in tests/gold/README.md.

    \b
    extract score tests/gold/dev output/
    extract score tests/gold/dev output/ --errors --by rule
    """
    from json import dumps

    from extract.score import as_record, lines, read_output
    from extract.score import score as measure

    claims, programmes = read_output(output)
    result = measure(gold, claims, programmes)
    if errors:
        for mistake in result.mistakes:
            console.show(mistake.line())
    if json:
        console.show(dumps(as_record(result, by), ensure_ascii=False))
    else:
        for line in lines(result, by):
            console.show(line)
    return Exit.DONE
