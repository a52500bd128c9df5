"""The noun phrase that opens a stretch of text, names of persons as one."""

from __future__ import annotations

import pytest

from extract.claims.nouns import noun_end, owner_end
from extract.rules import default_rules

PERSONS = frozenset(default_rules().words("wording.person"))
SURNAMES = tuple(default_rules().words("layout.surname"))


@pytest.mark.parametrize(
    ("noun", "rest"),
    [
        ("的罗树清大爷", "已经排起了队"),
        ("居民周桂芳", "拿到了新房钥匙"),
        ("小将顾一鸣", "在先失两局后取胜"),
        ("的云南选手李雯", "以11秒23夺冠"),
        ("的治沙队长", "正带着队员压设草方格"),
        ("老人", "免费乘车"),
        ("的邵桂芳", "刷脸结算"),
        ("王桂芳老人", "刷脸结算"),
        ("", "看到了希望"),
    ],
)
def test_ends(noun: str, rest: str) -> None:
    assert noun_end(noun + rest, SURNAMES, PERSONS) == len(noun)


@pytest.mark.parametrize(
    ("noun", "rest"),
    [
        ("东湖抽水蓄能电站", "并网发电"),
        ("体育公园", "建成开放"),
        ("地铁线", "共设车站"),
        ("城市更新基金", ""),
        ("跨海大桥主体工程", "完工"),
        ("", "顺利贯通"),
    ],
)
def test_what_has_an_amount_ends_where_something_is_said_of_it(noun: str, rest: str) -> None:
    assert owner_end(noun + rest) == len(noun)
