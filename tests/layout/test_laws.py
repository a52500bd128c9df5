"""What holds for any text: each character once, the text law, and the way home."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.layout import blocks, layout
from extract.model import Document, Passage
from tests.layout.pages import page

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
LINES = st.sampled_from(
    [
        *[
            "",
            "　",
            "　　",
            "市南区：民生答卷",
            "# 标题",
            "## 小标题",
            "■图为书房。",
            "□本报记者 王平",
        ],
        *["(王玮)", "广告", "+10", "元起", "扫码预约", "一、综合", "1.新建公园12处", "2.新增学位"],
        *[
            "近年来，市南区计划涉",
            "及楼栋1081座，好。",
            "服",
            "务，深化健康管理。",
            "“她说，社区食堂开",
        ],
        *[
            "放后，很好。”她说。",
            "王一婷 徐抒彦",
            "甲\t12\t3.5",
            "乙\t13\t4",
            "进。",
            "。",
            "”",
            "，",
            "12",
        ],
        *["　　近年来，市南区坚持以增进民生福祉为导", "向，在办好群众关心的事上精准发力，不断推"],
        *[
            "2024年3月20日",
            "第3版",
            "\x0c",
            "\ufeff",
            "😀",
            "\x00",
            "……",
            "——",
            "深化改革——",
            "怎么改？",
        ],
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(LINES, max_size=30).flatmap(
        lambda lines: st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n \n"]).map(
            lambda between: between.join(lines)
        )
    ),
)


def check(text: str) -> tuple[Passage, ...]:
    passages = layout(Document("a.txt", text))
    used: Counter[int] = Counter()
    for passage in passages:
        assert passage.text == "".join(text[a:b] for a, b in passage.pieces)
        assert all(a < b for a, b in passage.pieces)
        for start, end in passage.pieces:
            used.update(range(start, end))
    assert max(used.values(), default=1) == 1
    assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(used)
    assert not any(text[at] in "\r\n" for at in used)
    return passages


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_character_is_in_one_piece(text: str) -> None:
    check(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name[:3])
def test_every_character_of_the_corpus_is_in_one_piece(path: Path) -> None:
    check(path.read_bytes().decode())


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_every_character_of_a_page_is_in_one_piece(seed: int) -> None:
    check(page(seed).text)


@given(TEXTS, st.data())
@settings(max_examples=150, deadline=None)
def test_the_way_home_gives_the_text_back(text: str, data: st.DataObject) -> None:
    for passage in check(text):
        start = data.draw(st.integers(0, len(passage.text)))
        end = data.draw(st.integers(start, len(passage.text)))
        spans = passage.locate(start, end)
        assert "".join(text[a:b] for a, b in spans) == passage.text[start:end]


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_seams_stand_where_pieces_meet(text: str) -> None:
    for passage in check(text):
        meeting = [(a[1], b[0]) for a, b in pairwise(passage.pieces)]
        assert [(seam.left, seam.right) for seam in passage.seams] == meeting
        for seam in passage.seams:
            assert passage.locate(seam.at, seam.at + 1)[0][0] == seam.right
            assert seam.evidence


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_blocks_are_in_file_order(text: str) -> None:
    found = [block for block, _ in blocks(Document("a.txt", text))]
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_gives_the_same_passages(text: str) -> None:
    assert layout(Document("a.txt", text)) == layout(Document("a.txt", text))
