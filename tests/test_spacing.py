"""Spaces that typesetting puts between digits and words change nothing but the spans."""

from __future__ import annotations

import pytest

from extract import Quantity, extract_text, find_quantities
from extract.spacing import unspaced

SPACED = [
    "投资约 300 万元，用时 2 小时 30 分钟。",
    "零下 5 ℃，每亩收 800 斤，共 12 万多 吨",
    "时速 80 公里 / 小时，超过 20 人以上",
    "2023 年 5 月，增长 12.5 %，有 20 多岁的 3 个 月学徒",
]


def meant(quantity: Quantity) -> tuple[object, ...]:
    return (
        quantity.quote.replace(" ", ""), quantity.value, quantity.low, quantity.high,
        quantity.bound, quantity.unit, quantity.per,
    )  # fmt: skip


@pytest.mark.parametrize("text", SPACED)
def test_spaced_text_says_the_same(text: str) -> None:
    spaced, close = find_quantities(text), find_quantities(text.replace(" ", ""))
    assert [meant(q) for q in spaced] == [meant(q) for q in close]
    assert [q.quote for q in spaced] == [text[q.start : q.end] for q in spaced]
    assert spaced


@pytest.mark.parametrize(
    "text", ["指标  单位\n产量 30 吨", "甲\t30 吨", "甲 | 30 吨", "新区 公园 建成", "无空格30吨"]
)
def test_tables_and_words_keep_their_spaces(text: str) -> None:
    assert unspaced(text) is None


def test_spans_go_both_ways() -> None:
    found = unspaced("约 300 万元")
    assert found is not None
    assert found.text == "约300万元"
    assert found.original(1, 6) == (2, 8)
    assert found.original(0, 1) == (0, 1)
    assert found.closed_up(2, 8) == (1, 6)


def test_a_date_with_spaces_is_a_date_and_governs_what_follows() -> None:
    text = "2023 年 5 月，全市新增学校 30 所，投入约 300 万元。"
    claims = extract_text(text, date="2024")
    assert [(c.quote, c.period, c.period_start) for c in claims] == [
        ("30 所", "2023 年 5 月", "2023-05-01"),
        ("约 300 万元", "2023 年 5 月", "2023-05-01"),
    ]
