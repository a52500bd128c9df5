"""One text on its way through the stage: folded, masked, its numerals and its clauses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extract.numerals import Numeral, scan
from extract.rules.regexes import compiled
from extract.text import LETTER, fold, mask

__all__ = ["NUMBER", "Context", "context"]

# One masked numeral (see extract.text, Note [Marks]).
NUMBER = "\ue000\ue100{0,40}"
# 执业（助理）医师数: a word in brackets inside a name ends no clause.
_CLAUSE_END = compiled(rf"[（(]{LETTER}{{1,4}}[）)](?={LETTER})|[，。；：！？\n\r,;!?（）()]")


class Context(NamedTuple):
    """A text with what every rule may look at; all offsets count in ``text``.

    ``folded`` and ``masked`` have its length; in ``masked`` each numeral is a run of marks.
    """

    text: str
    folded: str
    masked: str
    numerals: Sequence[Numeral]
    by_start: dict[int, Numeral]
    clause_ends: Sequence[int] = ()

    def clause(self, at: int) -> int:
        """Where the clause that holds ``at`` begins."""
        index = bisect_right(self.clause_ends, at) - 1
        return self.clause_ends[index] if index >= 0 else 0


def context(text: str) -> Context:
    """Fold, scan and mask a text."""
    folded = fold(text)
    numerals = scan(folded)
    masked = mask(folded, ((n.start, n.end, "number") for n in numerals))
    ends = [m.end() for m in _CLAUSE_END.finditer(masked) if m.end() - m.start() == 1]
    return Context(text, folded, masked, numerals, {n.start: n for n in numerals}, ends)
