"""Stages that projects, goods and cases go through: 开工286个、竣工119个 share their object."""

from __future__ import annotations

from extract.model import Span
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled

__all__ = ["Stages"]


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
