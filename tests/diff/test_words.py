"""Places, phrases, units and times made comparable."""

from __future__ import annotations

import pytest

from extract.diff.batch import Source
from extract.diff.series.entity import Entities, chain
from extract.diff.series.phrase import Phrases, apart, likeness
from extract.diff.series.times import Times, order
from extract.diff.series.units import Units
from extract.rules import default_rules
from tests.diff.tables import made

RULES = default_rules()
ENTITIES = Entities(RULES)
PHRASES = Phrases(RULES, ENTITIES)
HOME = "青岛市市南区"


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("青岛市市南区", ("青岛市", "市南区")),
        ("山东省青岛市李沧区", ("山东省", "青岛市", "李沧区")),
        ("上海市浦东新区", ("上海市", "浦东新区")),
        ("青岛市市南区香港中路街道", ("青岛市", "市南区", "香港中路街道")),
        ("", ()),
    ],
)
def test_the_levels_of_a_place(place, parts):
    assert chain(place) == parts


@pytest.mark.parametrize(
    ("scope", "entity"),
    [
        ("", HOME),
        ("市南区", HOME),
        ("全区", HOME),
        ("辖区", HOME),
        ("青岛市市南区", HOME),
        ("全市", "青岛市"),
        ("青岛市", "青岛市"),
        ("全国", "全国"),
        ("全省", "全省"),
        ("李沧区", "青岛市李沧区"),
        ("济南市", "济南市"),
        ("成立青岛市", HOME),
        ("附院牵头的市", HOME),
        ("老旧小区", HOME),
        ("楼宇园区", HOME),
        ("提升居家社区", HOME),
    ],
)
def test_a_scope_beside_the_place_of_its_document(scope, entity):
    assert ENTITIES.find(scope, HOME, "三甲医院") == entity


def test_an_indicator_may_name_its_place():
    assert ENTITIES.find("全市", HOME, "全市三甲医院中在市南区") == HOME


def test_without_the_documents_place_a_name_stands_for_itself():
    assert ENTITIES.find("李沧区", "", "养老机构") == "李沧区"
    assert ENTITIES.find("全区", "", "养老机构") == "全区"
    assert ENTITIES.find("", "", "养老机构") == ""


@pytest.mark.parametrize(
    ("indicator", "core", "qualifiers"),
    [
        ("所辖各类医疗机构", "医疗机构", {"各类"}),
        ("现有基层医疗机构", "医疗机构", {"基层"}),
        ("全市三甲医院中在市南区", "三甲医院", set()),
        ("打造“融合型”教育集团", "打造融合型教育集团", set()),
        ("累计发放各类救助资金", "发放救助资金", {"各类"}),
        ("困难群体供养标准在基础上", "困难群体供养标准", set()),
        ("65周岁及以上老年人免费查体", "健康体检", {"65岁以上", "老年人"}),
        ("公办", "公办", set()),
        ("的", "的", set()),
    ],
)
def test_a_phrase_without_its_frame(indicator, core, qualifiers):
    phrase = PHRASES.read(indicator, HOME)

    assert (phrase.core, {word for _, word in phrase.qualifiers}) == (core, qualifiers)


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("医疗机构", "医疗机构", 100, 100),
        ("财政支出投入民生领域", "民生领域投入占财政支出", 80, 99),
        ("发放救助帮扶资金", "发放救助资金", 80, 99),
        ("养老机构", "托育机构", 0, 79),
        ("健身路径", "健身设施", 0, 79),
    ],
)
def test_likeness_by_words(a, b, least, most):
    one, other = PHRASES.read(a, HOME), PHRASES.read(b, HOME)

    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)


def test_what_parts_two_phrases():
    one, other = (PHRASES.read(text, HOME) for text in ("财政收入投向民生", "财政支出投向民生"))

    assert (apart(one, other), apart(one, one)) == ("收入 ≠ 支出", "")


@pytest.mark.parametrize(
    ("kind", "unit", "base"),
    [
        ("count", "家", "个"),
        ("count", "户", "户"),
        ("measure", "公顷", "平方米"),
        ("fraction", "", "%"),
        ("percent", "%", "%"),
        ("point", "百分点", "point:百分点"),
        ("money", "元", "money:元"),
        ("money", "美元", "money:美元"),
        ("duration", "年", "月"),
    ],
)
def test_units_of_one_dimension(kind, unit, base):
    assert Units(RULES).find(kind, unit)[0] == base


@pytest.mark.parametrize(
    ("period", "start", "end", "cumulative"),
    [
        ("2022年", "2022-01-01", "2022-12-31", False),
        ("自2022年至今", "2022-01-01", "", True),
        ("今年以来", "2024-01-01", "", False),
        ("", "", "", False),
    ],
)
def test_what_has_been_adding_up(period, start, end, cumulative):
    row = made(period=period, period_start=start, period_end=end)
    time = Times(RULES).find(row, Source("a.txt", date="2024"))

    assert time.cumulative is cumulative


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-12", ("2023-12-01", "2023-12-31")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2024-13", ("", "")),
        ("someday", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_documents_date_in_days(date, days):
    time = Times(RULES).find(made(), Source("a.txt", date=date))

    assert (time.start, time.end) == days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2022-01-01", "2022-12-31", ("2022-01-01", "2022-12-31", "period")),
        ("2022", "2022-06", ("2022-01-01", "2022-06-30", "period")),
        ("2022-88-88", "2022-99-99", ("2024-01-01", "2024-12-31", "document date")),
    ],
)
def test_a_period_of_its_own_where_it_is_one(start, end, days):
    row = made(period="2022年", period_start=start, period_end=end)
    time = Times(RULES).find(row, Source("a.txt", date="2024"))

    assert (time.start, time.end, time.basis) == days


def test_the_order_of_two_times():
    read = Times(RULES)
    times = [read.find(made(), Source("a", date=date)) for date in ("2022", "2023-05", "")]

    assert [order(times[0], times[1])[0], order(times[1], times[0])[0]] == [1, -1]
    assert order(times[0], times[2]) == (0, "order not known")
    assert order(times[0], times[0]) == (0, "same time")
