"""How far a run is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from extract.cli import console

if TYPE_CHECKING:
    from extract.batch import Position

__all__ = ["bar", "lines", "spoken"]

_WIDTH = 24
_EVERY = 100


def bar(total: Callable[[], int]) -> Callable[[Position], None]:
    """A bar with rate and remaining time, on one line of a terminal that it keeps for itself.

    ``total`` tells the bytes of input; it is asked once, at the first shard.
    """
    began = time.monotonic()
    of = 0

    def show(position: Position) -> None:
        nonlocal of
        of = of or max(total(), 1)
        sys.stderr.write(f"\r\033[K{told(position, of, time.monotonic() - began)}")
        if position.size >= of:
            sys.stderr.write("\r\033[K")
        sys.stderr.flush()

    return show


def told(position: Position, of: int, seconds: float) -> str:
    """The line of the bar. What was there already counts as done, but not for the rate."""
    share = min(position.size / of, 1.0)
    rate = (position.size - position.reused) / max(seconds, 0.001)
    left = spoken((of - position.size) / rate) if rate else "?"
    full = int(share * _WIDTH)
    failed = position.summary.failed
    parts = [
        f"[{'#' * full}{'.' * (_WIDTH - full)}] {share:4.0%}",
        f"{position.summary.documents} documents",
        f"{rate / 1e6:.2f} MB/s",
        f"{left} left",
        *([console.counted(failed, "error")] if failed else []),
    ]
    return "  ".join(parts)


def lines() -> Callable[[Position], None]:
    """A line for every so many shards, for logs."""
    began = time.monotonic()

    def show(position: Position) -> None:
        if position.summary.shards % _EVERY:
            return
        seconds = time.monotonic() - began
        rate = (position.size - position.reused) / max(seconds, 0.001)
        console.say(
            f"{position.summary.shards} shards, {position.summary.documents} documents, "
            f"{position.size / 1e6:.0f} MB, {rate / 1e6:.2f} MB/s, {spoken(seconds)}"
        )

    return show


def spoken(seconds: float) -> str:
    """A length of time for people.

    >>> spoken(7), spoken(187), spoken(7500)
    ('7 s', '3:07 min', '2:05 h')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60}:{whole % 60:02} min"
    return f"{whole // 3600}:{whole % 3600 // 60:02} h"
