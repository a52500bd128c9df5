"""When a figure holds, how long it has been adding up, and which of two is the earlier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extract.diff.batch import Source
from extract.diff.row import Row
from extract.rules import RuleSet
from extract.rules.model import alternation

__all__ = ["Time", "Times", "days", "order"]


@dataclass(frozen=True, slots=True)
class Time:
    """``start`` and ``end`` are ISO days, empty where not known; ``end`` orders.

    ``basis`` is where they come from: period, document date, or nothing at all.
    ``cumulative`` is a figure that has been adding up since an earlier year.
    """

    text: str
    start: str = ""
    end: str = ""
    basis: str = ""
    cumulative: bool = False

    @property
    def closed(self) -> bool:
        """Whether the period itself says from when to when."""
        return self.basis == "period" and bool(self.start and self.end) and not self.cumulative


class Times:
    """The words for running periods of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        running = alternation(rules.words("series.cumulative"))
        self._running = re.compile(f"(?:{running})$")
        self._this_year = re.compile(alternation(rules.words("series.this_year")))

    def find(self, row: Row, source: Source) -> Time:
        """When the claim holds: by its own period, else by its document's date."""
        published = _days(source.date)
        start, end = _days(row.period_start)[0], _days(row.period_end)[1]
        running = bool(self._running.search(row.period)) and not self._this_year.search(row.period)
        if start or end:
            last = end or published[1] or start
            long = not end and start[:4] < published[0][:4]
            return Time(row.period, start, last, "period", running and long)
        basis = "document date" if published[1] else ""
        if basis and source.date_basis == "inferred":
            basis = "document date, inferred"
        return Time(row.period, *published, basis, running)


def order(old: Time, new: Time) -> tuple[int, str]:
    """1 where ``old`` is the earlier, -1 where it is the later, 0 where it is not known; why."""
    if not old.end or not new.end:
        return 0, "order not known"
    basis = " / ".join(dict.fromkeys((old.basis, new.basis)))
    if (old.end, old.start) == (new.end, new.start):
        return 0, "same time"
    return (1 if (old.end, old.start) < (new.end, new.start) else -1), f"by {basis}"


def days(time: Time) -> int | None:
    """How many days a closed period has."""
    if not time.closed:
        return None
    return (date.fromisoformat(time.end) - date.fromisoformat(time.start)).days + 1


def _days(iso: str) -> tuple[str, str]:
    """The first and the last day of a year, a month or a day; empty where it is none."""
    try:
        match [int(part) for part in iso.split("-")]:
            case [year]:
                return date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()
            case [year, month]:
                following = date(year + month // 12, month % 12 + 1, 1)
                last = date.fromordinal(following.toordinal() - 1)
                return date(year, month, 1).isoformat(), last.isoformat()
            case [year, month, day]:
                return (date(year, month, day).isoformat(),) * 2
    except ValueError:
        pass
    return "", ""
