"""Counts of what reviewers have done, and lists of what needs them: for `verdicts status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.verdicts.ladder import Carried, carry
from extract.verdicts.log import Log, standing
from extract.verdicts.run import Run
from extract.verdicts.standing import Standing, standings

__all__ = ["Status", "status"]


@dataclass(frozen=True, slots=True)
class Status:
    """All about the verdicts on one run; every verdict is in exactly one state."""

    run: Run
    log: Log
    carried: tuple[Carried, ...]
    standings: Mapping[str, Standing]

    @property
    def claims(self) -> int:
        """Claims of the run."""
        return len(self.run.claims)

    @property
    def decided(self) -> int:
        """Claims that are accepted, rejected or corrected, without dispute."""
        ids = self.run.by_id
        final = ("accept", "reject", "correct")
        return sum(1 for key, s in self.standings.items() if key in ids and s.outcome in final)

    @property
    def states(self) -> Counter[str]:
        """Verdicts by what became of them."""
        return Counter(item.state for item in self.carried)

    @property
    def settled(self) -> Counter[str]:
        """Verdicts that the rules have caught up with, by decision."""
        return Counter(v.verdict.decision for v in self.carried if v.state == "settled")

    @property
    def outcomes(self) -> Counter[str]:
        """Claims by how they stand."""
        found = Counter[str](s.outcome for s in self.standings.values())
        spoken = sum(1 for key in self.standings if key in self.run.by_id)
        found["undecided"] += self.claims - spoken
        return found

    @property
    def reviewers(self) -> Mapping[str, Counter[str]]:
        """What each reviewer has decided, as far as it holds."""
        found: dict[str, Counter[str]] = {}
        for item in self.carried:
            if item.holds:
                found.setdefault(item.verdict.reviewer, Counter())[item.verdict.decision] += 1
        return found

    @property
    def conflicts(self) -> Sequence[Standing]:
        """Claims on which reviewers differ and no curator has spoken."""
        return [s for s in self.standings.values() if s.outcome == "conflict"]

    @property
    def lost(self) -> Sequence[Carried]:
        """Verdicts that decide nothing any more, unless settled or given anew."""
        return [
            item
            for item in self.carried
            if not item.holds and item.state != "settled" and not self._renewed(item)
        ]

    def _renewed(self, item: Carried) -> bool:
        now = self.standings.get(item.claim_id)
        return now is not None and any(v.reviewer == item.verdict.reviewer for v in now.verdicts)


def status(run: Run, log: Log) -> Status:
    """What these verdicts say of this run."""
    carried = carry(standing(log.verdicts), run)
    return Status(run, log, carried, standings(carried))
