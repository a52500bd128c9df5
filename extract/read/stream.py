"""Sources one by one, in the order of their ids, however many there are.

Most corpora are one folder without links: there no two files can have one id, and no file is
reached twice, so nothing need be remembered. All else goes through `find`, which knows all
sources before it gives the first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.errors import ReadError
from extract.read.find import Found, find, nameable
from extract.read.manifest import read_manifest
from extract.read.source import Source, show
from extract.read.walk import is_read, is_seen

__all__ = ["sources"]


def sources(
    paths: Sequence[str | Path], *, doc_id: str = "stdin", archives: bool = False
) -> Iterator[Found]:
    """What `find` gives, in the same order; what is wrong with a manifest comes first."""
    if len(paths) == 1 and _is_plain(Path(paths[0])):
        return _streamed(Path(paths[0]), archives=archives)
    return iter(find(paths, doc_id=doc_id, archives=archives))


def _is_plain(top: Path) -> bool:
    """Whether this is a folder with no link anywhere below."""
    if str(top) == "-" or top.is_symlink() or not top.is_dir():
        return False
    folders = [str(top)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_symlink():
                        return False
                    if entry.is_dir() and not entry.name.startswith("."):
                        folders.append(entry.path)
        except OSError:
            continue
    return True


def _streamed(top: Path, *, archives: bool) -> Iterator[Found]:
    manifest = read_manifest(top)
    yield from manifest.errors
    for doc in _in_order(str(top), "", archives=archives):
        if isinstance(doc, ReadError):
            yield doc
        else:
            source = Source(doc=doc, file=top / doc, root=top, entry=manifest.entry(doc))
            yield nameable(source)


def _in_order(top: str, below: str, *, archives: bool) -> Iterator[str | ReadError]:
    """Ids of files in the order of ids as strings, in which ``a.txt`` comes before ``a/b``."""
    try:
        with os.scandir(f"{top}/{below}") as entries:
            names = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry in entries
                if not entry.name.startswith(".")
            )
    except OSError as error:
        cause, path = error.strerror or "cannot be listed", Path(top) / below
        yield ReadError(cause, path=show(path), passing=True)
        return
    for name in names:
        if name.endswith("/"):
            yield from _in_order(top, below + name, archives=archives)
        elif is_seen(name) and is_read(name, archives=archives):
            yield below + name
