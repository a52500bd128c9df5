"""Laws of the claim stage: quotes come back, nothing raises, time grows with the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.claims import find_claims
from extract.model import Claim, Document, Mention, Passage, Period, Quantity, hull
from extract.pipeline import extract_text
from extract.programmes import Programmes
from tests.growth import assert_linear

WORDS = st.sampled_from(
    [
        "今年", "去年", "截至10月底", "较上年", "同比", "分别", "把", "将", "由", "从", "到",
        "增长", "提高到", "下降", "达到", "为", "了", "等", "这", "其中", "人均", "全县", "青禾县",
        "1,200万元", "12%", "3个百分点", "65岁以上", "2.4万户", "五年", "第3位", "翻一番", "“暖冬”",
        "床位", "新增", "农户", "、", "，", "。", "；", "：", "（", "）", "“", "”", "\n", " ", "——",
        "\u3000", "𠮷", "\ue000", "\ue00b", "e\u0301", "\r\n",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map("".join), st.text(max_size=60))


def joined(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return "".join(text[a:b] for a, b in spans)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from([None, "2024", "2024-05-01"]))
def test_spans_give_the_quotes_back(text: str, date: str | None) -> None:
    claims = extract_text(text, date=date)
    for claim in claims:
        assert joined(text, claim.spans) == claim.quote
        assert joined(text, claim.indicator_spans) == claim.indicator
        assert joined(text, claim.sentence_spans) == claim.sentence
        assert claim.quote in claim.sentence
        assert (claim.start, claim.end) == hull(claim.spans)
        assert claim.start < claim.end
        assert text.count("\n", 0, claim.start) + 1 <= claim.line <= len(text) + 1
        assert ("no_indicator" in claim.flags) is (claim.indicator == "")
    assert len({claim.claim_id for claim in claims}) == len(claims)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    assert extract_text(text, doc="a") == extract_text(text, doc="a")


def passage_of(
    text: str, quantities: list[Quantity], periods: list[Period], mentions: list[Mention]
) -> tuple[Claim, ...]:
    """The claims of one passage with what other stages might have found."""
    named = Programmes((), (tuple(mentions),), ((),))
    passage = Passage(text, ((0, len(text)),))
    return find_claims(Document("a", text), (passage,), (quantities,), (periods,), named)


def count(start: int, end: int, text: str) -> Quantity:
    return Quantity(start, end, text[start:end], "count", None, unit="户", trace=("unit.test",))


def numbers(size: int) -> tuple[Claim, ...]:
    """A passage without punctuation, full of numbers."""
    text = "走访农户85户和" * size
    found = [count(at + 4, at + 7, text) for at in range(0, len(text), 8)]
    return passage_of(text, found, [], [])


def respectively(size: int) -> tuple[Claim, ...]:
    text = "甲和乙分别达85户" * size
    found = [count(at + 6, at + 9, text) for at in range(0, len(text), 9)]
    return passage_of(text, found, [], [])


def times(size: int) -> tuple[Claim, ...]:
    text = "今年走访农户85户" * size
    step = len("今年走访农户85户")
    found = [count(at + 6, at + 9, text) for at in range(0, len(text), step)]
    periods = [Period(at, at + 2, "今年", "t", "at") for at in range(0, len(text), step)]
    return passage_of(text, found, periods, [])


def names(size: int) -> tuple[Claim, ...]:
    text = "“暖冬”行动走访85户" * size
    step = len("“暖冬”行动走访85户")
    found = [count(at + 8, at + 11, text) for at in range(0, len(text), step)]
    mentions = [
        Mention(at, at + 6, "“暖冬”行动", "暖冬", "project", "t")
        for at in range(0, len(text), step)
    ]
    return passage_of(text, found, [], mentions)


def lengths(size: int) -> tuple[Claim, ...]:
    """Lengths after times, each of which may be what is measured."""
    text = "国庆假期7天" * size
    step = len("国庆假期7天")
    starts = range(0, len(text), step)
    found = [Quantity(at + 4, at + 6, "7天", "duration", None, unit="天") for at in starts]
    return passage_of(text, found, [Period(a, a + 4, "国庆假期", "t", "at") for a in starts], [])


def notes(size: int) -> tuple[Claim, ...]:
    text = "农户（含，新）85户" * size
    step = len("农户（含，新）85户")
    return passage_of(
        text, [count(at + 7, at + 10, text) for at in range(0, len(text), step)], [], []
    )


def places(size: int) -> tuple[Claim, ...]:
    text = "青岛市市南区区区县县85户" * size
    step = len("青岛市市南区区区县县85户")
    found = [count(at + 10, at + 13, text) for at in range(0, len(text), step)]
    return passage_of(text, found, [], [])


@pytest.mark.parametrize(
    "passage",
    [numbers, respectively, times, names, lengths, notes, places],
    ids=lambda f: f.__name__,
)
def test_time_grows_with_the_passage_and_no_faster(
    passage: Callable[[int], tuple[Claim, ...]],
) -> None:
    def run(size: int) -> None:
        assert len(passage(size)) == size

    assert_linear(run, int, 500)
