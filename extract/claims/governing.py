"""Which programme a number is about, and which place names its scope."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.claims.frame import Frame, Scene
from extract.model import Mention, Passage
from extract.rules import RuleSet
from extract.rules.model import alternation

__all__ = ["Places", "programme_of"]

_CHAIN = re.compile(r"[。！？；!?;\n]")
_PLACE = r"[一-鿿]{2,5}?(?:省|市|自治区|自治州|区|县|旗|街道|镇|乡)"


def programme_of(
    scene: Scene, frame: Frame, start: int, end: int, mentions: Sequence[Mention], heading: str | None
) -> Mention | str | None:
    """The mention that governs the number at ``[start, end)``, else the heading's, else None.

    In the number's own clause the nearest; else the one that heads the sentence.
    """
    inside = [m for m in mentions if m.start <= start and end <= m.end]
    if inside:
        return inside[0]
    own = [m for m in mentions if frame.clause[0] <= m.start and m.end <= frame.clause[1]]
    before = [m for m in own if m.end <= start]
    after = [m for m in own if m.start >= end]
    if before:
        return before[-1]
    if after:
        return after[0]
    head = _head(scene, frame, mentions)
    return head or heading


def _head(scene: Scene, frame: Frame, mentions: Sequence[Mention]) -> Mention | None:
    """A programme in the first clause of the sentence, where no new subject follows it."""
    start, end = frame.sentence
    chain = max((m.end() for m in _CHAIN.finditer(scene.folded, start, frame.clause[0])), default=start)
    earlier = [m for m in mentions if chain <= m.start and m.end <= frame.clause[0]]
    if not earlier:
        return None
    first = earlier[0]
    head_end = scene.folded.find("，", chain, end)
    if head_end < 0 or first.start > head_end:
        return None
    return earlier[-1] if earlier[-1].name == first.name else first


class Places:
    """The scope named in the text before a number, else nothing."""

    def __init__(self, rules: RuleSet) -> None:
        scope = alternation(rules.words("scope.place"))
        self._scope = re.compile(rf"{scope}|{_PLACE}")

    def find(self, scene: Scene, frame: Frame, start: int) -> str | None:
        """The nearest scope word left of ``start`` in the sentence, verbatim."""
        clause = [m[0] for m in self._scope.finditer(scene.folded, frame.clause[0], start)]
        if clause:
            return clause[-1]
        sentence = [m[0] for m in self._scope.finditer(scene.folded, frame.sentence[0], start)]
        return sentence[0] if sentence else None


def heading_programme(passage: Passage, names: Sequence[str]) -> str | None:
    """A programme that the section heading above a passage names."""
    return next((name for name in names if name and name in passage.heading), None)
