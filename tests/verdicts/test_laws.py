"""Laws of anchoring, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.verdicts.anchor import Text, anchor, plain
from extract.verdicts.place import clause, selectors
from tests.growth import assert_linear

TEXTS = st.text(alphabet="0129.,万亿约共建处，。\n\r 　５𠮷🎉", min_size=1, max_size=120)


@st.composite
def places(draw):
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(places())
def test_a_clause_holds_its_quote_and_no_more_than_a_line_beside_it(place):
    text, start, end = place
    left, right = clause(text, start, end)
    assert 0 <= left <= start < end <= right <= len(text)
    assert "\n" not in text[left:start] + text[end:right]


@given(places())
def test_a_selector_says_where_its_quote_is(place):
    text, start, end = place
    [found] = selectors(text, [(start, end)])
    assert text[found.start : found.start + len(found.exact)] == found.exact
    assert found.exact[found.at[0] : found.at[1]] == text[start:end]
    assert text.startswith(
        found.prefix + found.exact + found.suffix, found.start - len(found.prefix)
    )


@given(places(), TEXTS)
def test_whatever_becomes_of_the_text_the_quote_found_is_the_quote(place, other):
    text, start, end = place
    where = selectors(text, [(start, end)])
    for later in (text, other + "\n" + text, text + other, text.replace("\n", "\r\n"), other):
        found = anchor(where, Text(later))
        if found is not None:
            [(a, b)] = found.spans
            assert plain(later[a:b]) == plain(text[start:end])


@given(places(), st.sampled_from("0123456789"))
def test_no_digit_beside_a_number_is_overlooked(place, digit):
    """A number that has become longer is another one."""
    text, start, end = place
    if plain(text[end - 1 : end]) not in tuple("0123456789") or text[end : end + 1] == digit:
        return
    found = anchor(selectors(text, [(start, end)]), Text(text[:end] + digit + text[end:]))
    assert found is None or found.spans[0] != (start, end)


@pytest.mark.parametrize("unit", ["1", "1处", "，", "共建12处，"])
def test_time_grows_with_the_text_and_no_faster(unit):
    def run(text: str) -> None:
        anchor(selectors(text, [(0, 1)]), Text(text))

    assert_linear(run, lambda times: unit * times, 5_000)
