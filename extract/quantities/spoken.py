"""Sums and ages that are told without their unit: 月薪1万2, 满三百减五十, 今年二十八."""

from __future__ import annotations

from extract.numerals import Numeral
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Prices", "aged"]

_CUES = 16  # how far before a number its clause may say what it is
_PHRASE_END = compiled(
    r"[，。；、！？,;!?）)”\s]|$|的|[呢吧啊呀嘛]|左右|上下|以[上下内]|起|一[个斤晚天次平套]|[涨降升提加减调][到至了]"
)
_NOUN_ENDS = r"[，。；、！？,;!?）)”\s]|$|的|[和与及被给已将]|不[给退还付]"
_LEAST_PRICE = 10
# 三千一个月, 15万一年: what one costs.
_OF_ONE = compiled(
    "一(?:个月|年|晚|天|斤|公斤|平米?|平方米|亩|吨|个?小时)(?=[，。、；！？,;）)”\\s]|$|左右|起)"
)
_LEAST_FOR_ONE = 100
# 一斤草莓二十五: what one of them costs.
_ONE_OF_GOODS = compiled(
    rf"(?<![第这那唯同进共有了])[一每](?:公?斤|张|份|碗|瓶|杯|件|条|双|包|盒|箱)(?:{LETTER}{{1,3}}(?<![第至数有了共]))?$"
)
_GOODS = 8
# 满三百减五十, 充100送20.
_SPENT, _GIVEN = frozenset("满充"), frozenset("减送返")
_FIGURE = "[0-9一二两三四五六七八九十百千万]{1,8}"
_SPEND = compiled(rf"[元块]?立?[减送返]{_FIGURE}(?![人个件名位年岁份张次])")
_GIVE = compiled(rf"[满充]{_FIGURE}[元块]?立?[减送返]$")
# 今年二十八: an age, at the end of its phrase.
_AGED = compiled(
    "(?:今年(?:才|刚|已经?|都|快)?|年(?:方|仅|满|已)|爷爷|奶奶|姥姥|外公|外婆|老[人伴]|[父母]亲)(?:都|快|已经?)?$"
)
_AGED_ENDS = frozenset("年才刚已经都快方仅满爷奶姥公婆人伴亲")
_AGE_ENDS = compiled(r"(?=[，。；！？,;!?）)”\s]|$|了[，。；！？]|了$|多了|的人)")
_AGES = range(12, 120)


class Prices:
    """Whether a number without a unit is a sum of money, by the names of prices beside it."""

    def __init__(self, rules: RuleSet) -> None:
        prices, links = rules.words("quantity.price_cue"), rules.words("quantity.price_link")
        linked = f"(?:{alternation(links)}|[^，。；]{{1,8}}[涨降升提加减][到至])?"
        self._name = compiled(f"{alternation(prices)}{linked}$")
        self._name_ends = frozenset(word[-1] for word in (*prices, *links))
        nouns = alternation(rules.words("quantity.price_noun"))
        self._noun = compiled(f"{nouns}(?={_NOUN_ENDS})")

    def priced(self, folded: str, numeral: Numeral, end: int) -> bool:
        """Whether the numeral, with a bound word after it up to ``end``, is a sum.

        月薪1万2, 工资四千五: right after the name of a price, at its phrase's end.
        """
        start = numeral.start
        least = numeral.low if numeral.value is None else numeral.value
        if least is None:
            return False
        if least >= _LEAST_FOR_ONE and (
            _OF_ONE.match(folded, end) or self._noun.match(folded, end)
        ):
            return True
        if _promised(folded, start, end):
            return True
        if least < _LEAST_PRICE or _PHRASE_END.match(folded, end) is None:
            return False
        if folded[start - 1 : start] in self._name_ends and self._name.search(
            folded, max(0, start - _CUES), start
        ):
            return True
        return _ONE_OF_GOODS.search(folded, max(0, start - _GOODS), start) is not None


def _promised(folded: str, start: int, end: int) -> bool:
    """Whether a bare number is one of the two sums of 满三百减五十."""
    left = folded[start - 1 : start]
    if left in _SPENT:
        return _SPEND.match(folded, end) is not None
    return left in _GIVEN and _GIVE.search(folded, max(0, start - _CUES), start) is not None


def aged(folded: str, numeral: Numeral) -> bool:
    """Whether a bare number is an age; 今年十一 and 今年三十 are days."""
    start, end = numeral.start, numeral.end
    return (
        folded[start - 1 : start] in _AGED_ENDS
        and end - start > 1
        and numeral.value in _AGES
        and folded[start:end] not in ("三十", "十五")
        and _AGE_ENDS.match(folded, end) is not None
        and _AGED.search(folded, max(0, start - _CUES), start) is not None
    )
