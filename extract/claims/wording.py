"""The wording of one indicator: left side, right side, and what an earlier clause lends."""

from __future__ import annotations

from extract.claims.anaphors import Anaphors
from extract.claims.conjuncts import conjunct, shared_head, shared_verb
from extract.claims.cues import ChangeCue
from extract.claims.frame import Frame, Scene
from extract.claims.indicator import Indicators, Topic, words
from extract.claims.lasting import event_measured
from extract.claims.lists import Lists, Place
from extract.claims.nouns import has_verb, owner_end, without_examples
from extract.claims.objects import object_start
from extract.claims.ratios import amounts_to, compared_with, of_all, of_whom, told_whole
from extract.claims.sizes import size_start, sizes
from extract.claims.spans import han, length
from extract.claims.state import State
from extract.claims.subjects import saying
from extract.model import Quantity, Span
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Wording"]

_CLAUSE_END = compiled(r"[，。；：！？,;!?\n]")
_WITH_OBJECT = compiled(
    rf"(?:增加|恢复|减少|净增|节约|压减|扩增|提升|提高|扩大|降低|压缩)(?![值到至为了]){LETTER}{{2,}}"
)
# 以总成绩24小时31分夺得…: what is done with a result is no part of it.
_BY_RESULT = compiled("的(?:总|好)?(?:成绩|比分|优势|得票率)")
_RESULT = ("成绩", "比分", "用时", "总分", "高分", "排放量", "能耗")
# 迈上1万美元台阶: the figure itself is told, not what follows it.
_PASSED = compiled("(?:台阶|大关|关口|门槛)(?:[，。；、]|$)")
# What an amount measures by itself, so that another measure lends it no subject.
_MEASURED = compiled("(?:产量|产值|总量|总额|面积|投资|收入|销量|销售额|营收|利润)$")
# 日均217.9万人次, 单日最高230万人次: of the whole that the clause before counted.
_MEANS = ("日均", "月均", "年均", "单日", "单日最高", "最高日", "平均每天", "平均每日")
_OWN = 4  # the longest noun that says what a mere change counts: 较去年增加9个班
_BY = ("按", "按照", "以")
_TOLD = 8  # the longest words before a colon that say what the amount after it is

Spans = tuple[Span, ...]


class Wording:
    """Composes the indicator of each quantity of one passage."""

    def __init__(self, view: Scene, lists: Lists | None, indicators: Indicators) -> None:
        self.view = view
        self.lists = lists
        self.indicators = indicators
        self.anaphors = Anaphors(view.folded, indicators.anaphor)
        self._objects = "把" in view.folded or "将" in view.folded

    def of(
        self, frame: Frame, state: State, cue: ChangeCue | None, *, framing: bool
    ) -> tuple[Spans, Topic | None]:
        """The indicator of a quantity, and the topic it leaves to later ones.

        ``framing``: the quantity is a length that is itself the time expression.
        """
        quantity = frame.quantity
        drop = cue.drop if cue else 0
        if known := self._known(frame, state, drop):
            return known
        left, right = self._sides(frame, drop, framing=framing)
        if not left:
            if framing:
                return self._framed(frame, state, right)
            if alone := self._alone(frame, state, right, dropped=drop > 0):
                return (*alone[0], *shared_verb(self.view, frame, alone[0])), alone[1]
        counted = (
            right and drop == 0 and (quantity.kind == "count" or of_whom(self.view, frame, left))
        )
        scoped = quantity.unit == "名次" and state.kind == "rank" and frame.clause == state.clause
        whole = quantity.kind != "percent" and self._has_object(left)
        if whole and state.topic:
            return (*left, *right), None
        lent = scoped or self._is_lent(quantity, left)
        if counted or whole or not lent:
            topic = Topic(left, ()) if framing else Topic(left, right)
            return (*left, *right, *shared_head(self.view, self.indicators, frame, right)), topic
        return self._lent(frame, state, left, right, price=drop == 0 and quantity.kind == "money")

    def _known(self, frame: Frame, state: State, drop: int) -> tuple[Spans, Topic | None] | None:
        """What a list, a share of points or a comparison says without words of its own."""
        if self.lists is not None:
            listed = self._listed(self.lists, frame, state)
            if listed is not None:
                return listed
        stop = frame.quantity.start - drop
        of_share = frame.quantity.kind == "point" and state.percent
        if of_share and not self.indicators.left(self.view, frame.item[0], stop):
            return state.percent, None
        amounts = amounts_to(self.view, self.indicators, frame, state.topic, drop) or compared_with(
            self.view, self.indicators, frame, state.topic
        )
        return (amounts, None) if amounts else None

    def _alone(
        self, frame: Frame, state: State, right: Spans, *, dropped: bool
    ) -> tuple[Spans, Topic | None] | None:
        """The indicator of a number with no words left of it, where it needs no earlier one."""
        quantity = frame.quantity
        if quantity.unit == "首" and state.topic and self.indicators.needs_topic(self.view, right):
            # 首次迈上1万美元台阶: what the clause before measured did.
            return (*self.indicators.subject(self.view, state.topic), *right), None
        counts = not dropped or (quantity.kind == "count" and length(right) <= _OWN)
        if right and counts:
            dropped = dropped or self.view.folded.startswith(("按", "以每"), frame.clause[0])
            dropped = dropped or length(right) == 1  # 3银2铜
            return right, None if dropped else Topic((), right)  # 按每斤80元的价
        after = self.view.folded.startswith("后，", quantity.end)  # 15分钟后，网格员赶到现场
        named = self._clause_after(frame) if after else event_measured(self.view, quantity)
        return (named, None) if named and not right else None

    def _sides(self, frame: Frame, drop: int, *, framing: bool) -> tuple[Spans, Spans]:
        start, end = frame.item
        view, quantity = self.view, frame.quantity
        stop, after = quantity.start - drop, quantity.end
        if self._objects:
            start = object_start(view, frame.clause, stop, changed=drop > 0) or start
        start = size_start(view, frame, start)
        left: Spans = ()
        if start < stop:
            counted = quantity.kind == "count" or sizes(view, quantity)
            counted = counted and after < end and han(view.folded[after])
            left = self.indicators.left(view, start, stop, counted=counted)
            # 律师等217人担任…, 特困人员等1.8万户免除…: who is counted has no noun of its own.
            named = after >= end or not han(view.folded[after]) or quantity.quote[-1] in "人户"
            if left and view.folded[stop - 1] in ("这" if named else "等这"):
                left = without_examples(view.text, left, view.folded[stop - 1])
        right = self._right(frame, left, framing=framing) if after < end else ()
        if left and right and words(view.folded, right).startswith(words(view.folded, left)):
            left = ()  # 31个省份中有20个省份
        left = of_all(view, left, right)
        if not right and quantity.kind == "count":
            right = conjunct(view, self.indicators, frame, left)
        return left, right

    def _right(self, frame: Frame, left: Spans, *, framing: bool) -> Spans:
        view, quantity = self.view, frame.quantity
        after, end = quantity.end, frame.item[1]
        if framing or told_whole(view, quantity, left):
            return self.indicators.whole(view, after, end)
        later = view.folded[after] == "后" and (left or quantity.kind == "duration")
        # 下降9个月后转涨; 3分钟后网格员赶到.
        right = () if left and later else self.indicators.right(view, after + bool(later), end)
        if left and view.folded.endswith(_RESULT, 0, left[-1][1]):
            right = ()
        elif right and (result := _BY_RESULT.match(view.folded, after)):
            right = ((after, result.end()),)
        if right and quantity.kind in ("money", "measure", "rank"):
            mark = _PASSED.match(view.folded, after)
            right = () if mark else self._owned(right) if left or sizes(view, quantity) else right
        return right

    def _is_lent(self, quantity: Quantity, left: Spans) -> bool:
        """Whether the words before a number want the subject of an earlier clause."""
        if quantity.kind == "rank" and self.view.folded.startswith("的", quantity.end) and left:
            return False  # 世界排名第二的林若初
        pointed = self.anaphors.after(left, quantity.start)
        return pointed or self.indicators.needs_topic(self.view, left)

    def _has_object(self, left: Spans) -> bool:
        """增加学位3.6万个: what is more is named, and needs no subject."""
        return bool(left) and _WITH_OBJECT.fullmatch(words(self.view.folded, left)) is not None

    def _owned(self, right: Spans) -> Spans:
        """总投资92亿元的东湖电站并网发电: what has the amount, without what is said of it."""
        start, end = right[0]
        if len(right) > 1 or self.view.folded[start] != "的":
            return right
        stop = owner_end(self.view.text[start + 1 : end])
        return ((start, start + 1 + stop),) if stop else right

    def _framed(self, frame: Frame, state: State, right: Spans) -> tuple[Spans, Topic | None]:
        """What a time frame that opens its clause frames."""
        if not right or words(self.view.folded, right) == "的":
            # 五年翻了一番, 是前五年的2.3倍: of what the clause before measured.
            rest = self.view.folded[slice(frame.quantity.end, frame.clause[1])]
            if state.topic and rest.strip("里内间来"):
                return self.indicators.subject(self.view, state.topic), None
            return self._clause_after(frame), None
        if state.topic and self.indicators.needs_topic(self.view, right):
            return (*self.indicators.subject(self.view, state.topic), *right), None
        return right, None

    def _lent(
        self, frame: Frame, state: State, left: Spans, right: Spans, *, price: bool
    ) -> tuple[Spans, Topic | None]:
        """A predicate without its subject, with the one an earlier clause lends."""
        view = self.view
        owned = right and view.folded.startswith("的", frame.quantity.end)
        if owned and words(view.folded, left) in _BY:
            return right, None  # 按照每斤18元的活羊价格
        if not left and not right and view.folded.endswith("：", 0, frame.clause[0]):
            own = self._clause_before(frame, state)  # 余额显示：418小时
            if 0 < length(own) <= _TOLD:
                return own, Topic(own, ())
        subject = self.indicators.opening(view, state.topic_end, frame.clause[0], frame.sentence[0])
        anew = bool(subject)
        if not subject and not left and not right and price:
            subject = self._clause_before(frame, state)
        part = view.folded.startswith("其中", frame.clause[0])
        topic = state.about(frame.quantity, part=part) or state.went_on(words(view.folded, left))
        if not subject and topic is not None:
            mean = view.folded.endswith(_MEANS, frame.clause[0], frame.quantity.start)
            subject = (*topic.left, *topic.right) if mean else self.indicators.subject(view, topic)
        if not subject:
            own = (
                (*left, *right)
                or self.anaphors.own(frame.item[0], frame.quantity.start)
                or self._clause_before(frame, state)
                # 不到一年，贴过纸条: what was done in a length that is a clause of its own.
                or (self._clause_after(frame) if frame.quantity.kind == "duration" else ())
                # 工业增长4%。预计全年增长5%: what the sentence before measured.
                or (self.indicators.subject(view, state.before) if state.before else ())
            )
            return own, Topic(own, ()) if own else None
        if left:
            verb = words(view.text, left)
            named = words(view.text, subject)
            if _MEASURED.fullmatch(verb) and (_MEASURED.search(named) or has_verb(named)):
                return (*left, *right), Topic(left, right)  # 采摘鲜叶21万吨，产值15亿元
            lent = words(view.text, subject) not in verb
            subject = self.indicators.stages.without(view.text, subject, verb) if lent else ()
        leaves = subject and (anew or not state.topic)
        return (*subject, *left, *right), Topic(subject, ()) if leaves else None

    def _clause_after(self, frame: Frame) -> Spans:
        """The words of the clause after, for a frame of time that is a clause of its own."""
        start = frame.clause[1] + 1
        stop = _CLAUSE_END.search(self.view.masked, start, frame.sentence[1])
        return self.indicators.left(self.view, start, stop.start() if stop else frame.sentence[1])

    def _clause_before(self, frame: Frame, state: State) -> Spans:
        """The words of the clause before, where a number has none of its own."""
        end = frame.clause[0]
        if saying(self.view, end):
            return ()
        start = max(frame.sentence[0], state.topic_end)
        folded = self.view.folded
        cut = max(folded.rfind(mark, start, max(start, end - 1)) for mark in "，；：,") + 1
        return self.indicators.left(self.view, max(start, cut), end)

    def _listed(self, lists: Lists, frame: Frame, state: State) -> tuple[Spans, Topic] | None:
        """The indicator of a number in a 分别 list, and the topic: only its own part."""
        member = lists.members.get(frame.nth)
        if member is not None:
            return self._of_which(frame, state, member), Topic(member, (), part=True)
        place = lists.places.get(frame.nth)
        member = None if place is None else self._earlier(frame, state, place)
        return None if member is None else (member, Topic(member, (), part=True))

    def _earlier(self, frame: Frame, state: State, place: Place) -> Spans | None:
        """同比分别增长32.5%和41%: the numbers before give the names, in their order."""
        earlier = [(clause, spans) for clause, spans in state.latest() if clause != frame.clause]
        # 存贷款余额分别达到312亿元和265亿元，较2020年末分别增长: number by number.
        beside = [spans for clause, spans in earlier if spans and clause == earlier[-1][0]]
        if len(beside) == place.count and "分别" in self.view.folded[slice(*earlier[-1][0])]:
            return (*beside[place.index], *place.own)
        names: dict[str, Spans] = {}
        for _, spans in earlier:
            if spans:
                names.setdefault(words(self.view.text, spans), spans)
        last = list(names.values())[-place.count :]
        return (*last[place.index], *place.own) if len(last) == place.count else None

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
