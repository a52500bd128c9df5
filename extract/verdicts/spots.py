"""Which claim of a document stands at a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extract.model import Span
from extract.verdicts.run import Row

__all__ = ["Spots"]


class Spots:
    """The claims of one document by their spans; quick for any number of them."""

    def __init__(self, claims: Iterable[Row]) -> None:
        self._exact: dict[tuple[Span, ...], list[Row]] = {}
        pieces: list[tuple[int, int, Row]] = []
        for claim in claims:
            spans = tuple((a, b) for a, b in claim["spans"])
            self._exact.setdefault(spans, []).append(claim)
            pieces += ((a, b, claim) for a, b in spans)
        self._pieces = sorted(pieces, key=lambda piece: piece[:2])
        self._starts = [start for start, _, _ in self._pieces]
        self._longest = max((b - a for a, b, _ in pieces), default=0)

    def at(self, spans: Sequence[Span], claim_id: str) -> Row | None:
        """The claim at these very spans, else one that overlaps them; of several the one named."""
        found = self._exact.get(tuple(spans)) or self._overlapping(spans)
        named = [claim for claim in found if claim["claim_id"] == claim_id]
        return next(iter(named or found), None)

    def _overlapping(self, spans: Iterable[Span]) -> list[Row]:
        found: list[Row] = []
        for start, end in spans:
            first = bisect_left(self._starts, start - self._longest + 1)
            near = self._pieces[first : bisect_left(self._starts, end)]
            found += (claim for _, stop, claim in near if stop > start)
        return found
