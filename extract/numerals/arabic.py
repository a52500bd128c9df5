"""Patterns of Arabic digits: separators, decimals, powers, fractions, plus-minus.

Note [Separators]: a comma parts groups of exactly three digits after one to three digits.
`，`, which folding keeps, does so too (full-width １，２３４), and an apostrophe (1'234); a list
of such numbers has 、 or a space. A space does so only where the group is plain: three zeros
(816 000), or a word follows and no other number stands around it, so that table cells stay
apart; a text that is nothing else (1 234 567) needs a first group shorter than the others.
"""

from __future__ import annotations

from extract.numerals.signs import LOWER, VULGAR

__all__ = ["DECIMAL", "FIGURE", "INTEGER", "LATIN_SCALE", "NTH_POWER", "afterwards"]

_GROUPED = (
    r"(?<!\d[,，'’])\d{1,3}(?:(?:,\d{3}){1,8}|(?:，\d{3}){1,8}|(?:['’]\d{3}){1,8})(?![,，'’]?\d)"
)
_SPACED = (
    r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}"
    r"(?:(?: 000){1,6}(?! ?\d)|(?:(?<=\A\d)|(?<=\A\d\d))(?: \d{3}){2,6}\Z"
    r"|(?: \d{3}){1,6}(?= ?[^\W\d]| ?%)(?! ?[A-Za-z]))(?![\d.])"
)
# 3·5% is the point of old newspapers; elsewhere · joins a date (7·20).
_POINT = r"(?:\.\d{1,300}+(?!\.?\d)|·\d{1,6}(?=[%‰万亿倍]))"
_LEADING = r"(?<![\dA-Za-z.])\.\d{1,300}+(?!\.?\d)"
DECIMAL = rf"(?:(?<!\d\.)(?:{_GROUPED}|\d{{1,300}}+){_POINT}|{_LEADING})"
INTEGER = rf"(?:{_GROUPED}|{_SPACED}|\d{{1,300}}+)"
FIGURE = f"(?:{DECIMAL}|{INTEGER})"


def _nth(digits: str) -> str:
    return rf"的负?(?:\d{{{digits}}}|[{LOWER}十]{{1,3}})次[方幂]"


_RAISED = "[⁻⁺]?[⁰¹²³⁴-⁹]{1,3}"
# A base of one's own is short: 20 digits to the 99th are 2,000.
_POWER = (
    r"[eE][+-]?\d{1,3}(?![0-9A-Za-z])"
    rf"| ?(?:[×xX*·]|乘以?) ?10(?:\^[+-]?\d{{1,3}}(?!\d)|{_RAISED}|{_nth('1,3')})"
    rf"|(?<=10){_RAISED}"
    r"|(?<![\d.]{21}) ?\^ ?[+-]?\d{1,2}(?!\d)"
)
# 10的6次方, 二的十次方.
NTH_POWER = rf"(?<![\d.]{{21}}){_nth('1,2')}"
_SPREAD = rf" ?(?:±|\+/-|正负) ?{FIGURE}"
_RATIO = r" ?/ ?0{0,3}[1-9]\d{0,5}(?![\d/]|\.\d)"

# 3w多元, 5k元; US$3.5m, 2 billion. A bare m is metres, W watts and K a code.
_AFTER_CURRENCY = "|".join(rf"(?<=[$£€]\d{{{n}}})|(?<=[$£€]\d{{{n}}}\.\d)" for n in (1, 2, 3))
LATIN_SCALE = (
    r"(?<=\d)(?:[wWkK](?=[多余]?(?:元|块钱|块|美[元金]|欧元|港[元币]|日元|人民币))"
    r"|w(?=[多余]?[人次个份台件辆套张粉平字条只])"
    rf"|(?: ?(?:million|billion|mn|bn)|(?:{_AFTER_CURRENCY})m)(?![A-Za-z\d²³/]))"
)
_NO_DATE = r"(?<![/.]\d)(?<![/.]\d\d)"


def afterwards() -> str:
    """What may follow digits and make one numeral with them, but for Chinese scales."""
    vulgar = "".join(VULGAR)
    return (
        f"(?<=[0-9])(?=[ /eE×xX*·^⁻⁺⁰¹²³⁴-⁹乘±+正{vulgar}])"
        rf"(?:{_POWER}|{_SPREAD}| \d{{1,3}}{_RATIO}|{_NO_DATE}{_RATIO}|[{vulgar}])"
    )
