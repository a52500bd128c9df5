"""Many documents to one folder of tables, or to a stream.

Note [One bad document]: whatever goes wrong with a document, also a fault of the program,
costs that document and is named in the errors; the others are written.

Note [Small and large]: what fits in one shard is read, extracted and written here and now.
What does not is spread over processes or a cluster; its parts are kept beside the tables, in
``.shards``, so that the next run need not make them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from extract.batch.about import about
from extract.batch.summary import Options, Position, Progress, Status, Summary
from extract.batch.work import Plan, by_place
from extract.engines.shard import Job, Receipt, documents_of, extract
from extract.errors import UsageError
from extract.read.columns import Columns
from extract.rules import rules_with
from extract.rules.regexes import keep
from extract.storage import is_url
from extract.table import OWN_FILES, PACKAGE_FILE, Tables
from extract.table.rows import FORMATS
from extract.write import replaced

__all__ = ["Columns", "Options", "Position", "Status", "Summary", "run", "status", "stream"]


def run(
    paths: Sequence[str | Path],
    out: str | Path = "output",
    *,
    rules: Sequence[str | Path] = (),
    rejections: bool = False,
    doc_id: str = "stdin",
    options: Options = Options(),  # noqa: B008 - frozen
    progress: Progress | None = None,
) -> Summary:
    """Extract the claims of files, folders and globs into the tables of the folder ``out``.

    The tables are replaced as one, in the end; the user's other files in ``out`` stay.
    ``rules`` are folders of the user's own, read after the shipped ones; ``rejections`` asks
    for rejections.jsonl; ``progress`` is called after each shard.

    Raises NoInputError where there is nothing to read, RuleError, and UsageError where ``out``
    cannot be written; what is wrong with single documents is in ``Summary.errors``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     run(["corpus"], folder).documents
    5
    """
    job = _job(rules, options, rejections=rejections)
    plan = Plan(paths, doc_id, options)
    where = str(out)
    if not is_url(where):
        _refuse_foreign(Path(where))
    try:
        if plan.small and options.engine == "local" and not options.parts and not is_url(where):
            summary = _small(plan, job, Path(where))
            keep()
            return summary
        from extract.batch.large import run_large  # noqa: PLC0415 - sqlite, processes

        return run_large(plan, job, where, options, progress)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=where) from None


def stream(
    paths: Sequence[str | Path],
    to: BinaryIO,
    *,
    form: str = "csv",
    rules: Sequence[str | Path] = (),
    doc_id: str = "stdin",
    options: Options = Options(),  # noqa: B008 - frozen
    progress: Progress | None = None,
) -> Summary:
    """Extract as ``run`` does, but write the claims alone to an open file, as they come."""
    options = replace(options, formats=(form,))
    job = _job(rules, options, rejections=False)
    plan = Plan(paths, doc_id, options)
    from extract.batch.large import stream_large  # noqa: PLC0415

    return stream_large(plan, job, f"claims.{form}", to, options, progress)


def status(
    paths: Sequence[str | Path],
    out: str | Path = "output",
    *,
    rules: Sequence[str | Path] = (),
    rejections: bool = False,
    options: Options = Options(),  # noqa: B008 - frozen
) -> Status:
    """What a run with these arguments would find done in ``out``; nothing is changed."""
    from extract.batch.large import compare  # noqa: PLC0415

    job = _job(rules, options, rejections=rejections)
    return compare(Plan(paths, "stdin", options), job, str(out), in_parts=options.parts)


def _job(rules: Sequence[str | Path], options: Options, *, rejections: bool) -> Job:
    unknown = [name for name in options.formats if name not in FORMATS]
    if unknown or not options.formats:
        said = repr(unknown[0]) if unknown else "nothing"
        raise UsageError(f"{said} is no format; known are {', '.join(FORMATS)}")
    if "parquet" in options.formats:
        from extract.table.parquet import needs_pyarrow  # noqa: PLC0415

        needs_pyarrow()
    return Job(
        rules=rules_with(rules),
        config="",
        columns=options.columns or Columns(),
        formats=tuple(name for name in FORMATS if name in options.formats),
        rejections=rejections,
    )


def _small(plan: Plan, job: Job, folder: Path) -> Summary:
    """See Note [Small and large]."""
    summary, receipt = Summary(), Receipt()
    with (
        replaced(folder, OWN_FILES) as staging,
        Tables(staging, formats=job.formats, rejections=job.rejections) as tables,
    ):
        [shard] = plan
        for error in by_place(plan.errors):
            summary.fail(error)
            tables.fail(error)
        extract(documents_of(shard, job), job.rules, tables.rows, receipt)
        tables.finish([], about(folder, plan.roots, job))
    summary.add(receipt)
    return summary


def _refuse_foreign(folder: Path) -> None:
    """Never write over files of the same names that no run has made, such as a manifest."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("is not a folder", path=str(folder))
    foreign = sorted(name for name in OWN_FILES if (folder / name).exists())
    if foreign and not (folder / PACKAGE_FILE).exists():
        raise UsageError(
            f"holds a {foreign[0]} that no run has written; name another folder with -o",
            path=str(folder),
        )
