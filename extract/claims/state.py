"""What a sentence carries from one quantity to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims.cues import ChangeCue
from extract.claims.indicator import Topic
from extract.model import Period, Quantity, Role, Span

__all__ = ["State"]

_KEPT = 12
# 1到10月，新增582万个: of what the sentence before counted.
_BARE = frozenset(("新增", "净增", "累计新增", "共新增", "新增加"))


@dataclass(slots=True)
class State:
    """The topic, the last cue, and the latest indicators of one sentence.

    ``before`` is the last topic of the sentences before.

    ``whole`` is the last topic that was no part of a list, ``part`` that a list after 其中
    divides it.

    ``role`` and ``period`` are those of the last quantity; ``amount`` is the last one with a
    denominator, and its indicator.

    ``percent`` and ``ratio`` are what the last and the first percentage measure.

    ``topic_end`` is where the clause of the last quantity ends; ``history`` pairs a clause
    with its indicator, latest last, for lists that pair with earlier numbers. ``counted`` is
    the last topic of each unit that was counted.
    """

    sentence: Span = (0, 0)
    before: Topic | None = None
    clause: Span = (0, 0)
    topic: Topic | None = None
    whole: Topic | None = None
    part: bool = False
    topic_end: int = 0
    cue: ChangeCue | None = None
    last: Quantity | None = None
    role: Role = "fact"
    period: Period | None = None
    amount: tuple[Quantity, tuple[Span, ...]] | None = None
    percent: tuple[Span, ...] = ()
    ratio: tuple[Span, ...] = ()
    counted: dict[str, Topic] = field(default_factory=dict)
    history: list[tuple[Span, tuple[Span, ...]]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The kind of the last quantity."""
        return self.last.kind if self.last else ""

    def about(self, quantity: Quantity, *, part: bool) -> Topic | None:
        """签约项目412个，总投资3860亿元，已开工287个: of what was counted so, not of the sum.

        ``part``: after 其中, where a measure of each may have been told: 8个超过250毫米.
        """
        if quantity.unit == "名次" and quantity.kind == "count" and self.kind == "rank":
            return Topic(self.history[-1][1], ())  # 世界排名第93位，提升1位
        summed = self.kind == "money" or (self.kind == "measure" and not part)
        other = quantity.kind == "count" and summed
        return self.counted.get(quantity.unit, self.topic) if other else self.topic

    def period_of_whole(self, folded: str, clause: int) -> Period | None:
        """投诉今年已超过11万条，其中虚假宣传占三成: the time of what this clause parts."""
        return self.period if folded.startswith("其中", clause) else None

    def went_on(self, verb: str) -> Topic | None:
        """The topic of the sentence before, where a bare verb opens this one: 新增582万个."""
        return self.before if self.last is None and verb in _BARE else None

    def latest(self) -> list[tuple[Span, tuple[Span, ...]]]:
        """The indicators that a list may still pair with."""
        return self.history[-_KEPT:]

    def note(
        self,
        clause: Span,
        spans: tuple[Span, ...],
        topic: Topic | None,
        cue: ChangeCue | None,
        quantity: Quantity,
    ) -> None:
        """Remember one quantity that was read."""
        self.clause, self.cue, self.last, self.topic_end = clause, cue, quantity, clause[1]
        if topic is not None:
            self.topic = topic
            if quantity.kind == "count":
                self.counted[quantity.unit] = topic
            if not topic.part:
                self.whole, self.part = topic, False
        if quantity.per:
            self.amount = quantity, spans
        if quantity.kind == "percent":
            self.percent = spans
            self.ratio = self.ratio or spans
        self.history.append((clause, spans))
