"""The noun phrase that opens a stretch of text, names of persons as one."""

from __future__ import annotations

import pytest

from extract.claims.nouns import noun_end
from extract.rules import default_rules

SURNAMES = tuple(default_rules().words("layout.surname"))


@pytest.mark.parametrize(
    ("noun", "rest"),
    [
        ("的罗树清大爷", "已经排起了队"),
        ("居民周桂芳", "拿到了新房钥匙"),
        ("小将顾一鸣", "在先失两局后取胜"),
        ("的治沙队长", "正带着队员压设草方格"),
        ("老人", "免费乘车"),
        ("", "看到了希望"),
    ],
)
def test_ends(noun: str, rest: str) -> None:
    assert noun_end(noun + rest, SURNAMES) == len(noun)
