"""What a comparison must say of a planted difference, from the planting alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.diff.row import Row
from extract.model import Claim
from tests.diff.planted import Planted
from tests.diff.tables import row

Verdict = tuple[str, tuple[str, ...] | None, tuple[str, ...] | None]
_PLACES = {"claim_id", "doc", "line", "start", "end"}


def said(line: Row | None) -> tuple[str, ...] | None:
    """All of a row but its place."""
    return line and tuple(c for name, c in line._asdict().items() if name not in _PLACES)


def truth(old: Sequence[Claim], new: Sequence[Claim], planted: Planted) -> Counter[Verdict]:
    """Each claim's class, as the planting has it; no rule was changed."""
    found: Counter[Verdict] = Counter()
    taken: set[int] = set()
    for claim in old:
        partner = _partner(claim, new, planted, taken)
        if partner is None:
            found["removed", said(row(claim)), None] += 1
            continue
        taken.add(partner)
        found[_class(claim, new[partner])] += 1
    for index, claim in enumerate(new):
        if index not in taken:
            found["added", None, said(row(claim))] += 1
    return found


def _partner(claim: Claim, new: Sequence[Claim], planted: Planted, taken: set[int]) -> int | None:
    """The claim that has most of its characters, in their new places."""
    homes = {planted.home(at) for a, b in claim.spans for at in range(a, b)} - {None}
    if planted.rewritten and any(
        a < planted.rewritten[1] and planted.rewritten[0] < b for a, b in claim.spans
    ):
        homes |= set(range(*planted.replacement))
    shared = {
        index: len(homes & {at for a, b in other.spans for at in range(a, b)})
        for index, other in enumerate(new)
        if index not in taken
    }
    best = max(shared, key=lambda index: shared[index], default=None)
    return best if best is not None and shared[best] else None


def _class(old: Claim, new: Claim) -> Verdict:
    before, after = row(old), row(new)
    if said(before) != said(after):
        return "text", said(before), said(after)
    stayed = (old.start, old.line) == (new.start, new.line)
    return "same" if stayed else "moved", said(before), said(after)
