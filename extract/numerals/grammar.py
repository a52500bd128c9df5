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
    ONE_OF,
    SOME_DECIMAL,
    han,
    section,
    suffix,
)
from extract.numerals.readings import Readings
from extract.numerals.signs import BIGS, CAPITAL, LOWER, NUMERIC, SCALES, VULGAR, ZEROS
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["fraction_ending", "gate_pattern", "numeral_pattern"]

_VULGAR = "".join(VULGAR)
# A dash after a number, or after a number and its unit (5月-8月), is no sign.
_AFTER_AMOUNT = "".join(
    f"(?<![{NUMERIC}][^\\s{NUMERIC}，。、；：,;:（(“”到至为是~]{{{n}}})" for n in (1, 2, 3)
)
# 负的三分之一, as it is read out; elsewhere 的 follows a verb (肩负的三项任务).
_OF_MINUS = f"(?:(?<!{LETTER})|(?<=[是为于到和与等加减乘除]))负的"
_SIGN = (
    rf"(?:(?<![A-Za-z%‰)）\]}}{NUMERIC}-]){_AFTER_AMOUNT}[-+](?=\.?\d)"
    f"|(?:(?<![{NUMERIC}胜担承辜抱肩欺自正减])负|{_OF_MINUS})"
    f" ?(?=[{NUMERIC}.点半数几]))"
)


@lru_cache(maxsize=1)
def gate_pattern() -> re.Pattern[str]:
    """Where a numeral may start, one character: a class first, which `re` searches fast."""
    sure = f"0-9±{_VULGAR}{ZEROS}{LOWER}{CAPITAL}{SCALES[:-2]}两俩仨半几数幺".replace("拾", "")
    capitals = f"壹贰叁叄肆伍陆柒捌玖{BIGS}点"
    alone = f"(?<!{LETTER}.)(?!{LETTER})"
    return compiled(
        f"(?s)[{sure}伍陆肆参拾上以成点负若好正+.-](?:(?<=[{sure}])"
        f"|(?<=[伍陆肆参])(?=[拾佰仟])|(?<=参)(?=[{BIGS}])"
        f"|(?<=[伍陆肆])(?:(?<![队入退大登着内水放].)(?=[{BIGS}元圆角点])|{alone})"
        f"|(?<=拾)(?:(?<![收捡俯].)(?=[{capitals}零元圆整余])|{alone})"
        f"|(?<=[-+.])(?=[0-9.])|(?<=[上以成])(?=[十百千{BIGS}])"
        f"|(?<=点)(?=[{ZEROS}{LOWER}{CAPITAL}])|(?<=负)(?=的?[ {NUMERIC}.点半数几])"
        "|(?<=若)(?=干)|(?<=好)(?=几)|(?<=正)(?=负))"
    )


@lru_cache(maxsize=8)
def numeral_pattern(readings: Readings) -> re.Pattern[str]:
    """One match, where `gate_pattern` hits, is one numeral; the last group names its form."""
    reach = f"{FIGURE}|[{LOWER}十两][{NUMERIC}点]{{0,9}}|[百千](?=[分份]之)"
    return compiled(
        f"(?P<plain>{_plain()})|(?P<phrase>{readings.alternation('phrase')})"
        f"|(?P<spread>(?:±|正负) ?(?:{reach}))"
        f"|{_SIGN}?(?:(?P<half>一半|半百|半)|(?P<number>{_number(readings)}|[{_VULGAR}]))"
    )


@lru_cache(maxsize=8)
def fraction_ending(readings: Readings) -> re.Pattern[str]:
    """强, 弱 after a fraction."""
    return compiled(readings.alternation("fraction"))


def _plain() -> str:
    """The everyday cases, ended by a character that continues no numeral: for speed alone."""
    more = f"{NUMERIC}点余多来几兆京"
    return (
        r"(?:(?<!\d\.)\d{1,300}+(?:\.\d{1,300}+)?(?![.,，·/^eE×xX* kKwWmb±+正乘的⁻⁺⁰¹²³⁴-⁹"
        f"{_VULGAR}])|[{LOWER}])(?![{more}大小少半幺'’]|{HUNDRED_MILLIONS}|的.{{1,3}}次[方幂])"
    )


def _number(readings: Readings) -> str:
    """Digits and scales: a first part, a scale, and lower parts after it."""
    near = suffix(readings)
    after_digits = r"(?<=\d)(?<!\d{4})"
    small = (
        rf"(?:(?:{after_digits}|(?<=\d[余多来几]))(?:{GUARDED_QIAN}|{GUARDED_BAI})"
        rf"|{after_digits}(?<!\d\d)十(?![大佳强堰里]))"
    )
    scale = f"(?: ?[十百千]?{BIG}{{1,2}}|{HUNDRED_MILLIONS}|{small}|{LATIN_SCALE})"
    tails = f"(?:(?<=[十百千{BIGS}兆京])(?:{_tail(readings)})){{0,5}}(?:{near})?"
    clock = rf"(?<=\d)点\d{{1,6}}(?=[{BIGS}%]|公里|公斤|千克|平方|百分点)[{BIGS}]{{0,2}}"
    scaled = f"{scale}(?:{near})?{tails}(?:(?<={LETTER}){DECIMALS})?"
    some = rf"(?<=\d){SOME_DECIMAL}(?:{scale})?"
    rest = f"(?:{afterwards()}|{NTH_POWER}|{clock}|{some}|(?:{near})?(?:{scaled})?)"
    bare = f"(?:万[{BIGS}]?|亿)(?:{near})?"
    leading = f"(?:(?<!{LETTER}|[{NUMERIC}])|(?<=分之)|(?<=负)){DECIMALS}[{BIGS}]{{0,2}}"
    return f"百分百|(?:{FIGURE}|{han(readings)}){rest}|{bare}|[俩仨]|{leading}"


def _tail(readings: Readings) -> str:
    """What may follow a scale: a lower section, in Chinese or Arabic digits."""
    big = f"(?:[十百千]?{BIG}{{1,2}}|[千百])"
    # Digits alone must be below the scale before them, and no date (共3万2023年).
    bare = (
        r"(?:(?<=万)\d{1,4}|(?<=亿)\d{1,8}|(?<=千)\d{1,3}|(?<=百)\d{1,2}"
        r"|(?<=十)\d|(?<=[零〇])\d{1,8})(?!\d)"
    )
    below = section(readings, first=False)
    return (
        f"(?:(?<=[{BIGS}兆京])|(?<=[0-9][百千十]))(?!{ONE_OF})[{ZEROS}]{{0,2}}{below}{BIG}{{0,2}}"
        rf"|[{ZEROS}]{{0,2}}(?:\d{{1,4}} ?{big}|{bare}(?:[百千十]|(?![\d年月日号%‰]|[.,/:-]\d)))"
        rf"| \d{{1,4}} ?{big}"
    )
