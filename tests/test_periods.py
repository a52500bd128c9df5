"""Time expressions: what is found, with which form, and the days it resolves to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Period
from extract.periods import find_periods, infer_year, resolve
from extract.periods.calendar import numbers
from extract.periods.grammar import grammar
from extract.periods.recognise import chains
from extract.rules import default_rules
from extract.text import fold
from tests.growth import assert_linear

MARKED = re.compile("⟦(.*?)⟧")
# ⟦ ⟧ mark every expression of the text; the second column holds their forms.
FOUND = [
    ("⟦今年⟧，新增8家；⟦去年⟧7家", "at at"),
    ("⟦截至目前⟧,⟦本年度⟧共计完成1281例", "until at"),
    ("预防于先，自⟦去年9月份⟧开通运行，受理30件", "at"),
    ("⟦2018年至今⟧,受益3万人次；⟦自2022年至今⟧80户", "since since"),
    ("⟦自2013年起⟧,每年投入30万元", "since"),
    ("⟦今年6月份以来⟧，⟦今年来⟧共帮扶", "since since"),
    ("⟦2017年开始⟧,街道；从⟦2017年⟧的3个", "since at"),
    ("⟦从2018年到2022年⟧，⟦2020年至2022年间⟧，累计3亿元", "range range"),
    ("⟦今年前三季度⟧，⟦2024年一季度⟧，⟦第三季度⟧", "at at at"),
    ("⟦1至9月⟧，⟦1—9月⟧，⟦1-9月份⟧，⟦今年1月至6月⟧", "range range range range"),
    ("“十四五”规划，⟦“十四五”期间⟧，⟦“十四五”以来⟧", "at since"),
    ("⟦近三年⟧，⟦过去五年⟧，⟦未来三到五年⟧，⟦近半年⟧", "span span span span"),
    ("平均受教育9.2年，1.⟦2026年⟧建成，寿命增加1.5年来", "at"),
    ("⟦五年来⟧，⟦四年来⟧，⟦这五年⟧，⟦十余年来⟧，⟦几十年来⟧", "frame frame frame frame frame"),
    ("总量⟦连续37年⟧居首；带动全区⟦3年内⟧增加945个", "run within"),
    ("⟦近年来⟧，⟦多年来⟧，⟦日前⟧，⟦近日⟧，⟦此前⟧", "vague vague vague vague vague"),
    ("⟦目前⟧有3家，⟦时下⟧,有3家；⟦截止目前⟧有3家", "now now until"),
    ("⟦截至10月底⟧，⟦截至2023年末⟧，⟦截至11月20日17时⟧", "until until until"),
    ("⟦到2025年⟧，建成3个；力争⟦到2030年⟧建成5个", "until until"),
    ("⟦2026年底前⟧建成，⟦6月30日前⟧完成", "until until"),
    ("⟦党的十八大以来⟧，⟦活动开展以来⟧，⟦改革开放以来⟧", "since since since"),
    ("⟦自去年9月份开通运行以来⟧，办理3件", "since"),
    ("⟦建国75年来⟧，计划实施⟦五年来⟧，", "frame frame"),
    ("在⟦去年⟧基础上提高10%，比⟦上年⟧增长5%，较⟦2020年⟧多3个", "base base base"),
    ("比⟦去年同期⟧多3天，与⟦上年⟧相比，是⟦2020年⟧的1.5倍", "base base base"),
    ("由⟦2020年⟧的7.2%提升至7.4%", "at"),
    ("⟦全年⟧累计40处，⟦同年10月⟧，⟦次年⟧", "same same same"),
    ("每月⟦5日⟧发放，每年⟦10月⟧举办", "each each"),
    ("⟦春节期间⟧，⟦国庆假期⟧，⟦“五一”假期⟧，⟦今年六一儿童节期间⟧", "at at at at"),
    ("⟦暑期⟧，⟦春运期间⟧，⟦去冬今春⟧，⟦今年春季⟧", "at at at at"),
    ("⟦本周⟧，⟦上周五⟧，⟦本月⟧，⟦上月⟧，⟦当月⟧，⟦周三⟧", "at at at at at at"),
    ("⟦20世纪90年代⟧，⟦90年代⟧，⟦21世纪⟧，⟦上世纪八九十年代⟧", "at at at at"),
    ("⟦明年⟧，⟦后年⟧，⟦年内⟧，⟦年底前⟧", "at at at until"),
    ("⟦二〇二三年⟧，⟦二零二三年十二月⟧，⟦２０２３年⟧", "at at at"),
    ("⟦2023－2025年⟧，⟦2021—2023年⟧，⟦2022、2023年⟧", "range range range"),
    ("⟦2024/11/20⟧ ⟦2024-11-20⟧ ⟦2024.11.20⟧", "at at at"),
    ("⟦23年5月⟧，⟦10月3号⟧，⟦3号上午⟧", "at at at"),
    ("⟦公元前221年⟧，⟦民国38年⟧，⟦康熙五十年⟧", "at at at"),
    ("⟦农历八月十五⟧，⟦正月初一⟧", "lunar lunar"),
    ("⟦7月1日至3日⟧，⟦5日至7日⟧，⟦10日—12日⟧，⟦5至7日⟧", "range range range range"),
    ("⟦1日起⟧，⟦自11月21日起⟧，⟦9月1日起⟧施行", "since since since"),
    ("新华社北京⟦11月17日⟧电，记者⟦20日⟧获悉", "at at"),
    ("⟦20日上午⟧，⟦12月1日下午⟧，⟦昨天下午3点⟧", "at at at"),
    ("⟦6月30日24时⟧，⟦8时30分⟧，⟦上午9点⟧，⟦北京时间8时30分⟧", "at at at at"),
    ("⟦2:30⟧，⟦上午10点半⟧，⟦凌晨3时许⟧，⟦12时至14时⟧", "at at at range"),
    ("⟦周一至周五8:00-17:00⟧开放", "range"),
    ("⟦11月21日（周二）上午9时30分⟧，120人", "at"),
    ("“⟦3·15⟧”，⟦9·11⟧", "named named"),
]
# Amounts, names and idioms in which no time may be seen.
NOTHING = """
我市2097名，1740.40万元，2000元，1978名，1600名
5000年历史
1500年的历史
3000年前的遗址
八点八
一天天，三天两头，第一时间，一年到头，一日三餐
比分12:30
以25:21取胜
按1:10的比例
提出5点建议，上涨20点
3小时，3时长，15分钟内
为期3日，15日内办结，5日游
10日元，289.02日元
6月龄，3—12月龄
一个月，3个月，每月
1号楼2单元，3号线，10号台风
青少年中有3成
项目前期
体现在3个方面
60岁以上年老体弱者
全年龄段
以前年度
资本周转
一周三次，每周三次，四周五处
历时近三年
22年的办证难
5年以上党龄
第二十六中学，五四广场，八一路
十月革命
同比增长5%，环比增长3%
1978级，99级，第14届
〔2023〕12号
0532-85801234
附近日均3人
""".strip().splitlines()


def ids(rows: list[tuple[str, ...]]) -> list[str]:
    return [row[0] for row in rows]


@pytest.mark.parametrize(("marked", "forms"), FOUND, ids=ids(FOUND))
def test_finds_every_marked_expression_and_no_other(marked: str, forms: str) -> None:
    periods = find_periods(marked.replace("⟦", "").replace("⟧", ""))
    assert [p.quote for p in periods] == MARKED.findall(marked)
    assert [p.form for p in periods] == forms.split()


@pytest.mark.parametrize("text", NOTHING)
def test_sees_no_time_in(text: str) -> None:
    assert [p.quote for p in find_periods(text)] == []


@pytest.mark.parametrize(
    "quote", ["五年来", "近三年", "过去五年", "3年内", "连续5年", "这五年", "建国75年来"]
)
def test_a_stretch_of_time_is_also_an_amount(quote: str) -> None:
    assert [(p.quote, p.calendar) for p in find_periods(quote)] == [(quote, False)]


@pytest.mark.parametrize(
    "quote",
    [
        "2023年5月",
        "20日上午",
        "21世纪",
        "1至9月",
        "90年代",
        "前三季度",
        "一季度",
        "9时30分",
        "自2022年至今",
    ],
)
def test_numbers_of_the_calendar_are_no_amounts(quote: str) -> None:
    assert [(p.quote, p.calendar) for p in find_periods(quote)] == [(quote, True)]


def one(quote: str) -> Period:
    (period,) = find_periods(quote)
    assert period.quote == quote
    return period


DAY = "2023-12-06"
RESOLVED = [
    ("2022年", None, ("2022-01-01", "2022-12-31")),
    ("2023年10月16日", None, ("2023-10-16", "2023-10-16")),
    ("2024-11-20", None, ("2024-11-20", "2024-11-20")),
    ("２０２３年２月", None, ("2023-02-01", "2023-02-28")),
    ("2021—2023年", None, ("2021-01-01", "2023-12-31")),
    ("2022、2023年", None, ("2022-01-01", "2023-12-31")),
    ("“十四五”期间", None, ("2021-01-01", "2025-12-31")),
    ("“十三五”末", None, (None, "2020-12-31")),
    ("20世纪90年代", None, ("1990-01-01", "1999-12-31")),
    ("21世纪", None, ("2001-01-01", "2100-12-31")),
    ("民国38年", None, ("1949-01-01", "1949-12-31")),
    ("2018年至今", None, ("2018-01-01", None)),
    ("2018年至今", DAY, ("2018-01-01", "2023-12-06")),
    ("自2022年至今", DAY, ("2022-01-01", "2023-12-06")),
    ("党的十八大以来", DAY, ("2012-11-08", "2023-12-06")),
    ("“十四五”以来", DAY, ("2021-01-01", "2023-12-06")),
    ("今年", "2023", ("2023-01-01", "2023-12-31")),
    ("去年", "2023", ("2022-01-01", "2022-12-31")),
    ("明年", "2023", ("2024-01-01", "2024-12-31")),
    ("后年", "2023", ("2025-01-01", "2025-12-31")),
    ("去年9月份", "2023", ("2022-09-01", "2022-09-30")),
    ("今年以来", "2023", ("2023-01-01", None)),
    ("今年以来", DAY, ("2023-01-01", "2023-12-06")),
    ("今年前三季度", "2023", ("2023-01-01", "2023-09-30")),
    ("前三季度", "2023", ("2023-01-01", "2023-09-30")),
    ("2024年一季度", None, ("2024-01-01", "2024-03-31")),
    ("二、三季度", "2023", ("2023-04-01", "2023-09-30")),
    ("上半年", "2023", ("2023-01-01", "2023-06-30")),
    ("1至9月", "2023", ("2023-01-01", "2023-09-30")),
    ("今年11月至明年3月", "2023", ("2023-11-01", "2024-03-31")),
    ("11月21日", "2023", ("2023-11-21", "2023-11-21")),
    ("自11月21日起", DAY, ("2023-11-21", "2023-12-06")),
    ("12月1日下午", DAY, ("2023-12-01", "2023-12-01")),
    ("7月1日至3日", "2023", ("2023-07-01", "2023-07-03")),
    ("3日上午", DAY, ("2023-12-03", "2023-12-03")),
    ("5月中下旬", "2023", ("2023-05-11", "2023-05-31")),
    ("截至目前", DAY, (None, "2023-12-06")),
    ("截至10月底", "2023", (None, "2023-10-31")),
    ("到2025年", None, (None, "2025-12-31")),
    ("2026年底前", None, (None, "2026-12-31")),
    ("6月30日前", "2023", (None, "2023-06-30")),
    ("2000年前", None, (None, "1999-12-31")),
    ("2020年以后", None, ("2021-01-01", None)),
    ("年内", "2023", ("2023-01-01", "2023-12-31")),
    ("近三年", DAY, ("2020-12-07", "2023-12-06")),
    ("未来五年", DAY, ("2023-12-06", "2028-12-06")),
    ("近两个月", "2024-02-29", ("2023-12-30", "2024-02-29")),
    ("昨日", DAY, ("2023-12-05", "2023-12-05")),
    ("本周", DAY, ("2023-12-04", "2023-12-10")),
    ("上周五", DAY, ("2023-12-01", "2023-12-01")),
    ("上月", "2024-01", ("2023-12-01", "2023-12-31")),
    ("本季度", DAY, ("2023-10-01", "2023-12-31")),
    ("90年代", DAY, ("1990-01-01", "1999-12-31")),
    ("98年5月", DAY, ("1998-05-01", "1998-05-31")),
]


@pytest.mark.parametrize(("quote", "date", "days"), RESOLVED)
def test_resolves(quote: str, date: str | None, days: tuple[str | None, str | None]) -> None:
    assert resolve(one(quote), date) == days


@pytest.mark.parametrize(
    ("quote", "date", "why"),
    [
        ("今年", None, "no date"),
        ("11月21日", None, "no date"),
        ("98年5月", None, "no century"),
        ("截至目前", "2023", "no day"),
        ("近三年", "2023", "no day"),
        ("昨日", "2023-12", "no day"),
        ("20日上午", DAY, "after the document: perhaps last month"),
        ("12月31日", "2024-01-05", "far ahead: perhaps last year"),
        ("2月30日", "2023", "no such day"),
        ("全年", DAY, "the year said before"),
        ("当日", DAY, "the day said before"),
        ("周三", DAY, "which week"),
        ("春节期间", DAY, "a festival of the old calendar"),
        ("农历八月十五", DAY, "the old calendar"),
        ("近年来", DAY, "vague"),
        ("五年来", DAY, "a frame"),
        ("连续5年", DAY, "which years"),
        ("活动开展以来", DAY, "an event of unknown date"),
        ("公元前221年", DAY, "before our count"),
    ],
)
def test_guesses_nothing(quote: str, date: str | None, why: str) -> None:
    assert resolve(one(quote), date) is None


@pytest.mark.parametrize(
    ("quote", "previous", "days"),
    [
        ("全年", ("2022-03-01", "2022-03-31"), ("2022-01-01", "2022-12-31")),
        ("同年10月", ("2022-01-01", "2022-12-31"), ("2022-10-01", "2022-10-31")),
        ("次年", ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")),
        ("10月", ("2022-01-01", "2022-12-31"), ("2022-10-01", "2022-10-31")),
        ("当日", ("2022-10-16", "2022-10-16"), ("2022-10-16", "2022-10-16")),
        ("次日", ("2022-10-31", "2022-10-31"), ("2022-11-01", "2022-11-01")),
        ("20日上午", ("2022-10-16", "2022-10-16"), ("2022-10-20", "2022-10-20")),
        ("当月", ("2022-10-16", "2022-10-16"), ("2022-10-01", "2022-10-31")),
        ("全年", ("2018-01-01", "2022-12-31"), None),
    ],
)
def test_takes_what_it_lacks_from_the_expression_before(
    quote: str, previous: tuple[str, str], days: tuple[str, str] | None
) -> None:
    assert resolve(one(quote), "2023", previous=previous) == days


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["2023年10月，新增3家。"], "2023"),
        (["2022年，新增3家。", "2022年，减少2家。"], "2022"),
        (["2022年，新增3家。"], None),
        (["2023年5月，新增3家；到2030年，建成9家；2035年12月底前建成10家。"], "2023"),
        (["2022年3月开工，将于2025年6月建成。"], "2022"),
        (["获评“2023年度优秀品牌”“2023年度先进集体”"], None),
        (["今年新增3家"], None),
        ([], None),
    ],
)
def test_infers_a_year_only_from_years_that_are_told(texts: list[str], year: str | None) -> None:
    assert infer_year(texts) == year


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("二〇二三年", [2023]),
        ("1至9月", [1, 9]),
        ("三十一日", [31]),
        ("十月", [10]),
        ("二十日", [20]),
    ],
)
def test_reads_the_numbers_of_dates(text: str, found: list[int]) -> None:
    assert numbers(text) == found


def alone() -> dict[str, re.Pattern[str]]:
    """Each part's pattern by itself."""
    rules = default_rules()
    named: dict[str, str] = {}
    for rule in rules.stage("period-parts"):
        named[rule.id] = rules.expand(rule.text("pattern"), named, rule=rule)
    return {
        rule.id: re.compile(rules.expand(rule.text("pattern"), named, rule=rule))
        for rule in rules.stage("periods")
        if rule.text("pattern")
    }


def test_the_first_declared_part_is_the_longest() -> None:
    """Of parts that start at one place the first wins: it must not cut a longer one short."""
    patterns, ruled = alone(), grammar(default_rules())
    for rule in default_rules().stage("periods"):
        for example in rule.accept:
            for chain in chains(fold(example.text), ruled):
                for start, end, part in chain.parts:
                    longer = [
                        name
                        for name, pattern in patterns.items()
                        if (m := pattern.match(fold(example.text), start)) and m.end() > end
                    ]
                    assert not longer, (example.text, part.id, longer)


WORDS = (
    "年月日号时点周季度今去上下本前近连续十一二三五九至到自截以来起第内期间的个〇0123456789"
    "“”:·-—./（）,，。 "
)


@given(st.text(alphabet=WORDS, max_size=60))
def test_quotes_are_spans_sorted_and_disjoint(text: str) -> None:
    periods = find_periods(text)
    at = 0
    for period in periods:
        assert at <= period.start < period.end
        assert text[period.start : period.end] == period.quote
        at = period.end


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for period in find_periods(text):
        assert text[period.start : period.end] == period.quote


DATES = st.sampled_from([None, "2023", "2023-12", "2023-12-06", "2024-02-29", "0001", "9999-12-31"])


@given(st.text(alphabet=WORDS, max_size=40), DATES)
def test_what_resolves_is_an_interval(text: str, date: str | None) -> None:
    for period in find_periods(text):
        days = resolve(period, date)
        if days is not None:
            first, last = days
            assert first or last
            assert not (first and last) or first <= last  # type: ignore[operator]


@pytest.mark.parametrize(
    "unit",
    [
        "年",
        "1",
        "一",
        "月日",
        "1月",
        "今年",
        "近",
        "自",
        "2023年",
        "以来",
        "自一",
        "十五”",
        "9:",
        "第三",
        "至今",
        "1年1个",
    ],
)
def test_time_grows_with_length(unit: str) -> None:
    assert_linear(find_periods, lambda size: unit * size, 4000 // len(unit))
