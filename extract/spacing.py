"""Spaces that typesetting puts between digits and words: taken out, and offsets put back.

约 300 万元, 2 小时 30 分钟 and 零下 5 ℃ mean what they mean without spaces. Two blanks, tabs
and bars part the cells of a table, and a space between two words parts the words: they stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple, TypeVar

from extract.model import Period, Quantity, Rejection, Span
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["TABLE", "Unspaced", "unspaced"]

_NUMERALS = "零〇一二三四五六七八九十百千万亿两几半"
_BOUND = "约 |逾 |超 |超过 |不到 |不足 |大约 |至少 |最多 |低于 |高于 |多于 |少于 |零下 "
_SPACE = compiled(
    rf" (?:(?<=[0-9０-９%％] )(?={LETTER}|[%％℃°])(?!个人[信所简资])"
    rf"|(?<={LETTER} )(?<![{_NUMERALS}] )(?=[0-9０-９])"
    rf"|(?<=[万亿] )(?=[0-9多余来元人个美港欧日韩])|(?<=[多余来] )(?=[元人个岁年米吨])"
    rf"|(?<=[0-9] 个 )(?=月|小时|星期|工作日)"
    rf"|(?:{'|'.join(f'(?<={word})' for word in _BOUND.split('|'))})(?=[{_NUMERALS}])"
    rf"|(?<=[^\s，。；] )(?=以[上下内]|左右)|(?<={LETTER} )(?=/ ?{LETTER})"
    rf"|(?<={LETTER}/ )(?={LETTER})|(?<={LETTER} / )(?={LETTER}))"
)
# What parts the cells of a table, or names their unit.
TABLE = compiled(r"\t|  |\||单位[:：]")
_Found = TypeVar("_Found", Quantity, Rejection, Period)


class Unspaced(NamedTuple):
    """A text without such spaces, and where in the original they stood, in order."""

    text: str
    gone: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """The span of the original for a span of ``text`` that is not empty."""
        before = [place - rank for rank, place in enumerate(self.gone)]
        last = end - 1
        return start + bisect_right(before, start), last + bisect_right(before, last) + 1

    def put_back(self, original: str, found: _Found) -> _Found:
        """What was found in ``text``, with its span and quote of the original."""
        start, end = self.original(found.start, found.end)
        return found._replace(start=start, end=end, quote=original[start:end])

    def closed_up(self, start: int, end: int) -> Span:
        """The span of ``text`` for a span of the original."""
        gone = self.gone
        return start - bisect_left(gone, start), end - bisect_left(gone, end)


def unspaced(text: str) -> Unspaced | None:
    """The text without them; None where it has none, or holds rows of a table."""
    if " " not in text:
        return None
    gone = tuple(space.start() for space in _SPACE.finditer(text))
    if not gone or TABLE.search(text):
        return None
    edges = (-1, *gone, len(text))
    parts = (text[a + 1 : b] for a, b in pairwise(edges))
    return Unspaced("".join(parts), gone)
