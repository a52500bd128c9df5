"""The characters numerals are written in, and what each is worth.

Note [Mainland scales]: 万 10^4, 亿 10^8 (万万), 兆 10^12 (万亿), 京 10^16 (万兆). The metric
prefix 兆 (兆瓦, 兆赫; 100兆 of bandwidth) is part of a unit, 10^6, and never a numeral: 兆
counts as a numeral only after Chinese digits, or after Arabic ones where a currency or
more digits follow.
"""

from __future__ import annotations

__all__ = ["BIG", "DIGIT", "PREFIXED_UNITS", "SCALE", "VULGAR", "variant", "variants"]

_DIGITS = {
    0: "零〇",
    1: "一壹幺弌",
    2: "二贰貳贰两兩俩倆弍",
    3: "三叁叄參参仨弎",
    4: "四肆",
    5: "五伍",
    6: "六陆陸",
    7: "七柒",
    8: "八捌",
    9: "九玖",
    20: "廿",
    30: "卅",
    40: "卌",
}
DIGIT = {char: value for value, chars in _DIGITS.items() for char in chars}
_SCALES = {10: "十拾", 100: "百佰", 1000: "千仟"}
_BIGS = {10**4: "万萬", 10**8: "亿億", 10**12: "兆", 10**16: "京"}
BIG = {char: value for value, chars in _BIGS.items() for char in chars}
SCALE = {char: value for value, chars in _SCALES.items() for char in chars} | BIG
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5),
    "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8),
    "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip

# A multiplier that belongs to the unit after it: 12千米 is 12 of 千米, 百分点 holds no 百.
PREFIXED_UNITS = {
    "千": "千(?!瓦|米|克(?!拉)|卡(?![车通片塔路])|帕|赫|伏|焦|升(?!级)|兆|字节|比特|电子伏|分[点尺位])",
    "百": "百(?!帕|分[点比制数位率])",
}

_VARIANTS = (
    "余餘", "几幾", "来來", "数數", "点點", "负負", "个個", "万萬", "亿億", "两兩", "过過",
    "约約", "将將", "达達", "计計", "内內", "开開", "头頭", "无無", "强強", "满滿", "儿兒",
    "于於", "里裡", "还還", "没沒", "贴貼", "趋趨", "最㝡", "当當",
)  # fmt: skip
_CLASS = {char: f"[{pair}]" for pair in _VARIANTS for char in pair}
_SIMPLE = str.maketrans({pair[1]: pair[0] for pair in _VARIANTS})


def variants(word: str) -> str:
    """A regex for the word in simplified and traditional characters."""
    return "".join(_CLASS.get(char, "\\" + char if char in ".^$*+?()[]{}|\\" else char) for char in word)


def variant(word: str) -> str:
    """The word with the traditional characters of readings simplified, same length."""
    return word.translate(_SIMPLE)
