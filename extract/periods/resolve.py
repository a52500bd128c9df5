"""Time expressions to days, from the document's date; nothing is guessed.

Note [What resolves]: an end that the text leaves open, or the date does not tell, is None.

- A part without its year or month takes it from the expression before, else from the
  document's date. A month eight or more after the document's may be last year's, and a
  day after the document's last month's: not resolved.
- 今年以来, 2018年至今: to the document's date where that is full, else open.
- 截至目前, 目前: only the end, a full document date. 截至10月底, 到2025年: only the end.
  2026年底前 ends with the year, 6月30日前 with that day, 2000年前 the day before that year.
- 年初 gives only the first day, 年底 only the last; 底 and 初 of a month likewise.
- 近三年, 过去五年: the years up to a full document date; 未来五年: those from it on.
- 全年, 当年, 同年: the year of the expression before.
- 五年来, 这五年, 连续5年, 3年内, 近日, 近年来, festivals, seasons, bare weekdays and dates of
  the old calendar do not resolve.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from extract.model import Period
from extract.periods.calendar import Interval, edge, iso, numbers, shift_months
from extract.periods.grammar import Grammar, grammar
from extract.periods.intervals import Known, UnresolvedError, interval_of
from extract.periods.recognise import Found, chains, find_periods
from extract.rules import RuleSet, default_rules
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["infer_year", "resolve"]

Days = tuple[str | None, str | None]

_SPAN = compiled(
    "(?P<word>最近|近|过去|此前|未来|今后|此后|接下来|往后)的?(?P<count>[0-9]+|[一二两三四五六七八九十]+)个?"
    "(?P<unit>年|月|季度|周|星期|[天日])(?!多)"
)
_MONTHS = {"年": 12, "季度": 3, "月": 1}
_WEEKS = ("周", "星期")
_PAST = ("最近", "近", "过去", "此前")
_YEAR = compiled(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?:年(?!度)|(?=[-/.]))")
_DATED = compiled(r"(?:年|[-/.])[0-9]{1,2}(?:月|[-/.])")
_PLANNED = compiled("[将预规计目争远拟]")


class _Quote(NamedTuple):
    """A quoted expression read again: its folded text, chains of parts, what is known."""

    text: str
    chains: tuple[Found, ...]
    known: Known
    dates: Mapping[str, tuple[str, ...]]


def resolve(
    period: Period,
    date: str | None,
    *,
    previous: Days | None = None,
    rules: RuleSet | None = None,
) -> Days | None:
    """First and last day (ISO) of a period; None where it does not resolve.

    ``date`` is the document's: YYYY, YYYY-MM, YYYY-MM-DD or None; ``previous`` the days of
    the expression before it that still governs, if any. See Note [What resolves].
    """
    if period.form not in _FORMS:
        return None
    quote = period.quote.replace(" ", "")  # 2023 年 5 月
    return _resolved(period.form, quote, date, previous, rules or default_rules())


# The same few expressions (今年, 去年, 截至目前) stand in most documents of a batch.
@lru_cache(maxsize=4096)
def _resolved(
    form: str, quote: str, date: str | None, previous: Days | None, rules: RuleSet
) -> Days | None:
    try:
        return iso(_FORMS[form](_quote(fold(quote), _known(date, previous), grammar(rules))))
    except (UnresolvedError, ValueError, OverflowError):
        return None


def _known(date: str | None, previous: Days | None) -> Known:
    given = [int(n) for n in (date or "").split("-") if n]
    year, month, day = (*given, None, None, None)[:3]
    first, last = (d and dt.date.fromisoformat(d) for d in previous or (None, None))
    return Known(year, month, day, (first or None, last or None))


def _quote(folded: str, known: Known, ruled: Grammar) -> _Quote:
    return _Quote(folded, tuple(chains(folded, ruled)), known, ruled.dates)


def _at(quote: _Quote) -> Interval:
    named = _named(quote)
    if named:
        return edge(quote.text, named)
    if not quote.chains or quote.text.endswith("同期"):
        raise UnresolvedError
    return _interval(quote, quote.chains[0], quote.known)


def _interval(quote: _Quote, chain: Found, known: Known) -> Interval:
    parts = ((p.level, quote.text[a:b], p.offset) for a, b, p in chain.parts)
    return interval_of(parts, known)


def _named(quote: _Quote) -> Interval | None:
    """The days of the plan or event that the quote names; the longest name counts."""
    if not any(c.first in ("plan", "event") for c in quote.chains):
        return None
    for name in sorted(quote.dates, key=lambda name: (-len(name), name)):
        if name in quote.text:
            found = [dt.date.fromisoformat(day) for day in quote.dates[name]]
            return found[0], found[1] if len(found) > 1 else None
    return None


def _range(quote: _Quote) -> Interval:
    first = _at(quote)
    if len(quote.chains) == 1:
        return first
    known = quote.known._replace(previous=first)
    return first[0], _interval(quote, quote.chains[1], known)[1]


def _since(quote: _Quote) -> Interval:
    first, last = _at(quote)
    if quote.text.endswith(("以后", "之后")):
        return (last + dt.timedelta(days=1) if last else None), None
    try:
        return first, quote.known.today() if first else None
    except UnresolvedError:
        return first, None


def _until(quote: _Quote) -> Interval:
    if quote.chains and quote.chains[0].first == "now":
        return _now(quote)
    first, last = _at(quote)
    before = quote.text.endswith("前") and quote.chains[0].last not in ("day", "date", "clock")
    if before and first:
        return None, first - dt.timedelta(days=1)
    return None, last


def _now(quote: _Quote) -> Interval:
    return None, quote.known.today()


def _span(quote: _Quote) -> Interval:
    found = _SPAN.search(quote.text)
    if found is None:
        raise UnresolvedError
    today, count = quote.known.today(), numbers(found["count"])[0]
    sign = -1 if found["word"] in _PAST else 1
    if found["unit"] in _MONTHS:
        other = shift_months(today, sign * count * _MONTHS[found["unit"]])
    else:
        other = today + dt.timedelta(days=sign * count * (7 if found["unit"] in _WEEKS else 1))
    return (other + dt.timedelta(days=1), today) if sign < 0 else (today, other)


_FORMS: Mapping[str, Callable[[_Quote], Interval]] = {
    "at": _at,
    "base": _at,
    "same": _at,
    "range": _range,
    "since": _since,
    "until": _until,
    "now": _now,
    "span": _span,
}


def infer_year(texts: Iterable[str], rules: RuleSet | None = None) -> str | None:
    """The year a document without a date was written in, from the years it names; or None.

    The latest year that is no target (到2030年, 2026年底前, 将于2025年), base of comparison,
    or label (2023年度); it must stand once with a month (2023年10月), or twice. Say of the
    result that it is inferred: an article may tell only of years before its own.
    """
    seen: Counter[int] = Counter()
    for text in texts:
        for period in find_periods(text, rules):
            before = text[max(0, period.start - 6) : period.start]
            if period.form in ("at", "range", "since") and not _PLANNED.search(before):
                quote = fold(period.quote)
                for year in _YEAR.findall(quote):
                    seen[int(year)] += 2 if _DATED.search(quote) else 1
    if not seen:
        return None
    latest = max(seen)
    return str(latest) if seen[latest] > 1 else None
