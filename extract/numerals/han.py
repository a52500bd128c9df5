"""Patterns of Chinese digits and scales."""

from __future__ import annotations

from extract.numerals.readings import Readings
from extract.numerals.signs import (
    BIGS,
    CAPITAL,
    COEFFICIENTS,
    LOWER,
    NUMERIC,
    SHY,
    UNIT_PREFIXES,
    ZEROS,
)

__all__ = [
    "BIG",
    "DECIMALS",
    "GUARDED_BAI",
    "GUARDED_QIAN",
    "HUNDRED_MILLIONS",
    "ONE_OF",
    "SOME_DECIMAL",
    "han",
    "section",
    "suffix",
]

_Z = f"[{ZEROS}]"
_STRING = f"[{ZEROS}{LOWER}{CAPITAL}]"
_CAPITALS = f"[{ZEROS}{CAPITAL}{SHY}]"
_TEN, _TWENTY = "[十拾]", "[廿卅卌]"
_PLANS = '三五|四五[”"’」规时期末开收以]'  # 十三五, 十四五 are plans
GUARDED_QIAN = f"(?:千(?!{UNIT_PREFIXES['千']})|仟)"
GUARDED_BAI = f"(?:百(?!{UNIT_PREFIXES['百']})|佰)"
HUNDRED_MILLIONS = "个多?亿"  # 2个亿, 5个多亿
BIG = (
    f"(?:[{BIGS}]|(?<=[{NUMERIC[3:]}])兆(?![瓦赫帕焦字比位宽光网欧伏流]|的(?:宽带|带宽|光纤|流量|内存|网速)|带宽|内存)"
    "|(?<=[0-9])兆(?=元|[日美韩欧]元|韩圆|新?台币|[0-9]|零)"
    f"|(?<=[{NUMERIC}])京(?=[0-9{ZEROS}{LOWER}两]|[日美]?元|\\Z|[，。、；\\s]))"
)
# 五点几, 三点几亿; 八点几分 is a clock.
SOME_DECIMAL = "点几(?![分点个十百千])"
# 三百一斤 is 三百 for one, not 310.
ONE_OF = "一[个月年天晚次斤套平亩吨张份位桌碗件瓶公]"
# 点 before digits, unless 点 is o'clock (八点二十) or the word that 一 begins says otherwise.
DECIMALS = (
    f"点(?!一[刻线直起定下样些个种位条名])"
    f"(?:{_CAPITALS}{{1,40}}+(?![{LOWER}])|{_STRING}{{1,40}}+)"
    f"(?![十拾佰仟]|千(?!{UNIT_PREFIXES['千']})|百(?!{UNIT_PREFIXES['百']}))"  # 三点五千克
)


def suffix(readings: Readings) -> str:
    """余, 多, 来 after a scale or a round number, and 几 after a round Arabic one."""
    scales = "十百千万亿兆京拾佰仟廿卅卌kKwW"
    return (
        f"(?:(?=[余多来])(?:(?<=[{scales}0])|(?<=[0-9])(?=余|[多来] ?[{BIGS}]))"
        f"{readings.alternation('suffix')}|(?<=0)几(?!内亚))"
    )


def section(readings: Readings, *, first: bool) -> str:
    """A number below 10^4, of which 千 and 百 of units stay out (千米, 百帕) if ``first``.

    After a scale (``first`` false: 三万五千米) they are scales, and need a coefficient.
    """
    pair, few = readings.alternation("pair"), readings.alternation("digit")
    shy = f"(?:(?<=[拾佰仟零])|(?<=[万亿])(?=.[拾佰仟]))[{SHY}]"  # 20亿参数 holds no 参
    inner = f"(?:{pair}|[{LOWER}{CAPITAL}几]|{shy})"
    unit = f"(?:(?!{_PLANS}|[一三]两){pair}|[{LOWER}{CAPITAL}]|几(?!内亚)|好几|{shy})"
    if first:
        qian, bai = GUARDED_QIAN, GUARDED_BAI
        # 两 after a number is the weight: 三两酒, 十余两.
        two = f"(?<![{NUMERIC}半几余])(?<![{NUMERIC}][多来])两"
        head = f"{pair}|[{LOWER}{CAPITAL}{SHY}]|{few}|{two}|(?=[十拾廿卅卌]|{qian}|{bai})"
    else:
        qian, bai = "[千仟]", "[百佰]"
        head = f"{inner}|两(?=[百佰千仟{BIGS}])|(?=[十拾廿卅卌])"
    # A unit digit follows 零, a ten, or a scale with a coefficient (百一, 千五 are no numbers).
    place = f"(?:{_Z}{{1,2}}|(?<=[十拾廿卅卌])|(?<=[{COEFFICIENTS}][百佰千仟])(?!{ONE_OF}))"
    return (
        f"(?:{head})(?:{qian}(?:{_Z}{{0,2}}(?:两|{inner})[百佰])?|{bai})?"
        f"(?:{_Z}{{0,2}}(?:(?:(?<=[百佰千仟{ZEROS}]){inner})?{_TEN}|{_TWENTY}))?(?:{place}{unit})?"
    )


def han(readings: Readings) -> str:
    """A Chinese number up to its first scale from 万 up."""
    string = (
        f"(?:[{ZEROS}{LOWER}幺]{{3,40}}+|{_CAPITALS}{{3,40}}+"
        f"|(?!{readings.alternation('pair')}){_STRING}{{2}}(?!{_STRING}))(?![十百千拾佰仟])"
        f"|{_STRING}{{1,40}}+(?=点{_STRING})"
    )
    open_scale = f"(?:[十百千]?[{BIGS}]{{1,2}}|[十百千]|{HUNDRED_MILLIONS})"
    words = f"{readings.alternation('prefix')}|{readings.alternation('digit')}"
    vague = f"(?=[上数好几])(?:{words}){open_scale}"
    whole = f"{string}|{section(readings, first=True)}|{_Z}(?![上下])"
    return f"{vague}|(?:{whole})(?:{DECIMALS}|{SOME_DECIMAL})?"
