"""Reading order: joined paragraphs stand where their first piece does, and columns follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.layout.headings import title
from extract.layout.paragraphs import Paragraph
from extract.layout.seams import Join
from extract.model import Passage, Seam, Span

__all__ = ["in_reading_order"]

_WRAPPED = "the line is full"


def in_reading_order(paragraphs: Sequence[Paragraph], joins: Sequence[Join]) -> tuple[Passage, ...]:
    """The passages of a page, each with its article and section heading."""
    passages: list[Passage] = []
    article, heading = _first_article(paragraphs), ""
    after = {join.left: join for join in joins}
    for chain in _chains(paragraphs, joins) if joins else [(at,) for at in range(len(paragraphs))]:
        first = paragraphs[chain[0]]
        above = heading
        if first.kind == "headline":
            if first.article:
                article = first.article
            above, heading = "", "" if first.article else title(first.text)
        if len(chain) == len(first.pieces) == 1:
            pieces = tuple(first.pieces)
            passages.append(Passage(first.text, pieces, first.kind, article, above))
        else:
            passages.append(_joined(paragraphs, chain, after, article, above))
    return tuple(passages)


def _first_article(paragraphs: Sequence[Paragraph]) -> str:
    """The article of pictures that stand above the first headline."""
    for paragraph in paragraphs:
        if paragraph.kind == "body" or paragraph.article:
            return paragraph.article
    return ""


def _chains(paragraphs: Sequence[Paragraph], joins: Sequence[Join]) -> Iterator[tuple[int, ...]]:
    """Indexes of the paragraphs of each passage, in reading order; each index once.

    A paragraph that goes on with one elsewhere on the page takes it, and what follows it in
    its column, to its own place.
    """
    after = {join.left: join.right for join in joins}
    columns = _columns(paragraphs, after)
    waiting = set(after.values()).union(*columns.values())
    read: set[int] = set()
    # What waits for a head that is never read (columns in a circle) is read at the end.
    ready = [at for at in range(len(paragraphs)) if at not in waiting]
    stack = [*sorted(waiting, reverse=True), *reversed(ready)]
    while stack:
        at = stack.pop()
        if at in read:
            continue
        if at not in after:
            read.add(at)
            yield (at,)
            continue
        chain = [at]
        while chain[-1] in after and after[chain[-1]] not in read:
            chain.append(after[chain[-1]])
        read.update(chain)
        yield tuple(chain)
        for head in reversed(chain[1:]):
            stack.extend(reversed(columns.get(head, ())))


def _columns(paragraphs: Sequence[Paragraph], after: Mapping[int, int]) -> dict[int, list[int]]:
    """What stands below each head that is out of order, to the end of its column."""
    joined = set(after.values())
    columns: dict[int, list[int]] = {}
    for left, head in after.items():
        if _in_order(paragraphs, left, head):
            continue
        at = head
        columns[head] = []
        while at not in after and at + 1 < len(paragraphs) and at + 1 not in joined:
            at += 1
            if paragraphs[at].column != paragraphs[head].column:
                break
            if at == left:
                # The column goes on with its own head: where it was cut is not known.
                columns[head] = []
                break
            columns[head].append(at)
    return columns


def _in_order(paragraphs: Sequence[Paragraph], left: int, head: int) -> bool:
    return left < head and all(p.kind != "body" for p in paragraphs[left + 1 : head])


def _joined(
    paragraphs: Sequence[Paragraph],
    chain: Sequence[int],
    after: Mapping[int, Join],
    article: str,
    heading: str,
) -> Passage:
    first = paragraphs[chain[0]]
    pieces: list[Span] = []
    seams: list[Seam] = []
    at = 0
    for above, index in zip([-1, *chain], chain, strict=False):
        paragraph = paragraphs[index]
        for number, (start, end) in enumerate(paragraph.pieces):
            if pieces:
                join = None if number else after[above]
                evidence = join.evidence if join else _WRAPPED
                apart = join is not None and (paragraph.gap > 0 or start < pieces[-1][1])
                seams.append(Seam(at, pieces[-1][1], start, evidence, apart))
            pieces.append((start, end))
            at += end - start
    text = first.text if len(chain) == 1 else "".join(paragraphs[i].text for i in chain)
    return Passage(text, tuple(pieces), first.kind, article, heading, tuple(seams))
