from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import language

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
TEXTS = st.text(
    st.sampled_from("中国青岛市南区的了一二3.5,%，。；！?\n\r “”（）《》—…Aa:\U0001f600"),
    max_size=80,
)


@lru_cache
def private() -> language._Private:
    return language._Private()


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name[:3])
def test_words_are_the_same_in_both_back_ends(path: Path) -> None:
    text = path.read_bytes().decode()
    assert language._Rust().cut(text) == private().cut(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name[:3])
def test_tags_are_the_same_in_both_back_ends(path: Path) -> None:
    text = path.read_bytes().decode()
    assert language._Rust().tag(text) == private().tag(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name[:3])
def test_untagged_words_are_those_of_the_tokens(path: Path) -> None:
    text = path.read_bytes().decode()
    assert language.untagged(text) == [word for word, _ in language.tagged(text)]
    assert language._Rust().cut(text, guess=False) == private().cut(text, guess=False)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_tags_of_any_text_are_the_same_in_both_back_ends(text: str) -> None:
    assert language._Rust().tag(text) == private().tag(text)


@given(st.one_of(st.text(max_size=60), TEXTS))
@settings(deadline=None)
def test_tokens_tile_the_text(text: str) -> None:
    tokens = language.tokenize(text)
    assert "".join(text[a:b] for a, b, _ in tokens) == text
    assert all(a < b for a, b, _ in tokens)


@pytest.mark.parametrize(
    ("word", "known"),
    [("服务", True), ("康复", True), ("务，", False), ("中华人", False), ("", False)],
)
def test_a_word_is_in_the_dictionary(word: str, known: bool) -> None:
    assert language.is_word(word) is known
    assert private().has(word) is known
    assert (language.frequency(word) > 0) is known


def test_frequency_is_that_of_the_dictionary() -> None:
    assert language.frequency("服务") == private()._tokenizer.FREQ["服务"]


def test_the_identity_names_back_end_and_version() -> None:
    assert language.tokenizer_identity().split()[0] in {"jieba", "rjieba"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一。第二！第三？", ["第一。", "第二！", "第三？"]),
        ("他说：“好。”她走了。", ["他说：“好。”", "她走了。"]),
        ("增长5.4%；下降3.2%", ["增长5.4%；", "下降3.2%"]),
        ("一行\n二行\r\n三行", ["一行\n", "二行\r\n", "三行"]),
        ("据A.B.公司介绍.其中3.5万", ["据A.B.公司介绍.", "其中3.5万"]),
        ("1.医疗卫生方面。好", ["1.医疗卫生方面。", "好"]),
        ("保险（残疾；死亡。）已购。", ["保险（残疾；死亡。）已购。"]),
        ("保险（残疾；死亡。已购", ["保险（残疾；", "死亡。", "已购"]),
        ("真的！！！好", ["真的！！！", "好"]),
        ("等业态……居民不出社区", ["等业态……居民不出社区"]),
        ("", []),
        ("\n", ["\n"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in language.sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一，二：三", ["一，", "二：", "三"]),
        ("共1,200户,好", ["共1,200户,", "好"]),
        ("12:30开门", ["12:30开门"]),
        ("40—50名——好", ["40—50名——", "好"]),
        ("补贴（低保，特困）发放，好", ["补贴（低保，特困）发放，", "好"]),
        ("场所……居民", ["场所……", "居民"]),
        ("“好，”他说", ["“好，”", "他说"]),
        ("A、B、C", ["A、B、C"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in language.clauses(text)] == expected


def test_clauses_stay_within_their_range() -> None:
    text = "甲，乙，丙，丁"
    assert [text[a:b] for a, b in language.clauses(text, 2, 5)] == ["乙，", "丙"]


@given(TEXTS)
def test_sentences_and_clauses_tile_any_text(text: str) -> None:
    for spans in (language.sentences(text), language.clauses(text)):
        assert "".join(text[a:b] for a, b in spans) == text
        assert all(a < b for a, b in spans)


@pytest.mark.parametrize(
    "unit", ["（", "（a", "《", "。", "”", ".", ",", "…", "—", "\r", "（）", "，”"]
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * 100_000
    assert sum(b - a for a, b in language.sentences(text)) == len(text)
    assert sum(b - a for a, b in language.clauses(text)) == len(text)


def test_importing_loads_no_segmenter() -> None:
    code = "import sys, extract.language; print([m for m in sys.modules if 'jieba' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
