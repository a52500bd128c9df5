"""Finding a place again in a changed text: the clause exactly, its context nearly.

Width, variants of signs and white space do not count, digits always do. The figures: a
harmless edit leaves a context at 0.98 or so; a look-alike elsewhere reaches 0.7 only where
its surroundings are repeated too, and then nothing is decided without being asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress

from rapidfuzz.distance import Indel

from extract.model import Span
from extract.text import fold
from extract.verdicts.model import Selector

__all__ = ["ASK", "Anchor", "Text", "anchor", "likeness", "plain"]

SURE = 0.7
ASK = 0.4
AHEAD = 0.1
_NUMERAL = frozenset("0123456789.%〇零一二两三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands now, how like its context is (0 to 1), and whether that is sure."""

    spans: tuple[Span, ...]
    score: float
    sure: bool


@dataclass(frozen=True)
class Text:
    """A text made ready to be searched: folded, without white space, with the way back."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text as it is compared."""
        return plain(self.text)

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    @cached_property
    def _home(self) -> Sequence[int]:
        return list(compress(range(len(self.text)), (not ch.isspace() for ch in self._folded)))

    def home(self, start: int, end: int) -> Span:
        """The span of the text itself for a range of ``plain``; neither may be empty."""
        return self._home[start], self._home[end - 1] + 1

    def alone(self, start: int, end: int) -> bool:
        """Whether no numeral goes on at the ends of a range of ``plain``."""
        a, b = self.home(start, end)
        return not (self._within_numeral(a) or self._within_numeral(b))

    def _within_numeral(self, at: int) -> bool:
        pair = self._folded[max(0, at - 1) : at + 1]
        return at > 0 and len(pair) == 2 and pair[0] in _NUMERAL and pair[1] in _NUMERAL


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    score: float


def anchor(selector: Sequence[Selector], text: Text) -> Anchor | None:
    """Where the quote of these selectors stands in ``text``; None where it does not.

    ``sure`` asks for a context of 0.7 that is 0.1 better than the next; below 0.4 there is
    no anchor. A quote of several pieces is as sure as the least sure of them.
    """
    found: list[Anchor] = []
    for piece in selector:
        here = _anchor_piece(piece, text)
        if here is None:
            return None
        found.append(here)
    if not found:
        return None
    return Anchor(
        spans=tuple(span for here in found for span in here.spans),
        score=min(here.score for here in found),
        sure=all(here.sure for here in found),
    )


def _anchor_piece(piece: Selector, text: Text) -> Anchor | None:
    hits = sorted(_hits(piece, text), key=lambda hit: -hit.score)
    if not hits or hits[0].score < ASK:
        return None
    best = hits[0]
    ahead = best.score - hits[1].score if len(hits) > 1 else 1.0
    a, b = (len(plain(piece.exact[:offset])) for offset in piece.at)
    span = text.home(best.start + a, best.start + b)
    return Anchor((span,), best.score, sure=best.score >= SURE and ahead >= AHEAD)


def _hits(piece: Selector, text: Text) -> Iterator[_Hit]:
    """Every place where the clause stands, with how like its surroundings are."""
    needle = plain(piece.exact)
    prefix, suffix = plain(piece.prefix), plain(piece.suffix)
    quote = plain(piece.exact[piece.at[0] : piece.at[1]])
    at = text.plain.find(needle) if quote else -1
    while at >= 0:
        end = at + len(needle)
        if text.alone(at, end):
            before = text.plain[max(0, at - len(prefix)) : at]
            after = text.plain[end : end + len(suffix)]
            yield _Hit(at, likeness(prefix, before, suffix, after))
        at = text.plain.find(needle, at + 1)


def likeness(prefix: str, before: str, suffix: str, after: str) -> float:
    """How like both sides are, each by its length; a side that was empty says nothing."""
    length = len(prefix) + len(suffix)
    if not length:
        return 1.0
    left = Indel.normalized_similarity(prefix, before) * len(prefix)
    right = Indel.normalized_similarity(suffix, after) * len(suffix)
    return (left + right) / length


def plain(text: str) -> str:
    """The text as it is compared: folded, without white space."""
    return "".join(fold(text).split())
