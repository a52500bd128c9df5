"""Many literal words looked for in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["Literals"]


class Literals:
    """Finds every occurrence of any of the words.

    They are looked for by their last two characters: the heads of Chinese nouns come last,
    and are fewer than what stands before them (…项目, …工程, …基金).
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_end: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            self._by_end.setdefault(word[-2:], []).append(word)
        single = {end for end in self._by_end if len(end) == 1}
        self._single = bool(single)
        # A character that ends a word stands after another of the word, or is one by itself.
        guards = [
            f"(?<=[{_class(end[0] for end in self._by_end if len(end) > 1)}].)",
            f"(?<=[{_class(single)}])",
        ]
        guard = "|".join(guards if single else guards[:1])
        last = _class(end[-1] for end in self._by_end)
        source = f"[{last}](?:{guard})" if self._by_end else "(?!)"
        self._ends = re.compile(source, re.DOTALL)

    def places(self, text: str) -> dict[str, list[int]]:
        """Where each of the words that the text holds starts, in ascending order."""
        by_end, single = self._by_end, self._single
        places: dict[str, list[int]] = {}
        for match in self._ends.finditer(text):
            end = match.end()
            words = by_end.get(text[end - 2 : end]) if end > 1 else None
            if words is not None:  # most characters that end a word follow another one
                for word in words:
                    if text.endswith(word, 0, end):
                        places.setdefault(word, []).append(end - len(word))
            if single and text[end - 1] in by_end:
                places.setdefault(text[end - 1], []).append(end - 1)
        return places


def _class(characters: Iterable[str]) -> str:
    """What stands between the brackets of a class; never nothing."""
    return re.escape("".join(sorted(set(characters)))) or "\0"
