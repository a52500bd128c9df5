"""The one alternation of all numerals, built once from characters and readings.

Note [Linear]: every repetition is bounded or possessive, and no two adjoining repetitions
share characters, so a numeral costs its own length and hostile text costs no more.

Note [Small]: `re` compiles each class of Chinese characters slowly, so the pattern says
each thing once where it can; fractions of words (三分之二) are two matches that `scan` joins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.numerals.arabic import FIGURE, LATIN_SCALE, NTH_POWER, afterwards
from extract.numerals.han import (
    BIG,
    DECIMALS,
    GUARDED_BAI,
    GUARDED_QIAN,
    HUNDRED_MILLIONS,
    han,
    section,
    suffix,
)
from extract.numerals.readings import Readings
from extract.numerals.signs import BIGS, CAPITAL, LOWER, NUMERIC, SCALES, VULGAR, ZEROS
from extract.text import LETTER

__all__ = ["fraction_ending", "gate_pattern", "numeral_pattern"]

_VULGAR = "".join(VULGAR)
# A dash after a number, or after a number and its unit (5月-8月), is no sign.
_AFTER_AMOUNT = "".join(
    f"(?<![{NUMERIC}][^\\s{NUMERIC}，。、；：,;:（(“”到至为是~]{{{n}}})" for n in (1, 2, 3)
)
# 负的三分之一, as it is read out; elsewhere 的 follows a verb (肩负的三项任务).
_OF_MINUS = f"(?:(?<!{LETTER})|(?<=[是为於于到和与等加减乘除]))[负負]的"
_SIGN = (
    rf"(?:(?<![A-Za-z%‰)）\]}}{NUMERIC}-]){_AFTER_AMOUNT}[-+](?=\.?\d)"
    f"|(?:(?<![{NUMERIC}胜勝担擔承辜抱肩欺自正减減])[负負]|{_OF_MINUS})"
    f" ?(?=[{NUMERIC}.点點半数几]))"
)


@lru_cache(maxsize=1)
def gate_pattern() -> re.Pattern[str]:
    """Where a numeral may start, one character: a class first, which `re` searches fast."""
    sure = f"0-9±{_VULGAR}{ZEROS}{LOWER}{CAPITAL}{SCALES[:-2]}两兩俩倆仨半几幾数數幺".replace(
        "拾", ""
    )
    capitals = f"壹贰貳叁叄肆伍陆陸柒捌玖{BIGS}点點"
    alone = f"(?<!{LETTER}.)(?!{LETTER})"
    return re.compile(
        f"[{sure}伍陆陸肆参參拾上以成点點负負若好正+.-](?:(?<=[{sure}])"
        f"|(?<=[伍陆陸肆参參])(?=[拾佰仟])|(?<=[参參])(?=[{BIGS}])"
        f"|(?<=[伍陆陸肆])(?:(?<![队隊入退大登着内內水放].)(?=[{BIGS}元圆圓角点點])|{alone})"
        f"|(?<=拾)(?:(?<![收捡俯].)(?=[{capitals}零元圆圓整余餘])|{alone})"
        f"|(?<=[-+.])(?=[0-9.])|(?<=[上以成])(?=[十百千{BIGS}])"
        f"|(?<=[点點])(?=[{ZEROS}{LOWER}{CAPITAL}])|(?<=[负負])(?=的?[ {NUMERIC}.点點半数几])"
        "|(?<=若)(?=干)|(?<=好)(?=[几幾])|(?<=正)(?=[负負]))",
        re.DOTALL,
    )


@lru_cache(maxsize=8)
def numeral_pattern(readings: Readings) -> re.Pattern[str]:
    """One match, where `gate_pattern` hits, is one numeral; the last group names its form."""
    return re.compile(
        f"(?P<plain>{_plain()})|(?P<phrase>{readings.alternation('phrase')})"
        f"|(?P<spread>(?:±|正负|正負) ?(?:{FIGURE}|[{LOWER}十两][{NUMERIC}点]{{0,9}}))"
        f"|{_SIGN}?(?:(?P<half>一半|半百|半)|(?P<number>{_number(readings)}|[{_VULGAR}]))"
    )


@lru_cache(maxsize=8)
def fraction_ending(readings: Readings) -> re.Pattern[str]:
    """强, 弱 after a fraction."""
    return re.compile(readings.alternation("fraction"))


def _plain() -> str:
    """The everyday cases, ended by a character that continues no numeral: for speed alone."""
    more = f"{NUMERIC}点點余餘多来來几幾兆京"
    return (
        r"(?:(?<!\d\.)\d{1,300}+(?:\.\d{1,300}+)?(?![.,，·/^eE×xX* kKwWmb±+正乘的⁻⁺⁰¹²³⁴-⁹"
        f"{_VULGAR}])|[{LOWER}])(?![{more}大小少半幺'’]|{HUNDRED_MILLIONS}|的.{{1,3}}次[方幂])"
    )


def _number(readings: Readings) -> str:
    """Digits and scales: a first part, a scale, and lower parts after it."""
    near = suffix(readings)
    small = rf"(?<=\d)(?<!\d{{4}})(?:{GUARDED_QIAN}|{GUARDED_BAI}|(?<!\d\d)十(?![大佳强強堰里]))"
    late_small = rf"(?<=\d[余餘多来來几幾])(?:{GUARDED_QIAN}|{GUARDED_BAI})"
    scale = f"(?: ?[十百千]?{BIG}{{1,2}}|{HUNDRED_MILLIONS}|{small}|{late_small}|{LATIN_SCALE})"
    tails = f"(?:(?<=[十百千{BIGS}兆京])(?:{_tail(readings)})){{0,5}}(?:{near})?"
    clock = rf"(?<=\d)[点點]\d{{1,6}}(?=[{BIGS}%])[{BIGS}]{{0,2}}"
    scaled = f"(?:{near})?{scale}(?:{near})?{tails}(?:(?<={LETTER}){DECIMALS})?"
    rest = f"(?:{afterwards()}|{NTH_POWER}|{clock}|{scaled}|{near})"
    bare = f"(?:[万萬][{BIGS}]?|[亿億])(?:{near})?"
    leading = f"(?:(?<!{LETTER}|[{NUMERIC}])|(?<=分之)|(?<=[负負])){DECIMALS}[{BIGS}]{{0,2}}"
    return f"百分百|(?:{FIGURE}|{han(readings)}){rest}?|{bare}|[俩倆仨]|{leading}"


def _tail(readings: Readings) -> str:
    """What may follow a scale: a lower section, in Chinese or Arabic digits."""
    big = f"(?:[十百千]?{BIG}{{1,2}}|[千百])"
    # Digits alone must be below the scale before them, and no date (共3万2023年).
    bare = (
        r"(?:(?<=[万萬])\d{1,4}|(?<=[亿億])\d{1,8}|(?<=千)\d{1,3}|(?<=百)\d{1,2}"
        r"|(?<=十)\d|(?<=[零〇])\d{1,8})(?!\d)"
    )
    below = section(readings, first=False)
    return (
        f"(?:(?<=[{BIGS}兆京])|(?<=[0-9][百千十]))[{ZEROS}]{{0,2}}{below}{BIG}{{0,2}}"
        rf"|[{ZEROS}]{{0,2}}(?:\d{{1,4}} ?{big}|{bare}(?:[百千十]|(?![\d年月日号號%‰]|[.,/:-]\d)))"
        rf"| \d{{1,4}} ?{big}"
    )
