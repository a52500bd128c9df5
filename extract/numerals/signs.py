"""The characters numerals are written in, and what each is worth.

Note [Mainland scales]: 万 10^4, 亿 10^8 (万万), 兆 10^12 (万亿), 京 10^16 (万兆). The metric
prefix 兆 (兆瓦, 兆赫; 100兆 of bandwidth) is part of a unit, 10^6, and never a numeral: 兆
counts as a numeral only after Chinese digits, or after Arabic ones where a currency or
more digits follow.
"""

from __future__ import annotations

__all__ = [
    "BIGS", "CAPITAL", "COEFFICIENTS", "DIGIT", "LOWER", "NUMERIC", "SCALE", "SCALES", "SHY",
    "TENS", "UNIT_PREFIXES", "VULGAR", "ZEROS",
]  # fmt: skip

ZEROS = "零〇"
LOWER = "一二三四五六七八九"
# 伍, 陆, 肆, 参 are words too (队伍, 大陆, 放肆, 参加): digits only among their like.
SHY = "伍陆肆参"
CAPITAL = "壹贰叁叄弍弎柒捌玖"
COEFFICIENTS = LOWER + CAPITAL + SHY + "两几"
TENS = "十拾廿卅卌"
BIGS = "万亿"
SCALES = TENS + "百佰千仟" + BIGS + "兆京"
NUMERIC = "0-9" + ZEROS + LOWER + CAPITAL + SHY[:-1] + "两" + SCALES[:-2]

_DIGITS = {
    0: ZEROS, 1: "一壹幺", 2: "二贰两俩弍", 3: "三叁叄参仨弎", 4: "四肆", 5: "五伍",
    6: "六陆", 7: "七柒", 8: "八捌", 9: "九玖", 20: "廿", 30: "卅", 40: "卌",
}  # fmt: skip
_SCALES = {
    10: "十拾", 100: "百佰", 1000: "千仟", 10**4: "万", 10**8: "亿", 10**12: "兆", 10**16: "京",
}  # fmt: skip
DIGIT = {char: value for value, chars in _DIGITS.items() for char in chars}
SCALE = {char: value for value, chars in _SCALES.items() for char in chars}
SCALE |= {"k": 10**3, "K": 10**3, "w": 10**4, "W": 10**4}
SCALE |= {"m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5),
    "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8),
    "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip

# What makes 千 and 百 part of the unit: 12千米 is 12 of 千米, and 百分点 holds no 百.
UNIT_PREFIXES = {
    "千": "瓦|米|克(?![拉朗])|卡(?![车通片塔路])|帕(?!斯卡)|赫|伏|焦|升(?!级)|兆(?![瓦赫帕焦伏欧])"
    "|字节|比特|电子伏|分[点尺位]|牛(?![羊肉奶群头毛])",
    "百": "货(?=商|大楼|公司)|帕(?!斯卡)|分[点比制数位率]|慕大元",
}
