"""How a time expression stands in its sentence: what it opens, heads or closes.

All functions take the folded text of a passage and a period in it; offsets are code points.
"""

from __future__ import annotations

import re

from extract.model import Period

__all__ = ["came", "closes", "expected", "heads", "opens", "text_start"]

_OPENS = re.compile(r"(?:^|[，。；：！？!?,;\n（(“—、）)电])[\s自从在到截至于等]{0,3}$")
_DELIMITER = re.compile(r"[，。；：！？!?,;\n（(]")
_NOT_HEAD = re.compile(r"[结合与和将把对为以的及等]")
_OWNED = re.compile(r"[^\s]{1,8}的")
_HEAD_REACH = 10
_DATELINE_REACH = 48
_SENTENCE = re.compile(r"[。！？；!?;\n]")
# 新华社1月12日电（记者某某）: what stands before the text of a dispatch.
_DATELINE = re.compile(r"[^。！？]{0,16}电(?:[（(][^（）()。]{0,24}[）)])?")
# 预计未来三天，: the time of what is expected.
_EXPECTED = re.compile(r"(?:^|[，。；：])预[计报]$")
# 探测器于去年8月发射升空，: when a thing came to be is not when it does what is told next.
_CAME = re.compile(
    "[^，。；]{0,8}?(?:发射|诞生|落成|建成|成立|创办|创建|出生|始建|设立|投产|通车|投用|启用|开业|揭牌|开馆|建校)"
)
_CAME_REACH = 14


def opens(folded: str, period: Period) -> bool:
    """Whether it opens a clause."""
    return _OPENS.search(folded, max(0, period.start - 5), period.start) is not None


def expected(folded: str, period: Period) -> bool:
    """预计未来三天，: whether it opens a clause as the time of what is expected."""
    return _EXPECTED.search(folded, max(0, period.start - 3), period.start) is not None


def came(folded: str, period: Period) -> bool:
    """Whether it says, after 于, when its subject came to be."""
    if not folded.startswith("于", period.start - 1 if period.quote[0] != "于" else period.start):
        return False
    return _CAME.match(folded, period.end, period.end + _CAME_REACH) is not None


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
        period.form == "frame" or (start > 0 and folded[start - 1] == "是")
    )


def heads(folded: str, period: Period, *, sentence: bool = False) -> bool:
    """Whether it stands between a short subject and its predicate (市南区今年)."""
    low = max(0, period.start - 30)
    mark = _SENTENCE if sentence else _DELIMITER
    start = max((m.end() for m in mark.finditer(folded, low, period.start)), default=low)
    before = folded[start : period.start]
    if len(before) > _HEAD_REACH or _NOT_HEAD.search(before) or "预计" in before:
        return False
    clause = _DELIMITER.split(folded[period.end : period.end + 24], maxsplit=1)[0]
    return not _OWNED.match(clause)
