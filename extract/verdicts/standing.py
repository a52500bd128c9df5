"""Where every claim stands: decided, by whom, or in dispute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from extract.verdicts.ladder import Carried
from extract.verdicts.model import Verdict

__all__ = ["Outcome", "Standing", "reading", "standings"]

Outcome = Literal["accept", "reject", "correct", "missed", "unsure", "conflict", "undecided"]
Agreement = Literal["none", "single", "agree", "disagree", "curated"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the newest verdicts on one claim say together.

    A curator's word outranks the reviewers'; reviewers who differ make a ``conflict``.
    ``verdict`` is the one that decides, ``verdicts`` the newest of each reviewer; ``history``
    holds those that no longer decide (stale, edited, to be confirmed).
    """

    claim_id: str
    outcome: Outcome
    agreement: Agreement
    verdict: Verdict | None = None
    verdicts: tuple[Verdict, ...] = ()
    history: tuple[Carried, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


def standings(carried: Iterable[Carried]) -> Mapping[str, Standing]:
    """The standing of every claim that a verdict speaks of, by claim id of this run."""
    by_claim: dict[str, dict[str, list[Carried]]] = {}
    for item in carried:
        if item.claim_id:
            by_claim.setdefault(item.claim_id, {}).setdefault(item.verdict.reviewer, []).append(
                item
            )
    return {claim_id: _standing(claim_id, by) for claim_id, by in by_claim.items()}


def reading(verdict: Verdict) -> dict[str, Any] | None:
    """The fields of the claim as this reviewer holds them; None where it is no claim."""
    if verdict.decision in ("accept", "correct", "missed"):
        return {**verdict.seen, **verdict.corrected}
    return None


def _standing(claim_id: str, by_reviewer: Mapping[str, list[Carried]]) -> Standing:
    """Verdicts come oldest first."""
    newest = [items[-1] for items in by_reviewer.values()]
    holding = [item for item in newest if item.holds]
    said = [item.verdict for item in holding if item.verdict.decision != "unsure"]
    history = [i for items in by_reviewer.values() for i in items if i not in holding]
    outcome, agreement, verdict = _together(said)
    if outcome == "undecided" and holding:
        outcome = "unsure"
    return Standing(
        claim_id,
        outcome,
        agreement,
        verdict,
        tuple(item.verdict for item in holding),
        tuple(history),
        next((item.spans for item in holding), ()),
    )


def _together(said: list[Verdict]) -> tuple[Outcome, Agreement, Verdict | None]:
    curators = [verdict for verdict in said if verdict.role == "curator"]
    if curators:
        last = max(curators, key=lambda verdict: verdict.at)
        return _outcome(last), "curated", last
    if not said:
        return "undecided", "none", None
    if len(said) == 1:
        return _outcome(said[0]), "single", said[0]
    if all(reading(verdict) == reading(said[0]) for verdict in said):
        return _outcome(said[-1]), "agree", said[-1]
    return "conflict", "disagree", None


def _outcome(verdict: Verdict) -> Outcome:
    decision = verdict.decision
    assert decision != "withdraw"
    return decision
