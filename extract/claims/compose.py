"""The claims of one passage: each quantity with what the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.claims.cues import ChangeCue, Changes, Roles
from extract.claims.frame import Frame, Scene, scene
from extract.claims.indicator import Indicators, words
from extract.claims.lists import Lists
from extract.claims.period import Governing
from extract.claims.state import State
from extract.claims.wording import Wording
from extract.model import Change, Period, Quantity, Role, Span
from extract.rules import RuleSet

__all__ = ["Composer", "Reading"]

_NEAR = 24
_REACH = 90
_SENTENCE = 240
_PER_HEAD = re.compile("人均|户均|亩均")
_HEADS = {"人均": "人", "户均": "户", "亩均": "亩"}
_AMOUNTS = ("money", "measure", "count")
_DIFFERENCES = ("increase_by", "decrease_by", "difference")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one quantity says; ``indicator`` are spans in the passage, in reading order."""

    quantity: Quantity
    frame: Frame
    indicator: tuple[Span, ...]
    change: Change
    role: Role
    period: Period | None
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    """One passage on its way: its scene, what governs in it, how it words things."""

    view: Scene
    narrow: tuple[tuple[Role, str] | None, ...]
    planned: bool
    governing: Governing
    wording: Wording


class Composer:
    """The rules of one rule set, compiled."""

    def __init__(self, rules: RuleSet) -> None:
        self._changes = Changes(rules)
        self._roles = Roles(rules)
        self._indicators = Indicators(rules)

    def read(
        self,
        text: str,
        quantities: Sequence[Quantity],
        periods: Sequence[Period],
        *,
        planned: bool = False,
    ) -> tuple[Scene, tuple[Reading, ...]]:
        """All readings of a passage, in text order; ``planned``: it tells what is to be done."""
        narrow = tuple(self._attributive(text, q) for q in quantities)
        criteria = [cue is not None for cue in narrow]
        view = scene(text, quantities, periods, criteria)
        lists = Lists(view, criteria)
        wording = Wording(view, lists, self._indicators)
        passage = _Passage(view, narrow, planned, Governing(view), wording)
        return view, tuple(self._readings(passage))

    def _attributive(self, text: str, quantity: Quantity) -> tuple[Role, str] | None:
        left = text[max(0, quantity.start - _NEAR) : quantity.start]
        right = text[quantity.end : quantity.end + _NEAR]
        return self._roles.attributive(left, right, quantity.quote, quantity.kind)

    def _readings(self, passage: _Passage) -> Iterator[Reading]:
        view = passage.view
        state = State()
        for frame, cue in zip(view.frames, passage.narrow, strict=True):
            if frame.sentence != state.sentence:
                state = State(sentence=frame.sentence)
            if cue is not None:
                quantity = view.quantities[frame.index]
                side = (
                    self._indicators.noun if quantity.kind == "age" else self._indicators.narrowed
                )
                spans = side(view, quantity.end, frame.item[1])
                role, rule = cue
                period = passage.governing.find(frame, quantity) if role == "fact" else None
                yield Reading(quantity, frame, spans, "level", role, period, (rule,))
            else:
                yield self._reading(passage, frame, state)

    def _reading(self, passage: _Passage, frame: Frame, state: State) -> Reading:
        view = passage.view
        quantity = view.quantities[frame.index]
        cue = self._change(view, frame, state)
        framing = quantity.kind == "duration" and passage.governing.is_time(quantity)
        spans, topic = passage.wording.of(frame, state, cue, framing=framing)
        role, role_rule = self._role(view, frame)
        low, end = max(frame.clause[0], quantity.start - _NEAR), quantity.end
        if passage.planned and role != "forecast" and not self._roles.done(view.folded[low:end]):
            role, role_rule = "forecast", "role.planned"
        lent = state.last if topic is None else None
        quantity = _with_per(quantity, words(view.text, spans), cue, lent)
        state.note(frame.clause, spans, topic, cue, quantity)
        period = passage.governing.find(frame, quantity)
        if period and role == "standard" and cue is None and period.end <= frame.clause[0]:
            period = None  # what is in force needs no time
        return Reading(
            quantity,
            frame,
            spans,
            cue.change if cue else "level",
            role,
            period,
            tuple(r for r in (cue.rule if cue else "", role_rule) if r),
        )

    def _change(self, view: Scene, frame: Frame, state: State) -> ChangeCue | None:
        """The cue of change, or that of the item before: 增长6%、5.2%; 压减时间58%、材料52%."""
        quantity = view.quantities[frame.index]
        left = view.masked[max(frame.item[0], quantity.start - _REACH) : quantity.start]
        right = view.masked[quantity.end : min(frame.item[1], quantity.end + _NEAR)]
        cue = self._changes.find(left, right, quantity.quote, quantity.kind)
        if cue is not None or state.cue is None:
            return cue
        if frame.clause != state.clause or quantity.kind != state.kind:
            return None
        carried = not left or (state.cue.drop == 0 and len(left) <= 6)
        return replace(state.cue, drop=0) if carried else None

    def _role(self, view: Scene, frame: Frame) -> tuple[Role, str]:
        quantity = view.quantities[frame.index]
        low = max(frame.sentence[0], quantity.start - _SENTENCE)
        start = max(frame.clause[0], quantity.start - _REACH)
        end = min(frame.clause[1], quantity.end + _REACH)
        return self._roles.find(
            view.folded[frame.sentence[0] : frame.sentence[1]],
            view.folded[low : quantity.start],
            view.folded[quantity.end : end],
            view.folded[start:end],
            quantity.quote,
            quantity.kind,
        )


def _with_per(
    quantity: Quantity, indicator: str, cue: ChangeCue | None, last: Quantity | None
) -> Quantity:
    """The denominator that comes with a lent subject: 人均生产总值…，超过1万美元.

    Else that of the amount before, of the same unit: 每千人拥有床位41张，比上年增加3张.
    """
    if quantity.per or quantity.kind not in _AMOUNTS:
        return quantity
    if last is not None and last.unit == quantity.unit and last.per:
        return replace(quantity, per=last.per)
    if cue and cue.change in _DIFFERENCES:
        return quantity
    head = _PER_HEAD.search(indicator)
    return replace(quantity, per=(_HEADS[head[0]],)) if head else quantity
