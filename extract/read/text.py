"""Plain text: the file's characters as they are, line ends and all."""

from __future__ import annotations

import re
from hashlib import sha256

from extract.errors import ReadError
from extract.model import Document
from extract.read.dates import date_in_name
from extract.read.decode import decode
from extract.read.source import Entry, Source

__all__ = ["read_text"]

_VISIBLE = re.compile(r"[^\s\ufeff\u200b-\u200f\u2060]")


def read_text(source: Source) -> Document:
    """Read a source as plain text; raises OSError, or ReadError with path and cause.

    The date is the manifest's, else that of the file's name, else None.
    """
    data = source.content()
    try:
        text, encoding = decode(data)
    except ReadError as error:
        raise ReadError(error.cause, path=source.shown) from error
    if not _VISIBLE.search(text):
        raise ReadError("blank: only white space" if data else "empty", path=source.shown)
    entry = source.entry or Entry(line=0)
    date, basis = entry.date, entry.date_basis
    if date is None:
        date = date_in_name(source.doc)
        basis = "filename" if date else ""
    return Document(
        path=source.doc,
        text=text,
        encoding=encoding,
        sha256=sha256(data).hexdigest(),
        date=date,
        date_basis=basis,
        outlet=entry.outlet,
        place=entry.place,
        title=entry.title,
    )
