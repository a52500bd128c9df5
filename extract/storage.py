"""Where parts are kept: a local folder, or object storage by its URL.

Note [Storage]: a part appears whole or not at all. Locally it is written to ``tmp`` and renamed;
on object storage it is one upload, which its keeper shows only when it is complete. pyarrow
knows s3, gs, abfs and hdfs; for every other scheme fsspec is asked.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from extract.errors import UsageError

__all__ = ["Storage", "is_url", "open_url", "storage_at", "urls_under"]

_URL = re.compile(r"[a-z][a-z0-9+.-]+://")
_TMP = "tmp"


class Storage(Protocol):
    """A tree of files that are written once and then only read."""

    root: str

    def scratch(self) -> Path:
        """A new local path to write a file to."""
        ...

    def put(self, file: Path, name: str) -> None:
        """Have ``file``, a path that ``scratch`` gave, stand under ``name``; it is gone then."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Read a file. Raises OSError."""
        ...

    def names(self) -> Iterator[str]:
        """Every file there is."""
        ...

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...


def is_url(path: str) -> bool:
    """Whether this is a URL such as s3://bucket/folder.

    >>> is_url("s3://bucket/a"), is_url("C:/a"), is_url("corpus/")
    (True, False, False)
    """
    return _URL.match(path) is not None


def storage_at(root: str) -> Storage:
    """The storage of a path or URL."""
    return _Remote(root) if is_url(root) else _Local(root)


class _Local:
    def __init__(self, root: str) -> None:
        self.root = root
        self._folder = Path(root)
        self._tmp = self._folder / _TMP

    def scratch(self) -> Path:
        self._tmp.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._tmp)
        os.close(handle)
        return Path(name)

    def put(self, file: Path, name: str) -> None:
        target = self._folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.chmod(0o644)
        file.replace(target)

    def open(self, name: str) -> BinaryIO:
        return (self._folder / name).open("rb")

    def names(self) -> Iterator[str]:
        for folder, _, files in os.walk(self._folder):
            for name in files:
                yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def delete(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


class _Remote:
    def __init__(self, root: str) -> None:
        self.root = root
        self._files, self._base = _file_system(root)

    def scratch(self) -> Path:
        handle, name = tempfile.mkstemp(prefix="extract-")
        os.close(handle)
        return Path(name)

    def put(self, file: Path, name: str) -> None:
        path = f"{self._base}/{name}"
        self._files.create_dir(path.rpartition("/")[0], recursive=True)
        with file.open("rb") as source, self._files.open_output_stream(path) as sink:
            shutil.copyfileobj(source, sink, 1 << 20)
        file.unlink()

    def open(self, name: str) -> BinaryIO:
        return cast(BinaryIO, self._files.open_input_file(f"{self._base}/{name}"))

    def names(self) -> Iterator[str]:
        from pyarrow import fs  # noqa: PLC0415

        chosen = fs.FileSelector(self._base, recursive=True, allow_not_found=True)
        for info in self._files.get_file_info(chosen):
            if info.is_file:
                yield info.path.removeprefix(self._base).lstrip("/")

    def delete(self, name: str) -> None:
        try:
            self._files.delete_file(f"{self._base}/{name}")
        except FileNotFoundError:
            return


def open_url(url: str) -> BinaryIO:
    """Read one file by its URL; it can be sought. Raises OSError, UsageError."""
    files, path = _file_system(url)
    return cast(BinaryIO, files.open_input_file(path))


def urls_under(url: str) -> list[tuple[str, str, int, int]]:
    """The files at a URL, or below it, sorted: URL, path below it, size, time in ns."""
    from pyarrow import fs  # noqa: PLC0415

    files, base = _file_system(url)
    info = files.get_file_info(base)
    if info.is_file:
        return [(url, base.rpartition("/")[2], info.size or 0, info.mtime_ns or 0)]
    found = files.get_file_info(fs.FileSelector(base, recursive=True))
    below = ((each, each.path.removeprefix(base).lstrip("/")) for each in found if each.is_file)
    return sorted(
        (f"{url.rstrip('/')}/{name}", name, each.size or 0, each.mtime_ns or 0)
        for each, name in below
    )


def _file_system(url: str) -> tuple[Any, str]:
    try:
        from pyarrow import fs  # noqa: PLC0415
    except ModuleNotFoundError:
        raise UsageError(
            "needs pyarrow: pip install 'zh-claims-extract[parquet]'", path=url
        ) from None
    try:
        found, path = fs.FileSystem.from_uri(url)
    except (ValueError, OSError):
        found, path = _fsspec(url)
    return found, path.rstrip("/")


def _fsspec(url: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415
        from pyarrow import fs  # noqa: PLC0415

        files, path = fsspec.core.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageError(f"cannot be reached: {error}", path=url) from None
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path
