"""Which files there are to read: folders, files, globs and standard input.

Note [Ids]: a document's id must not depend on what else is given beside it, since claims keep
their ids by it. So two different files of one id are refused, rather than told apart.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import BinaryIO

from extract.errors import ReadError
from extract.read.manifest import MANIFEST, read_manifest
from extract.read.source import Source, show
from extract.read.walk import is_read, walk
from extract.storage import is_url, urls_under

__all__ = ["Found", "find", "nameable"]

Found = Source | ReadError
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def find(
    paths: Sequence[str | Path],
    *,
    stdin: BinaryIO | None = None,
    doc_id: str = "stdin",
    archives: bool = False,
) -> list[Found]:
    """Every source under the paths, and what is wrong with the rest; sorted by path.

    No article is opened yet, but standard input and manifests are read. Ids are as
    `extract.read.read_paths` has them. ``archives`` asks for archives in folders too; those
    that are named themselves are always read.
    """
    sources: list[Source] = []
    errors: list[ReadError] = []
    for item in _under(paths, stdin, doc_id, archives=archives):
        if isinstance(item, ReadError):
            errors.append(item)
        else:
            sources.append(item)
    kept, clashes = _one_file_an_id(_each_file_once(sources))
    described, faults = _described(kept)
    items: list[Found] = [*described, *errors, *clashes, *faults]
    found = {_order(item): item for item in items}
    return [found[key] for key in sorted(found)]


def _order(item: Found) -> tuple[str, int, str]:
    if isinstance(item, Source):
        return item.doc, 0, item.shown
    return item.path, item.line or 0, item.cause


def _under(
    paths: Iterable[str | Path], stdin: BinaryIO | None, doc_id: str, *, archives: bool
) -> Iterator[Found]:
    for path in dict.fromkeys(map(str, paths)):
        if path == "-":
            yield _standard_input(stdin, doc_id)
        elif is_url(path):
            yield from _remote(path, archives=archives)
        elif glob.has_magic(path) and not os.path.lexists(path):
            yield from _glob(Path(path), archives=archives)
        else:
            yield from _path(Path(path), archives=archives)


def _standard_input(stdin: BinaryIO | None, doc_id: str) -> Found:
    try:
        data = (stdin or sys.stdin.buffer).read()
    except (OSError, ValueError, AttributeError) as error:
        return ReadError(f"standard input cannot be read: {error}", path=doc_id)
    return nameable(Source(doc=doc_id, file=Path("-"), root=Path(), data=data))


def _remote(url: str, *, archives: bool) -> Iterator[Found]:
    """One file, or all below, on object storage; ids are relative to what is named."""
    base, wildcard, _ = url.partition("*")
    folder = f"{base.rpartition('/')[0]}/" if wildcard else url
    try:
        files = urls_under(folder)
    except OSError as error:
        yield ReadError(error.strerror or str(error), path=url)
        return
    named = [each for each in files if not wildcard or fnmatchcase(each[0], url)]
    if not named:
        yield ReadError("nothing matches", path=url)
    for each, name, size, changed in named:
        one = wildcard or each == url
        if not name.startswith(".") and (one or is_read(name, archives=archives)):
            source = Source(doc=name, file=Path(name), root=Path(), url=each, size=size)
            yield nameable(source._replace(changed=changed))


def _path(path: Path, *, archives: bool) -> Iterator[Found]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        yield ReadError(getattr(error, "strerror", None) or str(error), path=show(path))
    else:
        yield from _below(path, path if path.is_dir() else path.parent, archives=archives)


def _glob(pattern: Path, *, archives: bool) -> Iterator[Found]:
    fixed = next(i for i, part in enumerate(pattern.parts) if glob.has_magic(part))
    root = Path(*pattern.parts[:fixed])
    try:
        matches = list(root.glob(str(Path(*pattern.parts[fixed:]))))
    except (OSError, ValueError) as error:
        yield ReadError(str(error), path=show(pattern))
        return
    if not matches:
        yield ReadError("nothing matches", path=show(pattern))
    for match in filter(_in_sight(root, pattern.name), matches):
        yield from _below(match, root, archives=archives)


def _in_sight(root: Path, pattern: str) -> Callable[[Path], bool]:
    """As a shell has it: a wildcard matches nothing hidden."""
    asked = pattern.startswith(".")
    return lambda match: (
        asked or not any(part.startswith(".") for part in match.relative_to(root).parts)
    )


def _below(path: Path, root: Path, *, archives: bool) -> Iterator[Found]:
    """The files of a folder, or the one file; ids are relative to ``root``."""
    if path.is_dir():
        for item in walk(path, archives=archives):
            yield item if isinstance(item, ReadError) else _source(item, root)
    elif is_read(path.name, archives=True):
        yield _source(path, root)
    elif path.name != MANIFEST:
        yield ReadError(f"{path.suffix} files are not read as articles", path=show(path))


def _source(file: Path, root: Path) -> Found:
    """The source of a file, its id relative to ``root``."""
    return nameable(Source(doc=file.relative_to(root).as_posix(), file=file, root=root))


def nameable(source: Source) -> Found:
    """Refuse an id that a table of UTF-8, one line a claim, cannot hold."""
    doc = source.doc
    if doc and not _UNFIT.search(doc):
        return source
    return ReadError("its name is not UTF-8, or holds control characters", path=source.shown)


def _each_file_once(sources: Iterable[Source]) -> Iterator[Source]:
    """A file reached twice comes once: rather not by a link, and from the outermost folder."""
    folder = cache(os.path.realpath)

    def place(source: Source) -> str:
        file = source.file
        if source.data is not None or source.url:
            return source.url
        return os.path.realpath(file) if file.is_symlink() else f"{folder(file.parent)}/{file.name}"

    def rank(source: Source) -> tuple[bool, int, str, str]:
        return source.file.is_symlink(), -source.doc.count("/"), source.doc, source.shown

    return (min(same, key=rank) for same in _grouped(sources, place))


def _one_file_an_id(sources: Iterable[Source]) -> tuple[list[Source], list[ReadError]]:
    """The sources whose id is theirs alone, and an error for each id of several files."""
    kept: list[Source] = []
    clashes: list[ReadError] = []
    for same in _grouped(sources, lambda source: source.doc):
        if len(same) == 1:
            kept += same
        else:
            first, *others = sorted(source.shown for source in same)
            cause = f"would have the id {same[0].doc!r}, as would {', '.join(others)}"
            clashes.append(ReadError(f"{cause}; give the folder above both", path=first))
    return kept, clashes


def _grouped(sources: Iterable[Source], key: Callable[[Source], str]) -> Iterable[list[Source]]:
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[key(source)].append(source)
    return groups.values()


def _described(sources: Iterable[Source]) -> tuple[list[Source], list[ReadError]]:
    """The sources with what their folders' manifests say, and the faults of those."""
    described: list[Source] = []
    faults: list[ReadError] = []
    for same in _grouped(sources, lambda source: str(source.root)):
        if same[0].data is not None:
            described += same
            continue
        manifest = read_manifest(same[0].root)
        faults += manifest.errors
        described += [source._replace(entry=manifest.entry(source.doc)) for source in same]
    return described, faults
