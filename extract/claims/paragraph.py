"""The programme that a whole paragraph is about."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Mention
from extract.rules.regexes import compiled

__all__ = ["told_of", "topic"]

# 立足“…”战略: what is only leaned on is no topic.
_ASIDE = compiled(
    r"(?:立足|围绕|按照|根据|落实|贯彻|响应|对照|以(?![上下内及外])|荣获|获评|获|捧得)[^，。]{0,6}$"
)
_ASIDE_REACH = 16
_COUNTED = compiled(r"[0-9][万亿余多]{0,2}[个家处所项场%户元名件次套支人条台座辆公期]")
# 力争再建“甲”9家: of goals each is a matter of its own.
_GOALS = compiled("力争|计划|[拟将]|目标|规划")
_COUNT = compiled("[0-9]")
_PART = compiled(
    "(?:[0-9][^，。；：、“”]{0,5}|(?:凭借?|通过|依托|登录|扫描?|借助)[^，。；：、“”]{0,3})$"
)
_PART_REACH = 6
_MANNER = compiled("一[^0-9]{1,4}一[^0-9]{1,4}")
# What is named so opens a list of what was done, or is only called.
_NO_TOPIC = ("programme.hotline", "programme.campaign_subject")
# “甲”是“乙”工程的缩影: what the one is an instance of.
_INSTANCE = compiled("[^，。；]{0,6}的(?:一个|生动)?(?:缩影|例子|写照|实践|样本|一部分|组成部分)")
# The heading of an item of a report, a sentence of its own.
_HEADED = compiled(
    r"\s*(?:(?:(?:[（(]?[一二三四五六七八九十]{1,3}[)）、]|[0-9]{1,2}[.．、]|第[一二三四五六七八九十]{1,3}[，、章节]"
    r"|[一二三四五六七八九十]是|[—－-])|(?:坚持|聚焦|着力|突出|坚定不移|强化|深化|围绕|过去[一三五]年|[一三五]年来|这五年))[^。“]{2,40}"
    r"|[^，。“”0-9]{4,16}(?:改善|提[升高速质]|增强|推进|显现|发展|见效|丰硕|明显|显著|有力|扎实|加快|巩固|夯实|优化"
    r"|完善|深化|突破|进展|成效|步伐|向好|纷呈|良好|转变|进步))。"
)
# 深入实施“甲”工程，…: one of the things that were done, as reports tell them.
_LAUNCHED = compiled(
    "(?:深入|扎实|大力|全面|持续|积极|统筹|加快|稳步|有序)?(?:推进|实施|开展|落实|抓好|推动|推行|深化)[^，。“]{0,6}$"
)
# 二、深化“甲”工程。: the heading of an item names it.
_TITLED = compiled(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}[.．、])[^。，“0-9]{0,8}“[^”]{2,12}”[^。，0-9]{0,6}[。\n]"
)
_TITLE = 8
# 居民说的是“甲”: that is what the paragraph tells of; 每周五10时在“甲”App: only a place.
_TOLD_OF = compiled(
    "(?:(?:说|点赞|体验|享受|用|提|靠|坐|受益|夸|赞)的|答案|秘诀|法宝|妙招|抓手|做法)(?:就|正)?是[^，。“]{0,12}$"
)
_TOLD_REACH = 24
_HANDED = compiled("[0-9]{1,2}[时点分]?在$")


def told_of(text: str, mention: Mention) -> bool:
    """Whether somebody's words before a mention turn out to be about it: 说的是“甲”."""
    low = max(0, mention.start - _TOLD_REACH)
    return _TOLD_OF.search(text, low, mention.start) is not None


def topic(text: str, mentions: Sequence[Mention]) -> str | None:
    """The programme of a paragraph: named in its first two sentences, and its only one.

    Or the first of several, where the paragraph comes back to it. A paragraph under a heading of
    its own (（二）坚持产业强市。深入实施“甲”行动，…) is about what the heading says.
    """
    mentions = [m for m in mentions if m.rule not in _NO_TOPIC]
    names = [
        m.name
        for m in mentions
        if m.type not in ("circle", "award")
        and "等" not in m.quote
        and not text.startswith(("等", "》等"), m.end)
    ]
    if not names:
        return None
    first = mentions[0]
    # 选聘420名“绿袖章”志愿者, 推行“一校一策”: what it counts or how it is done is no other topic.
    aside = {
        m.name for m in mentions if _PART.search(text[max(0, m.start - _PART_REACH) : m.start])
    }
    names = [n for n in names if n == first.name or (n not in aside and not _MANNER.match(n))]
    if not names or first.name != names[0]:
        return None
    opening = text.find("。", 1)
    opening = text.find("。", opening + 1) if opening >= 0 else -1
    if 0 <= opening < first.start:
        return None
    sentence = text.rfind("。", 0, first.start) + 1
    if sentence and _HEADED.match(text):
        return None
    launched = first.quote[0] == "“" and _LAUNCHED.match(text, 0, first.start)
    if launched or _ASIDE.search(text[max(0, first.start - _ASIDE_REACH) : first.start]):
        return None
    before = text[sentence : first.start]
    if told_of(text, first) or _TITLED.match(text, 0, first.end + _TITLE):
        return first.name
    if _HANDED.search(before):
        return None
    if _COUNTED.search(before) or (_GOALS.search(before) and _COUNT.match(text, first.end)):
        return None
    second = next(
        (m for m in mentions if text.startswith("是", first.end) and m is not first), None
    )
    if second is not None:
        return second.name if _INSTANCE.match(text, second.end) else first.name
    return names[0] if len(set(names)) == 1 or names.count(names[0]) > 1 else None
