"""Runs of many shards: spread by an engine, merged in order, their parts kept for next time."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from extract.batch.about import about
from extract.batch.parts import describe_parts
from extract.batch.summary import Options, Position, Progress, Status, Summary
from extract.batch.work import Plan, by_place
from extract.engines.kept import Kept, config_of, kept_at, looked_at
from extract.engines.pool import Done, GaveUp, in_processes, in_turn
from extract.engines.shard import Job, Receipt, Shard, prepare, run_shard
from extract.errors import ReadError
from extract.storage import is_url
from extract.table import OWN_FILES
from extract.table.tables import Merged
from extract.write import replaced, settle

__all__ = ["HIDDEN", "PUBLIC", "compare", "run_large", "stream_large"]

HIDDEN = ".shards"
PUBLIC = "parts"
Results = Iterator[tuple[Shard, Receipt, bool]]


def run_large(
    plan: Plan, job: Job, out: str, options: Options, progress: Progress | None
) -> Summary:
    """Run shards into parts, and merge these, or say which there are. Raises OSError."""
    in_parts = options.parts or is_url(out)
    job = _placed(job, out, in_parts=in_parts)
    folder = Path(out)
    if not is_url(out):
        settle(folder, OWN_FILES)
    with kept_at(job) as kept:
        results = _results(plan, job, options, kept)
        if in_parts:
            summary = describe_parts(plan, job, out, kept, _counted(results, progress))
        else:
            with (
                replaced(folder, OWN_FILES) as staging,
                Merged(staging, job.formats, rejections=job.rejections) as tables,
            ):
                summary = _merge(_counted(results, progress), tables, kept)
                for error in by_place(plan.errors):
                    summary.fail(error)
                    tables.fail(error)
                tables.finish(about(folder, plan.roots, job))
        kept.finish()
    return summary


def stream_large(
    plan: Plan,
    job: Job,
    name: str,
    to: BinaryIO,
    options: Options,
    progress: Progress | None,
) -> Summary:
    """Write one file of the tables to an open one, as shards come. Raises OSError."""
    job = job._replace(config=config_of(job) if options.engine == "ray" else "")
    workers = 1 if plan.small else options.workers
    results = _results(plan, job, replace(options, workers=workers), None)
    summary = Summary()
    for receipt, summary in _counted(results, progress):
        part = BytesIO(receipt.inline.pop(name, b""))
        if name.endswith(".csv") and summary.shards > 1:
            part.readline()
        to.write(part.read())
    for error in by_place(plan.errors):
        summary.fail(error)
    to.flush()
    return summary


def compare(plan: Plan, job: Job, out: str, *, in_parts: bool) -> Status:
    """Compare a corpus with what is kept in an output folder; nothing is changed."""
    job = _placed(job, out, in_parts=in_parts or is_url(out))
    found = Status()
    with looked_at(job) as kept:
        for shard in plan:
            found.add(shard, done=kept is not None and kept.known(shard) is not None)
    return found


def _placed(job: Job, out: str, *, in_parts: bool) -> Job:
    name = PUBLIC if in_parts else HIDDEN
    root = f"{out.rstrip('/')}/{name}" if is_url(out) else str(Path(out).resolve() / name)
    job = job._replace(root=root, packed=not in_parts)
    return job._replace(config=config_of(job))


def _results(plan: Plan, job: Job, options: Options, kept: Kept | None) -> Results:
    """Every shard with its receipt, in order, and whether it was there already."""
    given: deque[tuple[Shard, bool]] = deque()

    def items() -> Iterator[Shard | Done[Receipt]]:
        for shard in plan:
            known = kept.known(shard) if kept else None
            given.append((shard._replace(chunk=None) if shard.chunk else shard, known is not None))
            yield Done(known) if known else shard

    work = partial(run_shard, job)
    if options.engine == "ray":
        from extract.engines.cluster import on_ray  # noqa: PLC0415 - an extra

        results = on_ray(
            work,
            items(),
            address=options.address,
            workers=options.workers,
            key=f"{job.config} {job.root}",
        )
    elif options.workers > 1:
        results = in_processes(work, items(), options.workers, partial(prepare, job))
    else:
        results = in_turn(work, items())
    for result in results:
        shard, reused = given.popleft()
        if isinstance(result, GaveUp):
            plan.errors.append(ReadError(f"left out: {result.cause}", path=shard.name))
        else:
            if kept:
                kept.record(shard, result)
            yield shard, result, reused


def _counted(results: Results, progress: Progress | None) -> Iterator[tuple[Receipt, Summary]]:
    summary = Summary()
    size = reused_size = 0
    for shard, receipt, reused in results:
        summary.add(receipt)
        summary.reused += reused
        size += shard.size
        reused_size += shard.size if reused else 0
        yield receipt, summary
        if progress:
            progress(Position(size, reused_size, summary))


def _merge(counted: Iterator[tuple[Receipt, Summary]], tables: Merged, kept: Kept) -> Summary:
    summary = Summary()
    for receipt, summary in counted:  # noqa: B007 - the last one counts
        for name in receipt.parts:
            with kept.opened(name, receipt) as part:
                tables.append(name, part)
    return summary
