"""How a time expression stands in its sentence: what it opens, heads or closes.

All functions take the folded text of a passage and a period in it; offsets are code points.
"""

from __future__ import annotations

from extract.model import Period
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = [
    "aimed",
    "begun",
    "brief",
    "built",
    "came",
    "causing_base",
    "closes",
    "divided",
    "expected",
    "frames",
    "heads",
    "late",
    "opening_base",
    "opens",
    "owning_base",
    "owns",
    "part",
    "reaches",
    "relative",
    "said",
    "subject",
    "text_start",
    "told",
]

_OPENS = compiled(
    r"(?:^|[，。；：！？!?,;\n（(“—、）)】电]|[一二三四五六七八九]是)[\s自从在到截至于等]{0,3}(?:(?:刚刚)?过去的)?$"
)
# 在截至3月29日的第一财季: what ended on a day.
_ENDED = compiled("(?:^|[，。；：])在?截[至止][0-9年月日号]{2,11}的$")
_ENDED_REACH = 18
_DELIMITER = compiled(r"[，。；：！？!?,;\n（(】]")
_NOT_HEAD = compiled(r"[结合与和把对为以的及等是因]|将(?![在于]$)|(?:确保|力争|争取)[^，。]{2}")
# Not 10日结束为期两天的会议.
_OWNED = compiled(r"(?![^，。]{0,6}为期)[^\s]{1,8}(?<![新好大])的")
# How long the subject may be before a time, and before a day in its own clause.
_HEAD_REACH, _DAY_REACH = 10, 28
# 将于, 凭, 截至: the day is no adverb of the predicate.
_NO_SUBJECT = compiled("[于凭按以用对比较由据因从自至到为的和与]$|截[至止]|[将把]")
# 比赛7日在云州落幕: the day on which it ended.
_CLOSED = compiled("在[^，。；]{1,12}(?:落幕|闭幕|收官|落下帷幕|结束)")
_DATELINE_REACH = 48
_SENTENCE = compiled(r"[。！？；!?;\n】]")
# 新华社1月12日电（记者某某）: what stands before the text of a dispatch.
_DATELINE = compiled(r"[^。！？]{0,16}电(?:[（(][^（）()。]{0,24}[）)])?")
# 预计未来三天，: the time of what is expected.
_EXPECTED = compiled(r"(?:^|[，。；：])预[计报]$")
# 铁路局预计今天发送旅客118万人次.
_EXPECTED_BY = compiled(r"(?:^|[，。；：])[^，。；：将的]{0,14}预[计报]$")
# 探测器于去年8月发射升空，: when a thing came to be is not when it does what is told next.
_CAME = compiled(
    "[^，。；]{0,8}?(?:发射|诞生|落成|建成|成立|创办|创建|出生|始建|设立|投产|通车|投用|启用|开业|揭牌|开馆|建校)"
)
_CAME_REACH = 14
# 遗址2013年被公布为全国重点文物保护单位。: what it was named then.
_NAMED = compiled(
    "(?:就|正式|成功)?(?:被?(?:公布|列入?|评|授予?|认定|命名|确定|批准|指定|纳入|列为)|入[选列]|获评)"
)
# When a work was opened, in a clause without a figure.
_BEGUN = compiled(
    "，?(?:[^，。；：！？\ue000-\ue1ff]|[\ue000-\ue00a][\ue100-\ue10a]*+的){0,40}?(?:投产|通车|开通|开站|启用|投用|投入使用|投入运营|运营|运行|开放|开馆|开园|开业|开街"
    "|落成|竣工|下线|下水|揭牌|挂牌|通航|并网|并网发电|首飞|升空|合龙|贯通|封顶|交付|交付使用)(?=[，。])"
)
_POINTS = ("at", "vague")
# 末班车延长至24时, 订单已经排到明年3月: up to when, no time of what is told next; 今天是腊月二十五.
_UP_TO = compiled("(?:延长|延迟|延至|延后|推迟|提前|提早|调整|排|持续|延续)[到至为]?了?$|[天日]是$")
# 7月20日开通的高铁全长…, 11日发生的7级地震造成…; 20日举行的仪式上，… is all in that time.
_SUBJECT = compiled(
    rf"(?:在{LETTER}{{1,8}})?(?:发生的|(?:开通|运营|投产|落成|举[办行]|进行|发[布射]|公布|建成|启[用动]|召开"
    rf"|[开闭]幕|施行|实施|上线|成立|投用|通车|竣工|出台|印发|开业|开张|开馆|揭牌|挂牌){{1,2}}的(?={LETTER})(?![一二两三四五六七八九十百千数几多](?!期)))"
    "(?![^，。；：]{1,16}(?:(?<!以)[上中]|(?<![公海华英])里)，)"
)
_TODAY = ("今天", "昨天", "明天", "前天", "后天", "当天")
_BRIEF = compiled("[日号晚晨夜][）)]?$|[上下]午|[时分]许?$")
# 上一年度审计查出的386个问题: when what is counted came to be; 增加到2025年的228亿元.
_RELATIVE = compiled(
    "的(?=[\ue000-\ue00a])|[^，。；：、]{0,10}?(?:查出|查处|确定|建成|下达|开展|启动|实施|开工|投产|出台|认定|评选|印发|签约|引进|改造"
    "|安排|部署|发布|成立|形成|排查|发现|交办|提出|列入|立项)的(?=[\ue000-\ue00a])"
)
_RELATIVE_REACH = 16
_QUOTE = compiled("[“”]")
_YEAR = compiled("[^自从到截]*年[初底末]?")
_BUILT = compiled("(?:正式|新)?(?:投[用产]|投入使用|建成|落成|开通|通车|竣工|启用|上线|成立|开业)")
_AIMED = compiled("(?:确保|力争|争取)[^，。；：]{2,14}$")
# 2025年达到3215亿元: the one figure of a time among those of a longer one.
_REACHES = compiled(
    "(?:将|已|就|预计)?(?:达到?|为|突破|超过?|增[至到加]到?)[^，。；：、]{0,2}(?=[\ue000-\ue00a])"
)
_REACHES_REACH = 8

_OPENED = ("，", "为", "是", "仅", "只有", "盈利", "亏损", "净", "逆差", "顺差")
_CAUSE = ("是", "系", "因为", "由于", "源于")
_STOP = compiled(r"[。！？!?\n]")
_QUANTITY = compiled("[\ue000-\ue00a]")
_CLAUSE = 40
_OF_PLAN = compiled("“?(?:十[一二三四五六七]?|[八九])五”?(?:时期|期间)")
_THAN = frozenset("于比较由从过")
_FIGURE = compiled("的[\ue000-\ue00a]")


def subject(folded: str, period: Period) -> int:
    """Where the relative clause ends that tells when its subject came about, else 0."""
    if folded[period.start - 1 : period.start] == "在":
        return 0  # 在4日举行的选举中: where it was
    found = _SUBJECT.match(folded, period.end)
    return found.end() if found else 0


def brief(period: Period) -> bool:
    """Whether it is a day or less."""
    return _BRIEF.search(period.quote) is not None


def _day(period: Period) -> bool:
    """Whether it is a day or less, or one counted from the document's."""
    return period.quote in _TODAY or brief(period)


def told(folded: str, period: Period) -> bool:
    """Whether it is itself what is told of its subject: 末班车延长至24时, 今天是腊月二十五."""
    start = period.start
    if folded.startswith("为", period.end) and folded.endswith(("宣布", "确定", "定"), 0, start):
        return True  # 宣布12月2日为全国哀悼日
    return _UP_TO.search(folded, max(0, start - 6), start) is not None


def opens(folded: str, period: Period) -> bool:
    """Whether it opens a clause, or follows 在截至3月29日的 that opens one."""
    start = period.start
    return _OPENS.search(folded, max(0, start - 10), start) is not None or (
        folded[start - 1 : start] == "的"
        and _ENDED.search(folded, max(0, start - _ENDED_REACH), start) is not None
    )


def expected(folded: str, period: Period) -> bool:
    """预计未来三天，: whether it opens a clause as the time of what is expected."""
    by = _EXPECTED_BY if _day(period) else _EXPECTED
    return by.search(folded, max(0, period.start - 17), period.start) is not None


def built(folded: str, period: Period) -> bool:
    """去年投用的生产线: whether it is the year, or the day, in which a subject came to be."""
    return brief(period) or (
        _YEAR.fullmatch(period.quote) is not None and _BUILT.match(folded, period.end) is not None
    )


def said(folded: str, period: Period, at: int) -> bool:
    """“今年雨水好。”52岁的罗小琴说: whether somebody's words hold it, and end before ``at``."""
    mark = _QUOTE.search(folded, period.end, at)
    return mark is not None and mark[0] == "”"


def came(folded: str, period: Period) -> bool:
    """Whether it says when its subject was named so, or, after 于, came to be."""
    if _NAMED.match(folded, period.end):
        return True
    if not folded.startswith("于", period.start - 1 if period.quote[0] != "于" else period.start):
        return False
    return _CAME.match(folded, period.end, period.end + _CAME_REACH) is not None


def begun(masked: str, period: Period) -> int:
    """今天，新油田全面投产，: where the clause ends that says when its subject began, else 0.

    What the subject is, told next, is no figure of that time. In masked text.
    """
    found = _BEGUN.match(masked, period.end) if period.form in _POINTS else None
    if found is None or (found[0].endswith("升空") and brief(period)):
        return 0  # 24日23时17分点火升空，约10分钟后与火箭分离
    return found.end()


def aimed(folded: str, period: Period) -> bool:
    """确保高速6月建成通车: whether it is the day of one thing that is to be done by then."""
    low = max(0, period.start - 16)
    return _AIMED.search(folded, low, period.start) is not None and "年" not in period.quote


def owns(folded: str, period: Period) -> bool:
    """今年的发掘集中在东南部: whether it only tells a noun, so that its sentence ends it."""
    return period.form == "at" and folded.startswith("的", period.end)


def part(folded: str, period: Period) -> bool:
    """其中，9月份同比上涨0.3%: whether it is part of the time of the sentence before."""
    return folded.startswith("其中，", max(0, period.start - 3)) and period.start >= 3


def relative(masked: str, period: Period) -> bool:
    """Whether it stands in a relative clause of the number after it; in masked text."""
    return _RELATIVE.match(masked, period.end, period.end + _RELATIVE_REACH) is not None


def reaches(masked: str, period: Period) -> bool:
    """Whether a verb of reaching and a number follow it at once; in masked text."""
    return _REACHES.match(masked, period.end, period.end + _REACHES_REACH) is not None


def text_start(folded: str, sentence: int) -> int:
    """Where the text of a sentence begins: after the dateline of a dispatch."""
    dateline = _DATELINE.match(folded, sentence, sentence + _DATELINE_REACH)
    return dateline.end() if dateline else sentence


def closes(folded: str, period: Period) -> bool:
    """打响两年多来，: a frame that ends the clause of an event opens what follows.

    So does a time that the clause before names: 最忙的时候是九十年代，.
    """
    start, end = period.start, period.end
    return folded.startswith("，", end) and (
        period.form == "frame" or folded.endswith(("是", "是在", "发生在", "发生于"), 0, start)
    )


def late(masked: str, period: Period, sentence: int) -> bool:
    """总投资48亿元，2024年投入试运行；…: whether it is when a thing without a figure was done.

    A figure of its sentence stands before it, and none in its clause; in masked text.
    """
    if period.form != "at" or masked.startswith("，", period.end):
        return False
    if _QUANTITY.search(masked, sentence, period.start) is None:
        return False
    clause = _DELIMITER.split(masked[period.end : period.end + _CLAUSE], maxsplit=1)[0]
    return _QUANTITY.search(clause) is None


def frames(folded: str, period: Period) -> bool:
    """五年来, 这五年: whether it opens a clause as the several years that a paragraph is about."""
    years = period.form == "frame" and period.quote[-2:] in ("五年", "年来")
    return opens(folded, period) and (years or _OF_PLAN.fullmatch(period.quote) is not None)


def heads(folded: str, period: Period, *, sentence: bool = False) -> bool:
    """Whether it stands between a short subject and its predicate (市南区今年)."""
    low = max(0, period.start - 30)
    mark = _SENTENCE if sentence else _DELIMITER
    start = max((m.end() for m in mark.finditer(folded, low, period.start)), default=low)
    before = folded[start : period.start]
    before = before[before.find("）") + 1 :]  # after a dateline
    if not sentence and _day(period):
        if len(before) > _DAY_REACH or _NO_SUBJECT.search(before):
            return False
    elif len(before) > _HEAD_REACH or _NOT_HEAD.search(before) or "预计" in before:
        return False
    clause = _DELIMITER.split(folded[period.end : period.end + 24], maxsplit=1)[0]
    return not (_OWNED.match(clause) or _CLOSED.match(clause))


def opening_base(folded: str, period: Period) -> bool:
    """去年同期，: whether a base of comparison opens a clause, as the time of what it tells."""
    return (
        period.quote.endswith("同期")
        and folded.startswith(_OPENED, period.end)
        and (period.start == 0 or folded[period.start - 1] in "。；\n，而")
    )


def causing_base(folded: str, period: Period) -> bool:
    """下降主要是去年同期出售股权: whether what was then is told as a cause."""
    caused = period.quote.endswith("同期") and folded.endswith(_CAUSE, 0, period.start)
    return caused and folded[period.end : period.end + 1] not in "的均平水，"


def owning_base(folded: str, masked: str, period: Period) -> bool:
    """高于上一财年的6.2%: whether a base is the time of the number that it owns."""
    before = folded[max(0, period.start - 1) : period.start]
    return before in _THAN and _FIGURE.match(masked, period.end) is not None


def divided(folded: str, period: Period, sentence: int) -> bool:
    """年末装机…。其中，火电…: whether a sentence tells parts of the one that it opens."""
    return (
        folded.startswith("其中", sentence)
        and (period.start == 0 or folded[period.start - 1] in "。\n，")
        and _STOP.search(folded, period.end, sentence - 1) is None
    )
