"""Tables: cells take the unit of column, row or table; nothing else changes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract import extract_text, find_quantities
from extract.quantities import find

BONDS = (
    "债券简称\t发行总额（亿）\t票面利率(%)\t期限（年）\n"
    "22某债01\t10.00\t2.35\t10\n"
    "22某债02\t\t2.5\t5\n"
)
BULLETIN = (
    "指标\t单位\t2023年\t比上年增长（%）\n"
    "地区生产总值\t亿元\t286.47\t6.1\n"
    "常住人口\t万人\t49.62\t-0.4\n"
    "人均地区生产总值\t元\t57,641\t6.5\n"
)
SPACED = (
    "表1  主要农产品产量  单位：万吨\n"
    "品种    2022年   2023年\n"
    "粮食    26.83    27.10\n"
    "棉花    1.20     —\n"
)


def rows(text: str) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(q.quote, format(q.value, "f"), q.unit, q.per) for q in find_quantities(text)]


def test_units_of_columns():
    assert rows(BONDS) == [
        ("10.00", "1000000000", "元", ()),
        ("2.35", "2.35", "%", ()),
        ("10", "10", "年", ()),
        ("2.5", "2.5", "%", ()),
        ("5", "5", "年", ()),
    ]


def test_a_column_of_units():
    assert rows(BULLETIN) == [
        ("286.47", "28647000000", "元", ()),
        ("6.1", "6.1", "%", ()),
        ("49.62", "496200", "人", ()),
        ("-0.4", "-0.4", "%", ()),
        ("57,641", "57641", "元", ("人",)),
        ("6.5", "6.5", "%", ()),
    ]


def test_units_of_rows_and_heads_are_no_amounts():
    text = "指标  单位  数值\n粮食产量  万吨  315.6\n种类  数量/万只  增长/%\n鸡  230  3.1\n"
    assert [quote for quote, *_ in rows(text)] == ["315.6", "230", "3.1"]


def test_the_unit_over_a_table():
    assert rows(SPACED) == [
        ("26.83", "268300", "吨", ()),
        ("27.10", "271000", "吨", ()),
        ("1.20", "12000", "吨", ()),
    ]


def test_the_unit_behind_the_label_of_a_row():
    text = "项目\t本年\t上年\n粮食产量（万吨）\t26.5\t25.1\n用电量（亿千瓦时）\t3.2\t3.1\n"
    assert rows(text) == [
        ("26.5", "265000", "吨", ()),
        ("25.1", "251000", "吨", ()),
        ("3.2", "320000000", "千瓦时", ()),
        ("3.1", "310000000", "千瓦时", ()),
    ]


def test_denominators_of_a_head():
    text = "地区  面积（平方公里）  密度（人/平方公里）  均价（元/㎡）\n某区  30.3  17920  23500\n"
    assert rows(text) == [
        ("30.3", "30300000", "平方米", ()),
        ("17920", "17920", "人", ("平方公里",)),
        ("23500", "23500", "元", ("平方米",)),
    ]


def test_cells_under_heads_that_are_not_counted_alike():
    text = "城市        销量（万辆）    同比（%）\n甲市  龙头  12.5            3.1\n"
    assert rows(text) == [("12.5", "125000", "辆", ()), ("3.1", "3.1", "%", ())]


@pytest.mark.parametrize("head", ["排名", "序号", "年份", "代码"])
def test_columns_that_count_nothing(head):
    text = f"单位：万元\n名称\t{head}\t金额\n甲\t3\t25\n"
    assert rows(text) == [("25", "250000", "元", ())]


@pytest.mark.parametrize(
    ("head", "value", "unit", "kind"),
    [
        ("金额（亿元）", "300000000", "元", "money"),
        ("金额(万美元)", "30000", "美元", "money"),
        ("金额/万元", "30000", "元", "money"),
        ("人数（万人次）", "30000", "人次", "count"),
        ("发行总额（亿）", "300000000", "元", "money"),
        ("GDP（万亿元）", "3000000000000", "元", "money"),
        ("用户（万）", "30000", "个", "count"),
        ("占比%", "3", "%", "percent"),
        ("同比±%", "3", "%", "percent"),
        ("自然增长率（‰）", "3", "‰", "percent"),
        ("气温（℃）", "3", "℃", "measure"),
        ("工期［天］", "3", "天", "duration"),
        ("装机（万千瓦）", "30000", "千瓦", "measure"),
        ("金额（单位：千元）", "3000", "元", "money"),
    ],
)
def test_heads(head, value, unit, kind):
    [found] = find_quantities(f"名称\t{head}\n甲\t3\n")
    assert (found.value, found.unit, found.kind) == (Decimal(value), unit, kind)
    assert found.rule == "table.column"


@pytest.mark.parametrize(
    "text",
    [
        "名称\t说明\n甲\t3\n",
        "名称\t数量（见注）\n甲\t3\n",
        "金额（亿元）\n\n其中3是序号。",
        "金额（亿元）为投资额\n共3\n",
    ],
)
def test_no_unit_no_quantity(text):
    assert rows(text) == []


def test_a_cell_with_its_own_unit_keeps_it():
    assert rows("名称\t金额（亿元）\n甲\t35万元\n") == [("35万元", "350000", "元", ())]


def test_a_line_that_is_no_row_ends_the_table():
    text = "名称\t金额（亿元）\n甲\t3\n以上为合计。\n乙\t4\n"
    assert rows(text) == [("3", "300000000", "元", ())]


def test_the_table_of_one_text_goes_on_in_the_next():
    head = find("名称\t金额（亿元）")
    assert head.quantities == ()
    row = find("甲\t3", table=head.table)
    assert [(q.quote, q.unit) for q in row.quantities] == [("3", "元")]
    assert find("甲\t3").quantities == ()
    assert find("正文共3个。", table=row.table).table is None


def test_tables_of_a_page():
    claims = extract_text("全市主要指标如下：\n" + BULLETIN)
    assert [(c.quote, c.unit) for c in claims][:3] == [
        ("286.47", "元"),
        ("6.1", "%"),
        ("49.62", "人"),
    ]


def test_what_a_head_counts_by_is_the_denominator():
    text = "地区\t户均用电量（千瓦时）\t人均可支配收入（元）\t增速（%）\n甲\t230\t51270\t5.9\n"
    assert rows(text) == [
        ("230", "230", "千瓦时", ("户",)),
        ("51270", "51270", "元", ("人",)),
        ("5.9", "5.9", "%", ()),
    ]
