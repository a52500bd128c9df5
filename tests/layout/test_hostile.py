"""Linear time and no exception, whatever the text."""

from __future__ import annotations

import pytest

from extract.layout import layout
from extract.model import Document
from tests.growth import assert_linear

LINES = [
    *["", "a", "中", "■", "□", "#", "# x", "”", "“", "。", "，", "1", "广告", "+10", "1\t2"],
    *["一、综合", "王平 李明", "服", "务，", "——", "...", "（一）", "“她说", "放后。”"],
    *["记者" * 45, "王" * 90, "图为" * 90, "王平摄" * 30, "（" * 60, "本广告" * 30, "12 " * 40],
    *[
        "服\n\n务，",
        "详情" * 60,
        "电话" * 60,
        "2024年" * 10,
        "近年来，市南区坚持以增进民生福祉为导向，在办好",
    ],
]


def run(text: str) -> None:
    passages = layout(Document("a.txt", text))
    assert sum(len(p.text) for p in passages) <= len(text)


@pytest.mark.parametrize("line", LINES, ids=lambda line: repr(line[:8]))
@pytest.mark.parametrize("end", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_many_lines(line: str, end: str) -> None:
    # Long enough that squared time shows, even of a loop in C.
    assert_linear(run, lambda size: (line + end) * size, max(300, 10_000 // (len(line) + 10)))


@pytest.mark.parametrize(
    "sign",
    ["■", "（", "“", "王", " ", "　", "\t", "摄", "1", "#", "—", "记者", "。", "，", "\r", "\x0c"],
)
def test_one_long_line(sign: str) -> None:
    assert_linear(run, lambda size: sign * size, 12_500)


def test_a_page_of_many_ends_and_heads() -> None:
    block = "近年来，市南区在办好群众关心的服\n\n务上精准发力，推进改革。\n\n■图。\n\n"
    assert_linear(run, lambda size: block * size, 125)
