"""What has gone on for a length of time that is itself the time: the 开园 of 开园一年."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from extract.claims.frame import Scene
from extract.model import Quantity, Span
from extract.rules.regexes import compiled

__all__ = ["event_before", "event_measured"]

_EVENT = compiled(
    "(?:自从?)?(?P<event>(?:正式|试)?(?:开[园馆业通街放设工播]|上[线市]|运[行营]|[启投]用"
    "|推[出行]|实施|成立|入驻|揭牌|挂牌|试行))$"
)
_LASTING = ("假期", "期间", "长假", "春运", "暑运")


def event_before(scene: Scene, quantity: Quantity) -> tuple[Span, ...]:
    """The event that a duration counts from, where it is part of the same time; else nothing."""
    at = bisect_left(scene.periods, quantity.end, key=attrgetter("end"))
    if at == len(scene.periods) or scene.periods[at].start >= quantity.start:
        return ()
    found = _EVENT.match(scene.folded, scene.periods[at].start, quantity.start)
    return (found.span("event"),) if found else ()


def event_measured(scene: Scene, quantity: Quantity) -> tuple[Span, ...]:
    """国庆中秋假期8天: the time itself is what a duration measures; else nothing."""
    periods = scene.periods
    if quantity.kind != "duration" or not periods:
        return ()
    at = bisect_left(periods, quantity.start, key=attrgetter("end"))
    if at < len(periods) and periods[at].end == quantity.start:
        period = periods[at]
        if period.quote.endswith(_LASTING):
            return ((period.start, period.end),)
    return ()
