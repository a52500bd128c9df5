"""Patterns that take too long on some text.

Note [Busy machines]: the processor's time of this process counts, not the clock; a time that is
too long is measured again, and the least counts. So other programs change no verdict.

Note [No long waits]: a pattern may need ages for a text of fifty characters. So it is matched at
a few places first, on texts that grow by small steps, and the first that takes more than its
share of the budget is the last: the next one cannot be out of all proportion to it. Only then
is it let loose on every place of a text.
"""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Callable
from time import process_time

__all__ = ["BUDGET", "LENGTH", "slow_on", "slowness"]

BUDGET = 0.05
"""Seconds that one pattern may take for ``LENGTH`` characters of any text."""
LENGTH = 4000

_STEP = 1.4
_SHORTEST = 4
_LENGTHS = (200, 800, LENGTH)
# Less time says nothing: it is neither too long nor compared with another.
_FLOOR = 0.002
_TRIES = 5
# Four times the text may take eight times as long: squared time would take sixteen times.
_TIMES = 4
_GROWTH = 8

_HOSTILE = (
    "万", "1", "一二三四五六七八九十百千万亿", "、", "“‘", "”", "（", "1、", "一、", "的", "年",
    "第", "3个", "0.", "1,", "-", "—", "半", " ", "\n", "\ue000", "\ue000\ue100", "\ue00b\ue10b",
    "a",
)  # fmt: skip
_LITERALS = re.compile(r"[A-Za-z一-鿿]+")
_META = re.compile(r"[\\()\[\]{}|?*+^$.:<>=!,]+")
_MOST_LITERALS = 6


def slowness(pattern: re.Pattern[str], *, scans: bool = True) -> str:
    """What is wrong with the time of a pattern on hostile texts; the empty string if nothing.

    ``scans`` tries it at every place, as a pattern for running text is; else at the start.
    """
    for piece in _hostile(pattern.pattern):
        cause = slow_on(pattern, piece, scans=scans)
        if cause:
            return cause
    return ""


def slow_on(pattern: re.Pattern[str], piece: str, *, scans: bool = True) -> str:
    """The same, on this piece again and again."""
    # What a match takes depends on its place in the piece, and on whether one stands before.
    places = range(2 * len(piece) if scans else 1)

    def matched(text: str) -> None:
        for place in places:
            pattern.match(text, place)

    def scanned(text: str) -> None:
        deque(pattern.finditer(text), maxlen=0)

    cause = _over_budget(matched, piece, _steps())
    if scans and not cause:
        cause = _over_budget(scanned, piece, _LENGTHS)
    return cause or _grows(scanned if scans else matched, piece)


def _over_budget(run: Callable[[str], None], piece: str, lengths: tuple[int, ...]) -> str:
    """See Note [No long waits]."""
    for length in lengths:
        share = max(_FLOOR, BUDGET * length / LENGTH)
        took = _least(run, _text(piece, length), enough=share)
        if took > share:
            return (
                f"takes {took * 1000:.0f} ms on {length} characters of {piece[:8]!r}; "
                f"it may take {BUDGET * 1000:.0f} ms on {LENGTH}"
            )
    return ""


def _grows(run: Callable[[str], None], piece: str) -> str:
    """Time that is short enough, but grows with the square of the text."""
    short, long = math.inf, math.inf
    for _ in range(_TRIES):
        long = min(long, _seconds(run, _text(piece, LENGTH)))
        if long <= _FLOOR:
            return ""
        short = min(short, *(_seconds(run, _text(piece, LENGTH // _TIMES)) for _ in range(2)))
        if long <= _GROWTH * short:
            return ""
    return (
        f"takes {long / short:.0f} times as long on {_TIMES} times as many "
        f"characters of {piece[:8]!r}"
    )


def _steps() -> tuple[int, ...]:
    count = math.ceil(math.log(LENGTH / _SHORTEST, _STEP))
    return (*(math.ceil(_SHORTEST * _STEP**step) for step in range(count)), LENGTH)


def _text(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def _least(run: Callable[[str], None], text: str, *, enough: float) -> float:
    """Seconds of the quickest try; none is needed after one that is quick enough."""
    least = math.inf
    for _ in range(_TRIES):
        least = min(least, _seconds(run, text))
        if least <= enough:
            break
    return least


def _seconds(run: Callable[[str], None], text: str) -> float:
    """See Note [Busy machines]."""
    start = process_time()
    run(text)
    return process_time() - start


def _hostile(source: str) -> tuple[str, ...]:
    """Pieces that, repeated, tempt a pattern: common ones, and its own literals."""
    own = sorted(set(_LITERALS.findall(_META.sub(" ", source))), key=len, reverse=True)
    own = own[:_MOST_LITERALS]
    return (*_HOSTILE, *own, *([joined := "".join(own), "\ue000" + joined] if own else []))
