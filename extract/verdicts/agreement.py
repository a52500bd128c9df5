"""How far reviewers agree: decision and every field, in percent and by Krippendorff's alpha.

Claims that only one reviewer decided are counted and named, not passed over: to leave them
out would flatter the figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extract.errors import UsageError
from extract.model import Span
from extract.verdicts.model import SEEN, Verdict
from extract.verdicts.standing import Standing, reading

__all__ = ["Agreement", "agreement"]

Value = Callable[[Verdict], str | None]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One field: claims that two or more spoke of, that one did; agreement from 0 to 1.

    ``exact`` is the share of agreeing pairs of reviewers; ``of_all`` counts claims of one
    reviewer as not agreed; ``alpha`` is None where all say the same one thing, or nobody met.
    """

    field: str
    both: int
    one: int
    exact: float | None
    of_all: float | None
    alpha: float | None


def agreement(standings: Iterable[Standing]) -> tuple[Agreement, ...]:
    """Agreement on the decision, the span, its overlap and each field of a claim.

    Fields are compared where reviewers agree that it is a claim. Raises UsageError where the
    library for alpha is not installed.
    """
    units = [standing.verdicts for standing in standings if standing.verdicts]
    fields: list[tuple[str, Value]] = [("decision", lambda v: v.decision)]
    fields += [("span", lambda v: str(_spans(v)))]
    fields += [(name, _field(name)) for name in SEEN]
    found = [_agreement(name, value, units) for name, value in fields]
    return (*found[:2], _overlap(units), *found[2:])


def _field(name: str) -> Value:
    def value(verdict: Verdict) -> str | None:
        held = reading(verdict)
        return None if held is None or verdict.decision == "unsure" else repr(held.get(name))

    return value


def _agreement(name: str, value: Value, units: Sequence[Sequence[Verdict]]) -> Agreement:
    said = [[v for v in map(value, verdicts) if v is not None] for verdicts in units]
    met = [values for values in said if len(values) > 1]
    one = sum(1 for values in said if len(values) == 1)
    shares = [_share(values) for values in met]
    return Agreement(
        name,
        len(met),
        one,
        sum(shares) / len(met) if met else None,
        sum(shares) / (len(met) + one) if met else None,
        _alpha(met),
    )


def _share(values: Sequence[str]) -> float:
    pairs = list(combinations(values, 2))
    return sum(a == b for a, b in pairs) / len(pairs)


def _alpha(met: Sequence[Sequence[str]]) -> float | None:
    domain = sorted({value for values in met for value in values})
    if len(domain) < 2:
        return None
    try:
        import krippendorff  # noqa: PLC0415 - loads numpy
    except ImportError:
        raise UsageError(
            "agreement needs krippendorff: pip install 'zh-claims-extract[review]'"
        ) from None
    counts = [[values.count(value) for value in domain] for values in met]
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def _overlap(units: Sequence[Sequence[Verdict]]) -> Agreement:
    """How much of the characters that either of two reviewers marked both have marked."""
    said = [[v for v in verdicts if reading(v) is not None] for verdicts in units]
    met = [verdicts for verdicts in said if len(verdicts) > 1]
    one = sum(1 for verdicts in said if len(verdicts) == 1)
    shares = [
        sum(_shared(_spans(a), _spans(b)) for a, b in combinations(verdicts, 2))
        / (len(verdicts) * (len(verdicts) - 1) / 2)
        for verdicts in met
    ]
    mean = sum(shares) / len(met) if met else None
    return Agreement(
        "span overlap", len(met), one, mean, sum(shares) / (len(met) + one) if met else None, None
    )


def _spans(verdict: Verdict) -> tuple[Span, ...]:
    corrected: Mapping[str, Sequence[Sequence[int]]] = verdict.corrected
    return tuple((a, b) for a, b in corrected.get("spans", verdict.spans))


def _shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    first = {at for a, b in one for at in range(a, b)}
    second = {at for a, b in other for at in range(a, b)}
    return len(first & second) / len(first | second) if first | second else 1.0
