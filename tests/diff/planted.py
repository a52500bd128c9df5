"""Differences planted in a text, and where every character of it went.

The truth comes from the planting: which characters stayed, and where they are now. A claim of
the old text and one of the new are the same claim if they share a character that stayed, or
both touch the place that was rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.model import Claim

_DIGITS = str.maketrans("0123456789一二三四五六七八九两", "1234567891二三四五六七八九三六")
_HAN = re.compile("[一-鿿]{2}")
LINE = "昨日天气晴好，市民纷纷出游。\n"


@dataclass(frozen=True)
class Planted:
    """A new text, made of ``pieces``: ranges of the old one, and strings that are new.

    ``rewritten`` is a range of the old text that one of the strings stands for.
    """

    text: str
    pieces: tuple[tuple[int, int] | str, ...]
    rewritten: tuple[int, int] | None = None

    @property
    def kept(self) -> Iterator[tuple[int, int, int]]:
        """Ranges of the old text that stayed, and where each begins now."""
        at = 0
        for piece in self.pieces:
            if isinstance(piece, str):
                at += len(piece)
                continue
            yield *piece, at
            at += piece[1] - piece[0]

    def home(self, offset: int) -> int | None:
        """Where a character of the old text stands now."""
        return next((at + offset - a for a, b, at in self.kept if a <= offset < b), None)

    @property
    def replacement(self) -> tuple[int, int] | None:
        """Where the text that stands for ``rewritten`` is now."""
        if self.rewritten is None:
            return None
        at = 0
        for piece in self.pieces:
            length = len(piece) if isinstance(piece, str) else piece[1] - piece[0]
            if isinstance(piece, str):
                return at, at + length
            at += length
        return None


def plant(text: str, *pieces: tuple[int, int] | str, rewritten=None) -> Planted:
    """The pieces joined."""
    new = "".join(p if isinstance(p, str) else text[p[0] : p[1]] for p in pieces)
    return Planted(new, pieces, rewritten)


def number(text: str, victim: Claim) -> Planted | None:
    """Another number in the victim's place; None where it has no digit."""
    a, b = victim.spans[0]
    new = text[a:b].translate(_DIGITS)
    return rewrite(text, a, b, new) if new != text[a:b] else None


def word(text: str, victim: Claim) -> Planted | None:
    """Two characters beside the quote made into another word."""
    a, b = victim.spans[0][0], victim.spans[-1][1]
    if _HAN.fullmatch(text, a - 2, a):
        return rewrite(text, a - 2, a, "办理")
    if _HAN.fullmatch(text, b, b + 2):
        return rewrite(text, b, b + 2, "办理")
    return None


def rewrite(text: str, a: int, b: int, new: str) -> Planted:
    return plant(text, (0, a), new, (b, len(text)), rewritten=(a, b))


def line(text: str, victim: Claim) -> Planted:
    """A line inserted above the victim's."""
    at = text.rfind("\n", 0, victim.start) + 1
    return plant(text, (0, at), LINE, (at, len(text)))


def deletion(text: str, victim: Claim) -> Planted:
    """The victim's sentence gone."""
    ends = [0, *(x for span in sorted(victim.sentence_spans) for x in span), len(text)]
    return plant(text, *zip(ends[::2], ends[1::2], strict=True))


def paragraphs(text: str, victim: Claim) -> Planted:
    """The victim's paragraph and the next one exchanged."""
    starts = [0, *(m.end() for m in re.finditer("\n", text)), len(text)]
    lines = list(pairwise(starts))
    full = [i for i, (a, b) in enumerate(lines) if text[a:b].strip()]
    here = next(i for i in full if lines[i][0] <= victim.start < lines[i][1])
    there = next((i for i in full if i > here), full[0])
    lines[here], lines[there] = lines[there], lines[here]
    return plant(text, *lines)


def copy(text: str, victim: Claim) -> Planted:
    """The victim's sentence said twice, one after the other."""
    end = victim.sentence_spans[-1][1]
    return plant(text, (0, end), victim.sentence, (end, len(text)))


PLANTS = {
    "number": number,
    "word": word,
    "line": line,
    "deletion": deletion,
    "paragraphs": paragraphs,
    "copy": copy,
}
