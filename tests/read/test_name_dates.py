from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.dates import date_in_name, is_date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("20231116.txt", "2023-11-16"),
        ("qdrb_20231116_A05.txt", "2023-11-16"),
        ("news20231116.txt", "2023-11-16"),
        ("2023-11-16.txt", "2023-11-16"),
        ("2023.11.16-头版.txt", "2023-11-16"),
        ("2023_11_16.txt", "2023-11-16"),
        ("20231116T0930.txt", "2023-11-16"),
        ("20231116093000.txt", "2023-11-16"),
        ("青岛2023年11月6日要闻.txt", "2023-11-06"),
        ("2023年11月.txt", "2023-11"),
        ("2023年政府工作报告.txt", "2023"),
        ("in/2019-01-01/20231116.txt", "2023-11-16"),
    ],
)
def test_a_date_in_the_name_is_found(name: str, date: str) -> None:
    assert date_in_name(name) == date


@pytest.mark.parametrize(
    "name",
    [
        "000_515b49658af0f3a6.txt",
        "515b20231116a6f3.txt",
        "120231116.txt",
        "20231316.txt",
        "20230229.txt",
        "2023-1116.txt",
        "18991231.txt",
        "2023-11-16/a.txt",
        "2023.txt",
        "a.txt",
        "",
    ],
)
def test_other_numbers_are_no_dates(name: str) -> None:
    assert date_in_name(name) is None


@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_iso_dates_are_dates(date, form: str) -> None:
    text = "-".join([f"{date.year:04}", f"{date.month:02}", f"{date.day:02}"][: form.count("%")])
    assert is_date(text)


@given(st.text("0123456789-年", max_size=10))
def test_what_is_found_in_a_name_is_a_date(name: str) -> None:
    found = date_in_name(f"{name}.txt")
    assert found is None or is_date(found)
