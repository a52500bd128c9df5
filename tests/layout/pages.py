"""Seeded newspaper pages: a clean article cut into columns, shuffled, with captions between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.layout.clean import ARTICLES, CAPTIONS

CORPUS = Path(__file__).parents[2] / "corpus"
_SENTENCE_END = re.compile("[。！？；：][”’）]*$")


@dataclass(frozen=True)
class Page:
    """A page and its true seams: (end of the left piece, start of the right piece)."""

    text: str
    seams: frozenset[tuple[int, int]]
    shuffled: bool


def articles() -> list[tuple[str, tuple[str, ...]]]:
    """The clean articles, and the whole paragraphs of the corpus by article."""
    found = list(ARTICLES.items())
    for path in sorted(CORPUS.glob("*.txt")):
        lines = path.read_bytes().decode().split("\n")
        whole = [
            line
            for above, line in zip(["。", *[x for x in lines if x.strip()]], lines, strict=False)
            if len(line) > 60 and _SENTENCE_END.search(line) and line[0] not in "■●务队的康人办及放优复"
        ]
        found += [("民生清单见证幸福", tuple(whole[at : at + 6])) for at in range(0, len(whole) - 5, 6)]
    return found


def page(seed: int) -> Page:
    """One page; the same seed gives the same page."""
    random = Random(seed)
    headline, paragraphs = random.choice(articles())
    columns = _columns(random, paragraphs)
    order = list(range(len(columns)))
    if random.random() < 0.7:
        random.shuffle(order)
    width = random.choice([0, 0, 0, 14, 18])
    indent = "　　" if width or random.random() < 0.2 else ""
    return _print(random, headline, columns, order, width, indent)


Column = list[tuple[str, bool, bool]]  # text, starts its paragraph, ends it


def _columns(random: Random, paragraphs: tuple[str, ...]) -> list[Column]:
    count = random.choice([2, 3, 3, 4])
    total = sum(map(len, paragraphs))
    cuts = [total * n // count + random.randint(-40, 40) for n in range(1, count)]
    columns: list[Column] = [[]]
    at = 0
    for paragraph in paragraphs:
        inner = [c - at for c in cuts if 3 < c - at < len(paragraph) - 3]
        edges = [0, *inner, len(paragraph)]
        for start, end in zip(edges, edges[1:], strict=False):
            if start:
                columns.append([])
            columns[-1].append((paragraph[start:end], start == 0, end == len(paragraph)))
        at += len(paragraph)
        if any(0 <= c - at <= 3 or -3 <= c - at < 0 for c in cuts):
            columns.append([])
    return [column for column in columns if column]


def _print(
    random: Random, headline: str, columns: list[Column], order: list[int], width: int, indent: str
) -> Page:
    text = f"\n\n{headline}\n\n"
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    captions = random.sample(CAPTIONS, len(CAPTIONS))
    for column in order:
        for number, (piece, is_start, is_end) in enumerate(columns[column]):
            lines = _wrapped(piece, width, indent if is_start else "")
            if number == 0 and not is_start:
                starts[column] = len(text) + len(lines) - len(lines.lstrip())
            text += lines
            if not is_end:
                ends[column] = len(text)
            text += "\n" if width else "\n\n"
        text += "\n\n"
        if random.random() < 0.6:
            text += f"\n\n{captions.pop()}\n\n"
    seams = {
        (ends[column], starts[column + 1])
        for column in range(len(columns) - 1)
        if column in ends and not _SENTENCE_END.search(text[: ends[column]][-4:])
    }
    return Page(text + "(王玮)\n", frozenset(seams), order != sorted(order))


def _wrapped(piece: str, width: int, indent: str) -> str:
    line = indent + piece
    if not width:
        return line
    return "\n".join(line[at : at + width] for at in range(0, len(line), width))
