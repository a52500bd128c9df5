"""The claims of one passage: each quantity with what the words around it say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.claims.anaphors import Anaphors
from extract.claims.cues import DIFFERENCES, ChangeCue, Changes
from extract.claims.frame import Frame, Scene, scene
from extract.claims.indicator import Indicators, Topic, words
from extract.claims.lasting import event_before
from extract.claims.lent import also_per, lent_per
from extract.claims.lists import lists
from extract.claims.period import Governing
from extract.claims.roles import RoleRule, Roles
from extract.claims.state import State
from extract.claims.wording import Wording
from extract.model import Change, Period, Quantity, Role, Span
from extract.rules import RuleSet
from extract.rules.regexes import compiled

__all__ = ["Composer", "Reading"]

_CARRIED = 6
_BEYOND = compiled("(?:并?力争|确保|争取|力保|冲刺)(?:达到?|实现)?")
# 分季度看，一季度增长5.6%: the figure of the sentence before, by its parts.
_DIVIDED = compiled(
    "分(?:季度?|月份?|阶段|时段)看|从?[环同]比看|其中，(?:[0-9]{1,2}月份?|[一二三四]季度|[上下]半年)(?=[同环]比|增|上|下)"
)
# From when on, or in which times, what is told was in force: 2016年起, 早年间.
_SINCE = ("since", "vague")
# 1000万坚戈（约合1.9万美元）: one amount in two currencies.
_CONVERTED = compiled("[一-鿿][（(](?:约|折)?合(?:人民币)?约?$")
# Kinds between two amounts of one denominator.
_BETWEEN = frozenset(("rank", "percent"))
_OWNER = 12  # the longest owner of what another one has: 农村居民
_PAST = compiled("去年|上年|昨|过去|截[至止]|目前|自|[^到]*以来$")
_RATES = frozenset(("percent", "multiple", "fraction"))


@dataclass(slots=True, eq=False)
class Reading:
    """What one quantity says: ``indicator`` is read at ``spans``, in the passage, in order."""

    quantity: Quantity
    frame: Frame
    spans: tuple[Span, ...]
    indicator: str
    change: Change
    role: Role
    period: Period | None
    rules: tuple[str, ...]


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
        planned: int | None = None,
    ) -> tuple[Scene, list[Reading]]:
        """All readings of a passage, in text order.

        ``planned``: from where on it tells what is to be done, if at all.
        Quantities, and periods, come in text order and do not overlap one another.
        """
        attributive = self._roles.attributive
        narrow = [attributive(text, quantity) for quantity in quantities]
        criteria = [cue is not None for cue in narrow]
        view = scene(text, quantities, periods, criteria)
        wording = Wording(view, lists(view, criteria), self._indicators)
        governing = Governing(view)
        readings = []
        state = State()
        plans = len(text) if planned is None else planned
        for frame, cue in zip(view.frames, narrow, strict=True):
            if frame.sentence != state.sentence:
                topic = _kept(view, frame, state, wording.anaphors)
                before = state.topic or state.before
                state = State(sentence=frame.sentence, before=before, topic=topic)
            if cue is not None:
                readings.append(self._attributive(view, frame, cue, governing))
            else:
                readings.append(
                    self._reading(
                        view, frame, state, governing, wording, planned=frame.quantity.end > plans
                    )
                )
        return view, readings

    def _attributive(
        self, view: Scene, frame: Frame, rule: RoleRule, governing: Governing
    ) -> Reading:
        """What narrows the words after it, by which it is named."""
        quantity, role = frame.quantity, rule.role
        age = quantity.kind == "age"
        side = self._indicators.noun if age or rule.noun else self._indicators.narrowed
        owned = view.folded.startswith("的", quantity.end)
        spans = side(view, quantity.end + (age and owned), frame.item[1])
        if not age and (owned or (rule.owner and view.text[quantity.start - 1] not in "、和")):
            # 产值超10亿元的特色产业链, 产值超百亿元企业: what is measured of it stands before.
            spans = (*self._indicators.owner(view, frame.clause[0], quantity.start), *spans)
        if age and owned and not spans:  # 进店顾客中35岁以下的占了七成
            low = quantity.start - view.folded.startswith(("中", "里"), quantity.start - 1)
            spans = self._indicators.owner(view, frame.clause[0], low)
        if not spans:  # 男子500米，高亭宇以34秒32夺冠
            spans = self._indicators.left(view, frame.item[0], quantity.start)
        period = governing.find(frame) if role == "fact" else None
        named = words(view.text, spans)
        return Reading(quantity, frame, spans, named, "level", role, period, (rule.id,))

    def _reading(
        self,
        view: Scene,
        frame: Frame,
        state: State,
        governing: Governing,
        wording: Wording,
        *,
        planned: bool,
    ) -> Reading:
        quantity = frame.quantity
        cue = self._changes.find(view, frame) or _carried(view.folded, frame, state)
        framing = quantity.kind == "duration" and governing.is_time(quantity)
        event = event_before(view, quantity) if framing else ()
        spans, topic = (event, None) if event else wording.of(frame, state, cue, framing=framing)
        elided = _elided(view, frame, spans, cue, state)
        if elided:
            spans, topic = elided, Topic(elided, ())
        role, role_rule = self._roles.find(view, frame)
        to = _to_value(frame, cue, state)
        carried = (to or topic is None) and _same_price(quantity, cue, state)
        if not role_rule and (
            carried or (state.role == "standard" and _converted(view, frame, state))
        ):
            role, role_rule = "standard", "role.carried"
        if planned and self._roles.plans(role, role_rule) and not self._roles.done(view, frame):
            role, role_rule = "forecast", "role.planned"
        named = words(view.text, spans)
        lender = state.last if to or topic is None else _converted(view, frame, state)
        if state.amount and (elided or (state.kind in _BETWEEN and (cue or topic is None))):
            lender = state.amount[0]  # 平均亩产260斤，首次突破250斤
        per = lent_per(view, frame, named, cue, lender) or also_per(view, frame, state.last)
        if per:
            quantity = quantity._replace(per=per)
            frame = replace(frame, quantity=quantity)
        if quantity.kind != "duration" or not view.folded.startswith("前", quantity.end):
            # 是三年前的2.3倍: what was so long ago is what the clause before measured.
            state.note(frame.clause, spans, topic, cue, quantity)
            state.role = role
        period = governing.find(frame)
        if period is None and role_rule != "role.from_value":
            period = state.period_of_whole(view.folded, frame.clause[0])
        state.period = period
        if period and _not_its(governing, period, frame, role, cue):
            period = None
        rules = (cue.rule,) if cue else ()
        if role_rule:
            rules = (*rules, role_rule)
        change: Change = cue.change if cue else "level"
        return Reading(quantity, frame, spans, named, change, role, period, rules)


def _converted(view: Scene, frame: Frame, state: State) -> Quantity | None:
    """The amount before, where this one says it in another currency: 900坚戈（约合13元）."""
    if state.last is None or not state.last.per:
        return None
    found = _CONVERTED.search(view.folded, frame.sentence[0], frame.quantity.start)
    return state.last if found else None


def _kept(view: Scene, frame: Frame, state: State, anaphors: Anaphors) -> Topic | None:
    """The topic that the sentence before leaves to that of a number, if any."""
    if _DIVIDED.match(view.folded, frame.sentence[0]):
        return state.topic
    return anaphors.topic(state, frame.sentence)


def _over(period: Period, frame: Frame) -> bool:
    """Whether a time of an earlier sentence is past, so that no plan is for it."""
    return period.end <= frame.sentence[0] and _PAST.match(period.quote) is not None


def _not_its(
    governing: Governing, period: Period, frame: Frame, role: Role, cue: ChangeCue | None
) -> bool:
    """Whether the time that governs a number is none of a number of its role."""
    return (
        governing.plans.over(period, frame, role)
        or _timeless(role, cue, period, frame)
        or (role == "forecast" and _over(period, frame))
    )


def _to_value(frame: Frame, cue: ChangeCue | None, state: State) -> bool:
    """Whether a number is where the change ends that began with the last one: 由3元提高到4元."""
    return (
        cue is not None
        and cue.change.endswith("_to")
        and state.clause == frame.clause
        and state.last is not None
        and state.last.unit == frame.quantity.unit
    )


def _elided(
    view: Scene, frame: Frame, spans: tuple[Span, ...], cue: ChangeCue | None, state: State
) -> tuple[Span, ...]:
    """城镇居民人均收入25310元；农村居民11845元: the second owner with what the first one has."""
    quantity = frame.quantity
    if state.amount is None or quantity.per or cue is not None or len(spans) != 1:
        return ()
    before, whole = state.amount
    if (before.kind, before.unit) != (quantity.kind, quantity.unit):
        return ()
    start, end = spans[0]
    if not frame.clause[0] <= start <= frame.clause[0] + 2 or end - start > _OWNER:
        return ()
    key = view.text[max(start, end - 2) : end]
    for a, b in whole:
        at = view.text.find(key, a, b)
        if at > a and at + len(key) < b:
            return (*spans, (at + len(key), b))
    return ()


def _same_price(quantity: Quantity, cue: ChangeCue | None, state: State) -> bool:
    """Whether an amount without words of its own is a later value of the price before it."""
    return (
        state.role == "standard"
        and state.last is not None
        and quantity.kind == "money"
        and state.last.unit == quantity.unit
        and (not quantity.per or not state.last.per or quantity.per == state.last.per)
        and (cue is None or cue.change not in DIFFERENCES)
    )


def _timeless(role: Role, cue: ChangeCue | None, period: Period, frame: Frame) -> bool:
    """Whether a period before a number is none of its: criteria have none.

    What is in force needs none but the day it began, and what is to come no end of the past.
    """
    if role == "standard":
        since = period.form in _SINCE and period.start >= frame.sentence[0]
        lasting = since or (period.form == "range" and period.quote[0] in "从自")
        told = cue is None or cue.change == "level"
        return told and period.end <= frame.clause[0] and not lasting
    if role == "forecast" and period.end <= frame.clause[0] and period.form == "now":
        return not period.quote.startswith("即")
    return role == "criterion" or (role == "forecast" and period.quote.startswith("截"))


def _carried(text: str, frame: Frame, state: State) -> ChangeCue | None:
    """The cue of the item before: 增长6%、5.2%; 压减时间58%、材料52%."""
    cue, quantity = state.cue, frame.quantity
    if cue is None or frame.clause != state.clause:
        return None
    if quantity.kind != state.kind and not {quantity.kind, state.kind} <= _RATES:
        return None
    words_before = quantity.start - frame.item[0]
    carried = words_before <= 0 or (cue.drop == 0 and words_before <= _CARRIED)
    # 增长7%、力争8%: a goal beyond it is a change of the same kind.
    carried = carried or _BEYOND.fullmatch(text, frame.item[0], quantity.start) is not None
    return cue._replace(drop=0) if carried else None
