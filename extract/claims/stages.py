"""Stages that projects, goods and cases go through: 开工286个、竣工119个 share their object."""

from __future__ import annotations

import re

from extract.model import Span

__all__ = ["without_stage"]

_STAGES = (
    "开工|竣工|投产|完工|投用|达产|通车|入库|签约|落地|建成|交付|完成|在建|新开|立项|受理|办结"
    "|结案|立案|审结|出栏|存栏|销售|生产|采购|出库|挂牌|成交"
)
_STAGE = re.compile(f"(?:已|共|累计)?(?:{_STAGES})")
_AT_END = re.compile(f"(?:已|共|累计)?(?:{_STAGES})$")


def without_stage(text: str, subject: tuple[Span, ...], verb: str) -> tuple[Span, ...]:
    """A lent subject less the stage that it was at, where ``verb`` names another one."""
    if not subject or not _STAGE.fullmatch(verb):
        return subject
    start, end = subject[-1]
    found = _AT_END.search(text, start, end)
    if found is None:
        return subject
    if found.start() == start:
        return subject[:-1]
    return (*subject[:-1], (start, found.start()))
