"""Intervals and what lies between them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.diff.amount import Interval, delta, interval, shown
from extract.diff.views.words import describe
from tests.diff.tables import made


def value(number, bound="eq", **more):
    return interval(made(value=number, bound=bound, **more))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (value("6"), value("7"), "+1 (+16.7%)"),
        (value("7"), value("6"), "-1 (-14.3%)"),
        (value("412"), value("412"), "unchanged"),
        (value("55000000", "gt"), value("47330000"), "at least 13.9% lower"),
        (value("47330000"), value("55000000", "gt"), "at least 16.2% higher"),
        (value("600", "approx"), value("649"), "about +49 (+8.2%)"),
        (value("400", "near"), value("500"), "about +100 (+25%)"),
        (value("100"), value("90", "le"), "at least 10% lower"),
        (value("100"), value("120", "le"), "at most 20% higher"),
        (value("", low="40", high="50"), value("60"), "20 to 50% higher"),
        (value("", low="40", high="50"), value("45"), "between -10% and +12.5%"),
        (value("10", "lt"), value("20"), "at least 10 higher"),
        (value("10", "gt"), value("20", "gt"), ""),
        (value("1/3"), value("2/3"), "+0.33 (+100%)"),
        (value("0"), value("5"), "+5"),
        (value("-5"), value("5"), "+10"),
    ],
)
def test_a_change_in_words(old, new, said):
    assert describe(delta(old, new)) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("10", "5", "-5 percentage points"),
        ("61.16", "62.16", "+1 percentage point"),
        ("5", "5", "unchanged"),
    ],
)
def test_shares_change_in_percentage_points(old, new, said):
    assert describe(delta(value(old), value(new), points=True)) == said


def test_shares_with_bounds_change_in_percentage_points_too():
    found = delta(value("70", "ge"), value("60"), points=True)

    assert describe(found) == "at least 10 percentage points lower"


numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)


@st.composite
def intervals(draw):
    """An interval, and a value that it allows."""
    low, inside, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    ends = draw(st.sampled_from([(low, high), (None, high), (low, None), (inside, inside)]))
    return Interval(*ends), inside


@given(intervals(), intervals())
def test_what_is_said_of_a_change_holds_for_every_value_that_is_allowed(old, new):
    (before, a), (after, b) = old, new
    found = delta(before, after)

    assert found.low is None or found.low <= b - a
    assert found.high is None or found.high >= b - a
    if a > 0:
        share = (b / a - 1) * 100
        assert found.pct_low is None or found.pct_low <= share
        assert found.pct_high is None or found.pct_high >= share


@given(intervals(), intervals())
def test_a_change_and_its_mirror_image_add_up_to_nothing(old, new):
    there, back = delta(old[0], new[0]), delta(new[0], old[0])

    assert there.low == (None if back.high is None else -back.high)
    assert there.high == (None if back.low is None else -back.low)
    assert there.direction == -back.direction


@given(numbers, st.integers(min_value=0, max_value=3))
def test_rounding_outward_keeps_the_number_inside(number, places):
    assert Fraction(shown(number, places, outward=-1)) <= number
    assert Fraction(shown(number, places, outward=1)) >= number


@given(numbers)
def test_an_exact_number_reads_back(number):
    assert Fraction(shown(number)) == number
