"""Which passages tell what is to be done: their figures are plans, with no word of plan.

Note [Plans]: a numbered item without a word of something done is a task (2.养老帮困方面。
新增护理员1万人。), and one that says what is to become (——让就业更充分。); so is each passage
after one that announces goals (今年的主要预期目标是, 重点抓好以下工作), until one looks back.
"""

from __future__ import annotations

import re

from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["TaskCues", "Tasks"]

_NUMBERED = compiled(
    r"\s*(?:[0-9]{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十]{1,3}(?:[，、](?!第?[一二三四五六七八九十])|[章节]\s))"
)
# A heading that says what is to become, not what has: 让教育更优质.
_WISH = compiled(
    r"\s*[—－-]{0,2}(?:[^，。；！？]{0,10}，)?(?:着力|努力|全力|切实)?让[^，。；！？]{2,12}[更有成住吃享][^，。；！？]{0,10}[。，：]"
)
# 本报讯（记者, 新华社某地电 （: a report of its own, which what another announced says nothing of.
_DATELINE = compiled(r"\s*(?:【[^】]{2,16}】)?[^，。：:\s（(]{1,16}(?:讯|电|消息)(?=[\s（(：:])")
_HEAD = 120
# 全年预期目标5%左右 tells of one goal; what announces several has them after it.
_NO_FIGURE = "(?!(?<=目标)[约为是在]{0,2}[0-9])"


class TaskCues:
    """The words that announce plans, and those that end them, of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        what, headings = rules.words("plan.what"), rules.words("plan.goals")
        back = rules.words("plan.back")
        self.done = compiled(alternation(rules.words("plan.done")))
        self.told = compiled(alternation(rules.words("plan.told")))
        # One of these is in all that announces plans or looks back.
        self.signal = compiled(alternation((*what, *headings, *back)))
        self.goals = compiled(
            rf"(?<!完成)(?<!实现)(?<!距)(?:{alternation(rules.words('plan.when'))}|20[0-9]{{2}}年)，?[^。，]{{0,20}}?"
            rf"{alternation(what)}{_NO_FIGURE}|{alternation(headings)}|^.{{0,14}}(?:主要|发展|总体|预期|工作)(?:目标|指标)。?$"
        )
        self.back = compiled(alternation(back))


class Tasks:
    """Asked passage by passage, in reading order; one for each document."""

    def __init__(self, cues: TaskCues) -> None:
        self._cues = cues
        self._announced = False
        self._reported = False
        self._heading = ""
        self._headed = False

    def within(self, text: str, heading: str, *, figures: bool) -> int | None:
        """From which offset the figures of this passage are plans unless their words say otherwise.

        None where they are not. ``figures``: it has some; else it may still announce plans.
        """
        cues = self._cues
        folded = fold(text)
        if _DATELINE.match(folded):
            self._announced = self._reported = False
        if heading != self._heading:
            self._heading = heading
            self._headed = cues.signal.search(fold(heading)) is not None
        if self._headed or cues.signal.search(folded, 0, _HEAD):
            head = f"{fold(heading)}。{folded[:_HEAD]}"
            back = cues.back.search(head) is not None
            if back:
                self._announced, self._reported = False, True
            # 2025年工作总结和2026年工作要点: a title of both begins with what was done.
            goals = cues.goals.search(head) or (not figures and cues.goals.search(folded.strip()))
            if goals and (figures or not back) and not _spoken(goals):
                before, self._announced, self._reported = self._announced, True, False
                if own := cues.goals.search(folded, 0, _HEAD):
                    return 0 if before else own.start()
        if not figures:
            return None
        listed = not self._reported and (
            _NUMBERED.match(folded) is not None or _WISH.match(folded) is not None
        )
        done = cues.told if self._announced else cues.done
        planned = (self._announced or listed) and done.search(folded) is None
        return 0 if planned else None


def _spoken(goals: re.Match[str]) -> bool:
    """Whether goals stand in quotation marks: what one person wants plans nothing after it."""
    text, at = goals.string, goals.start()
    return text.rfind("“", 0, at) > text.rfind("”", 0, at)
