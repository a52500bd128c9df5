"""What the characters of one numeral mean, by its form; the same wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from extract.model import Bound, Value
from extract.numerals.amount import EXACT, Amount, amount, figure, plain
from extract.numerals.model import Form, Meaning
from extract.numerals.readings import Reading, Readings
from extract.numerals.signs import VULGAR
from extract.text import DIGITS

__all__ = ["meaning", "negative"]

_SIGN = re.compile(r"(?:[-+]|负的?) ?")
_SPREAD = re.compile(r" ?(?:±|\+/-|正负) ?")
_RATIO = re.compile(r"(?:(?P<whole>[^ 又]+)(?: | ?又 ?))?(?P<over>[\d,，'’]+) ?/ ?(?P<under>\d+)")
_POWER = re.compile(
    r"(?P<base>[^eE^×xX*乘的⁻⁺⁰¹²³⁴-⁹ ]+)(?:[eE](?P<e>[+-]?\d+)"
    r"| ?(?:[×xX*·]|乘以?) ?10(?P<ten>.+)|(?P<own>[\^的⁻⁺⁰¹²³⁴-⁹].*))"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺负", "0123456789-+-")
_CAPITAL = re.compile("[壹贰叁叄参肆伍陆柒捌玖拾佰仟]")
_STRING = re.compile("[零〇一二三四五六七八九幺壹贰叁叄柒捌玖]{2,}")
_OVER = re.compile("[分份] ?之")  # 份 in Hong Kong
_HUNDREDTHS: dict[str, Form] = {
    "百": "percent", "佰": "percent", "千": "permille", "仟": "permille",
}  # fmt: skip
_ARABIC = re.compile(r"[\d,，'’. ·]+")


@lru_cache(maxsize=1 << 13)
def meaning(form: str, text: str, readings: Readings) -> Meaning:
    """Read the text of a match of the grammar; ``form`` is the name of its group."""
    if form == "plain" and text[0] in DIGITS:
        value = Decimal(text)
        return Meaning(value, form="arabic", head=value)
    if form == "phrase":
        return _phrase(text, readings)
    if form == "spread":
        size = _SPREAD.sub("", text, count=1)
        high = _value(size, readings)
        return Meaning(None, -high, high, "range", _form(size, paired=False))
    if form == "fraction" and (around := _SPREAD.match(text)):
        reach = _unsigned(text[around.end() :], readings)
        low = negative(reach).value
        return Meaning(None, low, reach.value, "range", reach.form, readings=reach.readings)
    sign = _SIGN.match(text)
    body = text[sign.end() :] if sign else text
    found = _unsigned(body, readings)
    return negative(found) if sign and sign[0][0] != "+" else found


def _unsigned(text: str, readings: Readings) -> Meaning:
    if text in ("半", "一半"):
        return Meaning(Decimal("0.5"), form="half", head=Decimal("0.5"))
    if text == "半百":
        return Meaning(Decimal(50), form="half", head=Decimal(50))
    if text == "百分百":
        return Meaning(Decimal(100), form="percent", head=Decimal(100))
    for sign, read in _FORMS:
        if sign.search(text):
            return read(text, readings)
    return _amount(text, readings)


def _phrase(text: str, readings: Readings) -> Meaning:
    reading = readings.of("phrase", text)
    assert reading
    if reading.bound in ("vague", "range"):
        return Meaning(
            None, reading.low, reading.high, reading.bound, "phrase", readings=(reading.id,)
        )
    return Meaning(
        reading.low, None, None, reading.bound, "phrase", head=reading.low, readings=(reading.id,)
    )


def _amount(text: str, readings: Readings) -> Meaning:
    read = amount(text, readings)
    bound, met = _bound(text, read, readings)
    ids = tuple(dict.fromkeys(r.id for r in met))
    form = _form(text, paired=bound == "range")
    if read.low != read.high:
        return Meaning(None, read.low, read.high, bound, form, readings=ids)
    return Meaning(read.low, None, None, bound, form, read.scale, read.head, ids)


def _bound(text: str, read: Amount, readings: Readings) -> tuple[Bound, list[Reading]]:
    """The bound of the widest reading: an interval, then a prefix, then a suffix."""
    prefix = readings.of("prefix", text[0])
    suffixes = [r for r in readings.at("suffix") if any(word in text for word in r.words)]
    met = [*read.met, *([prefix] if prefix else []), *suffixes]
    return (met[0].bound if met else "eq"), met


def _form(text: str, *, paired: bool) -> Form:
    if _ARABIC.fullmatch(text):
        return "arabic"
    if any(char.isascii() and char.isdigit() for char in text):
        return "mixed"
    if not paired and _STRING.fullmatch(text):
        return "digits"
    return "capital" if _CAPITAL.search(text) else "han"


def _fraction(text: str, readings: Readings) -> Meaning:
    """百分之五, 千分之三, 三分之二, 一又二分之一, 四分之三强; the value of % and ‰ is over."""
    under, over = (part.strip() for part in _OVER.split(text, maxsplit=1))
    whole, _, under = under.rpartition("又")
    ending = readings.of("fraction", over[-1])
    over = over[:-1] if ending else over
    below = over[:1] in ("负", "-")
    top = _amount(over[1:].strip() if below else over, readings)
    form: Form = _HUNDREDTHS.get(under, "fraction")
    if form == "fraction" or whole:
        top = _divide(top, _value(under, readings), _value(whole, readings))
    bound, ids = top.bound, top.readings
    if ending:
        bound, ids = ending.bound, (*ids, ending.id)
    found = Meaning(top.value, top.low, top.high, bound, form, 1, top.value, ids)
    return negative(found) if below else found


def _divide(top: Meaning, under: Decimal, whole: Decimal) -> Meaning:
    def over(value: Value | None) -> Value | None:
        return None if value is None else Fraction(whole) + Fraction(value) / Fraction(under)

    if under == 0:
        return Meaning(None, bound="vague", form="fraction")
    return Meaning(
        over(top.value), over(top.low), over(top.high), top.bound, "fraction", 1, None, top.readings
    )


def _ratio(text: str, readings: Readings) -> Meaning:
    """3/4, 1 1/2, 1又1/2."""
    match = _RATIO.fullmatch(text)
    assert match
    whole = _value(match["whole"], readings)
    value = Fraction(whole) + Fraction(figure(match["over"])) / int(match["under"])
    return Meaning(value, form="fraction", head=value)


def _vulgar(text: str, readings: Readings) -> Meaning:
    """½, 1½."""
    over, under = VULGAR[text[-1]]
    value = Fraction(_value(text[:-1], readings)) + Fraction(over, under)
    return Meaning(value, form="fraction", head=value)


def _power(text: str, readings: Readings) -> Meaning:
    """1.5e6, 1.5×10^6, 10的6次方, 10⁶, 2^5."""
    match = _POWER.fullmatch(text.replace(" ", ""))
    assert match
    base = _value(match["base"], readings)
    if match["own"]:
        raised = Fraction(base) ** _exponent(match["own"], readings) if base else Fraction(0)
        return _of_power(raised)
    exponent = int(match["e"]) if match["e"] else _exponent(match["ten"], readings)
    value = plain(base.scaleb(exponent, EXACT))
    return Meaning(value, form="power", head=value)


def _of_power(value: Fraction) -> Meaning:
    """A Decimal where the fraction ends, else the fraction itself."""
    try:
        exact: Value = plain(EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)))
    except ArithmeticError:
        exact = value
    return Meaning(exact, form="power", head=exact)


def _exponent(text: str, readings: Readings) -> int:
    digits = re.sub("[\\^的次方幂]", "", text).translate(_RAISED)
    if re.fullmatch(r"[+-]?\d+", digits):
        return int(digits)
    return int(_value(digits.lstrip("-"), readings)) * (-1 if digits[0] == "-" else 1)


def _plus_minus(text: str, _: Readings) -> Meaning:
    middle, size = (figure(part) for part in _SPREAD.split(text, maxsplit=1))
    low, high = EXACT.subtract(middle, size), EXACT.add(middle, size)
    return Meaning(None, low, high, "range", "arabic")


def _value(text: str | None, readings: Readings) -> Decimal:
    return amount(text, readings).low if text else Decimal(0)


def negative(found: Meaning) -> Meaning:
    """The same below zero."""

    def minus(value: Value | None) -> Value | None:
        return (
            None if value is None else value.copy_negate() if isinstance(value, Decimal) else -value
        )

    return Meaning(
        minus(found.value), minus(found.high), minus(found.low), found.bound, found.form,
        found.scale, minus(found.head), found.readings,
    )  # fmt: skip


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str, Readings], Meaning]], ...] = (
    (_OVER, _fraction),
    (_SPREAD, _plus_minus),
    (re.compile(r"[eE^×xX*⁰¹²³⁴-⁹]|次[方幂]|乘"), _power),
    (re.compile("/"), _ratio),
    (re.compile(f"[{''.join(VULGAR)}]"), _vulgar),
)
