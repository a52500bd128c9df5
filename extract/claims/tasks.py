"""Which passages tell what is to be done: their figures are plans, with no word of plan.

Note [Plans]: a numbered item without a word of something done is a task (2.养老帮困方面。
新增护理员1万人。); so is each passage after one that announces goals (今年的主要预期目标是,
重点抓好以下工作), until one looks back.
"""

from __future__ import annotations

import re

from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.text import fold

__all__ = ["TaskCues", "Tasks"]

_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])")


class TaskCues:
    """The words that announce plans, and those that end them, of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.done = re.compile(alternation(rules.words("plan.done")))
        self.goals = re.compile(
            rf"{alternation(rules.words('plan.when'))}[^。]{{0,20}}?"
            rf"{alternation(rules.words('plan.what'))}|{alternation(rules.words('plan.goals'))}"
        )
        self.back = re.compile(alternation(rules.words("plan.back")))


class Tasks:
    """Asked passage by passage, in reading order; one for each document."""

    def __init__(self, cues: TaskCues) -> None:
        self._cues = cues
        self._announced = False
        self._reported = False

    def within(self, text: str, heading: str) -> bool:
        """Whether the figures of this passage are plans unless their words say otherwise."""
        folded = fold(text)
        head = fold(heading) + "。" + folded[:120]
        if self._cues.back.search(head):
            self._announced, self._reported = False, True
        if self._cues.goals.search(head):
            self._announced, self._reported = True, False
            return True
        done = self._cues.done.search(folded) is not None
        listed = not self._reported and _NUMBERED.match(folded) is not None
        return not done and (self._announced or listed)
