"""Folders to the files in them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from extract.errors import ReadError
from extract.read.archive.formats import ARCHIVES, bare_suffix
from extract.read.manifest import MANIFEST
from extract.read.source import show

__all__ = ["NO_ARTICLES", "is_read", "is_seen", "walk"]

# Tables and settings that stand beside articles; everything else in a folder is tried, so that
# what was taken for an article and is none gets named.
NO_ARTICLES = frozenset(
    (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".toml", ".yaml", ".yml", ".ini")
)


def is_read(name: str, *, archives: bool) -> bool:
    """Whether a file of this name is read: not a table, or an archive where these are asked for.

    >>> is_read("a.txt", archives=False), is_read("a.csv.gz", archives=False)
    (True, False)
    """
    suffix = bare_suffix(name)
    return suffix not in NO_ARTICLES or (archives and suffix in ARCHIVES and name != MANIFEST)


def walk(top: Path, *, archives: bool = False) -> Iterator[Path | ReadError]:
    """Every file under a folder that may be an article, in no particular order.

    Hidden files and folders, editors' backups (``~``) and tables are left out. Links are
    followed; a folder is entered once, by its own path rather than by a link; a link to a
    folder that holds it is an error.
    """
    seen: set[str] = set()
    folders, links = [top], deque[Path]()
    while folders or links:
        folder = folders.pop() if folders else links.popleft()
        real = os.path.realpath(folder)
        if folder.is_symlink() and _holds(real, folder.parent):
            yield ReadError("a link to a folder that holds it", path=show(folder))
        elif real not in seen:
            seen.add(real)
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError as error:
                yield ReadError(error.strerror or "cannot be listed", path=show(folder))
                continue
            yield from _files(folder, entries, archives=archives)
            folders += [folder / entry.name for entry in entries if _is_folder(entry, link=False)]
            links += [folder / entry.name for entry in entries if _is_folder(entry, link=True)]


def _holds(real: str, folder: Path) -> bool:
    inside = Path(os.path.realpath(folder))
    return Path(real) == inside or Path(real) in inside.parents


def _files(folder: Path, entries: list[os.DirEntry[str]], *, archives: bool) -> Iterator[Path]:
    for entry in entries:
        if is_seen(entry.name) and is_read(entry.name, archives=archives) and not entry.is_dir():
            yield folder / entry.name


def is_seen(name: str) -> bool:
    """Whether a file of this name is neither hidden nor an editor's backup."""
    return not name.startswith(".") and not name.endswith("~")


def _is_folder(entry: os.DirEntry[str], *, link: bool) -> bool:
    return not entry.name.startswith(".") and entry.is_dir() and entry.is_symlink() == link
