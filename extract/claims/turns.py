"""Changes told with both ends: 由8.4天缩短到3天. What stands between is no part of what changed."""

from __future__ import annotations

from extract.claims.cues import PERIOD
from extract.rules.regexes import compiled

__all__ = ["before_origin", "before_turn"]

_MARKS = "\ue000-\ue1ff"
# How far back a starting point before a number is looked for.
_LINKED = 24
# 由8.4天缩短到: the starting point of a change is no part of what changed.
_FROM = compiled(
    f"[由从](?:{PERIOD}的?)?(?:(?:最初|原来|原先|当初|此前|过去|以前|(?:改造|实施|改革|培训|启用|治理|整治)前|刚开始|开始|最早|刚来时|刚接手时)的?)?(?:全[国省市区县])?(?:每[^，。{_MARKS}]{{1,6}}|平均|[人户亩月日年]均|(?:同比|环比)?(?:增长|上涨|上升|下降|下跌|回落|亏损|盈利))?[{_MARKS}]+$"
)
_TURN = compiled(
    "(?:进一步|阶段性|逐步|逐年|再|分别)?(?:提高|提升|增加|增长|上升|增|扩大|拓展|跃升|攀升|上调|上涨|涨|升|下降|降低|减少"
    f"|压缩|缩短|回落|回升|下调|收窄|降|减|提|压减|延长|缩减|恢复|变|调整|转|发展|壮大|做大|成长|扩充|扩容|扩展|扩|飙升|猛增|激增|锐减|下滑|下跌|跌|缩|精简|增多|爬升|前移|进位|晋升)[到至为]了?(?:增长|上涨|上升|下降|下跌|盈利|亏损)?(?:每[^，。{_MARKS}]{{1,6}})?$"
    # 下调14万桶至日均110万桶
    "|^[到至]了?(?:[日月年人户]均|平均)?$"
    # 两个区域电网和江岚、平川等14个省级电网
    "|[和及与][^，。；和及与]{1,12}等$"
    # 投资120万元建起占地800平方米的车间
    "|(?:占地|总?面积|建筑面积|(?<![增成生延特])[全总]?长|宽|(?<![提最升])高度?|[相间]距|距地面?|直径|为期|总投资|海拔)(?:约|近|超|达)?$"
)


def before_origin(masked: str, start: int, stop: int) -> int:
    """Where the starting point of a change that ends ``[start, stop)`` begins, else ``stop``."""
    if not "\ue000" <= masked[stop - 1] <= "\ue1ff":
        return stop
    found = _FROM.search(masked, max(start, stop - _LINKED), stop)
    return found.start() if found else stop


def before_turn(words: str) -> str:
    """``words`` without the verb and 到 that lead to the next number: 缩短到."""
    found = _TURN.search(words)
    return words[: found.start()] if found else words
