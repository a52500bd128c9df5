"""Dates of documents: ISO dates of three precisions, and dates in file names."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["date_in_name", "date_of", "is_date"]

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
# A name's date stands alone or beside letters; among other digits it is part of a code.
_IN_NAME = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})"
    r"(?:([-_.]?)([0-9]{2})\2([0-9]{2})(?:T?[0-9]{4}|T?[0-9]{6})?(?![0-9])"
    r"|年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号])?)?)"
)
_WRITTEN = re.compile(
    r"([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?)?月?|([0-9]{2})([0-9]{2}))?"
    r"(?:[T ].{0,40})?"
)
_CODE = re.compile(r"[0-9A-Za-z]+")


def is_date(text: str) -> bool:
    """Whether this is a calendar date written YYYY, YYYY-MM or YYYY-MM-DD.

    >>> is_date("2023-11"), is_date("2023-13"), is_date("2023/11/16")
    (True, False, False)
    """
    match = _ISO.fullmatch(text)
    return match is not None and _valid(*(int(part or 1) for part in match.groups()))


def date_of(text: str) -> str | None:
    """The ISO date of a date as archives write it, with or without a time; or None.

    >>> date_of("2023-11-16T08:30:00Z"), date_of("20231116"), date_of("2023年5月"), date_of("5月")
    ('2023-11-16', '2023-11-16', '2023-05', None)
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, packed_month, packed_day = match.groups()
    parts = [part.zfill(2) for part in (month or packed_month, day or packed_day) if part]
    return "-".join([year, *parts]) if _valid(int(year), *map(int, parts)) else None


def date_in_name(path: str) -> str | None:
    """The first date in the name of a file, as an ISO date, or None.

    >>> date_in_name("2022/qdrb_20231116_A05.txt"), date_in_name("000_515b49658af0f3a6.txt")
    ('2023-11-16', None)
    """
    name = path.rsplit("/", 1)[-1]
    for match in _IN_NAME.finditer(name):
        year, _, month, day, han_month, han_day = match.groups()
        parts = [part.zfill(2) for part in (month or han_month, day or han_day) if part]
        if _valid(int(year), *map(int, parts)) and not _in_code(name, match):
            return "-".join([year, *parts])
    return None


def _in_code(name: str, match: re.Match[str]) -> bool:
    """Whether letters with other digits enclose the match, as in a hash."""
    run = next((m for m in _CODE.finditer(name) if m.start() <= match.start() < m.end()), None)
    if run is None:
        return False
    around = name[run.start() : match.start()] + name[match.end() : run.end()]
    return any(ch.isdigit() for ch in around)


def _valid(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
