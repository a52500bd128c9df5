"""Folders to the files in them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from extract.errors import ReadError
from extract.read.source import show

__all__ = ["NO_ARTICLES", "walk"]

# Tables and settings that stand beside articles; everything else in a folder is tried, so that
# what was taken for an article and is none gets named.
NO_ARTICLES = frozenset(
    (".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet", ".toml", ".yaml", ".yml", ".ini")
)


def walk(top: Path) -> Iterator[Path | ReadError]:
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
            yield from _files(folder, entries)
            folders += [folder / entry.name for entry in entries if _is_folder(entry, link=False)]
            links += [folder / entry.name for entry in entries if _is_folder(entry, link=True)]


def _holds(real: str, folder: Path) -> bool:
    inside = Path(os.path.realpath(folder))
    return Path(real) == inside or Path(real) in inside.parents


def _files(folder: Path, entries: list[os.DirEntry[str]]) -> Iterator[Path]:
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name.endswith("~"):
            continue
        if Path(name).suffix.lower() not in NO_ARTICLES and not entry.is_dir():
            yield folder / name


def _is_folder(entry: os.DirEntry[str], *, link: bool) -> bool:
    return not entry.name.startswith(".") and entry.is_dir() and entry.is_symlink() == link
