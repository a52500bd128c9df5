"""Stages that projects, goods and cases go through: 开工286个、竣工119个 share their object."""

from __future__ import annotations

from extract.model import Span
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled

__all__ = ["Stages", "undone"]

_COMPLETED = compiled(r"(?:累计|总共|预计|[共已])?完成\Z")
# 人均产值仅为全国平均水平的67.8%: what it is compared with belongs to that figure alone.
_AMOUNTS_TO = compiled(
    r"(?:仅|只|约|已)?(?:为|是|有|相当于)(?:全[国省市区县球]|世界)[^，。]{0,8}(?:水平|平均|的)\Z"
    r"|(?:位|跃|稳)?[居列](?:全[国省市区县球]|世界|[东中西]部)\Z"
)


class Stages:
    """The stages that one rule set names."""

    def __init__(self, rules: RuleSet) -> None:
        stage = f"(?:已|共|累计)?{alternation(rules.words('verb.stage'))}"
        self._stage, self._at_end = compiled(stage), compiled(f"{stage}$")

    def without(self, text: str, subject: tuple[Span, ...], verb: str) -> tuple[Span, ...]:
        """A lent subject less the stage that it was at, where ``verb`` names another one."""
        if not subject or not self._stage.fullmatch(verb):
            return subject
        start, end = subject[-1]
        found = self._at_end.search(text, start, end)
        if found is None:
            return subject
        if found.start() == start:
            return subject[:-1]
        return (*subject[:-1], (start, found.start()))


def undone(folded: str, left: tuple[Span, ...]) -> tuple[Span, ...]:
    """财政收入 of 财政收入累计完成: the verb belongs to the first amount alone."""
    start, end = left[-1] if left else (0, 0)
    verb = _COMPLETED.search(folded, start, end) or _AMOUNTS_TO.search(folded, start, end)
    return (*left[:-1], (start, verb.start())) if verb and verb.start() - start > 1 else left
