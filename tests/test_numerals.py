"""Numerals: the table of written forms, round trips, and the laws of `scan`."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Number, Value
from extract.numerals import Numeral, find_numbers, join, parse, readings, scan
from extract.rules import default_rules
from extract.text import fold
from tests.growth import assert_linear

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, str, str]]:
    """``(text with marks, wanted meanings, forms)`` of a table; `#` starts a comment line."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1], row[2] if len(row) > 2 else "") for row in cells]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, start = "", [], 0
    for char in marked:
        if char == "⟦":
            start = len(text)
        elif char == "⟧":
            spans.append((start, len(text)))
        else:
            text += char
    return text, spans


def shown(found: Numeral | Number) -> str:
    """`12`, `gt 30`, `range 3..5`, `vague 10000..`: the meaning as the tables write it."""

    def text(value: Value | None) -> str:
        if value is None:
            return ""
        return str(value) if isinstance(value, Fraction) else f"{value:f}"

    value = (
        text(found.value) if found.value is not None else f"{text(found.low)}..{text(found.high)}"
    )
    return value if found.bound == "eq" else f"{found.bound} {value}"


def wanted(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|")] if cell.strip() else []


@pytest.mark.parametrize(("marked", "meanings", "forms"), rows("numerals.tsv"))
def test_scan_finds_each_numeral_and_reads_it(marked: str, meanings: str, forms: str) -> None:
    text, spans = unmark(marked)
    found = scan(fold(text))
    assert [(n.start, n.end) for n in found] == spans
    assert [shown(n) for n in found] == wanted(meanings)
    if forms:
        assert [n.form for n in found] == wanted(forms)


@pytest.mark.parametrize(("marked", "meanings", "_"), rows("numbers.tsv"))
def test_find_numbers_takes_in_ranges_and_modifiers(marked: str, meanings: str, _: str) -> None:
    text, spans = unmark(marked)
    found = find_numbers(text)
    assert [(n.start, n.end) for n in found] == spans
    assert [shown(n) for n in found] == wanted(meanings)
    assert [n.quote for n in found] == [text[a:b] for a, b in spans]


_HAN = "零一二三四五六七八九"
_CAPITAL = str.maketrans("一二三四五六七八九十百千点", "壹贰叁肆伍陆柒捌玖拾佰仟点")
_TRADITIONAL = str.maketrans("万亿两点", "萬億兩點")
SYSTEMS = ("arabic", "grouped", "full width", "han", "capital", "traditional", "mixed", "scaled")


def section(n: int) -> str:
    """1 to 9999 in Chinese, 一十 in full."""
    text = ""
    for place, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            text += _HAN[digit] + scale
        elif text and not text.endswith("零") and n % place:
            text += "零"
    return text


def han(n: int) -> str:
    if n < 10**4:
        return section(n) or "零"
    base, scale = (10**8, "亿") if n >= 10**8 else (10**4, "万")
    high, rest = divmod(n, base)
    zero = "零" if 0 < rest < base // 10 else ""
    return han(high) + scale + zero + (han(rest) if rest else "")


def mixed(n: int) -> str:
    """1亿2000万零5."""
    text = ""
    for base, scale in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, n = divmod(n, base)
        if part:
            text += ("零" if text and part < 1000 else "") + f"{part}{scale}"
        elif text and n and not text.endswith("零"):
            text += "零"
    return text.replace("零零", "零") or "0"


def spell(value: Decimal, system: str) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    n, point = int(whole), "." + fraction if fraction else ""
    digits = "点" + "".join(_HAN[int(d)] for d in fraction) if fraction else ""
    if system == "grouped":
        return f"{n:,}{point}"
    if system == "full width":
        return f"{n}{point}".translate(
            {ord("0") + i: chr(0xFF10 + i) for i in range(10)} | {46: "．"}
        )
    if system == "han":
        return han(n) + digits
    if system == "capital":
        return (han(n) + digits).translate(_CAPITAL)
    if system == "traditional":
        return (han(n) + digits).translate(_TRADITIONAL)
    if system == "mixed":
        return mixed(n) if not fraction else f"{value:f}"
    if system == "scaled":
        return f"{value.scaleb(-8):f}亿"
    return f"{value:f}"


VALUES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(0, 10**16) | st.integers(0, 10**5) | st.sampled_from([10**k for k in range(17)]),
    st.integers(0, 6),
)


@pytest.mark.parametrize("system", SYSTEMS)
@settings(max_examples=150, deadline=None)
@given(value=VALUES)
def test_a_number_spelt_in_any_system_parses_back(system: str, value: Decimal) -> None:
    text = spell(value, system)
    numeral = parse(text)
    assert numeral is not None, text
    assert (numeral.value, numeral.bound) == (value, "eq"), text


@pytest.mark.parametrize("system", SYSTEMS)
@settings(max_examples=30, deadline=None)
@given(value=VALUES)
def test_head_times_scale_is_the_value(system: str, value: Decimal) -> None:
    numeral = parse(spell(value, system))
    assert numeral is not None
    assert numeral.head is not None
    assert Fraction(numeral.head) * numeral.scale == Fraction(value)


NUMERIC = (
    "零〇一二两三四五六七八九十百千万亿兆京廿半几数上余多来点分之又负正百分成千万以计壹贰伍拾佰萬億"
    "0123456789.,，%-+±/^eE×· 的次方米瓦个年kM元角强”"
)
TEXTS = st.text(st.sampled_from(NUMERIC), max_size=60) | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
def test_any_text_is_scanned_in_order_without_error(text: str) -> None:
    at = 0
    for numeral in scan(fold(text)):
        assert at <= numeral.start < numeral.end <= len(text)
        at = numeral.end
        if numeral.value is None:
            assert numeral.bound in ("range", "vague")
        if numeral.low is not None and numeral.high is not None:
            assert numeral.low <= numeral.high


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_numbers_quote_the_raw_text_and_do_not_overlap(text: str) -> None:
    at = 0
    for number in find_numbers(text):
        assert at <= number.start < number.end
        assert number.quote == text[number.start : number.end]
        at = number.end


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_every_arabic_digit_is_in_some_numeral(text: str) -> None:
    covered = {i for n in scan(fold(text)) for i in range(n.start, n.end)}
    assert all(i in covered for i, char in enumerate(fold(text)) if char in "0123456789")


HOSTILE = (
    *"万1点百十亿廿几数上半零又-负伍拾幺约",
    *("一二三", "1,", "1,234,", "1，234，", "一点", "一百", "一万", "万零", "十几", "个亿", "1万"),
    *("1亿2000万3千4百", "三分之", "分之", "一又", "1/", "1 1/2 ", "+1", "1.", ".5", "5±", "9^99"),
    *("1e999", "1×10", "10的", "10的6次", "123 ", "1 000", "一两", "数以", "成千", "1 ", "5—"),
    *("5到", "零下", "不超过"),
)


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("find", [scan, find_numbers])
def test_hostile_text_takes_linear_time(find: Callable[[str], object], unit: str) -> None:
    assert_linear(find, lambda length: (unit * length)[:length], 2000)


def test_a_very_long_string_of_digits_is_exact() -> None:
    (numeral,) = scan("1" * 300)
    assert numeral.value == Decimal("1" * 300)


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("1.2", "1.5亿", (120000000, 150000000)),
        ("三", "五百万", (3000000, 5000000)),
        ("5000", "1万", (5000, 10000)),
        ("两三", "五", (2, 5)),
        ("5", "3", None),
        ("数万", "十万", (10000, 100000)),
        ("十", "数万", None),
    ],
)
def test_join_shares_the_scale_only_below_the_second_head(
    left: str, right: str, wanted: tuple[int, int] | None
) -> None:
    a, b = parse(left), parse(right)
    assert a is not None
    assert b is not None
    assert join(a, b) == wanted


@pytest.mark.parametrize("text", ["", "约三", "三个", "3、5", "没有", "5%", " 5", "三千瓦"])
def test_parse_wants_the_whole_text(text: str) -> None:
    assert parse(text) is None


def test_every_reading_is_a_rule_and_is_used() -> None:
    declared = {rule.id for rule in default_rules().stage("reading")}
    used = {
        reading
        for rule in default_rules().stage("reading")
        for example in rule.accept
        for numeral in scan(fold(example.text))
        for reading in numeral.readings
    }
    assert {reading.id for reading in readings().entries} == declared == used
