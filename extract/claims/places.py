"""Which place names the scope of a number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import islice

from extract.claims.frame import Frame, Scene
from extract.language import tagged
from extract.model import Span
from extract.rules import RuleSet
from extract.rules.model import alternation
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Places"]

_RANKS = frozenset(("省", "市", "区", "县", "旗", "州", "镇", "乡", "街道", "自治区", "自治州"))
_LEVEL = compiled(f"{LETTER}{{2,}}?(?:{'|'.join(sorted(_RANKS, key=len, reverse=True))})")
_ENDS = frozenset(word[-1] for word in _RANKS)
_RANK = compiled(f"[{''.join(sorted(_ENDS))}]")
_GENERIC = frozenset(
    ("城市", "城镇", "乡镇", "县市", "省市", "市区", "城区", "街区", "山区", "林区", "牧区")
)
# A place name ends so, a scope word begins or ends so.
_NAMED = compiled("[省市区县旗州镇乡道国内境会地业村]")
# What may stand between the beginning of a clause and the place that it is about.
_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace())
_LEAD = f'\ue00b\ue10b“”"在于由据自{_SPACE}'
_LONG_LEAD = 24
_DELIMITERS = frozenset("，。；：！？!?,;:（(—")


class Places:
    """The scope named in the text before a number, else nothing; asked in text order."""

    def __init__(self, rules: RuleSet) -> None:
        self._scope = compiled(alternation(rules.words("scope.place")))
        self._scene: Scene | None = None
        self._sentence: Span = (0, 0)
        self._found: list[Span] = []
        self._first = self._at = 0
        self._heading: dict[int, bool] = {}

    def find(self, scene: Scene, frame: Frame, home: str = "") -> str | None:
        """The nearest scope word before a number in its clause, else the sentence's subject.

        A place holds beyond its own clause only where it heads that clause: 今年市南区…, and not
        成立青岛市首个…. ``home`` is the document's place, whose names no dictionary need know.
        """
        start, folded = frame.quantity.start, scene.folded
        if self._scene is not scene:
            self._scene, self._sentence = scene, (-1, -1)
            self._found, self._at, self._heading = [], 0, {}
        if self._sentence != frame.sentence:
            self._sentence = frame.sentence
            self._first = bisect_left(self._found, frame.sentence)
            self._look(scene, frame, home)
        for nth in range(len(self._found) - 1, self._first - 1, -1):
            low, high = self._found[nth]
            if high <= start:
                return folded[low:high] if low >= frame.clause[0] else self._subject(scene, start)
        return None

    def _look(self, scene: Scene, frame: Frame, home: str) -> None:
        """Find the places of a sentence as far as the delimiter after its last number.

        Where sentences are cut at a distance they overlap: nothing is looked at twice.
        """
        folded, (low, high) = scene.folded, frame.sentence
        if _NAMED.search(folded, low, high) is None:
            return
        stop = frame.quantity.start
        for nth in range(frame.nth + 1, len(scene.frames)):
            if scene.frames[nth].sentence != frame.sentence:
                break
            stop = scene.frames[nth].quantity.start
        low, high = max(low, self._at), min(scene.stops[bisect_right(scene.stops, stop)], high)
        found = [m.span() for m in self._scope.finditer(folded, low, high)]
        if _RANK.search(folded, low, high) is not None:
            found += self._of_dictionary(scene, low, high)
        if home and (names := _names(home)) is not None:
            found += [m.span() for m in names.finditer(folded, low, high)]
        self._found += sorted(set(found)) if len(found) > 1 else found
        self._at = max(low, high)

    def _of_dictionary(self, scene: Scene, start: int, end: int) -> list[Span]:
        """青岛市 is one word, 宁江|省 a name and its rank.

        No word crosses a delimiter: only what stands between two, with a rank, is cut in words.
        """
        folded, stops = scene.folded, scene.stops
        found: list[Span] = []
        at = start
        while rank := _RANK.search(folded, at, end):
            index = bisect_right(stops, rank.start())
            low, at = max(start, stops[index - 1] + 1 if index else 0), min(end, stops[index])
            found += _ranked(tagged(folded[low:at]), low)
        return found

    def _subject(self, scene: Scene, start: int) -> str | None:
        """The first place before ``start`` that heads its clause."""
        for low, high in islice(self._found, self._first, None):
            if high <= start:
                heads = self._heading.get(low)
                if heads is None:
                    heads = self._heading[low] = _heads(scene.masked, low)
                if heads:
                    return scene.folded[low:high]
        return None


def _ranked(words: list[tuple[str, str]], low: int) -> list[Span]:
    """The places among the words of a text that begins at ``low``."""
    found: list[Span] = []
    for nth, (word, tag) in enumerate(words):
        if word[-1] in _ENDS:
            if tag == "ns" and word[-1] in _RANKS and word not in _GENERIC:
                first = nth
            elif nth and word in _RANKS and words[nth - 1][1] in {"ns", "nz"}:
                first = nth - 1
            else:
                continue
            start = low + len("".join([w for w, _ in words[:first]]))
            length = len(word) if first == nth else len(words[first][0]) + len(word)
            found.append((start, start + length))
    return found


def _heads(masked: str, at: int) -> bool:
    """Whether what stands at ``at`` opens its clause, but for a time and a preposition."""
    low = max(0, at - _LONG_LEAD - 1)
    before = masked[low:at]
    bare = before.rstrip(_LEAD)
    lead = before[len(bare) :]
    if "\n" in lead:
        return len(lead) - lead.rindex("\n") <= _LONG_LEAD + 1
    if len(lead) > _LONG_LEAD:
        return False
    return bare[-1] in _DELIMITERS if bare else low == 0


@lru_cache(maxsize=256)
def _names(home: str) -> re.Pattern[str] | None:
    """The levels of a place's name: 青岛市 and 市南区 of 青岛市市南区."""
    levels = _LEVEL.findall(home)
    return compiled(alternation(tuple(levels))) if levels else None
