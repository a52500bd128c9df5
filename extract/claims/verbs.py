"""Whether a stretch of text opens a predicate: with a verb of news prose, or a verb by its tag."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.language import tokenize
from extract.rules import default_rules
from extract.rules.model import alternation

__all__ = ["begins_with_verb", "has_verb"]

_ADVERBS = ("d", "ad")
_MARKS = re.compile("[\ue000-\ue1ff]")


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(alternation(default_rules().words("verb.action")))


def begins_with_verb(text: str) -> bool:
    """Whether a verb, after adverbs, opens ``text`` and has an object there.

    The dictionary tags 深化 and 健全 as no verbs: the word list ``verb.action`` comes first.
    """
    if _verbs().match(text):
        return True
    tags = [tag for _, _, tag in tokenize(text) if tag not in _ADVERBS]
    return len(tags) > 1 and tags[0] == "v" and not tags[1].startswith("v")


def has_verb(text: str) -> bool:
    """Whether a verb stands anywhere in ``text``; nouns of verbs (vn) are none."""
    return _verbs().search(text) is not None or any(
        tag == "v" for _, _, tag in tokenize(_MARKS.sub("", text))
    )
