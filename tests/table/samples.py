"""Claims and documents made by hand, one field at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from extract.model import Claim, Document, Programme

TEXT = "市南区新建健身路径56处。\n“健身圈”受众10万余人次。"
DOCUMENT = Document("a/页.txt", TEXT, "utf-8", "0" * 64, "2023", "inferred", "报", "市南区", "题")
CLAIM = Claim(
    claim_id="0123456789abcdef",
    doc="a/页.txt",
    article="",
    section="body",
    line=1,
    start=9,
    end=12,
    quote="56处",
    spans=((9, 12),),
    kind="count",
    value=Decimal(56),
    low=None,
    high=None,
    bound="eq",
    unit="处",
    per=(),
    indicator="新建健身路径",
    indicator_spans=((3, 9),),
    change="level",
    role="fact",
    period=None,
    period_start=None,
    period_end=None,
    place="市南区",
    programme=None,
    sentence="市南区新建健身路径56处。",
    sentence_spans=((0, 13),),
    rule="unit.place",
    flags=(),
)
PROGRAMME = Programme(
    "a/页.txt", "健身圈", "circle", ("“健身圈”", "健身圈"), ((14, 19),), "name.circle"
)


def claim(**changes: Any) -> Claim:
    """The sample claim with some fields changed."""
    return CLAIM._replace(**changes)
