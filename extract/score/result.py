"""A table's figures, and what they are made of."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from extract.score.mistakes import Mistake
from extract.score.tally import F1, Figures, Matched, RuleFigures, by_rule, figures

__all__ = ["Score"]


@dataclass(frozen=True, slots=True)
class Score:
    """A table's figures, and what they are made of.

    ``programmes`` is None where no programmes were given.
    """

    figures: Figures
    programmes: F1 | None
    documents: tuple[Matched, ...]
    mistakes: tuple[Mistake, ...]

    def as_dict(self) -> dict[str, object]:
        """The headline figures as plain records, for JSON."""
        found = asdict(self.figures)
        return (
            found if self.programmes is None else {**found, "programmes": asdict(self.programmes)}
        )

    def by_rule(self) -> tuple[RuleFigures, ...]:
        """The figures of each rule, the most faulty first."""
        return by_rule(self.documents)

    def by_doc(self) -> dict[str, Figures]:
        """The figures of each document."""
        return {document.doc: figures([document]) for document in self.documents}
