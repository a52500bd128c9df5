"""Many claims of a group changed in one and the same way, said once.

A line inserted above a headline may take the headline from every claim below it: that is one
piece of news. Only what surrounds a claim is folded, never what it says.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from extract.diff.change import Class, Difference, Group
from extract.diff.views.words import fields

__all__ = ["Fold", "folded"]

_AROUND = frozenset(
    {"article", "section", "place", "programme", "period_start", "period_end", "flags", "rule"}
)
_MANY = 3
_SENTENCE = "only other words of the sentence, shown below"


class Fold(NamedTuple):
    """So many claims of a class, whose columns changed as the words say."""

    class_: Class
    claims: int
    words: str
    cause: str

    @property
    def said(self) -> str:
        """How many, and how."""
        return f"{self.claims} claim{'' if self.claims == 1 else 's'}: {self.words}"


def folded(group: Group, arrow: str) -> tuple[list[Fold], list[Difference]]:
    """What many claims share, and the differences that stand alone, in their order."""
    shown = {found.old.sentence for found in group.differences if found.old and _says(found)}
    ways = [_way(found, arrow, shown) for found in group.differences]
    counts = Counter(way for way in ways if way)
    fits = {way for way, n in counts.items() if n >= _MANY or way[1] == _SENTENCE}
    alone = [found for found, way in zip(group.differences, ways, strict=True) if way not in fits]
    return [Fold(way[0], counts[way], way[1], way[2]) for way in counts if way in fits], alone


def _says(found: Difference) -> bool:
    """Whether more than the words around the claim changed."""
    return found.class_ == "removed" or bool(found.fields and found.fields != ("sentence",))


def _way(found: Difference, arrow: str, shown: set[str]) -> tuple[Class, str, str] | None:
    """How a claim changed, where only its surroundings did."""
    if found.old is None or found.new is None or not found.fields:
        return None
    if found.fields == ("sentence",) and found.old.sentence in shown:
        return found.class_, _SENTENCE, ""
    if not _AROUND.issuperset(found.fields):
        return None
    return found.class_, ", ".join(fields(found, arrow)), found.cause
