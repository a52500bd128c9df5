"""What a rule says of a label, or of the words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from extract.rules.prefilter import shape
from extract.rules.regexes import compiled

__all__ = ["Context", "Contexts", "Labels", "ending_in"]


class Context(NamedTuple):
    """A rule by its id, with the type it gives, or why it refuses."""

    rule: str
    type: str = ""
    reason: str = ""


class Contexts:
    """Patterns that are asked the same question, in one alternation; the first wins.

    ``reach``: how many characters before a label `before` looks at. ``gated``: it looks at
    the last of them first, which pays where it is asked often.
    """

    def __init__(
        self, members: list[tuple[Context, str]], reach: int, *, gated: bool = False
    ) -> None:
        self.reach = reach
        self._gated = gated
        self._members = [context for context, _ in members]
        self._source = "|".join(f"({source})" for _, source in members) or "(?!)"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return compiled(self._source)

    def whole(self, text: str) -> Context | None:
        """The first that matches all of the text."""
        found = self._pattern.fullmatch(text)
        return self._members[found.lastindex - 1] if found and found.lastindex else None

    @cached_property
    def _last(self) -> frozenset[str] | None:
        """The characters that what `before` finds ends with, where that is known and wanted."""
        return shape(self._source).last if self._gated else None

    def before(self, left: str) -> Context | None:
        """The first that matches at the end of the text to the left of a label."""
        # A pattern tried from every place of the reach is spared by one look at the end,
        # which `$` finds before a line break, too.
        if self._last is not None and left[-1:] not in self._last and left[-1:] != "\n":
            return None
        found = self._pattern.search(left, max(0, len(left) - self.reach))
        return self._members[found.lastindex - 1] if found and found.lastindex else None

    def at(self, text: str, at: int, end: int) -> tuple[Context, int] | None:
        """The first that matches from ``at`` on, before ``end``, and where its match ends."""
        found = self._pattern.match(text, at, end)
        if found is None or found.lastindex is None:
            return None
        return self._members[found.lastindex - 1], found.end()


class Labels:
    """Tests of a whole label, one after the other; the first wins."""

    def __init__(self, members: list[tuple[Context, Callable[[str], object]]]) -> None:
        self._members = members

    def whole(self, label: str) -> Context | None:
        """The first that takes the label."""
        for context, takes in self._members:
            if takes(label):
                return context
        return None


def ending_in(words: frozenset[str], lead: int) -> Callable[[str], object]:
    """A test for a label that is one of the words, with at most ``lead`` characters before."""
    if not lead:
        return words.__contains__
    lengths = sorted({len(word) for word in words})

    def takes(label: str) -> bool:
        most = len(label)
        for length in lengths:
            if length <= most <= length + lead and label[-length:] in words:
                return True
        return False

    return takes
