"""Which time expression governs a number.

The one closest before it in its sentence, else the closest earlier one of the paragraph
that still holds. A base of comparison (去年 in 较去年) is never one; a time word inside a
relative clause (今年开展的小区改造) governs only that clause; a run (连续5年) only its own.

Note [Holding]: what opens a sentence holds for the sentences after it, until another one
does; what stands further in holds for its own sentence only. A time that opens a clause
but does not hold so far ends what held before it, save for the edges of that (年末).
"""

from __future__ import annotations

from bisect import bisect_left

from extract.claims import standing
from extract.claims.frame import Frame, Scene
from extract.claims.known import COVERING, LENGTH, Known, covers, know, nested, of_then
from extract.claims.parts import Parts
from extract.claims.plans import Plans
from extract.claims.told import told_after
from extract.model import Period, Quantity
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Governing"]

# Forms that never outlive their sentence.
_OWN_SENTENCE = frozenset({"vague", "within", "now"})
_FIRST_HOLDS = COVERING | {"at", "same"}
_NEVER = frozenset({"base", "each"})
_YEARLY = compiled(
    "^(?:年度|当年|当日|当天|同期|年末|年底|月末|月底|期末|年初|月初|期初)|^[^截].*[日号]$"
    "|(?:[时分点许半整刻早晚夜]|上午|下午|凌晨|傍晚|中午)$"
)
_FROM_VALUE = compiled("[由从](?:每[^，。；：！？、\ue000-\ue1ff]{1,6})?$")
# 由3家医院牵头: who does it, no change.
_AGENT = compiled(
    "[^，。；、到至升降增减]{1,10}?(?:牵头|组成|承担|负责|承办|主办|联合|发起|共同|运营|管理|构成|参与)"
)
_AGENT_REACH = 14
# 建成后每年可供水: what is to come has no time that was named before.
_ANEW = compiled("现有|[^，。；]{0,6}(?:[建完竣]成?工?|投[产用运]|达产|通车|投入使用)后")
# 自去年10月启用以来: an event of one thing, which holds for no other.
_EVENT = compiled(rf"(?<!改革)[启投使试运开成上推建挂揭]{LETTER}{{1,4}}以来$")
# What a thing is by build, not in a time: 地铁2号线全长.
_EDGE = compiled("[年月期][初末底内]|同期|当[年月]|全年")
# Adverbs of the main predicate, however long its subject: 由该所牵头的科考队日前….
_LATELY = frozenset(("日前", "近日", "前不久", "不久前"))
_TIMELESS = compiled(
    "全长|总长|海拔|主跨|设计时速|总面积|占地|总投资|库容|设计(?:使用)?(?:年限|寿命)|水深|探明储量|距岸|直径|厚度?|建筑面积|室内面积|(?<!平均)内径|外径|[壕墙坑池]宽"
)
_TIMELESS_REACH = 8
_QUANTITY = compiled("[\ue000-\ue00a]")
_SENTENCE = compiled(r"[。！？；!?;\n】]")
_STOP = compiled(r"[。！？!?\n]")
_BEFORE = compiled(r"[\s—“（(自从在到截至于而但其中，]{0,6}(?:(?:刚刚)?过去的)?$")
# 八天净赚两万元: a length that is over with its sentence.
_DAYS = compiled("^(?:[0-9]{1,3}|[一二三四五六七八九十两几半]{1,3})(?:天|周|个月|个?星期)$")
_TOOK = ("历时", "耗时", "用时", "时隔")
_SENTENCE_REACH = 80
_FROM_REACH = 10
_OF_THEN = 2  # 的 and a bound before the number
# How many periods back one may govern.
_BACK = 24


class Governing:
    """The periods of one passage, asked quantity by quantity."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._periods = [p for p in scene.periods if p.form not in _NEVER or of_then(scene, p)]
        self._starts = [p.start for p in self._periods]
        self._bases = [p for p in scene.periods if p.form == "base"]
        self._later = bool(self._periods) and "届时" in scene.folded
        self._parts = Parts(scene.folded)
        self._known: dict[int, Known] = {}
        self._leading: dict[int, bool] = {}
        self._holding: dict[int, bool] = {}
        self.plans = Plans()

    def find(self, frame: Frame) -> Period | None:
        """The governing period of a quantity; None where none plainly holds."""
        if not self._periods:
            return None
        quantity = frame.quantity
        last = bisect_left(self._starts, quantity.start) - 1
        if quantity.kind == "duration" and self._timed(last, quantity):
            return None
        if told := self._told_after(last + 1, frame):
            return told
        if last < 0:
            return None
        return self._then(last, frame) or self._before(last, frame)

    def _timed(self, last: int, quantity: Quantity) -> bool:
        """Whether a length is a time expression, that of one (春运40天), or what a thing took."""
        start = quantity.start
        return (
            self.is_time(quantity)
            or (last >= 0 and self._periods[last].end == start and self._periods[last].form == "at")
            or self._scene.folded.endswith(_TOOK, 0, start)
        )

    def _then(self, last: int, frame: Frame) -> Period | None:
        """The time named last before 届时, where the number stands after it."""
        if not self._later or self._starting(frame.quantity):
            return None
        then = self._scene.folded.rfind("届时", frame.sentence[0], frame.quantity.start)
        return self._periods[last] if self._starts[last] < then else None

    def _before(self, last: int, frame: Frame) -> Period | None:
        """The closest period from ``last`` back that governs the number."""
        quantity, ended = frame.quantity, False
        for index in range(last, max(-1, last - _BACK), -1):
            period = self._periods[index]
            if ended and period.start < frame.sentence[0]:
                return None
            if period.end <= quantity.start and not self._over(index, quantity):
                if not self._passed(period, quantity) and self._governs(period, frame, quantity):
                    return period
                ended = ended or self._ends(period, frame)
        return None

    def _passed(self, period: Period, quantity: Quantity) -> bool:
        """Whether a base of comparison has a figure of its own, and it is another one."""
        if period.form != "base" or quantity.start - period.end <= _OF_THEN:
            return False
        folded = self._scene.folded
        return not (standing.opening_base(folded, period) or standing.causing_base(folded, period))

    def _told_after(self, index: int, frame: Frame) -> Period | None:
        """When what was counted came to be: 8栋已于去年12月封顶."""
        if index == len(self._periods):
            return None
        period = self._periods[index]
        return period if told_after(self._scene, period, frame) else None

    def _over(self, index: int, quantity: Quantity) -> bool:
        """Whether a year within a longer time is over: “十五五”时期…，到2030年…."""
        earlier = self._periods[max(0, index - _BACK) : index]
        return nested(self._scene.folded, self._periods[index], earlier, quantity.start)

    def is_time(self, quantity: Quantity) -> bool:
        """Whether a length is itself a time expression: 五年 of 五年来, 近五年同期."""
        if any(p.start <= quantity.start < p.end for p in self._bases):
            return True
        last = bisect_left(self._starts, quantity.end)
        return any(
            quantity.start < p.end and (p.form != "within" or LENGTH.match(p.quote))
            for p in self._periods[max(0, last - 2) : last]
        )

    def _governs(self, period: Period, frame: Frame, quantity: Quantity) -> bool:
        known = self._known.get(period.start) or self._know(period)
        base, subject = known.base, known.subject
        if 0 < subject < quantity.start and (
            standing.built(self._scene.folded, period) or self._timeless(frame, quantity)
        ):
            return False
        if known.never or ("年" in quantity.per and period.quote.startswith(("全年", "每年"))):
            return False
        if period.start >= frame.clause[0]:
            # 由2020年的7.2%提升至7.4%: the base of the first number only.
            if not base and not covers(period) and self._starting(quantity):
                return self._scene.folded[quantity.start - 1] == "的"
            return not (base and _QUANTITY.search(self._scene.masked, period.end, quantity.start))
        here = period.start >= frame.sentence[0]
        if base:
            return here and self._starting(quantity)
        if self._confined(known, quantity) or self._parts.apart(period, quantity):
            return False
        if not covers(period) and self._starting(quantity):
            return False
        if here:
            # 去年11月投用，现有工位两个: what there is now.
            if _ANEW.match(self._scene.folded, frame.clause[0]):
                return False
            parted = "；" in self._scene.folded[period.end : quantity.start]
            late = parted and standing.late(self._scene.masked, period, frame.sentence[0])
            # 今年9月以来第三次降息，累计降幅达: what adds up since then.
            dated = period.form == "since" and ("年" in period.quote or period.quote[0] == "入")
            adds = dated and self._scene.folded.startswith("累计", frame.clause[0])
            return not late and (adds or self._leads(period))
        return standing.divided(self._scene.folded, period, frame.sentence[0]) or (
            not subject and self._outlives(period, frame, quantity)
        )

    def _outlives(self, period: Period, frame: Frame, quantity: Quantity) -> bool:
        """Whether a period of an earlier sentence still holds for a number."""
        if period.form in _OWN_SENTENCE or _EVENT.search(period.quote) or not self._holds(period):
            return False
        said = standing.said(self._scene.folded, period, quantity.start)
        return not said and not self._timeless(frame, quantity)

    def _timeless(self, frame: Frame, quantity: Quantity) -> bool:
        """Whether a number says how its subject is made: 全长276公里."""
        low = max(frame.clause[0], quantity.start - _TIMELESS_REACH)
        return _TIMELESS.search(self._scene.folded, low, quantity.start) is not None

    def _confined(self, known: Known, quantity: Quantity) -> bool:
        """Whether a period holds no further than its clause, for what a subject is."""
        if known.own or known.aside or not 0 < known.begun <= quantity.start:
            return known.own or known.aside
        # 首批32家企业入驻, 时间缩短至2分钟: what became of it.
        before = self._scene.folded[max(0, quantity.start - 2) : quantity.start]
        return quantity.kind != "rank" and not before.endswith(("首批", "至", "到"))

    def _ends(self, period: Period, frame: Frame) -> bool:
        """Whether a period that does not govern shows that no earlier one holds."""
        known = self._known.get(period.start) or self._know(period)
        if known.never or known.base or known.own or known.aside:
            return False
        if _EDGE.match(period.quote) or LENGTH.match(period.quote):
            return False  # 五年来，…，五年累计…: the same years
        if period.start >= frame.sentence[0]:
            return period.form != "vague" and period.end <= frame.clause[0]
        if not standing.opens(self._scene.folded, period) or self._holds(period):
            return False
        here = standing.part(self._scene.folded, period)
        return not here and not standing.reaches(self._scene.masked, period)

    def _know(self, period: Period) -> Known:
        known = self._known[period.start] = know(self._scene, period)
        return known

    def _starting(self, quantity: Quantity) -> bool:
        """Whether a number is where a change starts: 由7.2%, 从每月600元."""
        start = quantity.start
        left = self._scene.masked[max(0, start - _FROM_REACH) : start]
        if ("由" not in left and "从" not in left) or _FROM_VALUE.search(left) is None:
            return False
        end = quantity.end
        return _AGENT.match(self._scene.masked, end, end + _AGENT_REACH) is None

    def _leads(self, period: Period) -> bool:
        """Whether the period opens a clause, so that it holds for the rest of its sentence."""
        known = self._leading.get(period.start)
        if known is None:
            folded = self._scene.folded
            known = (
                period.quote in _LATELY
                or standing.opens(folded, period)
                or standing.closes(folded, period)
                or standing.expected(folded, period)
                or standing.heads(folded, period)
            )
            self._leading[period.start] = known
        return known

    def _holds(self, period: Period) -> bool:
        """Whether the period opens its sentence, so that it holds for later ones."""
        known = self._holding.get(period.start)
        if known is None:
            folded = self._scene.folded
            if (
                standing.came(folded, period)
                or standing.part(folded, period)
                or standing.owns(folded, period)
            ):
                self._holding[period.start] = False
                return False
            low = max(0, period.start - _SENTENCE_REACH)
            cut = max((m.end() for m in _SENTENCE.finditer(folded, low, period.start)), default=low)
            known = (
                _BEFORE.fullmatch(folded[standing.text_start(folded, cut) : period.start])
                is not None
                or (
                    not (period.form == "range" and period.quote.endswith("日"))
                    and standing.heads(folded, period, sentence=True)
                )
                or (
                    (period.form in _FIRST_HOLDS or period.quote[0] == "截")
                    and self._first(period, cut)
                )
            ) and not (
                (period.form != "range" and _YEARLY.search(period.quote))
                or LENGTH.match(period.quote)
                or _DAYS.match(period.quote)
            )
            self._holding[period.start] = known
        return known

    def _first(self, period: Period, sentence: int) -> bool:
        """Whether it opens a clause, and nothing before it in its sentence holds."""
        scene = self._scene
        if not standing.opens(scene.folded, period) or standing.reaches(scene.masked, period):
            return False
        low = bisect_left(self._starts, sentence)
        if period.quote == "全年":
            return True  # 2025年，面对挑战，全年实现…: the same time
        if standing.late(scene.masked, period, sentence):
            return False
        earlier = self._periods[low : bisect_left(self._starts, period.start)]
        # 目前有14万人，去年有3人: what was then is an aside.
        if any(p.form == "now" for p in earlier):
            return False
        return not any(self._holds(p) or standing.late(scene.masked, p, sentence) for p in earlier)
