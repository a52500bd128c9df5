"""Whether a stretch of text opens a predicate: with a verb of news prose, or a verb by its tag.

The dictionary tags 深化 and 健全 as no verbs: the word list ``verb.action`` comes first.
"""

from __future__ import annotations

from extract.language import tokenize
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled

__all__ = ["Verbs"]

_ADVERBS = ("d", "ad")
_MARKS = compiled("[\ue000-\ue1ff]")
_LONGEST = 8


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
