"""The wording of one indicator: left side, right side, and what an earlier clause lends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.claims.cues import ChangeCue
from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, Topic, words
from extract.claims.lists import Lists
from extract.claims.state import State
from extract.language import tokenize
from extract.model import Quantity, Span

__all__ = ["Wording"]

_CLAUSE_END = re.compile(r"[，。；：！？,;!?\n]")
# 把物业费收缴率由50%提高到91.3%: what is changed is the object of 把 or 将.
_OBJECT = re.compile(r"[把将](?![近军来])")
_HAN = re.compile("[一-鿿“]")
_VERB = 3  # the longest left side that is only a verb: 带动, 惠及
_LIST = 40  # how many numbers a list that shares a head may have

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Composes the indicator of each quantity of one passage."""

    view: Scene
    lists: Lists
    indicators: Indicators

    def of(
        self, frame: Frame, state: State, cue: ChangeCue | None, *, framing: bool
    ) -> tuple[Spans, Topic | None]:
        """The indicator of a quantity, and the topic it leaves to later ones.

        ``framing``: the quantity is a length that is itself the time expression.
        """
        member = self.lists.member(frame)
        if member is not None:
            return self._of_which(frame, state, member), Topic(member, (), part=True)
        member = self._earlier(frame, state)
        if member is not None:
            return member, Topic(member, (), part=True)
        quantity = self.view.quantities[frame.index]
        drop = cue.drop if cue else 0
        if quantity.kind == "point" and state.percent and not self._own_words(frame, drop):
            return state.percent, None
        left, right = self._sides(frame, quantity, drop, framing=framing)
        if framing and not left:
            return self._framed(frame, state, right)
        if right and not left and drop == 0:
            return right, Topic((), right)
        if not left and not right and (named := self._period_before(quantity)):
            return named, None
        counted = bool(right) and drop == 0 and quantity.kind == "count"
        scoped = quantity.unit == "名次" and state.kind == "rank" and frame.clause == state.clause
        if counted or not (scoped or self.indicators.needs_topic(self.view, left)):
            topic = Topic(left, ()) if framing else Topic(left, right)
            return (*left, *right, *self._shared_head(frame, right)), topic
        return self._lent(frame, state, left, right, price=drop == 0 and quantity.kind == "money")

    def _sides(
        self, frame: Frame, quantity: Quantity, drop: int, *, framing: bool
    ) -> tuple[Spans, Spans]:
        start, end = frame.item
        stop = quantity.start - drop
        start = self._object(frame, stop, changed=drop > 0) or start
        counted = quantity.kind == "count" and bool(_HAN.match(self.view.folded, quantity.end, end))
        left = self.indicators.left(self.view, start, stop, counted=counted)
        left = self._without_examples(left, stop)
        if framing or (quantity.kind == "rank" and quantity.unit == "首"):
            right = self.indicators.whole(self.view, quantity.end, end)
        else:
            right = self.indicators.right(self.view, quantity.end, end)
        return left, right or self._conjunct(frame, quantity, left)

    def _framed(self, frame: Frame, state: State, right: Spans) -> tuple[Spans, Topic | None]:
        """What a time frame that opens its clause frames."""
        if not right:
            return self._clause_after(frame), None
        if state.topic and self.indicators.needs_topic(self.view, right):
            return (*self.indicators.subject(self.view, state.topic), *right), None
        return right, None

    def _lent(
        self, frame: Frame, state: State, left: Spans, right: Spans, *, price: bool
    ) -> tuple[Spans, Topic | None]:
        """A predicate without its subject, with the one an earlier clause lends."""
        view = self.view
        subject = self.indicators.opening(view, state.topic_end, frame.clause[0], frame.sentence[0])
        if not subject and not left and not right and price:
            subject = self._clause_before(frame, state)
        if not subject and state.topic is not None:
            subject = self.indicators.subject(view, state.topic)
        if not subject:
            own = (*left, *right) or self._clause_before(frame, state)
            return own, Topic(own, ()) if own else None
        if left and words(view.text, subject) in words(view.text, left):
            subject = ()
        return (*subject, *left, *right), None if state.topic else Topic(subject, ())

    def _object(self, frame: Frame, stop: int, *, changed: bool) -> int | None:
        """Where the object of 把 begins in the clause; of 将 only before a verb of change."""
        low = max(frame.clause[0], stop - 60)
        found = [
            m.end()
            for m in _OBJECT.finditer(self.view.folded, low, stop)
            if changed or m[0] == "把"
        ]
        if not found or (stop - found[-1] < 3 and self.view.folded[found[-1] - 1] != "把"):
            return None
        return found[-1]

    def _without_examples(self, left: Spans, stop: int) -> Spans:
        """Less the examples before 等 or 这 that adjoins the number; the verb stays."""
        word = self.view.folded[stop - 1 : stop]
        if word not in ("等", "这") or not left:
            return left
        start, end = left[-1]
        text = self.view.text[start:end]
        if word == "这" and "、" in text:
            return ()
        tokens = tokenize(text)
        cut = len(text)
        for a, _, tag in reversed(tokens):
            if tag.startswith(("v", "p")) and tag != "vn" and "”" not in text[a:]:
                break
            cut = a
        keep = next((b for _, b, tag in tokens if tag.startswith("v")), 0) if cut == 0 else cut
        return (*left[:-1], (start, start + keep)) if keep else left[:-1]

    def _conjunct(self, frame: Frame, quantity: Quantity, left: Spans) -> Spans:
        """带动2.3万户、9万多名茶农增收: what the next number counts is counted by this one.

        Not where a noun before the number says what it counts: 图书3000册、1万册电子书.
        """
        frames = self.view.frames
        if quantity.kind != "count" or frame.index + 1 >= len(frames):
            return ()
        if len(words(self.view.text, left)) > _VERB:
            return ()
        after = frames[frame.index + 1]
        other = self.view.quantities[after.index]
        if other.kind != "count" or self.view.folded[quantity.end : other.start] not in ("、", ""):
            return ()
        return self.indicators.right(self.view, other.end, after.item[1])

    def _shared_head(self, frame: Frame, right: Spans) -> Spans:
        """3个“融合型”、6个“联合型”教育集团: the head noun after the last label is shared."""
        view = self.view
        if not right or view.folded[right[-1][1] - 1] != "”" or right[-1][1] != frame.item[1]:
            return ()
        last = None
        for other in view.frames[frame.index + 1 : frame.index + _LIST]:
            if other.clause != frame.clause:
                break
            last = other
        if last is None:
            return ()
        close = view.folded.find("”", view.quantities[last.index].end, last.item[1])
        return self.indicators.whole(view, close + 1, last.item[1]) if close >= 0 else ()

    def _clause_after(self, frame: Frame) -> Spans:
        """The words of the clause after, for a frame of time that is a clause of its own."""
        start = frame.clause[1] + 1
        stop = _CLAUSE_END.search(self.view.masked, start, frame.sentence[1])
        return self.indicators.left(self.view, start, stop.start() if stop else frame.sentence[1])

    def _clause_before(self, frame: Frame, state: State) -> Spans:
        """The words of the clause before, where a number has none of its own."""
        end = frame.clause[0]
        start = max(frame.sentence[0], state.topic_end)
        folded = self.view.folded
        cut = max(folded.rfind(mark, start, max(start, end - 1)) for mark in "，；：,") + 1
        return self.indicators.left(self.view, max(start, cut), end)

    def _earlier(self, frame: Frame, state: State) -> Spans | None:
        """同比分别增长32.5%和41%: the numbers before give the names, in their order."""
        place = self.lists.place(frame)
        if place is None:
            return None
        names: dict[str, Spans] = {}
        for clause, spans in state.history:
            if clause != frame.clause and spans:
                names.setdefault(words(self.view.text, spans), spans)
        last = list(names.values())[-place.count :]
        return (*last[place.index], *place.own) if len(last) == place.count else None

    def _own_words(self, frame: Frame, drop: int) -> Spans:
        quantity = self.view.quantities[frame.index]
        return self.indicators.left(self.view, frame.item[0], quantity.start - drop)

    def _of_which(self, frame: Frame, state: State, member: Spans) -> Spans:
        """其中城镇居民、农村居民分别为…: the head of what they are part of comes along."""
        view = self.view
        if state.whole is None:
            return member
        if view.folded.startswith("其中", frame.clause[0]):
            state.part = True
        if not state.part:
            return member
        whole = self.indicators.subject(view, state.whole)
        start, end = member[0]
        key = view.text[max(start, end - 2) : end]
        for a, b in whole:
            at = view.text.find(key, a, b)
            if at >= 0 and at + len(key) < b:
                return (*member, (at + len(key), b))
        return member

    def _period_before(self, quantity: Quantity) -> Spans:
        """国庆中秋假期8天: the time itself is what is measured."""
        if quantity.kind != "duration":
            return ()
        return next(
            (
                ((p.start, p.end),)
                for p in self.view.periods
                if p.end == quantity.start and p.quote.endswith(("假期", "期间", "长假"))
            ),
            (),
        )
