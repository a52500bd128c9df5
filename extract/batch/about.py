"""What run.json says of a run: where the sources lie as seen from the tables, what read them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from extract.engines.shard import Job
from extract.read import Source
from extract.storage import is_url

__all__ = ["about", "roots_of"]


def roots_of(source: Source) -> str:
    """The folder of a source, or where it lies on object storage; '' for standard input."""
    if source.url:
        return source.url.removesuffix(source.doc).rstrip("/")
    return "" if source.data is not None else str(source.root)


def about(folder: Path | None, roots: Iterable[str], job: Job) -> dict[str, object]:
    """What run.json holds; ``folder`` is where the tables are, if that is a folder.

    The hash of each rule is there for `extract diff`, to tell what changed a claim.
    """
    told: dict[str, object] = {
        "version": _version(),
        "rules": job.rules.digest,
        "rule_digests": {rule.id: rule.digest for rule in job.rules.rules},
        "sources": sorted({_relative(root, folder) for root in roots if root}),
    }
    columns = {name: value for name, value in job.columns._asdict().items() if value}
    if columns != {"text": "text"}:
        told["columns"] = columns
    return told


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - once a run

    try:
        return version("zh-claims-extract")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""


def _relative(root: str, folder: Path | None) -> str:
    if folder is None or is_url(root):
        return root
    there = Path(root).resolve()
    try:
        return Path(os.path.relpath(there, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return there.as_posix()
