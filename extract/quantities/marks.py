"""Words and signs before a number that set its unit: HK$, 港币1200元, 摄氏37度, 里氏6.2级."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extract.model import Kind
from extract.rules import RuleSet

__all__ = ["Mark", "Marks"]


class Mark(NamedTuple):
    """One mark: the unit it sets, the forms it may have after the number, or whether none."""

    kind: Kind
    canonical: str
    factor: Decimal
    rule: str
    over: frozenset[str]
    alone: bool


class Marks:
    """The marks of the unit rules, looked up backwards from a number."""

    def __init__(self, rules: RuleSet) -> None:
        self._marks = {
            word: Mark(
                rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
                rule.text("canonical"),
                Decimal(rule.text("factor", "1")),
                rule.id,
                frozenset(rule.words("over")),
                alone=not rule.flag("needs_form"),
            )
            for rule in rules.stage("unit")
            for word in rule.words("marks")
        }
        self._lengths = sorted({len(mark) for mark in self._marks}, reverse=True)
        self._last = frozenset(mark[-1] for mark in self._marks)

    def before(self, folded: str, start: int) -> tuple[Mark, int] | None:
        """The mark that ends at ``start`` (a space may part them), with where it begins."""
        end = start - 1 if folded[start - 1 : start] == " " else start
        if end < 1 or folded[end - 1] not in self._last:
            return None
        for length in self._lengths:
            if length <= end:
                word = folded[end - length : end]
                mark = self._marks.get(word)
                if mark is not None and not _inside_word(folded, end - length, word):
                    return mark, end - length
        return None


def _inside_word(folded: str, start: int, word: str) -> bool:
    """A mark of Latin letters may not be the end of a longer word."""
    left = folded[start - 1 : start]
    return word[0].isascii() and word[0].isalpha() and left.isascii() and left.isalpha()
