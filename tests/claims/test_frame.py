"""Where a quantity stands: its sentence, its clause, and its item between 、."""

from __future__ import annotations

import pytest

from tests.claims.reading import reading, readings


def part(text: str, quote: str, name: str) -> str:
    start, end = getattr(reading(text, quote).frame, name)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "quote", "clause"),
    [
        ("新建水窖36口、修渠12公里，惠及农户2.4万户。", "2.4万户", "惠及农户2.4万户"),
        ("植树1,200棵,种草30亩", "1,200棵", "植树1,200棵"),
        ("植树1,200棵,种草30亩", "30亩", "种草30亩"),
        ("全长12公里——其中隧道3公里——总投资2亿元。", "3公里", "其中隧道3公里"),
        ("甲地：3家；乙地：4家", "4家", "4家"),
        # A note with a number is a clause of its own, and is stepped over from outside.
        ("急诊3000人次（含夜间800人次），住院40人。", "3000人次", "急诊3000人次（含夜间800人次）"),
        ("急诊3000人次（含夜间800人次），住院40人。", "800人次", "含夜间800人次"),
        ("今年（截至6月）签约40个项目，去年32个。", "40个", "今年（截至6月）签约40个项目"),
        ("新增学位（小学、初中）1800个，改扩建6所。", "1800个", "新增学位（小学、初中）1800个"),
    ],
)
def test_the_clause(text: str, quote: str, clause: str) -> None:
    assert part(text, quote, "clause") == clause


@pytest.mark.parametrize(
    ("text", "quote", "item"),
    [
        ("新建水窖36口、修渠12公里，", "36口", "新建水窖36口"),
        ("新建水窖36口、修渠12公里，", "12公里", "修渠12公里"),
        ("学校、医院和集市共42处。", "42处", "学校、医院和集市共42处"),
        ("一期30公顷、二期和三期45公顷", "45公顷", "二期和三期45公顷"),
        # Without 、 between them two numbers share their item.
        ("发放棉衣800件棉被500床。", "500床", "发放棉衣800件棉被500床"),
        ("走访老人63名、儿童、学生29名。", "29名", "儿童、学生29名"),
    ],
)
def test_the_item(text: str, quote: str, item: str) -> None:
    assert part(text, quote, "item") == item


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("他说：“新增15家。”后来关停2家！", "15家", "他说：“新增15家。”"),
        ("他说：“新增15家。”后来关停2家！", "2家", "后来关停2家！"),
        ("真的有15家？！是的，15户。", "15户", "是的，15户。"),
        ("老人63名；女性34名；", "34名", "老人63名；女性34名；"),
        ("新增15家\n关停2家", "2家", "关停2家"),
    ],
)
def test_the_sentence(text: str, quote: str, sentence: str) -> None:
    assert part(text, quote, "sentence") == sentence


@pytest.mark.parametrize(("name", "reach"), [("clause", 200), ("sentence", 1000)])
def test_text_without_stops_is_cut_at_a_distance(name: str, reach: int) -> None:
    text = "甲" * 1500 + "开办15家" + "乙" * 1500
    [found] = readings(text)
    start, end = getattr(found.frame, name)
    assert found.quantity.start - start == reach
    assert end - found.quantity.end == reach


def test_a_noun_with_its_variants_is_no_list() -> None:
    found = reading("强降雨造成14个县（市、区）8.6万人受灾。", "14个")
    assert found.indicator == "强降雨造成县（市、区）"
