"""A verdict: one decision of one reviewer on one claim, with what the reviewer saw.

One line of ``verdicts.jsonl`` is one verdict. Nothing in such a file is ever changed: a
verdict is taken back by a line that withdraws it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal, get_args

from extract.errors import UsageError
from extract.model import Bound, Change, Kind, Role

__all__ = [
    "CORRECTABLE",
    "DECISIONS",
    "ENUMS",
    "MISSED",
    "REASONS",
    "ROLES",
    "SEEN",
    "STAMP",
    "Decision",
    "ReviewerRole",
    "Selector",
    "Verdict",
    "missed_id",
    "parse",
]

Decision = Literal["accept", "reject", "correct", "unsure", "missed", "withdraw"]
ReviewerRole = Literal["reviewer", "curator"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
ROLES: tuple[ReviewerRole, ...] = get_args(ReviewerRole)

REASONS = (
    "not_a_claim",
    "advertisement",
    "wrong_number",
    "unit",
    "indicator",
    "entity",
    "period",
    "span",
    "duplicate",
)
"""Why a claim is rejected, in the order of the keys 1 to 9."""

SEEN = (
    "quote",
    "kind",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "per",
    "indicator",
    "change",
    "role",
    "period",
    "period_start",
    "period_end",
    "place",
    "programme",
)
"""The fields of a claim that a verdict speaks of: where one differs, the verdict is stale."""

MISSED = "missed:"
STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
CORRECTABLE = frozenset(SEEN) | {"spans"}
ENUMS = {
    "kind": get_args(Kind),
    "bound": get_args(Bound),
    "change": get_args(Change),
    "role": get_args(Role),
}
_EXACT = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?|-?[0-9]{1,40}/[1-9][0-9]{0,39}")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Selector:
    """Where a piece of a quote stands: its clause, verbatim, and what is around that.

    ``exact`` is at ``start``; the piece itself is ``exact[at[0]:at[1]]``. Code points.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision. ``at`` is UTC; ``seen`` and ``corrected`` hold values as claims.jsonl does.

    ``withdraws`` is the id of the verdict that a ``withdraw`` takes back; verdicts given with
    one key share a ``batch``. ``text_sha256`` is of the decoded text, "" where it was not at hand.
    """

    verdict_id: str
    claim_id: str
    doc: str
    decision: Decision
    reviewer: str
    at: str
    role: ReviewerRole = "reviewer"
    reason: str = ""
    note: str = ""
    corrected: Mapping[str, Any] = field(default_factory=dict)
    seen: Mapping[str, Any] = field(default_factory=dict)
    selector: tuple[Selector, ...] = ()
    text_sha256: str = ""
    rule: str = ""
    batch: str = ""
    withdraws: str = ""

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The spans of the quote in the text that was seen."""
        return tuple((s.start + s.at[0], s.start + s.at[1]) for s in self.selector)

    def line(self) -> str:
        """One line of JSON without its end; what is empty is left out."""
        record = {key: value for key, value in asdict(self).items() if value not in ("", {}, ())}
        text = json.dumps(record, ensure_ascii=False)
        return re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def missed_id(doc: str, spans: Iterable[Sequence[int]]) -> str:
    """What a claim that no rule has made is called: by its place.

    >>> missed_id("a.txt", [(3, 6)])
    'missed:3-6:a.txt'
    """
    return f"{MISSED}{'+'.join(f'{a}-{b}' for a, b in spans)}:{doc}"


def parse(record: object) -> Verdict:
    """A verdict from the record of a line. Raises UsageError, saying what is wrong with it."""
    if not isinstance(record, dict):
        raise UsageError("not a record")
    unknown = sorted(record.keys() - {f.name for f in fields(Verdict)})
    if unknown:
        raise UsageError(f"unknown key {unknown[0]!r}")
    texts = {key: _text(record, key) for key in _TEXTS if key in record}
    missing = [
        key for key in ("verdict_id", "decision", "reviewer", "at", "doc") if not texts.get(key)
    ]
    if missing:
        raise UsageError(f"{missing[0]!r} is missing")
    _check(texts)
    texts["at"] = _time(texts["at"])
    verdict = Verdict(
        **texts,  # type: ignore[arg-type]  # checked above
        corrected=_readings(record.get("corrected", {}), CORRECTABLE),
        seen=_readings(record.get("seen", {}), frozenset(SEEN)),
        selector=_selectors(record.get("selector", [])),
    )
    if verdict.decision == "withdraw" and not verdict.withdraws:
        raise UsageError("withdraws nothing")
    if verdict.decision == "correct" and not verdict.corrected:
        raise UsageError("corrects nothing")
    return verdict


_TEXTS = tuple(f.name for f in fields(Verdict) if f.name not in ("corrected", "seen", "selector"))


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record[key]
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise UsageError(f"{key!r} is no text, or too long")
    return value


def _check(texts: Mapping[str, str]) -> None:
    for key, allowed in (("decision", DECISIONS), ("role", ROLES), ("reason", ("", *REASONS))):
        if key in texts and texts[key] not in allowed:
            raise UsageError(
                f"{key!r} is {texts[key]!r}, not one of {', '.join(filter(None, allowed))}"
            )
    if not _ID.fullmatch(texts["verdict_id"]):
        raise UsageError("'verdict_id' is no id")


def _time(stamp: str) -> str:
    """A time with microseconds, so that times compare as text."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        at = datetime(1, 1, 1)  # noqa: DTZ001 - refused below
    if at.tzinfo is None or not stamp.endswith("Z"):
        raise UsageError("'at' is no UTC time such as 2024-05-01T08:30:00Z")
    return at.strftime(STAMP)


def _readings(given: object, allowed: frozenset[str]) -> dict[str, Any]:
    if not isinstance(given, dict) or not given.keys() <= allowed:
        raise UsageError("'seen' or 'corrected' holds what is no field of a claim")
    for key, value in given.items():
        if not _fits(key, value):
            raise UsageError(f"{key!r} cannot be {value!r:.60}")
    return given


def _fits(key: str, value: object) -> bool:
    """Whether a value may stand in this field of claims.jsonl."""
    match value:
        case None:
            return key not in ("quote", "per", "spans", *ENUMS)
        case str() if key in ENUMS:
            return value in ENUMS[key]
        case str() if key in ("value", "low", "high"):
            return _EXACT.fullmatch(value) is not None
        case str() if key in ("period_start", "period_end"):
            return _DATE.fullmatch(value) is not None
        case str():
            return key not in ("per", "spans") and len(value) <= _LONGEST
        case list() if key == "per":
            return len(value) < 10 and all(isinstance(item, str) for item in value)
        case list() if key == "spans":
            return bool(value) and all(_is_span(item) for item in value)
    return False


def _is_span(item: object) -> bool:
    match item:
        case [int(start), int(end)]:
            return 0 <= start < end
    return False


def _selectors(given: object) -> tuple[Selector, ...]:
    if not isinstance(given, list):
        raise UsageError("'selector' is no list")
    return tuple(map(_selector, given))


def _selector(given: object) -> Selector:
    match given:
        case {
            "exact": str(exact),
            "prefix": str(prefix),
            "suffix": str(suffix),
            "start": int(start),
            "at": [int(a), int(b)],
        } if 0 <= a <= b <= len(exact) and start >= 0:
            return Selector(exact, prefix, suffix, start, (a, b))
    raise UsageError("'selector' names no place")
