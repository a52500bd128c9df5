"""Which place a figure is about."""

from __future__ import annotations

import pytest

from extract.model import Document
from extract.pipeline import extract_document
from extract.rules import default_rules


def place(text, home="青岛市市南区"):
    claims = extract_document(
        Document("a.txt", text, date="2023", place=home), default_rules()
    ).claims
    return claims[-1].place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市南区汇集了全市最优质医疗资源，所辖各类医疗机构412家。", "市南区"),
        ("今年，市南区优化服务，新建健身路径56处。", "市南区"),
        ("辖区资源富集，全市12家三甲医院。", "全市"),
        ("成立青岛市首个医疗健康集团，家庭医生签约29.88万人。", "青岛市市南区"),
        ("建设青岛市首批病房。", "青岛市"),
        ("新建健身路径56处。", "青岛市市南区"),
        ("李沧区共投入523万元。", "李沧区"),
    ],
)
def test_the_place_of_a_figure(text, found):
    assert place(text) == found


def test_without_a_home_the_text_alone_is_heard():
    assert place("新建健身路径56处。", home="") is None
