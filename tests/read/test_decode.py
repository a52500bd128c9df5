from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.read.decode import decode

# The common characters of a story: what a detector may rely on, and the fuzz stands after.
STORY = (
    "市南区坚持以增进民生福祉为导向，在办好群众关心的大事和小事上精准发力。"
    "全年新增就业3万人，增长百分之五，医疗机构达到470家，投入资金约1740万元。\r\n"
)
TRADITIONAL = (
    "立法院三讀通過預算案，總額2兆3千億元，較去年增加一成，行政院將持續推動長期照顧政策。\n"
)

# Controls and private use are no part of the law: too many of them and it is not text.
anything = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=30)
han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=30)
controls = st.text(st.sampled_from("\r\n\t\u3000\u2028\x85\x0c"), max_size=5)

MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "gb18030": "\ufeff".encode("gb18030"),
}


@given(anything.filter(lambda text: not text.startswith("\ufeff")), controls)
def test_utf8_gives_any_text_back(text: str, end: str) -> None:
    assert decode((STORY + text + end).encode()) == (STORY + text + end, "utf-8")


@pytest.mark.parametrize("encoding", MARKED)
@given(text=anything, end=controls)
def test_a_mark_decides_and_is_taken_off(encoding: str, text: str, end: str) -> None:
    whole = "的" + text + end
    assert decode(MARKED[encoding] + whole.encode(encoding)) == (whole, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@given(text=han, end=controls)
def test_utf16_without_a_mark_gives_chinese_back(encoding: str, text: str, end: str) -> None:
    whole = STORY + text + end
    assert decode(whole.encode(encoding)) == (whole, encoding)


@given(text=anything, end=controls)
def test_gb18030_gives_any_text_back(text: str, end: str) -> None:
    whole = STORY + text + end
    assert decode(whole.encode("gb18030")) == (whole, "gb18030")


@pytest.mark.parametrize("size", [9, 30, 80, 2000])
def test_gbk_is_gb18030_whatever_the_length(size: int) -> None:
    text = (STORY * 99)[:size]
    assert decode(text.encode("gbk")) == (text, "gb18030")


@pytest.mark.parametrize("size", [6, 12, 40, 2000])
def test_big5_is_told_from_gbk_whatever_the_length(size: int) -> None:
    text = (TRADITIONAL * 99)[:size]
    assert decode(text.encode("big5")) == (text, "big5hkscs")


@pytest.mark.parametrize("size", [12, 40, 2000])
def test_traditional_text_in_gbk_is_told_from_big5(size: int) -> None:
    text = (TRADITIONAL * 99)[:size]
    assert decode(text.encode("gbk")) == (text, "gb18030")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\n\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_line_ends_stay(encoding: str, line_end: str) -> None:
    text = f"{STORY}{line_end}增长5%{line_end}{line_end}"
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize("text", ["plain ASCII, 56", "中", "中中", "１０万", "5", "😀"])
def test_short_texts_are_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


def test_only_one_mark_is_taken_off() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"56")[0] == "\ufeff56"


def test_a_stray_control_character_is_let_pass() -> None:
    text = STORY + "\x1b\x07"
    assert decode(text.encode())[0] == text


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadError:
        return
    assert text == data.decode(encoding).removeprefix("\ufeff")
