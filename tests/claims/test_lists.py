"""Lists with 分别: which name belongs to which number."""

from __future__ import annotations

import pytest

from extract.claims.indicator import words
from tests.claims.reading import readings


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "甲村、乙村、丙村分别种植果树320亩、180亩和95亩。",
            ["甲村种植果树", "乙村种植果树", "丙村种植果树"],
        ),
        ("小麦、玉米产量分别为12万吨、8万吨。", ["小麦产量", "玉米产量"]),
        (
            "出游3亿人次，总花费180亿元，按可比口径较2019年同期分别增长28%和13%。",
            ["出游", "总花费", "出游", "总花费"],
        ),
        ("鲜果和猪肉分别上涨2.2%和0.4%。", ["鲜果", "猪肉"]),
        ("菠菜、油麦菜每公斤分别卖到9元和11元。", ["菠菜卖", "油麦菜卖"]),
        # As many numbers in the next clause keep the names.
        (
            "小麦、玉米产量分别为12万吨、8万吨，增长3.1%、2.6%。",
            ["小麦产量", "玉米产量", "小麦产量", "玉米产量"],
        ),
        # Without names of their own they take those of the numbers before.
        (
            "货运量520万吨、客运量88万人次，同比分别增长6.1%和9.4%。",
            ["货运量", "客运量", "货运量", "客运量"],
        ),
        # More numbers than names pair with nothing.
        ("产量12万吨，分别增长3.1%、2.6%、4%。", ["产量", "产量", "产量", "产量"]),
        # The names may stand in the clause before, and the noun after the last amount.
        (
            "对来县的博士、硕士，每月分别发放3000元、1500元租房补贴。",
            ["对来县的博士发放租房补贴", "硕士发放租房补贴"],
        ),
        (
            "装备制造业和高技术制造业增加值分别增长6.6%和9.4%。",
            ["装备制造业增加值", "高技术制造业增加值"],
        ),
        ("工业、服务业增加值分别增长5%和6%。", ["工业增加值", "服务业增加值"]),
        ("汽车、计算机产量分别增长5%和6%。", ["汽车产量", "计算机产量"]),
        ("汽车、家用电器产量分别增长5%和6%。", ["汽车产量", "家用电器产量"]),
        ("生产总值和财政收入分别增长5%和6%。", ["生产总值", "财政收入"]),
        (
            "营业收入2.3亿元、利润1126万元，两年平均增速分别为14.5%和21.3%。",
            ["营业收入", "利润", "平均增速分别为和", "营业收入平均增速", "利润平均增速"],
        ),
        (
            "每千人口执业（助理）医师数、床位数分别达到3.1人、7.6张。",
            ["每千人口执业（助理）医师数", "床位数"],
        ),
        ("带动汽车、家电销售额分别达到186亿元、74亿元。", ["带动汽车销售额", "家电销售额"]),
        # Parts of one noun that are numbered.
        (
            "第一、二、三产业分别增长5.4%、13.8%和11.6%。",
            ["第一产业", "第二产业", "第三产业"],
        ),
        # A single name is told of each in the list before it, in its clause or the one before.
        (
            "本届赛事设全程马拉松、半程马拉松和欢乐跑三个项目，规模分别为1.5万人、1万人和5000人。",
            ["全程马拉松规模", "半程马拉松规模", "欢乐跑规模"],
        ),
        (
            "小麦、玉米产量分别为12万吨、8万吨，总值分别为3亿元、2亿元。",
            ["小麦总值", "玉米总值"],
        ),
        (
            "道指、标普和纳指全线下跌，跌幅分别为0.4%、0.5%和1.1%。",
            ["道指跌幅", "标普跌幅", "纳指跌幅"],
        ),
        ("与去年和前年相比，收入分别增长5%和6%。", ["收入", "收入"]),
        # A shared head begins with a word.
        ("飞机票、宾馆住宿价格环比分别下降14.6%、9.8%。", ["飞机票价格", "宾馆住宿价格"]),
        # Those that the clause before says what they are.
        (
            "通信、计算和医疗是申请量最大的三个领域，分别占总量的11.2%、10.4%和6.8%。",
            ["通信占总量的", "计算占总量的", "医疗占总量的"],
        ),
        # The 、 alone parts two names, of which one holds 和.
        (
            "社会保障和就业、教育支出分别为3亿元、4亿元。",
            ["社会保障和就业", "教育支出"],
        ),
        # Each is a share of another whole.
        (
            "出口船舶分别占造船完工量、新接订单量的89.1%和90.7%。",
            ["出口船舶占造船完工量", "出口船舶占新接订单量"],
        ),
        ("粮食总产分别占全市、全省的12%、5%。", ["粮食总产占全市", "粮食总产占全省"]),
        # 分别 without numbers is a word as any other.
        ("两队分别出发，共走访农户85户。", ["走访农户"]),
    ],
)
def test_names_of_a_list(text: str, indicators: list[str]) -> None:
    assert [r.indicator for r in readings(text)][-len(indicators) :] == indicators


def test_a_shared_head_is_read_where_it_stands() -> None:
    text = "小麦、玉米产量分别为12万吨、8万吨。"
    first = readings(text)[0]
    assert first.spans == ((0, 2), (5, 7))
    assert words(text, first.spans) == first.indicator
