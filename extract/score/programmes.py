"""Programme names found against those annotated: by the name, or a form that is as good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.score.compare import Record, bare, likeness

__all__ = ["MatchedNames", "match_names"]

_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class MatchedNames:
    """One document's programmes: how many hit, the names missed, found and found in vain.

    Optional ones are neither wanted nor found.
    """

    doc: str
    hit: int
    found: int
    missed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def wanted(self) -> int:
        """How many names had to be found."""
        return self.hit + len(self.missed)


def match_names(doc: str, gold: Iterable[Record], found: Iterable[Record]) -> MatchedNames:
    """Match a document's programmes, each found name for one gold name at most."""
    names = {bare(record["name"]): record["name"] for record in found}
    taken: set[str] = set()
    optional: set[str] = set()
    missed: list[str] = []
    hit = 0
    for record in gold:
        forms = [bare(form) for form in (record["name"], *record["variants"])]
        name = next((one for one in names if one not in taken and _is_one_of(one, forms)), None)
        if name is not None:
            taken.add(name)
        if record.get("optional"):
            optional.update(forms)
        elif name is None:
            missed.append(record["name"])
        else:
            hit += 1
    extra = tuple(names[name] for name in names if name not in taken)
    return MatchedNames(doc, hit, len(names) - len(taken & optional), tuple(missed), extra)


def _is_one_of(name: str, forms: list[str]) -> bool:
    return any(name == form or likeness(name, form) >= _ALIKE for form in forms)
