"""Seeded newspaper pages: a clean article cut into columns, shuffled, with captions between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.layout.clean import ARTICLES, CAPTIONS

CORPUS = Path(__file__).parents[2] / "corpus"
_SENTENCE_END = re.compile("[。！？；：…][”’）]*$")
_TORN = "务放优队及的办康"  # first characters of paragraphs that the corpus itself has torn
_GAP = "\n\n\n\n"


@dataclass(frozen=True)
class Piece:
    """A paragraph, or the part of one that stands in one column."""

    text: str
    starts: bool
    ends: bool


@dataclass(frozen=True)
class Page:
    """A page and its true seams: (end of the left piece, start of the right piece)."""

    text: str
    seams: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Style:
    """How a page is printed: wrapped at so many characters or not, paragraphs indented."""

    width: int
    indent: str


def articles() -> list[tuple[str, ...]]:
    """The clean articles, and the whole paragraphs of the corpus, six at a time."""
    found = list(ARTICLES.values())
    for path in sorted(CORPUS.glob("*.txt")):
        lines = path.read_bytes().decode().split("\n")
        whole = [
            line
            for line in lines
            if len(line) > 60 and _SENTENCE_END.search(line) and line[0] not in "■●" + _TORN
        ]
        found += [tuple(whole[at : at + 6]) for at in range(0, len(whole) - 5, 6)]
    return found


def page(seed: int) -> Page:
    """One page; the same seed gives the same page."""
    random = Random(seed)
    return cut(random, random.choice(articles()))


def cut(random: Random, paragraphs: Sequence[str]) -> Page:
    """Cut paragraphs into two to four columns and print these, mostly out of order.

    A caption or a gap stands between columns, or, where the order is kept, nothing.
    """
    columns = _columns(random, paragraphs)
    order = list(range(len(columns)))
    if random.random() < 0.6:
        random.shuffle(order)
    width = random.choice([0, 0, 0, 14, 18])
    style = Style(width, "　　" if width or random.random() < 0.5 else "")
    return _print(random, columns, order, style)


def _columns(random: Random, paragraphs: Sequence[str]) -> list[list[Piece]]:
    """Cut at random characters; a column takes at least a line of a paragraph."""
    count = random.choice([2, 3, 3, 4])
    total = sum(map(len, paragraphs))
    cuts = [total * n // count + random.randint(-40, 40) for n in range(1, count)]
    columns: list[list[Piece]] = [[]]
    at = 0
    for paragraph in paragraphs:
        inner = sorted({c - at for c in cuts if 13 < c - at < len(paragraph) - 3})
        for start, end in pairwise([0, *inner, len(paragraph)]):
            if start:
                columns.append([])
            columns[-1].append(Piece(paragraph[start:end], start == 0, end == len(paragraph)))
        at += len(paragraph)
        if any(-3 <= c - at <= 13 for c in cuts):
            columns.append([])
    return [column for column in columns if column]


def _print(
    random: Random, columns: Sequence[Sequence[Piece]], order: Sequence[int], style: Style
) -> Page:
    shuffled = list(order) != sorted(order)
    text = "\n\n一份写在城乡大地上的民生答卷\n\n"
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    captions = random.sample(CAPTIONS, len(CAPTIONS))
    for column in order:
        for number, piece in enumerate(columns[column]):
            if not number and not piece.starts:
                starts[column] = len(text) + len(piece.text) - len(piece.text.lstrip())
            text += _wrap(piece, style)
            if not piece.ends:
                ends[column] = len(text.rstrip())
            text += "\n" if style.width else "\n\n"
        breaks = [f"{_GAP}{captions.pop()}{_GAP}", _GAP]
        text += random.choice(breaks if shuffled else [*breaks, "\n"])
    seams = {
        (ends[left], starts[left + 1])
        for left in range(len(columns) - 1)
        if left in ends and not _SENTENCE_END.search(text[ends[left] - 4 : ends[left]])
    }
    return Page(text + "(王玮)\n", frozenset(seams))


def _wrap(piece: Piece, style: Style) -> str:
    line = (style.indent if piece.starts else "") + piece.text
    width = style.width or len(line)
    return "\n".join(line[at : at + width] for at in range(0, len(line), width))
