"""The columns of every table, in order: name, Chinese title, type and meaning.

The writers, the readers and the data package all take them from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

from extract.model import Bound, Change, Kind, Role, Section

__all__ = [
    "CLAIMS",
    "DOCUMENTS",
    "LIST_SIGN",
    "OWN_FILES",
    "PROGRAMMES",
    "Column",
    "Table",
]

LIST_SIGN = "/"
"""Joins the parts of a list in CSV (`per`, `flags`)."""

_NUMBER = r"^(-?[0-9]+(\.[0-9]+)?|-?[0-9]+/[0-9]+)$"
_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


_NONE: Mapping[str, object] = {}  # shared, and never written to


class Column(NamedTuple):
    """One column: its name, its title for people, its Table Schema type and constraints."""

    name: str
    title: str
    description: str
    type: str = "string"
    constraints: Mapping[str, object] = _NONE


class Table(NamedTuple):
    """One table: its name, which is the stem of its files, and its columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header of the CSV file."""
        return tuple(column.name for column in self.columns)


def _one_of(literal: object) -> dict[str, object]:
    return {"required": True, "enum": list(get_args(literal))}


_GIVEN: dict[str, object] = {"required": True}
_OFFSET: dict[str, object] = {"required": True, "minimum": 0}
_EXACT: dict[str, object] = {"pattern": _NUMBER}
_SHA256: dict[str, object] = {"pattern": "^[0-9a-f]{64}$"}
_ISO: dict[str, object] = {"pattern": _DATE}

CLAIMS = Table(
    "claims",
    "数量断言",
    (
        Column(
            "claim_id",
            "断言编号",
            "16 hex digits from document, clause, quote and ordinal",
            constraints={"required": True, "unique": True, "pattern": "^[0-9a-f]{16}$"},
        ),
        Column("doc", "文档", "path relative to the corpus", constraints=_GIVEN),
        Column("article", "文章", "headline of the article inside a page of several"),
        Column("section", "版面位置", "kind of block", constraints=_one_of(Section)),
        Column("line", "行号", "1-based line", "integer", {"required": True, "minimum": 1}),
        Column("start", "起点", "first code point of the quote", "integer", _OFFSET),
        Column("end", "终点", "code point after the quote", "integer", _OFFSET),
        Column("quote", "原文", "the quantity expression, verbatim", constraints=_GIVEN),
        Column("kind", "类别", "kind of quantity", constraints=_one_of(Kind)),
        Column(
            "value", "数值", "exact decimal in the base unit, or a fraction", constraints=_EXACT
        ),
        Column("low", "下限", "lower end of a range or vague amount", constraints=_EXACT),
        Column("high", "上限", "upper end of a range", constraints=_EXACT),
        Column("bound", "限定", "how the value binds", constraints=_one_of(Bound)),
        Column("unit", "单位", "canonical base unit"),
        Column("per", "分母", f"denominators, joined by {LIST_SIGN}"),
        Column("indicator", "指标", "what is measured, in the source's characters"),
        Column("change", "变动", "level or movement", constraints=_one_of(Change)),
        Column("role", "性质", "fact, forecast, standard, criterion", constraints=_one_of(Role)),
        Column("period", "时期", "time expression, verbatim"),
        Column("period_start", "时期起", "ISO date, where it can be known", constraints=_ISO),
        Column("period_end", "时期止", "ISO date, where it can be known", constraints=_ISO),
        Column("place", "范围", "scope named in the text"),
        Column("programme", "项目", "canonical programme name"),
        Column("sentence", "句子", "the sentence as read, one line"),
        Column("rule", "规则", "ids of the rules that made it", constraints=_GIVEN),
        Column("flags", "标记", f"what a reviewer should know, joined by {LIST_SIGN}"),
    ),
    key=("claim_id",),
)

PROGRAMMES = Table(
    "programmes",
    "项目名称",
    (
        Column("doc", "文档", "path relative to the corpus", constraints=_GIVEN),
        Column("name", "名称", "canonical name, without quotation marks", constraints=_GIVEN),
        Column("type", "类型", "project, activity, brand, mechanism, …", constraints=_GIVEN),
        Column("variants", "异名", "the forms seen, joined by |"),
        Column("spans", "位置", "start-end of each occurrence, joined by |"),
        Column("rule", "规则", "ids of the rules that made it"),
    ),
    key=("doc", "name"),
)

DOCUMENTS = Table(
    "documents",
    "文档",
    (
        Column(
            "path", "路径", "relative to the corpus", constraints={"required": True, "unique": True}
        ),
        Column("sha256", "校验和", "of the file's bytes", constraints=_SHA256),
        Column("text_sha256", "文本校验和", "of the decoded text, as UTF-8", constraints=_SHA256),
        Column("encoding", "编码", "as read"),
        Column("chars", "字数", "code points of the decoded text", "integer", _OFFSET),
        Column("date", "日期", "date of publication", constraints=_ISO),
        Column("date_basis", "日期来源", "where the date comes from"),
        Column("outlet", "媒体", "who published it"),
        Column("place", "地点", "the place it is about"),
        Column("title", "标题", "headline"),
    ),
    key=("path",),
)

OWN_FILES = frozenset(
    f"{stem}.{suffix}"
    for stem, suffixes in {
        "claims": ("csv", "jsonl", "parquet"),
        "programmes": ("csv", "jsonl", "parquet"),
        "documents": ("csv", "parquet"),
        "rejections": ("jsonl",),
        "errors": ("jsonl",),
        "run": ("json",),
        "datapackage": ("json",),
    }.items()
    for suffix in suffixes
)
"""Every file a run may write; any other file of the output folder is the user's own."""
