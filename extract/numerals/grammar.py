"""The one alternation of all numerals, built once from characters and readings.

Note [Linear]: every repetition is bounded or possessive, and no two adjoining repetitions
share characters, so a numeral costs its own length and hostile text costs no more.

Note [Separators]: a comma parts groups of exactly three digits, at least one group after
one to three digits, and none before. `，`, which folding keeps, does so too (full-width
１，２３４). A space does so only where the group is plain: three zeros (816 000), or a word
follows and no other number stands around it (table cells stay apart).
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.numerals.readings import alternation
from extract.numerals.signs import PREFIXED_UNITS, VULGAR

__all__ = ["fraction_ending", "gate_pattern", "numeral_pattern"]

Z = "[零〇]"
# 伍, 陆, 肆, 拾, 参 are words too (队伍, 大陆, 放肆, 收拾, 参加): digits only among their like.
_SAFE = "一二三四五六七八九壹贰貳叁叄弍弎柒捌玖"
_SHY = (
    "(?:[伍陆陸肆参參](?=[拾佰仟])|(?<=[拾佰仟零])[伍陆陸肆参參]"
    "|(?<![队入退大登着内水放])[伍陆陸肆](?=[万萬亿億元圆圓角点點])"
    "|(?<![一-鿿])[伍陆陸肆](?![一-鿿]))"
)
D = f"(?:[{_SAFE}]|{_SHY})"
_STRING = f"[{_SAFE}零〇]"  # digits of a string such as 二〇二四
TEN = "(?:十|(?<![收捡俯])拾(?=[一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖万萬亿億元圆圓整余餘点點零])|(?<=[一二三四五六七八九壹贰貳叁叄肆伍陆陸柒捌玖])拾|(?<![一-鿿])拾(?![一-鿿]))"
TWENTY = "[廿卅卌]"
D_ONE = "[一二三四五六七八九壹贰貳叁叄]"
_NUMERIC = "0-9零〇一二两兩三四五六七八九十百千万亿廿卅卌壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億"
BIG = (
    "(?:[万亿萬億]"
    f"|(?<=[^\\d\\W])(?<=[{_NUMERIC[3:]}])兆(?![瓦赫帕焦字比位宽光网网欧伏流])"
    "|(?<=[0-9])兆(?=元|[日美韩韓欧歐]元|[韩韓]圆|新?[台臺][币幣]|[0-9]|零)"
    f"|(?<=[{_NUMERIC}])京(?=[0-9零〇一二两三四五六七八九]|[日美]?元|\\Z|[，。、；\\s]))"
)
_DASH = "[-+]"
_UNSIGNED_BEFORE = "".join(
    f"(?<![{_NUMERIC}][^\\s{_NUMERIC}，。、；：,;:（(“”]{{{n}}})" for n in (1, 2, 3)
)
SIGN = (
    rf"(?:(?=[-+])(?<![0-9A-Za-z%‰)）\]}}一二三四五六七八九十百千万亿-]){_UNSIGNED_BEFORE}{_DASH}(?=\.?\d)"
    f"|(?=[负負])(?<![{_NUMERIC}胜勝担擔承辜抱肩欺自正])[负負] ?(?=[{_NUMERIC}.点點半数几]))"
)

_GROUPED = r"(?<!\d[,，])(?:\d{1,3}(?:,\d{3}){1,8}|\d{1,3}(?:，\d{3}){1,8})(?![,，]?\d)"
_SPACED = (
    r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}"
    r"(?:(?: 000){1,6}(?! ?\d)|(?: \d{3}){1,6}(?= ?[^\W\d]| ?%)(?! ?[A-Za-z]))(?![\d.])"
)
_POINTED = r"(?<!\d\.)(?:%s|\d{1,300}+)(?:\.\d{1,300}+(?!\.?\d)|·\d{1,6}(?=[%%‰万亿倍]))" % _GROUPED
_LEADING = r"(?<![\dA-Za-z.])\.\d{1,300}+(?!\.?\d)"
DECIMAL = f"(?:{_POINTED}|{_LEADING})"
INTEGER = rf"(?:{_GROUPED}|{_SPACED}|\d{{1,300}}+)"
_POWER = (
    r"(?:[eE][+-]?\d{1,3}(?![0-9A-Za-z])"
    r"| ?(?:[×xX*·]|乘以?) ?10(?:\^[+-]?\d{1,3}(?!\d)|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}|的[负負]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})次(?:方|[幂冪]))"
    r"|(?<=10)[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}"
    r"|(?<![\d.]{21})\^[+-]?\d{1,2}(?!\d)"
    r"|(?<![\d.]{21})的[负負]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})次(?:方|[幂冪]))"
)
_SPREAD = rf" ?(?:±|\+/-|正负|正負) ?(?:{DECIMAL}|\d{{1,300}}+)"


@lru_cache(maxsize=1)
def gate_pattern() -> re.Pattern[str]:
    """Where a numeral may start, one character: a class first, which `re` searches fast."""
    sure = (
        "0-9±½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞零〇一二两兩俩倆仨三四五六七八九十百千万亿萬億廿卅卌半几幾数數"
        "壹贰貳叁叄弍弎柒捌玖佰仟幺伍陆陸肆拾"
    )
    return re.compile(
        f"[{sure}上以成参參点點负負若好正+.-](?:(?<=[{sure}])|(?<=[-+.])(?=[0-9.])"
        f"|(?<=[上以成])(?=[十百千万亿萬億])|(?<=[参參])(?=[拾佰仟])|(?<=[点點])(?={_STRING})"
        f"|(?<=[负負])(?=[ {_NUMERIC}.点點半数几])|(?<=若)(?=干)|(?<=好)(?=[几幾])|(?<=正)(?=[负負]))"
    )


@lru_cache(maxsize=1)
def numeral_pattern() -> re.Pattern[str]:
    """One match, where `gate_pattern` hits, is one numeral; the last group names its form.

    Fractions of words (三分之二) are two matches that `scan` joins: the pattern would be four
    times as long with them, and they are rare.
    """
    vulgar = "".join(VULGAR)
    return re.compile(
        f"(?:(?P<plain>{_plain()})|(?P<phrase>{alternation('phrase')})"
        f"|{SIGN}?(?:(?P<half>一半|半)|(?P<number>{_number()})|(?P<vulgar>[{vulgar}]))"
        f"|(?P<spread>(?:±|正负|正負) ?(?:{DECIMAL}|{INTEGER})))"
    )


@lru_cache(maxsize=1)
def fraction_ending() -> re.Pattern[str]:
    """强, 弱 after a fraction."""
    return re.compile(alternation("fraction"))


def _plain() -> str:
    """The everyday cases, ended by a character that continues no numeral: for speed alone."""
    more = f"{_NUMERIC}点點余餘多来來几幾兆京"
    arabic = (
        rf"(?<!\d\.)\d{{1,300}}+(?:\.\d{{1,300}}+)?"
        rf"(?![{more}.,，·/^eE×xX* ±+正乘的⁻⁺⁰¹²³⁴-⁹{''.join(VULGAR)}]|[个個]多?[亿億])"
    )
    return f"{arabic}|[一二三四五六七八九](?![{more}大小少半幺]|[个個]多?[亿億])"


def _number() -> str:
    """Any numeral made of digits and scales."""
    suffix = _suffix()
    string = f"[点點](?!一[刻线線直起定下样樣些个個种種位条條名]){_STRING}{{1,40}}+(?![十百千拾佰仟])"
    first = f"(?:(?=[0-9.])(?:{_arabic(suffix)})|(?:{_han(suffix, string)}))"
    bare_scale = f"(?:[万萬](?:[亿億万萬])?|[亿億]){suffix}?"
    leading = f"(?:(?<![一-鿿{_NUMERIC}])|(?<=分之)|(?<=[负負])){string}(?:[万亿萬億]{{1,2}})?"
    tails = f"(?:(?<=[百千万亿萬億兆京十]){_tail(suffix)}){{0,5}}(?:(?<=[一-鿿]){string})?"
    return f"百分百|{first}{tails}|{bare_scale}|[俩倆仨]|{leading}"


def _suffix() -> str:
    """余, 多, 来 after a scale or a round number, and 几 after a round Arabic one."""
    scales = "十百千万亿兆京拾佰仟萬億廿卅卌"
    after = f"(?:(?<=[{scales}0-9])(?=[余餘])|(?<=[{scales}0])|(?<=[0-9])(?=[多来來] ?[万亿萬億]))"
    return f"(?:(?=[余餘多来來]){after}{alternation('suffix')}|(?<=0)[几幾])"


def _coefficient(*, teen: bool = False) -> str:
    """A digit, a pair of adjacent digits, or 几."""
    pair = f"(?=[一二三四五六七八九两兩][一二三四五六七八九两兩]){alternation('pair')}"
    if teen:  # 十三五, 十四五: the plans, unless plainly an amount
        pair = f"(?!三五|四五[”\"’」规規时時期末开開收以]|[一三][两兩]){pair}"
    few = "好?[几幾](?![乎何率时時经經许曾近微欲案无]|内亚)"
    return f"(?:{pair}|{D}|{few})"


def _section(*, guard: bool) -> str:
    """A Chinese number below 10^4. ``guard``: 千 and 百 of units (千米, 百帕) stay out."""
    qian = f"(?:{PREFIXED_UNITS['千']}|仟)" if guard else "[千仟]"
    bai = f"(?:{PREFIXED_UNITS['百']}|佰)" if guard else "[百佰]"
    c, t = _coefficient(), f"(?:{_coefficient(teen=True)})?"
    two = f"(?:[两兩]|{c})"
    ten = f"(?:{TEN}|{TWENTY}){t}"
    r2 = f"{Z}{{0,2}}(?:{c}(?:{TEN}{t})?|{ten})"
    r3 = f"(?:{Z}{{0,2}}(?:{two}[百佰](?:{r2})?|{c}(?:{TEN}{t})?|{ten}))?"
    lone = f"(?<![{_NUMERIC}])[两兩]" if guard else "[两兩](?=[百千万亿萬億佰仟])"
    # A bare 百 or 千 takes no lone digit (千一, 百五 are no numbers).
    bare = (
        f"|(?=[百千佰仟])(?:{qian}{r3}|{bai}(?:{r2})?)(?<![百千佰仟]{D_ONE})" if guard else ""
    )
    return f"(?:(?:{c}|{lone})(?:{qian}{r3}|{bai}(?:{r2})?|{TEN}{t})?{bare}|{ten})"


def _tail(suffix: str) -> str:
    """What follows a scale: a lower section, in Chinese or Arabic digits."""
    big = f"(?:[十百千]?{BIG}{{1,2}}|[千百])"
    bare = (
        r"(?:(?<=[万萬])\d{1,4}|(?<=[亿億])\d{1,8}|(?<=千)\d{1,3}|(?<=百)\d{1,2}"
        r"|(?<=十)\d|(?<=[零〇])\d{1,8})(?!\d)"
    )
    return (
        f"(?:(?<=[万亿萬億兆京]){Z}{{0,2}}{_section(guard=False)}(?:{suffix}?{BIG}{{1,2}})?{suffix}?"
        rf"|(?={Z}{{0,2}}[0-9]){Z}{{0,2}}(?:\d{{1,4}} ?{big}|{bare}(?:[百千十]|(?![\d年月日号號%‰]|[.,/:-]\d))){suffix}?"
        rf"| \d{{1,4}} ?{big})"
    )


def _arabic(suffix: str) -> str:
    qian, bai = PREFIXED_UNITS["千"], PREFIXED_UNITS["百"]
    small = rf"(?<!\d{{4}})(?:{qian}|{bai}|(?<!\d\d)十(?![大佳强強堰里]))"
    scale = f"{suffix}?(?: ?(?:[十百千]?{BIG}{{1,2}}|[个個]多?[亿億])|{small}){suffix}?"
    ratio = r"/0{0,3}[1-9]\d{0,5}(?![\d/]|\.\d)"
    clock = rf"[点點]\d{{1,6}}(?=[万亿萬億%]){BIG}{{0,2}}"
    more = "(?=[ eE×xX*·^的⁻⁺⁰¹²³⁴-⁹乘±+正])"
    return (
        f"{DECIMAL}(?:{more}(?:{_POWER}|{_SPREAD})|{scale})?"
        f"|{INTEGER}(?:{scale}|{suffix}|{more}(?:{_POWER}|{_SPREAD}| \\d{{1,3}}{ratio})"
        f"|(?<![/.]){ratio}|[{''.join(VULGAR)}]|{clock})?"
    )


def _han(suffix: str, point: str) -> str:
    string = (
        f"(?={_STRING[:-1]}幺]{{2}})(?:{_STRING[:-1]}幺]{{3,40}}+|(?!{alternation('pair')}){_STRING}{{2}}(?!{_STRING}))(?![十百千拾佰仟])"
        f"|{_STRING}{{1,40}}+(?=[点點]{_STRING})"
    )
    open_scale = f"(?:[十百千]?[万亿萬億]{{1,2}}|[十百千]|[个個]多?[亿億])"
    vague = f"(?=[上数數好几幾])(?:{alternation('prefix')}|{alternation('digit')}){open_scale}{suffix}?[几幾]?"
    scaled = f"{suffix}?(?:{BIG}{{1,2}}|[个個]多?[亿億]){suffix}?"
    return (
        f"{vague}|(?:{string}|{_section(guard=True)}|{Z}(?!下))(?:{point})?(?:{scaled}|{suffix})?"
    )
