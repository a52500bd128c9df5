"""Programmes by the last word of their name: 驿站 for “小蜂驿站”, 园区 for “织里”产业园."""

from __future__ import annotations

from extract.model import Mention
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled

__all__ = ["LastWords", "Shortened"]

_MARKS = '“”‘’"「」『』'
# The word stands alone: at the start of a clause, after a verb of building, or after 该.
_ALONE = compiled(
    r"^|(?<=[，。；：、\n该再届次])|(?<=新[建增])|(?<=再建)|(?<=建成)|(?<=布局)|(?<=增设)"
    r"|(?<=召开)|(?<=举办)|(?<=样的)|(?<=全[市区县乡镇])|(?<=每[个家处座])|(?<=各)"
)
_AFTER = "(?!经济|公司|企业|的[“‘]|[式化级型群类数])"


class LastWords:
    """The last words of names, of one rule set: at the end of a name, and alone."""

    def __init__(self, rules: RuleSet) -> None:
        noun = alternation(rules.words("programme.short_name"))
        self.end = compiled(f"(?:{noun}|园)$")
        self.word = compiled(f"(?:{noun}){_AFTER}")


class Shortened:
    """Which programme each last word meant last; filled in reading order."""

    def __init__(self, words: LastWords) -> None:
        self._words = words
        self._meant: dict[str, str] = {}

    def note(self, mention: Mention) -> None:
        """Remember a mention by the word that it, or its label, ends in; a platform by that."""
        if mention.type == "platform":
            self._meant["平台"] = mention.name
        label, closed, head = mention.quote.strip(_MARKS).partition("”")
        for part in (head, label.partition("·")[0]) if closed else (label.partition("·")[0],):
            end = self._words.end.search(part)
            if end and end.start() + len(head) > 0:
                self._meant[_word(end[0])] = mention.name

    def find(self, folded: str, start: int, end: int) -> str | None:
        """The programme that the last such word in ``[start, end)`` stands for, or None."""
        if not self._meant:
            return None
        found = None
        clause = folded[start:end]
        for match in self._words.word.finditer(clause):
            if _ALONE.match(clause, match.start()):
                found = self._meant.get(_word(match[0]), found)
        return found


def _word(noun: str) -> str:
    return "园" if noun[0] == "园" else noun
