"""The characters around a seam, where the page has them side by side elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.layout.unbroken import Unbroken

HAN = st.text(st.sampled_from("民生服务"), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("page", "tail", "head", "size"),
    [
        ("办好服务，办好实事", "深化服", "务，好", 2),
        ("办好民生服务", "为民生", "服务好", 4),
        ("办好民生服，好", "为民生", "服务好", 3),
        ("天天向上", "春天", "天气", 2),
        ("今天", "春天", "天气", 0),
        ("服", "服", "务", 0),
        ("", "服", "务", 0),
    ],
)
def test_size(page: str, tail: str, head: str, size: int) -> None:
    assert Unbroken(page).size(tail, head) == size


@given(st.text(st.sampled_from("民生服务，。\n"), max_size=30), HAN, HAN)
def test_two_are_seen_where_the_page_holds_them(page: str, tail: str, head: str) -> None:
    assert (Unbroken(page).size(tail, head) >= 2) == (tail[-1] + head[0] in page)
