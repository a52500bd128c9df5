"""Many documents to one folder of tables, or to a stream.

Note [One bad document]: whatever goes wrong with a document, also a fault of the program,
costs that document and is named in the errors; the others are written.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Literal

from extract.errors import ExtractError, NoInputError, ReadError, UsageError
from extract.pipeline import Extraction, extract_document
from extract.read import Source, find, read
from extract.rules import RuleSet, rules_with
from extract.table import CLAIMS, OWN_FILES, PACKAGE_FILE, Tables
from extract.table.encode import claim_csv, claim_jsonl, csv_lines
from extract.write import replaced

__all__ = ["Summary", "run", "stream"]

Format = Literal["csv", "jsonl"]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Summary:
    """What a run did: counts of what was written, and what could not be."""

    claims: int = 0
    documents: int = 0
    programmes: int = 0
    flagged: int = 0
    errors: list[ExtractError] = field(default_factory=list)

    def add(self, extraction: Extraction) -> None:
        """Count one document."""
        self.documents += 1
        self.claims += len(extraction.claims)
        self.programmes += len(extraction.programmes)
        self.flagged += sum(1 for claim in extraction.claims if claim.flags)


def run(
    paths: Sequence[str | Path],
    out: str | Path = "output",
    *,
    rules: Sequence[str | Path] = (),
    rejections: bool = False,
    doc_id: str = "stdin",
    progress: Progress | None = None,
) -> Summary:
    """Extract the claims of files, folders and globs into the tables of the folder ``out``.

    The tables are replaced as one, in the end; the user's other files in ``out`` stay.
    ``rules`` are folders of the user's own, read after the shipped ones; ``rejections`` asks
    for rejections.jsonl; ``progress`` is called with documents done and in all.

    Raises NoInputError where there is nothing to read, RuleError, and UsageError where ``out``
    cannot be written; what is wrong with single documents is in ``Summary.errors``.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     run(["corpus"], folder).documents
    5
    """
    ruleset = rules_with(rules)
    sources, summary = _find(paths, doc_id)
    folder = Path(out)
    _refuse_foreign(folder)
    try:
        with replaced(folder, OWN_FILES) as staging, Tables(staging, rejections=rejections) as to:
            for got in _extractions(sources, ruleset, summary, progress):
                to.add(got.document, got.claims, got.programmes, got.rejections)
            to.finish(summary.errors, _about(folder, sources, ruleset))
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(out)) from None
    return summary


def stream(
    paths: Sequence[str | Path],
    to: BinaryIO,
    *,
    form: Format = "csv",
    rules: Sequence[str | Path] = (),
    doc_id: str = "stdin",
    progress: Progress | None = None,
) -> Summary:
    """Extract as ``run`` does, but write the claims alone to an open file, as they come."""
    ruleset = rules_with(rules)
    sources, summary = _find(paths, doc_id)
    if form == "csv":
        to.write(csv_lines([CLAIMS.names]))
    for got in _extractions(sources, ruleset, summary, progress):
        if form == "csv":
            to.write(csv_lines(map(claim_csv, got.claims)))
        else:
            to.write(b"".join(map(claim_jsonl, got.claims)))
    to.flush()
    return summary


def _find(paths: Sequence[str | Path], doc_id: str) -> tuple[list[Source], Summary]:
    found = find(paths, doc_id=doc_id)
    errors: list[ExtractError] = [item for item in found if isinstance(item, ReadError)]
    sources = [item for item in found if isinstance(item, Source)]
    if not sources:
        raise NoInputError("nothing to read", tuple(errors))
    return sources, Summary(errors=errors)


def _extractions(
    sources: Sequence[Source], rules: RuleSet, summary: Summary, progress: Progress | None
) -> Iterator[Extraction]:
    for done, source in enumerate(sources, 1):
        got = _extract(source, rules)
        if isinstance(got, ExtractError):
            summary.errors.append(got)
        else:
            summary.add(got)
            yield got
        if progress:
            progress(done, len(sources))
    summary.errors.sort(key=lambda error: (error.path, error.line or 0, error.cause))


def _extract(source: Source, rules: RuleSet) -> Extraction | ExtractError:
    document = read(source)
    if isinstance(document, ReadError):
        return document
    try:
        return extract_document(document, rules)
    except Exception as error:  # noqa: BLE001 - Note [One bad document]
        at = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} in {at.name}: {error}"
        return ReadError(f"fault of the program: {cause}", path=source.shown)


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


def _about(folder: Path, sources: Sequence[Source], rules: RuleSet) -> dict[str, object]:
    """What run.json holds: where the sources lie as seen from the tables, and what read them.

    The hash of each rule is there for `extract diff`, to tell what changed a claim.
    """
    roots = {source.root.resolve() for source in sources if source.data is None}
    return {
        "version": _version(),
        "rules": rules.digest,
        "rule_digests": {rule.id: rule.digest for rule in rules.rules},
        "sources": sorted(_relative(root, folder) for root in roots),
    }


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - once a run

    try:
        return version("zh-claims-extract")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return ""


def _relative(root: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(root, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return root.as_posix()
