"""The same documents read twice: which claims stayed, moved, changed, came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extract.diff.batch import Batch, Source
from extract.diff.change import FOLDED, Class, Difference, Group, tally
from extract.diff.classify import Inputs, classify, inputs
from extract.diff.context import Page
from extract.diff.documents import documents
from extract.diff.pairing import Pair, pair
from extract.diff.row import Row

__all__ = ["by_place"]


def by_place(old: Batch, new: Batch, wanted: Collection[Class]) -> Iterator[Group]:
    """Compare two tables document by document, sorted by path; rows are read as it goes.

    ``wanted`` are the classes whose differences are given; all are counted.
    """
    for before, after in documents(old, new):
        if before is not None and after is not None:
            yield _both(old, new, before, after, wanted)
        elif after is not None:
            yield _lone(new.rows(after.path), after, wanted, added=True)
        elif before is not None:
            yield _lone(old.rows(before.path), before, wanted, added=False)


def _both(
    old: Batch, new: Batch, before: Source, after: Source, wanted: Collection[Class]
) -> Group:
    made = inputs(old, new, before, after)
    notes = tuple(_notes(before, after, made))
    blocks = old.block(before.path), new.block(after.path)
    if blocks[0] == blocks[1] and old.header == new.header and "same" not in wanted:
        same: Counter[Class] = Counter({"same": len(blocks[0].splitlines())})
        return Group(after.path, notes, +same, ())
    pages = Page(old.rows(before.path)), Page(new.rows(after.path))
    found = [(p, classify(p, *pages, made)) for p in pair(*pages, moved=made.moved)]
    kept = tuple(_seated(d, p, *pages) for p, d in found if d.class_ in wanted)
    return Group(after.path, notes, tally(d for _, d in found), kept)


def _lone(rows: Sequence[Row], source: Source, wanted: Collection[Class], *, added: bool) -> Group:
    class_: Class = "added" if added else "removed"
    at = Page(rows).at if class_ in wanted else []
    kept = tuple(
        Difference(class_, None, row, "document", new_at=place)
        if added
        else Difference(class_, row, None, "document", old_at=place)
        for row, place in zip(rows, at, strict=False)
    )
    return Group(source.path, (f"document {class_}",), Counter({class_: len(rows)}), kept)


def _seated(difference: Difference, pair: Pair, old: Page, new: Page) -> Difference:
    """The difference with the places of its quotes, also where nothing changed."""
    if difference.class_ not in FOLDED or pair.old is None or pair.new is None:
        return difference
    return replace(difference, old_at=old.at[pair.old], new_at=new.at[pair.new])


def _notes(before: Source, after: Source, made: Inputs) -> Iterator[str]:
    """What is different about the document itself, for people."""
    if made.path:
        yield f"was {before.path}"
    if made.text:
        yield f"text changed ({_grown(before, after)})"
    if made.encoding:
        yield f"encoding {before.encoding} to {after.encoding}"
    if made.manifest:
        names = ("date", "date_basis", "outlet", "place", "title")
        yield "; ".join(
            f"{name} {getattr(before, name) or 'none'} to {getattr(after, name) or 'none'}"
            for name in names
            if getattr(before, name) != getattr(after, name)
        )


def _grown(before: Source, after: Source) -> str:
    if not (before.chars.isdecimal() and after.chars.isdecimal()):
        return "length not recorded"
    return f"{int(after.chars) - int(before.chars):+d} chars"
