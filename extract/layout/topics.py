"""What paragraphs are about: the pairs of characters that two of them share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.rules.regexes import compiled

__all__ = ["Grams", "Topics", "grams", "topic"]

_LENGTH = 120  # characters at either end that show what a paragraph is about
_SIMILAR_CAP = 1.5

Grams = frozenset[int]


@lru_cache(maxsize=1)
def _han() -> re.Pattern[str]:
    """Compiled when first wanted: so wide a class takes a while."""
    return compiled("[一-鿿]+")


def grams(text: str) -> Grams:
    """Pairs of Chinese characters side by side, in the first and last sentences.

    Two characters of two bytes each, read as one number.
    """
    if len(text) > 2 * _LENGTH:
        text = text[:_LENGTH] + text[-_LENGTH:]
    data = "".join(_han().findall(text)).encode("utf-16-le")
    return frozenset(_fours(data) + _fours(data[2:]))


def _fours(data: bytes) -> list[int]:
    return memoryview(data[: len(data) // 4 * 4]).cast("I").tolist()


def topic(shared: float, left: Grams, right: Grams) -> float:
    """How much two paragraphs share for their length, up to 1.5."""
    scale = (len(left) * len(right) + 1) ** 0.5 / 10
    return min(shared / scale, _SIMILAR_CAP) if shared else 0.0


class Topics:
    """In how many of some paragraphs each pair of characters stands; counted when asked."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._grams = {at: grams(text) for at, text in texts.items()}
        self._all = list(self._grams.values())
        self._counts: dict[int, int] = {}

    def shared(self, left: int, right: int) -> float:
        """How much two of the paragraphs share: a pair that few others have counts most."""
        one, other = self._grams[left], self._grams[right]
        counts = self._counts
        total = 0.0
        for gram in one & other:
            count = counts.get(gram)
            if count is None:
                count = counts[gram] = sum([gram in grams for grams in self._all])
            total += 1 / count
        return topic(total, one, other)
