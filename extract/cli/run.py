"""`extract run`: articles to tables."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extract.cli import console
from extract.cli.options import RuleFolders
from extract.errors import Exit, UsageError

if TYPE_CHECKING:
    from extract.batch import Summary

__all__ = ["run"]

Form = Literal["csv", "jsonl"]


def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders (with all below) and globs; - reads stdin."
        ),
    ],
    out: Annotated[
        str,
        typer.Option("-o", "--out", metavar="DIR", help="Output folder; - writes to stdout."),
    ] = "output",
    rules: RuleFolders = None,
    rejections: Annotated[
        bool, typer.Option("--rejections", help="Also write rejections.jsonl: what was refused.")
    ] = False,
    form: Annotated[
        Form | None, typer.Option("--format", help="What -o - writes; csv unless given.")
    ] = None,
    doc_id: Annotated[
        str, typer.Option("--doc-id", metavar="ID", help="Document id of standard input.")
    ] = "stdin",
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="No progress and no list of errors.")
    ] = False,
) -> int:
    """Read articles and write their numeric claims.

    The output folder then holds claims.csv and claims.jsonl, programmes.csv and
    programmes.jsonl, documents.csv, run.json, datapackage.json, and errors.jsonl where
    documents could not be read. They replace those of the run before as one: killed at any
    moment, the old tables or the new ones are there, whole. Other files in it stay.

    A documents.csv beside the articles (path, date, date_basis, outlet, place, title) says
    what the articles themselves do not.

    \b
    extract run corpus/
    extract run 2023/ 2024/*.txt -o tables/ --rules my-rules/
    cat a.txt | extract run - --doc-id a.txt -o - --format jsonl
    """
    if out == "-":
        return _to_stdout(paths, rules, form or "csv", doc_id, quiet=quiet)
    if form:
        raise UsageError("--format goes with -o -; a folder gets both, claims.csv and claims.jsonl")
    from extract import batch

    started = time.monotonic()
    summary = batch.run(
        paths,
        out,
        rules=rules or (),
        rejections=rejections,
        doc_id=doc_id,
        progress=console.progress(quiet=quiet),
    )
    where = f"{out.rstrip('/') or '/'}/claims.csv"
    return _report(summary, started, where, quiet=quiet)


def _to_stdout(
    paths: list[str], rules: list[str] | None, form: Form, doc_id: str, *, quiet: bool
) -> int:
    import signal

    from extract import batch

    if hasattr(signal, "SIGPIPE"):  # end quietly when the reader, such as head, has enough
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    started = time.monotonic()
    summary = batch.stream(
        paths,
        sys.stdout.buffer,
        form=form,
        rules=rules or (),
        doc_id=doc_id,
        progress=console.progress(quiet=quiet),
    )
    return _report(summary, started, "stdout", quiet=quiet)


def _report(summary: Summary, started: float, where: str, *, quiet: bool) -> int:
    if not quiet:
        console.list_errors(summary.errors)
    counts = [
        console.counted(summary.claims, "claim"),
        console.counted(summary.documents, "document"),
        f"{summary.flagged} flagged",
    ]
    if summary.errors:
        counts.append(console.counted(len(summary.errors), "error"))
    seconds = time.monotonic() - started
    console.say(f"{', '.join(counts)}, {seconds:.1f} s {console.arrow()} {where}")
    return Exit.SOME_FAILED if summary.errors else Exit.DONE
