"""What holds of any text: no exception, spans that give the quote back, order, time."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extract import find_quantities
from extract.quantities import Taken, find
from tests.growth import assert_linear

PIECES = (
    "一二三四五六七八九十百千万亿两半几数余多来上第每约近超不足到至—-~%‰度分元角米斤小时岁个人次年月日"
    "0123456789０１２.,，、。（）()“”：: /\t\n｜|零下负点之比折成倍番级里壹贰HK$¥℃kgABC萬個塊點"
)
WORDS = (
    "3元5角", "1米75", "零下5℃", "百分之五至八", "三分之二", "HK$5亿", "1小时20分", "两三千万元",
    "2023年", "第5位", "翻两番", "数以万计的人", "10、20、30元不等", "每千人", "元/户",
    "单位：万元\n", "（亿元）\t",
)  # fmt: skip
HOSTILE = (
    "万", "1", "一二三四五六七八九十", "、", "“", "“‘", "（", "1、", "3元", "3元5角",
    "1小时2分", "元", "年", "第", "每", "半", "-", "0.", "1,", "近", "以上", "零下", "|", "$",
    "翻", "首个", "\t", "1\t", "  1", "亿\t1\n",
)  # fmt: skip
texts = st.lists(st.text(PIECES, max_size=8) | st.sampled_from(WORDS) | st.text(max_size=4)).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(texts)
@example("$九零下0℃")
@example("0$九")
def test_any_text(text):
    found = find(text)
    at = 0
    for quantity in found.quantities:
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.quote == text[quantity.start : quantity.end]
        assert quantity.trace[0] == quantity.rule
        assert (quantity.value is None) == (quantity.bound in ("range", "vague"))
        at = quantity.end
    for rejection in found.rejections:
        assert rejection.quote == text[rejection.start : rejection.end]


@settings(max_examples=100, deadline=None)
@given(texts)
def test_ranges_ascend(text):
    for quantity in find_quantities(text):
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low < quantity.high


@settings(max_examples=100, deadline=None)
@given(texts, st.integers(0, 40), st.integers(0, 20))
def test_nothing_in_a_taken_span(text, start, length):
    end = min(len(text), start + length)
    if start >= end:
        return
    taken = [Taken(start, end, "rule.test", "taken")]
    starts = [q.start for q in find(text, None, taken).quantities if q.value is not None]
    assert not [at for at in starts if start < at < end]


@pytest.mark.parametrize("amount", [2, 3, 15, 999, 12345])
@pytest.mark.parametrize("unit", ["个", "元", "公里", "小时", "岁", "倍", "%"])
def test_the_stated_number_is_kept(amount, unit):
    [found] = find_quantities(f"共{amount}{unit}。")
    assert found.value == Decimal(amount)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece):
    assert_linear(find, lambda length: (piece * length)[:length], 2000)
