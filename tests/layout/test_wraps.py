"""Hard-wrapped text reads as paragraphs; table rows stay rows."""

from __future__ import annotations

import pytest

from extract.layout import layout
from extract.model import Document, Passage
from tests.layout.clean import ARTICLES

HEADLINE, PARAGRAPHS = next(iter(ARTICLES.items()))


def read(text: str) -> list[Passage]:
    return list(layout(Document("a.txt", text)))


def by_characters(paragraph: str, width: int) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def by_cells(paragraph: str, width: int) -> list[str]:
    lines, size = [""], 0
    for sign in paragraph:
        cells = 1 if sign.isascii() else 2
        if size + cells > width:
            lines.append("")
            size = 0
        lines[-1] += sign
        size += cells
    return lines


@pytest.mark.parametrize("wrap", [by_characters, by_cells])
@pytest.mark.parametrize("width", [20, 26, 34, 40, 52, 80])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_indents_mark_paragraphs(wrap: object, width: int, end: str) -> None:
    assert callable(wrap)
    lines = [line for p in PARAGRAPHS for line in wrap("　　" + p, width)]
    passages = read(end.join([HEADLINE, *lines]))
    assert [p.text for p in passages] == [HEADLINE, *PARAGRAPHS]
    assert all(not seam.mended for p in passages for seam in p.seams)


@pytest.mark.parametrize("width", [24, 40, 60, 80])
@pytest.mark.parametrize("between", [1, 2])
def test_blank_lines_mark_paragraphs(width: int, between: int) -> None:
    blocks = ["\n".join(by_cells(p, width)) for p in PARAGRAPHS]
    passages = read(("\n" * (between + 1)).join([HEADLINE, *blocks]))
    assert [p.text for p in passages] == [HEADLINE, *PARAGRAPHS]


def test_a_blank_line_below_every_line() -> None:
    lines = [line for p in PARAGRAPHS for line in by_characters("　　" + p, 40)]
    assert [p.text for p in read("\n\n".join(lines))] == list(PARAGRAPHS)


def test_short_last_lines_mark_paragraphs() -> None:
    lines = [line for p in PARAGRAPHS for line in by_characters(p, 37)]
    assert [p.text for p in read("\n".join(lines))] == list(PARAGRAPHS)


def test_a_heading_between_wrapped_paragraphs_stands_alone() -> None:
    above, below = (by_cells("　　" + p, 40) for p in PARAGRAPHS[:2])
    passages = read("\n".join([*above, "管护有新招", *below]))
    assert [p.kind for p in passages] == ["body", "headline", "body"]


def test_a_number_broken_by_a_line_end_reads_whole() -> None:
    text = "\n".join(by_characters("　　" + PARAGRAPHS[0] + PARAGRAPHS[2], 17))
    assert "1700多条" in read(text)[0].text


@pytest.mark.parametrize(
    "rows",
    [
        ["指标\t全市\t农村", "居民消费价格\t0.1\t-0.2", "食品烟酒\t0.3\t0.1"],
        ["指　标　　单位　　数量", "粮食　　万吨　　314.6", "蔬菜　　万吨　　690.2"],
        ["指标      单位    数量", "粮食      万吨    314.6", "蔬菜      万吨    690.2"],
        ["| 指标 | 数量 |", "| 粮食 | 314.6 |", "| 蔬菜 | 690.2 |"],
        ["指标 单位 数量", "粮食 万吨 314.6", "蔬菜 万吨 690.2"],
    ],
)
def test_table_rows_stay_rows(rows: list[str]) -> None:
    passages = read("\n".join(["一、农业", *rows, "全年粮食总产量稳定，蔬菜供应充足。"]))
    assert [p.text for p in passages[1:4]] == rows
    assert {p.kind for p in passages[1:4]} == {"body"}
    assert all(not p.seams for p in passages)


def test_words_apart_are_no_table() -> None:
    passages = read("民生为本  向暖而行\n\n王一婷  徐抒彦\n\n今年以来，全区新建公园12处。")
    assert [p.kind for p in passages] == ["headline", "byline", "body"]
