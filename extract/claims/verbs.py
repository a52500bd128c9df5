"""Whether a stretch of text opens a predicate: with a verb of news prose, or a verb by its tag.

The dictionary tags 深化 and 健全 as no verbs: the word list ``verb.action`` comes first.
"""

from __future__ import annotations

from extract.claims.frame import Scene
from extract.claims.sizes import past_size
from extract.language import tokenize
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled

__all__ = ["Verbs"]

_ADVERBS = ("d", "ad")
_MARKS = compiled("[\ue000-\ue1ff]")
_LONGEST = 8
# Marks of numbers, not of times (see extract.text).
_RUN = compiled("[\ue000-\ue00a\ue100-\ue10a]+")
_TIMES = "\ue00b\ue10b"
# 以38秒47获得: a number by which something is done is no predicate of its own.
_BY = ("以", "用")


class Verbs:
    """The verbs of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        # 服务站, 建设者: a noun made of the verb is none.
        self._verbs = compiled(
            alternation(rules.words("verb.action")) + "(?![站点所台区员业队团圈者性型化率费]|$)"
        )

    def open(self, text: str) -> bool:
        """Whether a verb, after adverbs, opens ``text`` and has an object there."""
        text = text[:_LONGEST]
        if self._verbs.match(text):
            return True
        tags = [tag for _, _, tag in tokenize(text) if tag not in _ADVERBS]
        return len(tags) > 1 and tags[0] == "v" and not tags[1].startswith("v")

    def named(self, text: str) -> bool:
        """Whether a verb of the word list stands anywhere in ``text``."""
        return self._verbs.search(text) is not None

    def within(self, text: str) -> bool:
        """Whether a verb stands anywhere in ``text``; nouns of verbs (vn) are none."""
        return self._verbs.search(text) is not None or any(
            tag == "v" for _, _, tag in tokenize(_MARKS.sub("", text))
        )

    def last_predicate(self, scene: Scene, start: int, end: int) -> int:
        """Where the last of several predicates begins: 服务企业 of 建设优品库、服务企业."""
        holes = [
            m.end()
            for m in _RUN.finditer(scene.masked, start, end)
            if scene.masked[m.start() - 1 : m.start()] not in _BY
            and scene.masked[m.end() : m.end() + 1] not in _TIMES
        ]
        if holes and (sized := past_size(scene.masked, start, end)):
            return sized
        if holes and end - holes[-1] >= 2 and self.within(scene.text[holes[-1] : end]):
            start = holes[-1]
        joint = scene.folded.rfind("、", start, end)
        if joint < 0:
            return start
        if scene.folded.startswith("并", joint + 1):
            return joint + 2
        if "等" in scene.folded[joint + 1 : end]:
            return start  # 服务骑手、快递员等群体: one list
        if joint - start >= 4 and self.open(scene.text[joint + 1 : end]):
            before = scene.folded.rfind("、", start, joint) + 1 or start
            part = scene.text[before:joint]
            if len(part) >= 4 and self.open(part):
                return joint + 1
        return start
