"""Whether a time and a number stand in two parts of one sentence or list that share no time."""

from __future__ import annotations

from bisect import bisect_left

from extract.model import Period, Quantity
from extract.rules.regexes import compiled

__all__ = ["Parts"]

_DIGEST = compiled("主要内容|内容提要|片头提要|新闻提要|本期提要|要闻提示|导视】")
_ITEM = compiled("[。；：，,;:\\n][一二三四五六七八九]是")


class Parts:
    """The items of one passage, of which the folded text is given."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._digests = [m.start() for m in _DIGEST.finditer(folded)]
        self._items: list[tuple[int, str]] | None = None

    def apart(self, period: Period, quantity: Quantity) -> bool:
        """Whether an earlier time is none of the number's for the part it stands in."""
        return (
            self._due(period, quantity)
            or self._digested(period, quantity)
            or self._listed(period, quantity)
        )

    def _due(self, period: Period, quantity: Quantity) -> bool:
        """，9月底前完成80%以上；…: by when what stands before the semicolon is to be done."""
        bare = period.form == "within" and period.quote[-1] == "年"
        if bare and "；" in self._folded[period.end : quantity.start]:
            return True  # 三年招录500名，…；…: how long the one thing took
        if not period.quote.endswith("前") or "；" not in self._folded[period.end : quantity.start]:
            return False
        return self._folded[period.start - 1 : period.start] == "，"

    def _listed(self, period: Period, quantity: Quantity) -> bool:
        """Whether they stand in two items of a list, one of them no head: 一是…；二是…."""
        if self._items is None:
            self._items = [(m.start(), m[0][-2]) for m in _ITEM.finditer(self._folded)]
        low = bisect_left(self._items, (period.start, ""))
        return low < bisect_left(self._items, (quantity.start, "")) and self._items[low][1] != "一"

    def _digested(self, period: Period, quantity: Quantity) -> bool:
        """Whether they stand in two items of a digest, each news of its own: 主要内容有：…；…."""
        folded, end = self._folded, quantity.start
        head = next((at for at in reversed(self._digests) if at < period.start), -1)
        return head >= 0 and "；" in folded[period.end : end] and "。" not in folded[head:end]
