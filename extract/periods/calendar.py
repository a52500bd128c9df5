"""Intervals of days: whole years, months, thirds of a month, weeks."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from extract.rules.regexes import compiled

__all__ = ["Interval", "days", "edge", "iso", "months", "numbers", "shift_months", "third", "week"]

# First and last day; None where it is not known.
Interval = tuple[date | None, date | None]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = compiled("[0-9]+|[〇零一二两三四五六七八九十百廿卅]+")


def numbers(folded: str) -> list[int]:
    """The numbers of a date, in digits or Chinese below 100 or digit by digit.

    >>> numbers("二〇二三年"), numbers("1至9月"), numbers("二十一日")
    ([2023], [1, 9], [21])
    """
    return [_number(text) for text in _NUMBER.findall(folded)]


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
    return int("".join(str(_DIGITS.get(char, 0)) for char in text))


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of a month to the last day of a month of the same year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def third(year: int, month: int, nth: int) -> Interval:
    """上旬 (1), 中旬 (2) or 下旬 (3) of a month."""
    last = monthrange(year, month)[1] if nth == 3 else nth * 10
    return date(year, month, nth * 10 - 9), date(year, month, last)


def days(year: int, month: int, first: int, last: int) -> Interval:
    """Days of one month."""
    return date(year, month, first), date(year, month, last)


def week(day: date, offset: int) -> tuple[date, date]:
    """Monday to Sunday of the week of ``day``, or of one so many weeks away."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return monday, monday + timedelta(days=6)


def shift_months(day: date, count: int) -> date:
    """The same day of another month; its last day where it has no such day."""
    month = day.year * 12 + day.month - 1 + count
    year, month = month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def edge(text: str, whole: Interval) -> Interval:
    """The first day alone where the text says 初, the last alone where it says 底 or 末."""
    first, last = whole
    if "中" in text or text.endswith(("前期", "后期")):
        return None, None
    if "初" in text:
        return first, None
    return (None, last) if "底" in text or "末" in text else whole


def iso(interval: Interval) -> tuple[str | None, str | None] | None:
    """ISO days; None where neither end is known, or they stand the wrong way round."""
    first, last = interval
    if (first is None and last is None) or (first and last and first > last):
        return None
    return first.isoformat() if first else None, last.isoformat() if last else None
