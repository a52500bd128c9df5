"""Labels made of numerals, and quantities in labels that stay quantities."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.programmes import label_spans
from tests.growth import assert_linear


def quotes(text: str) -> list[str]:
    return [text[a:b] for a, b, _ in label_spans(text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("升级“336”集团化办学改革", "“336”"),
        ("组建“１＋１＋１”家庭医生服务团队", "“１＋１＋１”"),
        ("我们通过‘五社联动’聚焦小问题", "‘五社联动’"),
        ("深化「三放两化」治理模式", "「三放两化」"),
        ('推行"一网通办"改革', '"一网通办"'),
        ("拓展“互联网+”医疗", "“互联网+”"),
        ("“四好农村路”建设", "“四好农村路”"),
        ("12345政务服务便民热线受理诉求", "12345"),
    ],
)
def test_a_label_is_found_with_its_marks(text: str, label: str) -> None:
    assert quotes(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "打造“15分钟医疗服务圈”",
        "办好“退役军人最期盼的10件事”",
        "“我等了20多年。”他说",
        "满意率达“99.72%”",
        "投入“1000亿元”",
        "打破“四个壁垒”",
        "办好“头等大事”",
        "全市第一",
    ],
)
def test_a_quantity_in_quotes_is_left_alone(text: str) -> None:
    assert quotes(text) == []


@given(st.text(alphabet='“”‘’"0123456789一三N+分钟圈年\n，', max_size=60))
def test_spans_are_sorted_disjoint_and_inside(text: str) -> None:
    at = 0
    for start, end, reason in label_spans(text):
        assert at <= start < end <= len(text)
        assert reason
        at = end


@pytest.mark.parametrize("piece", ["“", "“一”", '"', "1+"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    assert_linear(label_spans, lambda size: piece * size, 6_000)
