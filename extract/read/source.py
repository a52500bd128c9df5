"""What was found and is still to be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from extract.errors import ReadError

__all__ = ["Entry", "Source", "show"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a manifest says of a document: one row of ``documents.csv``, at ``line``."""

    line: int
    date: str | None = None
    date_basis: str = ""
    outlet: str = ""
    place: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or the bytes of standard input.

    ``doc`` is the document's id; ``root`` the folder whose manifest speaks of it.
    """

    doc: str
    file: Path
    root: Path
    entry: Entry | None = None
    data: bytes | None = None

    @property
    def shown(self) -> str:
        """The path as a person would open it."""
        return self.doc if self.data is not None else show(self.file)

    def content(self) -> bytes:
        """The bytes; raises OSError, or ReadError for a pipe or device, which might never end."""
        if self.data is not None:
            return self.data
        if not S_ISREG(self.file.stat().st_mode):
            raise ReadError("no regular file; give - to read standard input", path=self.shown)
        return self.file.read_bytes()


def show(path: Path) -> str:
    """A path that can always be written: odd bytes and control characters are escaped."""
    text = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(ch if ch.isprintable() else f"\\x{ord(ch):02x}" for ch in text)
