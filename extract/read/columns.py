"""Which fields of a record hold its text, its id, its date and its title."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Columns"]


class Columns(NamedTuple):
    """Names of the columns of an archive; ``id``, ``date`` and ``title`` may be absent ('').

    Without an id a record is called by the line on which it begins, or its row in Parquet.
    """

    text: str = "text"
    id: str = ""
    date: str = ""
    title: str = ""

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns to read, each once."""
        return tuple(dict.fromkeys(filter(None, (self.text, self.id, self.date, self.title))))
