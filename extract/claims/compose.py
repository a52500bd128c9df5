"""The claims of one passage: each quantity with what the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.claims.cues import ChangeCue, Changes, Roles
from extract.claims.frame import Frame, Scene, scene
from extract.claims.indicator import Indicators, Topic, words
from extract.claims.lists import Lists
from extract.claims.period import Governing
from extract.language import tokenize
from extract.model import Change, Period, Quantity, Role, Span
from extract.rules import RuleSet

__all__ = ["Composer", "Reading"]

_RIGHT = 24
_PER_HEAD = re.compile("人均|户均|亩均")
_CLAUSE_END = re.compile(r"[，。；：！？,;!?\n]")
# 把物业费收缴率由50%提高到91.3%: what is changed is the object of 把 or 将.
_OBJECT = re.compile(r"[把将](?![近军来])")
_AMOUNTS = ("money", "measure", "count")


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


@dataclass(slots=True)
class _State:
    """What a sentence carries from one quantity to the next."""

    sentence: Span = (0, 0)
    clause: Span = (0, 0)
    topic: Topic | None = None
    topic_end: int = 0
    cue: ChangeCue | None = None
    kind: str = ""
    history: list[tuple[Span, tuple[Span, ...]]] = field(default_factory=list)


class Composer:
    """The rules of one rule set, compiled."""

    def __init__(self, rules: RuleSet) -> None:
        self._changes = Changes(rules)
        self._roles = Roles(rules)
        self._indicators = Indicators(rules)

    def read(
        self, text: str, quantities: Sequence[Quantity], periods: Sequence[Period]
    ) -> tuple[Scene, tuple[Reading, ...]]:
        """All readings of a passage, in text order."""
        narrow = [self._criterion(text, q) for q in quantities]
        view = scene(text, quantities, periods, [bool(rule) for rule in narrow])
        lists = Lists(view, [bool(rule) for rule in narrow])
        governing = Governing(view)
        return view, tuple(self._readings(view, narrow, lists, governing))

    def _criterion(self, text: str, quantity: Quantity) -> str | None:
        left = text[max(0, quantity.start - 24) : quantity.start]
        right = text[quantity.end : quantity.end + _RIGHT]
        return self._roles.criterion(left, right, quantity.quote, quantity.kind)

    def _readings(
        self, view: Scene, narrow: Sequence[str | None], lists: Lists, governing: Governing
    ) -> Iterator[Reading]:
        state = _State()
        for frame, rule in zip(view.frames, narrow, strict=True):
            quantity = view.quantities[frame.index]
            if frame.sentence != state.sentence:
                state = _State(sentence=frame.sentence)
            if rule:
                spans = self._indicators.noun(view, quantity.end, frame.item[1])
                yield Reading(quantity, frame, spans, "level", "criterion", None, (rule,))
                continue
            yield self._reading(view, frame, quantity, state, lists, governing)

    def _reading(
        self, view: Scene, frame: Frame, quantity: Quantity, state: _State, lists: Lists, governing: Governing
    ) -> Reading:
        left_start = frame.item[0]
        masked = view.masked
        left = masked[left_start : quantity.start]
        right = masked[quantity.end : frame.item[1]]
        cue = self._changes.find(left, right, quantity.quote, quantity.kind) or self._inherited(
            view, frame, quantity, state
        )
        drop = cue.drop if cue else 0
        member = lists.member(frame) or _earlier(view, frame, lists, state)
        if member is not None:
            spans, topic = member, Topic(member, ())
        else:
            spans, topic = self._indicator(view, frame, quantity, state, drop, governing)
        role, role_rule = self._role(view, frame, quantity)
        if role == "fact" and lists.tasks:
            role, role_rule = "forecast", "role.task_list"
        per = quantity.per
        if (
            not per
            and quantity.kind in _AMOUNTS
            and (cue is None or cue.change != "increase_by")
            and (match := _PER_HEAD.search(words(view.text, spans)))
        ):
            quantity = replace(quantity, per=({"人均": "人", "户均": "户", "亩均": "亩"}[match[0]],))
        state.clause, state.cue, state.kind = frame.clause, cue, quantity.kind
        if topic is not None:
            state.topic = topic
        state.topic_end = frame.clause[1]
        state.history.append((frame.clause, spans))
        period = governing.find(frame, quantity)
        if period and role == "standard" and cue is None and period.end <= frame.clause[0]:
            period = None  # what is in force needs no time
        rules = tuple(r for r in (cue.rule if cue else "", role_rule) if r)
        return Reading(
            quantity, frame, spans, cue.change if cue else "level", role,
            period, rules,
        )  # fmt: skip

    def _inherited(
        self, view: Scene, frame: Frame, quantity: Quantity, state: _State
    ) -> ChangeCue | None:
        """The cue of the item before: 增长6%、5.2%; 压减时间58%、材料52%."""
        if state.cue is None or frame.clause != state.clause or quantity.kind != state.kind:
            return None
        left = view.masked[frame.item[0] : quantity.start]
        if not left or (state.cue.drop == 0 and len(left) <= 6):
            return replace(state.cue, drop=0)
        return None

    def _indicator(
        self,
        view: Scene,
        frame: Frame,
        quantity: Quantity,
        state: _State,
        drop: int,
        governing: Governing,
    ) -> tuple[tuple[Span, ...], Topic | None]:
        start, end = frame.item
        stop = quantity.start - drop
        if moved := _object(view, frame, stop, changed=drop > 0):
            start = moved
        left = self._without_examples(view, self._indicators.left(view, start, stop), stop)
        framing = quantity.kind == "duration" and governing.is_time(quantity)
        if framing or (quantity.kind == "rank" and quantity.unit == "首"):
            right = self._indicators.whole(view, quantity.end, end)
        else:
            right = self._indicators.right(view, quantity.end, end)
        right = right or self._conjunct(view, frame, quantity)
        if framing and not left and not right:
            return self._clause_after(view, frame), None
        if framing and not left and state.topic and self._indicators.needs_topic(view, right):
            return (*self._indicators.subject(view, state.topic), *right), None
        if right and not left and drop == 0:
            return right, None if framing else Topic((), right)
        bare = self._indicators.needs_topic(view, left)
        if not bare or (right and drop == 0 and quantity.kind == "count"):
            shared = self._shared_head(view, frame, right)
            topic = Topic(left, ()) if framing and left else Topic(left, right)
            return (*left, *right, *shared), None if framing and not left else topic
        subject = self._indicators.opening(
            view, state.topic_end, frame.clause[0], frame.sentence[0]
        )
        if not subject and not left and not right and drop == 0 and quantity.kind == "money":
            subject = self._clause_before(view, frame)
        if not subject and state.topic is not None:
            subject = self._indicators.subject(view, state.topic)
        if not subject:
            own = (*left, *right) or self._clause_before(view, frame)
            return own, Topic(own, ()) if own else None
        if left and words(view.text, subject) in words(view.text, left):
            subject = ()
        return (*subject, *left, *right), None if state.topic else Topic(subject, ())

    def _without_examples(
        self, view: Scene, left: tuple[Span, ...], stop: int
    ) -> tuple[Span, ...]:
        """Less the examples before 等 or 这 that adjoins the number; the verb stays."""
        word = view.folded[stop - 1 : stop]
        if word not in ("等", "这") or not left:
            return left
        start, end = left[-1]
        text = view.text[start:end]
        if word == "这" and "、" in text:
            return ()
        tokens = tokenize(text)
        cut = len(text)
        for a, _, tag in reversed(tokens):
            if tag.startswith(("v", "p")) and tag != "vn" and "”" not in text[a:]:
                break
            cut = a
        keep = next((b for a, b, tag in tokens if tag.startswith("v")), 0) if cut == 0 else cut
        return (*left[:-1], (start, start + keep)) if keep else left[:-1]

    def _conjunct(self, view: Scene, frame: Frame, quantity: Quantity) -> tuple[Span, ...]:
        """带动2.3万户、9万多名茶农增收: what the next number counts is counted by this one."""
        after = view.frames[frame.index + 1 :][:1]
        if not after or quantity.kind != "count" or after[0].clause != frame.clause:
            return ()
        other = view.quantities[after[0].index]
        if other.kind != "count" or view.folded[quantity.end : other.start] != "、":
            return ()
        return self._indicators.right(view, other.end, after[0].item[1])

    def _shared_head(
        self, view: Scene, frame: Frame, right: tuple[Span, ...]
    ) -> tuple[Span, ...]:
        """3个“融合型”、6个“联合型”教育集团: the head noun after the last label is shared."""
        if not right or view.folded[right[-1][1] - 1] != "”" or right[-1][1] != frame.item[1]:
            return ()
        last = None
        for other in view.frames[frame.index + 1 :]:
            if other.clause != frame.clause:
                break
            last = other
        if last is None:
            return ()
        close = view.folded.find("”", view.quantities[last.index].end, last.item[1])
        return self._indicators.whole(view, close + 1, last.item[1]) if close >= 0 else ()

    def _clause_after(self, view: Scene, frame: Frame) -> tuple[Span, ...]:
        """What a time frame frames: the words of the clause after it."""
        start = frame.clause[1] + 1
        stop = _CLAUSE_END.search(view.masked, start, frame.sentence[1])
        return self._indicators.left(view, start, stop.start() if stop else frame.sentence[1])

    def _clause_before(self, view: Scene, frame: Frame) -> tuple[Span, ...]:
        """The words of the clause before, where a number has none of its own."""
        end = frame.clause[0]
        start = frame.sentence[0]
        for other in view.frames:
            if other.clause[1] <= end:
                start = max(start, other.clause[1])
        cut = max(view.folded.rfind(mark, start, max(start, end - 1)) for mark in "，；：,") + 1
        return self._indicators.left(view, max(start, cut), end)

    def _role(self, view: Scene, frame: Frame, quantity: Quantity) -> tuple[Role, str]:
        left = view.folded[frame.sentence[0] : quantity.start]
        right = view.folded[quantity.end : frame.clause[1]]
        clause = view.folded[frame.clause[0] : frame.clause[1]]
        return self._roles.find(left[-90:], right, clause, quantity.quote, quantity.kind)


def _object(view: Scene, frame: Frame, stop: int, *, changed: bool) -> int | None:
    """Where the object of 把 begins in the clause; of 将 only before a verb of change."""
    found = [
        m.end()
        for m in _OBJECT.finditer(view.folded, frame.clause[0], stop)
        if changed or m[0] == "把"
    ]
    return found[-1] if found and stop - found[-1] >= 3 else None


def _earlier(
    view: Scene, frame: Frame, lists: Lists, state: _State
) -> tuple[Span, ...] | None:
    """同比分别增长32.5%和41%: the numbers before give the names, in their order."""
    place = lists.place(frame)
    if place is None:
        return None
    index, count = place
    names: dict[str, tuple[Span, ...]] = {}
    for clause, spans in state.history:
        if clause != frame.clause and spans:
            names.setdefault(words(view.text, spans), spans)
    last = list(names.values())[-count:]
    return last[index] if len(last) == count else None
