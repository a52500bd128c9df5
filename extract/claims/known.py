"""What of a time expression is the same for every number around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extract.claims import standing
from extract.claims.frame import Scene
from extract.model import Period
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["COVERING", "LENGTH", "PLAN", "Known", "covers", "know", "nested", "of_then"]

# Forms that hold within their own clause only.
_OWN_CLAUSE = frozenset({"run"})
LENGTH = compiled("^(?:[0-9]{1,3}|[一二三四五六七八九十两]{1,3})年$")
# Lengths, and days of every week: 两年, 周末.
_BRIEF = compiled(rf"{LENGTH.pattern}|周[一二三四五六日末]")
_FROM = compiled(r"[由从]\s?$")
# How long a label may be that opens with a time: “周五有约”.
_LABEL = 8
_GOAL = compiled("(?:的)?(?:目标|任务|计划|指标|预期|预算|额度|限额|配额)")
# The day on which a reporter asked, or figures were published: 记者21日从…获悉, 18日发布的数据.
_TOLD = compiled(
    "(?:从|在|向)?[^，。；：]{0,16}(?:获悉|了解到|采访|看到)|(?:发布|公布|通报|发表)(?:的|了)?[^，。；：]{0,12}(?:数据|消息|公报|报告|显示|称|(?:结果|排名|名单)(?=，))|(?:发布|通报|披露|通告)(?=[，：])"
)
# 入汛以来最强: how far back a record goes is no time of the figure.
_RECORD = compiled(rf"(?:的)?(?:{LETTER}{{0,3}}最(?![多近初后终])|前[0-9三五十]|首|新高|新低|历史)")
_EVER = ("新中国", "建国", "有记录", "有史", "改革开放")
_SINCE_EVER = compiled("[^，。；]{0,12}?(?:第一|首|最|新高|新低|前[0-9三五十])")
# 今年第18号台风: which one of a year it is.
_NTH = compiled("第[0-9一二三四五六七八九十]{1,3}[号场轮次]")
# 处于近三年来高位.
_LEVEL = compiled("(?:的)?(?:历史)?(?:[高低]位|[高低峰]点|峰值|新高|新低)")


# 这个建于1986年的小区有楼14栋: when it came to be.
_CAME_IN = compiled("(?:建|立|办|生)于$")
# 是此前十年总和的1.6倍: a base of comparison.
_TOTAL = ("总和", "之和", "的总和")
# 创今冬新高: how far back a record goes.
_SET = ("创", "创下", "创出", "再创", "刷新", "刷新了")
# 12月交货的原油期货: which contract it is.
_DELIVERY = ("交货", "交割", "到期")

# 该国农业部门9日表示，, 他17日在发布会上介绍，, 10日举行新闻发布会，: when it was told.
_SAID = compiled(
    "(?:在[^，。；：]{1,24}|(?:出席|参加)[^，。；：]{2,20}时)?(?:表示|介绍说?|指出|说|称|透露|强调|坦言|回应称?|告诉记者)[，：]"
    "|(?:上午|下午)?(?:召开|举行|举办)[^，。；：]{0,16}(?:发布会|通气会|吹风会|见面会)(?=[，。])"
)
# 通报近年来少年审判工作情况: what was told about.
_REVIEWED = ("通报", "通报了", "介绍", "介绍了", "盘点", "梳理")

# 到8月31日结束，: how long what is told of lasts.
_ENDING = ("结束，", "结束。", "截止，", "截止。", "闭幕，", "落幕，", "收官，")


# Frames that cover both ends of a change: 五年来经营主体从689万户增至951万户.
COVERING = frozenset({"frame", "span", "since", "range"})
# A year that a plan aims at.
_GOAL_YEAR = compiled("到(?:19[89]|20[0-9])[0-9]年底?$")
_SENTENCE = compiled(r"[。！？；!?;\n】]")
_STOP = compiled(r"[。！？!?\n]")
# The time of a plan.
PLAN = compiled("“?(?:十[一二三四五六七]?|[八九])五”?(?:时期|期间)|今后五年|未来五年")


class Known(NamedTuple):
    """What of a period is the same for every number.

    ``never``: it governs none; ``own``: none beyond its clause; ``base``: a change starts there;
    ``subject``: where the relative clause ends of which it is the time, 0 for none;
    ``aside``: none beyond its clause, and what held before it goes on; ``begun``: where the
    clause ends in which its subject began, 0 for none.
    """

    never: bool
    base: bool
    own: bool
    subject: int
    aside: bool
    begun: int


def _of_record(folded: str, period: Period) -> bool:
    """Whether it is how far back a record goes: 入汛以来最强, 新中国成立以来建设的第一条."""
    match = _SINCE_EVER if period.quote.startswith(_EVER) else _RECORD
    return match.match(folded, period.end) is not None


def know(scene: Scene, period: Period) -> Known:
    """What a period is to the numbers of its passage."""
    folded, start, end = scene.folded, period.start, period.end
    goal = period.quote.startswith(("全年", "年度")) and _GOAL.match(folded, end) is not None
    dateline = period.calendar and folded.startswith("电", end)
    repeated = start > 0 and folded[start - 1] == "每"
    told = period.calendar and (
        _SAID.match(folded, end) is not None
        or (
            _TOLD.match(folded, end) is not None
            and (folded.startswith("记者", max(0, start - 2)) or folded[end] in "发公通披")
        )
    )
    record = (
        (period.form == "since" and _of_record(folded, period))
        or (period.form in ("span", "frame") and _LEVEL.match(folded, end) is not None)
        or folded.endswith(_SET, 0, start)
    )
    if end - start <= _LABEL and folded[start - 1 : start] == "“" and "”" not in period.quote:
        repeated = repeated or "”" in folded[end + 1 : end + _LABEL]  # “周五有约”
    manner = period.quote in ("当天", "当日") and folded[end : end + 1] in "就即便可能"
    up_to = (
        standing.told(folded, period)
        or folded.startswith(_ENDING, end)
        or (period.form == "since" and folded.startswith(("，到", "，至"), end))
    )
    came = _CAME_IN.search(folded, max(0, start - 4), start) is not None
    # What another word is named by: a total, a contract, one of a year.
    named = folded.startswith((*_TOTAL, *_DELIVERY), end) or (
        period.form == "at" and _NTH.match(folded, end) is not None
    )
    reviewed = folded.endswith(_REVIEWED, 0, start) and folded[end : end + 1] not in "，,"
    excepted = folded.endswith(("除", "除了"), 0, start)
    return Known(
        never=any(
            (goal, dateline, repeated, told, record, manner, up_to, came, named, reviewed, excepted)
        ),
        base=_FROM.search(folded, max(0, start - 2), start) is not None,
        own=period.form in _OWN_CLAUSE
        or (period.form == "base" and not folded.startswith("，", end))  # 上年同期为29.8亿元
        or (
            (period.form != "within" or folded.startswith("年均", end))
            and _BRIEF.match(period.quote) is not None
        ),
        subject=standing.subject(folded, period),
        aside=standing.relative(scene.masked, period) or standing.aimed(folded, period),
        begun=standing.begun(scene.masked, period),
    )


def of_then(scene: Scene, period: Period) -> bool:
    """Whether a base of comparison has a figure: 去年同期，9人遇难; 高于上一财年的6.2%."""
    return period.form == "base" and (
        standing.causing_base(scene.folded, period)
        or standing.opening_base(scene.folded, period)
        or standing.owning_base(scene.folded, scene.masked, period)
    )


def covers(period: Period) -> bool:
    """Whether it covers both ends of a change, as 五年来 does; 下月1日起 does not."""
    if period.form in COVERING:
        return not period.quote.endswith(("起", "月"))
    return PLAN.match(period.quote) is not None


def nested(folded: str, period: Period, earlier: Sequence[Period], number: int) -> bool:
    """Whether a year within a longer time is over where a number stands.

    Where the plan says “十五五”时期…，到2030年达到…, after the end of its sentence; so is
    2007年 after 五年来.
    """
    start, end = period.start, period.end
    if period.rule == "year.number" and period.quote[-1] == "年":
        if _STOP.search(folded, end, number) is None:
            return False
        return any(standing.frames(folded, p) for p in earlier)
    if not _GOAL_YEAR.match(period.quote):
        return False
    # 到2030年，…；…: what opens a sentence holds over its semicolons.
    first = start == 0 or folded[start - 1] in "。\n"
    cut = _STOP if first else _SENTENCE
    if cut.search(folded, end, number) is None:
        return False
    return any(PLAN.match(p.quote) for p in earlier)
