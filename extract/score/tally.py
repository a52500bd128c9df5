"""Counting: documents matched against their gold, and the figures that come of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from extract.score.compare import FIELDS, WHOLE, Record, closeness, overlap, pair_up

__all__ = [
    "F1",
    "Figures",
    "Matched",
    "Pair",
    "RuleFigures",
    "by_rule",
    "confusions",
    "f1",
    "figures",
    "match",
]

_RULE_ID = re.compile(r"[\w.\-]+")


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean, each to four places."""

    p: float
    r: float
    f1: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold quantity, the one found for it, and the fields that are wrong."""

    gold: Record
    found: Record
    wrong: tuple[str, ...]
    closeness: float

    @property
    def whole(self) -> bool:
        """Whether the claim is right: every field of WHOLE is."""
        return not any(name in WHOLE for name in self.wrong)


@dataclass(frozen=True, slots=True)
class Matched:
    """One document against its gold; what is optional is left out of all three."""

    doc: str
    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    extra: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The scores of one document or of all; ``fields`` are shares of the matched."""

    quantity: F1
    exact_span: F1
    claim: F1
    fields: dict[str, float]
    indicator_mean: float
    counts: dict[str, int]


@dataclass(slots=True)
class RuleFigures:
    """What a rule took part in: quantities matched, claims right, extra ones, wrong fields."""

    rule: str
    matched: int = 0
    right: int = 0
    extra: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, object]:
        """The figures as plain records, for JSON."""
        return {**asdict(self), "wrong": dict(self.wrong.most_common())}


def match(doc: str, gold: Sequence[Record], found: Sequence[Record]) -> Matched:
    """Match what was found in a document against its gold."""
    pairs, missed, extra = pair_up(gold, found)
    optional = [record for record in gold if record.get("optional")]
    return Matched(
        doc=doc,
        pairs=tuple(_pair(wanted, seen) for wanted, seen in pairs if not wanted.get("optional")),
        missed=tuple(record for record in missed if not record.get("optional")),
        extra=tuple(
            record for record in extra if not any(overlap(other, record) for other in optional)
        ),
    )


def _pair(gold: Record, found: Record) -> Pair:
    wrong = tuple(name for name, same in FIELDS.items() if not same(gold, found))
    return Pair(gold, found, wrong, closeness(gold, found))


def figures(documents: Iterable[Matched]) -> Figures:
    """The figures of several documents taken together."""
    documents = tuple(documents)
    pairs = [pair for document in documents for pair in document.pairs]
    wanted = len(pairs) + sum(len(document.missed) for document in documents)
    found = len(pairs) + sum(len(document.extra) for document in documents)
    wrong = Counter(name for pair in pairs for name in pair.wrong)
    return Figures(
        quantity=f1(len(pairs), found, wanted),
        exact_span=f1(len(pairs) - wrong["span"], found, wanted),
        claim=f1(sum(pair.whole for pair in pairs), found, wanted),
        fields={name: ratio(len(pairs) - wrong[name], len(pairs)) for name in FIELDS},
        indicator_mean=ratio(sum(pair.closeness for pair in pairs), len(pairs)),
        counts={"wanted": wanted, "found": found, "matched": len(pairs)},
    )


def by_rule(documents: Iterable[Matched]) -> tuple[RuleFigures, ...]:
    """The figures of each rule named in the claims, the most faulty first."""
    rules: defaultdict[str, RuleFigures] = defaultdict(lambda: RuleFigures(""))
    for document in documents:
        for pair in document.pairs:
            for rule in _rules(pair.found):
                one = rules[rule]
                one.matched += 1
                one.right += pair.whole
                one.wrong.update(pair.wrong)
        for record in document.extra:
            for rule in _rules(record):
                rules[rule].extra += 1
    for name, one in rules.items():
        one.rule = name
    return tuple(
        sorted(rules.values(), key=lambda one: (one.right - one.matched - one.extra, one.rule))
    )


def confusions(documents: Iterable[Matched], name: str) -> tuple[tuple[str, str, int], ...]:
    """How often which gold value of a field was taken for which other, most often first."""
    counts = Counter(
        (_shown(pair.gold, name), _shown(pair.found, name))
        for document in documents
        for pair in document.pairs
        if name in pair.wrong
    )
    return tuple((*sides, count) for sides, count in sorted(counts.items(), key=_often))


def _often(item: tuple[tuple[str, str], int]) -> tuple[int, tuple[str, str]]:
    return -item[1], item[0]


def _shown(record: Record, name: str) -> str:
    value = record.get("quote" if name == "span" else name)
    if isinstance(value, list | tuple):
        value = value[0] if name == "indicator" and value else "/".join(map(str, value))
    return str(value) if value else "–"


def _rules(record: Record) -> list[str]:
    return list(dict.fromkeys(_RULE_ID.findall(record.get("rule") or ""))) or ["(none)"]


def ratio(part: float, whole: float) -> float:
    """Give a share to four places; of nothing, 1."""
    return round(part / whole, 4) if whole else 1.0


def f1(right: int, found: int, wanted: int) -> F1:
    """Give the F1 of so many right ones among those found and those wanted."""
    p, r = ratio(right, found), ratio(right, wanted)
    return F1(p, r, round(2 * p * r / (p + r), 4) if p + r else 0.0)
