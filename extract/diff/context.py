"""Where a claim's quote stands in its sentence, and the words around it without the numbers.

Note [Digits are never fuzzy]: words are compared with every numeral collapsed to one mark, so
that 412家 and 470家 are neither alike nor unlike by their digits; whether two numbers are equal
is asked of the numbers themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from extract.diff.row import Row
from extract.text import fold

__all__ = ["MARK", "Page", "masked"]

MARK = "#"
_NUMERAL = re.compile(r"(?:[0-9]+(?:[.,][0-9]+)*|[〇零一二三四五六七八九十百千万亿两]+)+")
_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"[，。；：！？、,;:!?]")


def masked(text: str) -> str:
    """Folded text with each numeral as one mark and no white space.

    >>> masked("所辖医疗机构 ４１２家")
    '所辖医疗机构#家'
    >>> masked("1.57亿元") == masked("13元")
    True
    """
    return _NUMERAL.sub(MARK, _SPACE.sub("", fold(text)))


class Page:
    """The claims of one document in one table, and where each quote stands in its sentence."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows

    @cached_property
    def at(self) -> list[int]:
        """The place of each quote, in code points of its sentence.

        The offsets of all claims of one sentence together say where it begins, which tells
        the first 3个 of 打造3个…、3个… from the second.
        """
        places = [row.sentence.find(row.quote) for row in self.rows]
        unclear = [
            i
            for i, (row, at) in enumerate(zip(self.rows, places, strict=True))
            if at >= 0 and row.sentence.find(row.quote, at + 1) >= 0
        ]
        if unclear:
            bases = self._bases({self.rows[i].sentence for i in unclear})
            for i in unclear:
                row, start = self.rows[i], int(self.rows[i].start)
                votes = bases[row.sentence]
                places[i] = max(_occurrences(row), key=lambda at: (votes[start - at], -at))
        return [max(at, 0) for at in places]

    def _bases(self, sentences: set[str]) -> dict[str, Counter[int]]:
        """Where each sentence may begin, with the votes of its claims.

        One that is mended over a break, or stands there twice, has several beginnings.
        """
        bases: dict[str, Counter[int]] = {sentence: Counter() for sentence in sentences}
        for row in self.rows:
            if row.sentence in bases:
                bases[row.sentence].update(int(row.start) - at for at in _occurrences(row))
        return bases

    def number_at(self, index: int) -> int:
        """Where the quote's first numeral stands, or the quote where it has none.

        A rule may let 约 in or leave it out, and the number is still the same one.
        """
        numeral = _NUMERAL.search(fold(self.rows[index].quote))
        return self.at[index] + (numeral.start() if numeral else 0)

    def figure(self, index: int) -> str:
        """The quote's first numeral, as written; the quote where it has none."""
        quote = fold(self.rows[index].quote)
        numeral = _NUMERAL.search(quote)
        return numeral[0] if numeral else quote

    def words_before(self, index: int) -> int:
        """How many characters stand before the number once numerals are masked."""
        return len(masked(self.rows[index].sentence[: self.number_at(index)]))

    def clause(self, index: int) -> str:
        """What stands between the punctuation marks around the quote."""
        row, at = self.rows[index], self.at[index]
        start = max((m.end() for m in _CUT.finditer(row.sentence, 0, at)), default=0)
        end = _CUT.search(row.sentence, at + len(row.quote))
        return row.sentence[start : end.start() if end else len(row.sentence)]


def _occurrences(row: Row) -> Iterator[int]:
    at = row.sentence.find(row.quote)
    while at >= 0:
        yield at
        at = row.sentence.find(row.quote, at + 1)
