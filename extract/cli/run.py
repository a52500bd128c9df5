"""`extract run`: articles to tables."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from extract.cli import console, progress
from extract.cli.options import DateColumn, IdColumn, RuleFolders, TextColumn, TitleColumn
from extract.errors import Exit, UsageError

if TYPE_CHECKING:
    from extract.batch import Options, Summary
    from extract.batch.summary import Progress

__all__ = ["run"]

Engine = Literal["local", "ray"]


def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...",
            help="Files, folders (with all below), globs and URLs; - reads stdin.",
        ),
    ],
    out: Annotated[
        str,
        typer.Option(
            "-o", "--out", metavar="DIR", help="Output folder or URL; - writes to stdout."
        ),
    ] = "output",
    rules: RuleFolders = None,
    rejections: Annotated[
        bool, typer.Option("--rejections", help="Also write rejections.jsonl: what was refused.")
    ] = False,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="LIST",
            help="Any of csv,jsonl,parquet; csv,jsonl unless given. One of csv, jsonl with -o -.",
        ),
    ] = None,
    text_column: TextColumn = "",
    id_column: IdColumn = "",
    date_column: DateColumn = "",
    title_column: TitleColumn = "",
    workers: Annotated[
        int, typer.Option(metavar="N", min=0, help="Processes; 0 for one a core; 1 for none.")
    ] = 0,
    parts: Annotated[
        bool, typer.Option("--parts", help="Leave the tables in parts, one a shard.")
    ] = False,
    shard_size: Annotated[
        float, typer.Option(metavar="MB", min=0.001, help="Megabytes of input in a shard.")
    ] = 1.0,
    engine: Annotated[
        Engine, typer.Option(help="What spreads the work: processes, or a Ray cluster.")
    ] = "local",
    address: Annotated[
        str, typer.Option(help="Where the Ray cluster is; a local one unless given.")
    ] = "",
    status: Annotated[
        bool, typer.Option("--status", help="Only say how much of this run is done already.")
    ] = False,
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

    JSONL, CSV and Parquet hold one article a record, its text in the column “text” unless
    another is named, and may be compressed (.gz, .zst); a record is called FILE#ID. In
    folders they are read only where a column is named. More than a megabyte or so is spread
    over all cores, and what is done is remembered in the output folder: the same run again
    does only what has changed or what was not finished.

    \b
    extract run corpus/
    extract run 2023/ 2024/*.txt -o tables/ --rules my-rules/
    extract run news.jsonl.zst --text-column content --id-column id --date-column date
    cat a.txt | extract run - --doc-id a.txt -o - --format jsonl
    """
    if address and engine != "ray":
        raise UsageError("--address goes with --engine ray")
    from extract import batch

    columns = batch.Columns(text_column or "text", id_column, date_column, title_column)
    named = any((text_column, id_column, date_column, title_column))
    options = batch.Options(
        formats=tuple((form or ("csv" if out == "-" else "csv,jsonl")).split(",")),
        columns=columns if named else None,
        workers=workers or _cores(),
        shard=int(shard_size * (1 << 20)),
        engine=engine,
        address=address,
        parts=parts,
    )
    if status:
        return _status(paths, out, rules, options, rejections=rejections)
    if out == "-":
        return _to_stdout(paths, rules, options, doc_id, quiet=quiet)
    started = time.monotonic()
    summary = batch.run(
        paths,
        out,
        rules=rules or (),
        rejections=rejections,
        doc_id=doc_id,
        options=options,
        progress=_progress(paths, options, quiet=quiet),
    )
    return _report(summary, started, _where(out, options), quiet=quiet)


def _to_stdout(
    paths: list[str], rules: list[str] | None, options: Options, doc_id: str, *, quiet: bool
) -> int:
    from extract import batch

    if options.formats not in {("csv",), ("jsonl",)}:
        raise UsageError("standard output takes one of csv and jsonl")
    started = time.monotonic()
    try:
        summary = batch.stream(
            paths,
            sys.stdout.buffer,
            form=options.formats[0],
            rules=rules or (),
            doc_id=doc_id,
            options=options,
            progress=_progress(paths, options, quiet=quiet),
        )
    except BrokenPipeError:  # the reader, such as head, has enough
        _end_as_if_piped()
    return _report(summary, started, "stdout", quiet=quiet)


def _end_as_if_piped() -> None:
    """End quietly and at once, as programs do whose reader is gone."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGPIPE)
    os._exit(1)


def _status(
    paths: list[str], out: str, rules: list[str] | None, options: Options, *, rejections: bool
) -> int:
    from extract import batch

    found = batch.status(paths, out, rules=rules or (), rejections=rejections, options=options)
    of = console.counted(found.done + found.waiting, "shard")
    done, waiting = found.done_bytes / 1e6, found.waiting_bytes / 1e6
    console.show(f"{found.done} of {of} done ({done:.1f} MB), {waiting:.1f} MB to do")
    return Exit.DONE


def _progress(paths: list[str], options: Options, *, quiet: bool) -> Progress | None:
    if quiet:
        return None
    if not sys.stderr.isatty():
        return progress.lines()
    from extract.batch.work import weight

    return progress.bar(lambda: weight(paths, options))


def _where(out: str, options: Options) -> str:
    folder = out.rstrip("/") or "/"
    if options.parts or "://" in out:
        return f"{folder}/parts/"
    return f"{folder}/claims.{options.formats[0]}"


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _report(summary: Summary, started: float, where: str, *, quiet: bool) -> int:
    if not quiet:
        console.list_errors(summary.errors, summary.failed)
    counts = [
        console.counted(summary.claims, "claim"),
        console.counted(summary.documents, "document"),
        f"{summary.flagged} flagged",
    ]
    if summary.failed:
        counts.append(console.counted(summary.failed, "error"))
    if summary.reused:
        counts.append(f"{summary.reused} of {summary.shards} shards as before")
    seconds = time.monotonic() - started
    console.say(f"{', '.join(counts)}, {seconds:.1f} s {console.arrow()} {where}")
    return Exit.SOME_FAILED if summary.failed else Exit.DONE
