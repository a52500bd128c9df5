"""What was found and is still to be read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO, NamedTuple

from extract.errors import ReadError
from extract.read.streams import inflated
from extract.storage import open_url

__all__ = ["Entry", "Source", "show"]


class Entry(NamedTuple):
    """What a manifest says of a document: one row of ``documents.csv``, at ``line``."""

    line: int
    date: str | None = None
    date_basis: str = ""
    outlet: str = ""
    place: str = ""
    title: str = ""


class Source(NamedTuple):
    """A file to read, one on object storage by its URL, or the bytes of standard input.

    ``doc`` is the document's id; ``root`` the folder whose manifest speaks of it. Of what lies
    at a URL, ``size`` and ``changed`` (in ns) are told here.
    """

    doc: str
    file: Path
    root: Path
    entry: Entry | None = None
    data: bytes | None = None
    url: str = ""
    size: int = 0
    changed: int = 0

    @property
    def shown(self) -> str:
        """The path as a person would open it."""
        if self.url:
            return self.url
        return self.doc if self.data is not None else show(self.file)

    def opened(self) -> BinaryIO:
        """The open file, as it lies there; raises OSError or ReadError as ``content`` does."""
        if self.data is not None:
            return BytesIO(self.data)
        if self.url:
            return open_url(self.url)
        self._regular()
        return self.file.open("rb")

    def content(self) -> bytes:
        """The bytes, decompressed; raises OSError, or ReadError.

        A pipe or device, which might never end, is refused.
        """
        if self.data is not None:
            return self.data
        with self.opened() as file:
            return inflated(file, self.doc)

    def _regular(self) -> None:
        if not S_ISREG(self.file.stat().st_mode):
            raise ReadError("no regular file; give - to read standard input", path=self.shown)


def show(path: Path) -> str:
    """A path that can always be written: odd bytes and control characters are escaped."""
    text = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(ch if ch.isprintable() else f"\\x{ord(ch):02x}" for ch in text)
