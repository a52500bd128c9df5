"""One chain of parts (2023年 | 10月 | 16日) to an interval of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from extract.periods.calendar import Interval, days, edge, months, numbers, third, week

__all__ = ["Known", "UnresolvedError", "interval_of"]

_FAR = 8  # so many months ahead of the document, a bare month may be last year's
_NOW = {"本": 0, "这": 0, "今": 0, "上": -1, "下": 1, "昨": -1, "明": 1, "前": -2, "后": 2}
_THEN = {"当": 0, "同": 0, "全": 0, "年": 0, "次": 1, "翌": 1}
_THIRDS = {"上": 1, "中": 2, "下": 3}
_WEEKDAYS = "一二三四五六日天"


class UnresolvedError(Exception):
    """Something that an expression is counted from is not known."""


class Known(NamedTuple):
    """What an expression may be counted from.

    ``year``, ``month``, ``day`` are the document's as far as its date goes; ``previous``
    the days of the expression before.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    previous: Interval = (None, None)

    def today(self) -> dt.date:
        """The document's date, where it is full. Raises UnresolvedError."""
        if self.year and self.month and self.day:
            return dt.date(self.year, self.month, self.day)
        raise UnresolvedError

    def then(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the expression before."""
        first, last = self.previous
        one = first or last
        return (first or one, last or one) if one else None


class _State(NamedTuple):
    """How far a chain is read: the year and month it is in, and its days."""

    known: Known
    year: int | None = None
    month: int | None = None
    interval: Interval | None = None


def interval_of(chain: Iterable[tuple[str, str, int | None]], known: Known) -> Interval:
    """The days of a chain of parts, each with its level, folded text and offset.

    Parts of the day and clock times do not count. Raises UnresolvedError, and ValueError
    for a day that is not in the calendar.
    """
    state = _State(known)
    for level, text, offset in chain:
        if level in ("daypart", "clock"):
            continue
        read = _READERS.get(level)
        if read is None:
            raise UnresolvedError
        state = read(text, offset, state)
    if state.interval is None:
        raise UnresolvedError
    return state.interval


def _century(text: str, _offset: int | None, state: _State) -> _State:
    found = numbers(text)
    if found:
        nth = found[0]
    elif state.known.year and text.startswith(("上", "本")):
        nth = (state.known.year + 99) // 100 - text.startswith("上")
    else:
        raise UnresolvedError
    whole = dt.date(nth * 100 - 99, 1, 1), dt.date(nth * 100, 12, 31)
    return state._replace(year=nth, interval=edge(text, whole))


def _decade(text: str, _offset: int | None, state: _State) -> _State:
    start = numbers(text)[0]
    if 100 <= start < 1000:  # 八九十年代
        raise UnresolvedError
    if start < 100 and state.year is not None:
        start += state.year * 100 - 100
    elif start < 100:
        # 90年代 alone is the last one that is over; 10 and 20 may be of either century.
        if start <= 20 or state.known.year is None:
            raise UnresolvedError
        start += 1900 if start + 1900 < state.known.year else 1800
    whole = dt.date(start, 1, 1), dt.date(start + 9, 12, 31)
    return state._replace(year=None, interval=edge(text, whole))


def _year(text: str, offset: int | None, state: _State) -> _State:
    found = numbers(text)
    if text.startswith("公元前"):
        raise UnresolvedError
    if offset is not None:
        found = [_known_year(state) + offset]
    elif text.startswith("民国"):
        found = [1911 + found[0]]
    elif found and found[0] < 100 and not text.startswith("公元"):
        late = _known_year(state)
        found = [late - (late - found[0]) % 100]
    elif not found:
        found = [_then(state.known, "year").year + _THEN.get(text[0], 0)]
    if len(found) > 1 and found[-1] < 100:  # 2023/24赛季
        found[-1] += found[0] // 100 * 100
    whole = dt.date(found[0], 1, 1), dt.date(found[-1], 12, 31)
    return state._replace(year=found[-1], interval=edge(text, whole))


def _half(text: str, _offset: int | None, state: _State) -> _State:
    year = _year_of(state)
    whole = months(year, 1, 6) if text[0] in "上前" else months(year, 7, 12)
    return state._replace(year=year, interval=edge(text, whole))


def _quarter(text: str, _offset: int | None, state: _State) -> _State:
    found = numbers(text) or ([1] if text[0] == "首" else [])
    year = state.year
    if not found:
        if state.known.month is None:
            raise UnresolvedError
        year, index = divmod(
            _known_year(state) * 4 + (state.known.month - 1) // 3 + _NOW[text[0]], 4
        )
        found = [index + 1]
    year = year if year is not None else _year_of(state, found[0] * 3 - 2 if "季" in text else 1)
    if text[0] in "前头":
        whole = months(year, 1, found[0] * 3 if "季" in text else found[0])
    else:
        whole = months(year, found[0] * 3 - 2, found[-1] * 3)
    return state._replace(year=year, interval=edge(text, whole))


def _month(text: str, _offset: int | None, state: _State) -> _State:
    found = numbers(text)
    if found:
        year = _year_of(state, found[0])
    else:
        year, month = _relative_month(text, state)
        found = [month]
    if "旬" in text:
        thirds = [third(year, found[-1], _THIRDS[c]) for c in text if c in _THIRDS]
        whole = thirds[0][0], thirds[-1][1]
    else:
        whole = edge(text, months(year, found[0], found[-1]))
    return state._replace(year=year, month=found[-1], interval=whole)


def _relative_month(text: str, state: _State) -> tuple[int, int]:
    if text[0] in _THEN:
        then = _then(state.known, "month")
        count = then.year * 12 + then.month - 1 + _THEN[text[0]]
    elif state.known.month is not None:
        count = _known_year(state) * 12 + state.known.month - 1 + _NOW[text[0]]
    else:
        raise UnresolvedError
    return count // 12, count % 12 + 1


def _third(text: str, _offset: int | None, state: _State) -> _State:
    if state.year is not None and state.month is None:
        raise UnresolvedError
    year, month = _month_of(state)
    if "旬" in text:
        whole = third(year, month, _THIRDS[text[0]])
    else:
        whole = edge(text, months(year, month, month))
    return state._replace(year=year, month=month, interval=whole)


def _day(text: str, _offset: int | None, state: _State) -> _State:
    if any(word in text for word in ("周", "星期", "礼拜")):
        return state._replace(interval=_week(text, state.known))
    found = numbers(text)
    if found:
        year, month = _month_of(state, found[0])
        return state._replace(interval=days(year, month, found[0], found[-1]))
    if text[0] in _THEN:
        day = _then(state.known, "day") + dt.timedelta(days=_THEN[text[0]])
    else:
        day = state.known.today() + dt.timedelta(days=_NOW[text[0]])
    return state._replace(interval=(day, day))


def _week(text: str, known: Known) -> Interval:
    if text[0] not in "本这上下":
        raise UnresolvedError
    monday, sunday = week(known.today(), _NOW[text[0]])
    if text.endswith("末"):
        return monday + dt.timedelta(days=5), sunday
    nth = _WEEKDAYS.find(text[-1])
    day = monday + dt.timedelta(days=min(nth, 6))
    return (monday, sunday) if nth < 0 else (day, day)


def _date(text: str, _offset: int | None, state: _State) -> _State:
    day = dt.date(*numbers(text))
    return state._replace(interval=(day, day))


def _known_year(state: _State) -> int:
    if state.known.year is None:
        raise UnresolvedError
    return state.known.year


def _then(known: Known, unit: str) -> dt.date:
    """The expression before, where it lies in one year, month or day."""
    then = known.then()
    size = {"year": 1, "month": 2, "day": 3}[unit]
    if then is None or then[0].timetuple()[:size] != then[1].timetuple()[:size]:
        raise UnresolvedError
    return then[1]


def _year_of(state: _State, month: int | None = None) -> int:
    """The year of a part without one: of the chain, of the expression before, the document's."""
    if state.year is not None:
        return state.year
    try:
        return _then(state.known, "year").year
    except UnresolvedError:
        year = _known_year(state)
    if month and state.known.month and month - state.known.month >= _FAR:
        raise UnresolvedError
    return year


def _month_of(state: _State, day: int | None = None) -> tuple[int, int]:
    if state.year is not None and state.month is not None:
        return state.year, state.month
    try:
        then = _then(state.known, "month")
    except UnresolvedError:
        known = state.known
        late = day is not None and known.day is not None and day > known.day
        if state.year is not None or known.year is None or known.month is None or late:
            raise UnresolvedError from None
        return known.year, known.month
    return then.year, then.month


_READERS: Mapping[str, Callable[[str, int | None, _State], _State]] = {
    "century": _century,
    "decade": _decade,
    "year": _year,
    "half": _half,
    "quarter": _quarter,
    "month": _month,
    "third": _third,
    "day": _day,
    "date": _date,
}
