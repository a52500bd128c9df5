"""Digits and scales to an exact amount, or to the interval of an approximate one.

Note [Intervals]: an approximate digit has a low and a high reading (几十: 1 and 10 times
ten; 两三千: 2 and 3), and so the whole is summed twice: 三十几万, 一千五六百 and 两三千万
need no cases of their own. None is open (数万 has no high).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import NamedTuple

from extract.model import Value
from extract.numerals.readings import Reading, Readings
from extract.numerals.signs import DIGIT, SCALE

__all__ = ["EXACT", "Amount", "amount", "figure", "plain", "times"]

# A numeral holds some hundreds of digits at most (see grammar), so sums and products are
# exact; were they not, Inexact would say so.
EXACT = Context(prec=4000, traps=[Inexact])

_TOKEN = re.compile(
    r"(?P<arabic>\d[\d,，'’]*(?: \d{3})*(?:[.·]\d+)?|\.\d+)|(?P<point>点)"
    r"|(?P<zero>(?<=[十百千拾佰仟万亿兆京])[零〇]+)"
    r"|(?P<digits>[零〇一二两俩仨三四五六七八九壹贰弍叁叄参弎肆伍陆柒捌玖幺]+)"
    r"|(?P<tens>[廿卅卌])|(?P<scale>[十百千万亿兆京拾佰仟kKwW]|million|mn|m|billion|bn)|(?P<word>好?几|数)"
)
_POINT_OF_DIGITS = re.compile(r"(?<=\d)点(?=\d)")  # 1点5亿
_SEPARATORS = re.compile("[,，'’ ]")
_INFINITE = Decimal("Infinity")


class _Token(NamedTuple):
    """A coefficient with both its readings, a scale, a zero that holds a place, a fraction."""

    kind: str
    low: int | Decimal
    high: int | Decimal
    single: bool = False


class Amount(NamedTuple):
    """An interval, the trailing scale with the head it multiplies, and the readings met."""

    low: Decimal
    high: Decimal | None
    scale: int
    head: Decimal | None
    met: tuple[Reading, ...]


def amount(text: str, readings: Readings) -> Amount:
    """Read digits, scales and approximate digits (no sign, no fraction)."""
    tokens, met = _tokens(_POINT_OF_DIGITS.sub(".", text), readings)
    with localcontext(EXACT):
        low = _total(tokens, high=False)
        high = _total(tokens, high=True)
        scale, head = _split_scale(tokens, low) if low == high else (1, None)
        return Amount(
            plain(low), None if high == _INFINITE else plain(high), scale, head, tuple(met)
        )


def plain(number: int | Decimal) -> Decimal:
    """The same number as a Decimal, without exponent, and without point where whole."""
    if isinstance(number, int):
        return Decimal(number)
    if number.is_finite() and number == (whole := number.to_integral_value()):
        return Decimal(int(whole))
    return number


def times(value: Value, factor: int) -> Value:
    """An exact product."""
    if isinstance(value, Fraction):
        return value * factor
    return plain(EXACT.multiply(value, Decimal(factor)))


def figure(text: str) -> Decimal:
    """Arabic digits with their separators and point."""
    return Decimal(_SEPARATORS.sub("", text).replace("·", "."))


def _tokens(text: str, readings: Readings) -> tuple[list[_Token], list[Reading]]:
    tokens: list[_Token] = []
    met: list[Reading] = []
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match[0]
        if kind == "arabic":
            number = plain(figure(word))
            tokens.append(_Token("number", number, number, single=len(word) == 1))
        elif kind == "digits":
            after_point = bool(tokens) and tokens[-1].kind == "point"
            pair = None if after_point else readings.of("pair", word)
            met += [pair] if pair else []
            tokens.append(_digits(word, tokens, paired=pair is not None))
        elif kind == "tens":
            value = DIGIT[word] // 10
            tokens += _Token("number", value, value), _Token("scale", 10, 10)
        elif kind == "scale":
            tokens.append(_Token("scale", SCALE[word], SCALE[word]))
        elif kind == "word" and (reading := readings.of("digit", word)):
            met.append(reading)
            tokens.append(_approximate(reading, tokens))
        else:
            tokens.append(_Token(kind, 0, 0))
    return tokens, met


def _digits(word: str, before: Sequence[_Token], *, paired: bool) -> _Token:
    """One digit, a pair, a string of digits, or the digits after a point."""
    value = int("".join(str(DIGIT[char]) for char in word))
    if before and before[-1].kind == "point":
        fraction = EXACT.scaleb(Decimal(value), -len(word))
        return _Token("fraction", fraction, fraction)
    if paired:
        low, high = sorted(DIGIT[char] for char in word)
        return _Token("number", low, high, single=True)
    return _Token("number", value, value, single=len(word) == 1)


def _approximate(reading: Reading, before: Sequence[_Token]) -> _Token:
    low = reading.low or Decimal(0)
    high = _INFINITE if reading.high is None else reading.high
    if before and before[-1].kind == "scale" and before[-1].low == 10:
        return _Token("number", 0, high)  # 十几: the units, 0 to 10 above the ten
    if before and before[-1].kind == "point":
        return _Token("fraction", 0, 1)  # 五点几
    if before and before[-1].kind == "number":
        return _Token("units", 0, high)  # 30几
    return _Token("number", low, high, single=True)


def _total(tokens: Sequence[_Token], *, high: bool) -> int | Decimal:
    """The sum of one side of the interval.

    A scale from 万 up multiplies the section before it, and what stands before that too if
    it is smaller (一万五千亿, 3.5万亿).
    """
    total: int | Decimal = 0
    section: int | Decimal = 0
    number: int | Decimal | None = None
    last_scale = 0  # of the token before, else 0
    elided = 1
    for token in tokens:
        value = token.high if high else token.low
        if token.kind == "scale":
            scale = int(value)
            if scale < 10**4:
                section += scale if number is None else number * scale
            else:
                empty = number is None and section == 0
                section += number or 0
                if empty and not total:
                    total = scale
                elif empty or 0 < total < scale:
                    total = (total + section) * scale
                else:
                    total += section * scale
                section = 0
            number, last_scale = None, scale
        elif token.kind == "number":
            # 两万五, 三千六: a lone digit right after a scale counts in the next lower place.
            lower = last_scale // 10 if last_scale >= 100 and token.single else 1
            number, last_scale, elided = value, 0, lower
        elif token.kind in ("fraction", "units"):
            section += (number or 0) + value
            number, last_scale = None, 0
        else:
            last_scale = 0
    return total + section + (number * elided if number is not None else 0)


def _split_scale(tokens: Sequence[_Token], value: int | Decimal) -> tuple[int, Decimal]:
    """The trailing scales that multiply all before them (十 never counts), and that head."""
    at = len(tokens)
    while at and tokens[at - 1].kind == "scale":
        at -= 1
    for start in range(at, len(tokens)):
        scale = 1
        for token in tokens[start:]:
            scale *= int(token.low)
        head = _total(tokens[:start], high=False) if start else 1
        if tokens[start].low != 10 and head * scale == value:
            return scale, plain(head)
    return 1, plain(value)
