"""What the characters of one numeral mean, by its form; the same wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from extract.model import Bound, Value
from extract.numerals.amount import EXACT, Amount, amount, plain
from extract.numerals.model import Form, Meaning
from extract.numerals.readings import Reading, readings
from extract.numerals.signs import VULGAR, variant
from extract.text import DIGITS

__all__ = ["meaning", "negative"]

_SIGN = re.compile(r"[-+负負] ?")
_SPREAD = re.compile(r" ?(?:±|\+/-|正负|正負) ?")
_RATIO = re.compile(r"(?:(?P<whole>[\d,，]+) )?(?P<over>[\d,，]+)/(?P<under>\d+)")
_POWER = re.compile(
    r"(?P<base>[\d,，.·]+?)(?:[eE](?P<e>[+-]?\d+)| ?(?:[×xX*·]|乘以?) ?10(?P<ten>.+)|(?P<own>[\^的⁻⁺⁰¹²³⁴-⁹].*))"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺负負", "0123456789-+--")
_CAPITAL = re.compile("[壹贰貳叁叄參参肆伍陆陸柒捌玖拾佰仟]")
_STRING = re.compile("[零〇一二三四五六七八九幺壹贰貳叁叄柒捌玖]{2,}")
_ARABIC = re.compile(r"[\d,，. ·]+")


@lru_cache(maxsize=1 << 16)
def meaning(form: str, text: str) -> Meaning:
    """Read the text of a match of the grammar; ``form`` is the name of its group."""
    if form == "plain" and text[0] in DIGITS:
        value = Decimal(text)
        return Meaning(value, form="arabic", head=value)
    if form == "phrase":
        return _phrase(text)
    if form == "spread":
        size = _decimal(_SPREAD.sub("", text, count=1))
        return Meaning(None, -size, size, "range", "arabic")
    sign = _SIGN.match(text)
    body = text[sign.end() :] if sign else text
    found = _unsigned(body)
    return negative(found) if sign and sign[0][0] != "+" else found


def _unsigned(text: str) -> Meaning:
    if text in ("半", "一半"):
        return Meaning(Decimal("0.5"), form="half", head=Decimal("0.5"))
    if text == "百分百":
        return Meaning(Decimal(100), form="percent", head=Decimal(100))
    for sign, read in _FORMS:
        if sign.search(text):
            return read(text)
    return _amount(text)


def _phrase(text: str) -> Meaning:
    reading = next(r for r in readings() if r.position == "phrase" and variant(text) in r.words)
    if reading.bound in ("vague", "range"):
        return Meaning(None, reading.low, reading.high, reading.bound, "phrase", readings=(reading.id,))
    return Meaning(
        reading.low, None, None, reading.bound, "phrase", head=reading.low, readings=(reading.id,)
    )


def _amount(text: str) -> Meaning:
    prefix = next((r for r in _inside("prefix") if variant(text[0]) in r.words), None)
    read = amount(text)
    bound, met = _bound(text, read, prefix)
    ids = tuple(dict.fromkeys(r.id for r in met))
    form = _form(text, paired=bound == "range")
    if read.low != read.high:
        return Meaning(None, read.low, read.high, bound, form, readings=ids)
    return Meaning(read.low, None, None, bound, form, read.scale, read.head, ids)


def _bound(text: str, read: Amount, prefix: Reading | None) -> tuple[Bound, list[Reading]]:
    """The bound of the widest reading: an interval over a suffix, the first met first."""
    simple = variant(text)
    suffixes = [r for r in _inside("suffix") if any(word in simple for word in r.words)]
    met = [*read.met, *([prefix] if prefix else []), *suffixes]
    return (met[0].bound if met else "eq"), met


@lru_cache(maxsize=8)
def _inside(position: str) -> tuple[Reading, ...]:
    return tuple(r for r in readings() if r.position == position)


def _form(text: str, *, paired: bool) -> Form:
    if _ARABIC.fullmatch(text):
        return "arabic"
    if any(char.isascii() and char.isdigit() for char in text):
        return "mixed"
    if not paired and _STRING.fullmatch(text):
        return "digits"
    return "capital" if _CAPITAL.search(text) else "han"


def _fraction(text: str) -> Meaning:
    """百分之五, 千分之三, 三分之二, 一又二分之一, 四分之三强; the value of % and ‰ is over."""
    under, over = (part.strip() for part in text.split("分之", 1))
    whole, _, under = under.rpartition("又")
    ending = next((r for r in _inside("fraction") if variant(over[-1]) in r.words), None)
    over = over[:-1] if ending else over
    negative = over[:1] in "负負-" and over[:1] != ""
    top = _amount(over[1:].strip() if negative else over)
    form: Form = {"百": "percent", "佰": "percent", "千": "permille", "仟": "permille"}.get(under, "fraction")  # type: ignore[assignment]
    if form == "fraction" or whole:
        top = _divide(top, amount(under).low, amount(whole).low if whole else Decimal(0))
    bound, ids = top.bound, top.readings
    if ending:
        bound, ids = ending.bound, (*ids, ending.id)
    found = Meaning(top.value, top.low, top.high, bound, form, 1, top.value, ids)
    return negative(found) if negative else found


def _divide(top: Meaning, under: Decimal, whole: Decimal) -> Meaning:
    def over(value: Value | None) -> Value | None:
        return None if value is None else Fraction(whole) + Fraction(value) / Fraction(under)

    if under == 0:
        return Meaning(None, bound="vague", form="fraction")
    return Meaning(over(top.value), over(top.low), over(top.high), top.bound, "fraction", 1, None, top.readings)


def _ratio(text: str) -> Meaning:
    """3/4, 1 1/2."""
    match = _RATIO.fullmatch(text)
    assert match
    whole = _decimal(match["whole"]) if match["whole"] else Decimal(0)
    value = Fraction(whole) + Fraction(_decimal(match["over"])) / int(match["under"])
    return Meaning(value, form="fraction", head=value)


def _vulgar(text: str) -> Meaning:
    """½, 1½."""
    over, under = VULGAR[text[-1]]
    value = Fraction(_decimal(text[:-1] or "0")) + Fraction(over, under)
    return Meaning(value, form="fraction", head=value)


def _power(text: str) -> Meaning:
    """1.5e6, 1.5×10^6, 10的6次方, 10⁶, 2^5."""
    match = _POWER.fullmatch(text)
    assert match
    base = _decimal(match["base"])
    if match["own"]:
        raised = Fraction(base) ** _exponent(match["own"]) if base else Fraction(0)
        return _of_power(raised)
    exponent = int(match["e"]) if match["e"] else _exponent(match["ten"])
    value = plain(base.scaleb(exponent, EXACT))
    return Meaning(value, form="power", head=value)


def _of_power(value: Fraction) -> Meaning:
    """A Decimal where the fraction ends, else the fraction itself."""
    try:
        exact: Value = plain(EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)))
    except ArithmeticError:
        exact = value
    return Meaning(exact, form="power", head=exact)


def _exponent(text: str) -> int:
    digits = re.sub("[\\^的次方幂冪]", "", text).translate(_RAISED)
    if re.fullmatch(r"[+-]?\d+", digits):
        return int(digits)
    return int(amount(digits.lstrip("-")).low) * (-1 if digits[0] == "-" else 1)


def _plus_minus(text: str) -> Meaning:
    middle, size = (_decimal(part) for part in _SPREAD.split(text, maxsplit=1))
    low, high = EXACT.subtract(middle, size), EXACT.add(middle, size)
    return Meaning(None, low, high, "range", "arabic")


def _decimal(text: str) -> Decimal:
    return amount(text).low


def negative(found: Meaning) -> Meaning:
    """The same below zero."""
    def minus(value: Value | None) -> Value | None:
        return None if value is None else value.copy_negate() if isinstance(value, Decimal) else -value

    return Meaning(
        minus(found.value), minus(found.high), minus(found.low), found.bound, found.form,
        found.scale, minus(found.head), found.readings,
    )  # fmt: skip


_FORMS: tuple[tuple[re.Pattern[str], Callable[[str], Meaning]], ...] = (
    (re.compile("分之"), _fraction),
    (_SPREAD, _plus_minus),
    (re.compile(r"[eE^×xX*⁰¹²³⁴-⁹]|次[方幂冪]|乘"), _power),
    (re.compile("/"), _ratio),
    (re.compile(f"[{''.join(VULGAR)}]"), _vulgar),
)
