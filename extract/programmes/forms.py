"""The names of one document and the forms in which they come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.programmes.lexicon import Lexicon
from extract.programmes.quoted import Found
from extract.text import fold

__all__ = ["Entry", "Names"]

_MARKS = re.compile('[“”‘’"]')
_OPEN, _CLOSE = '“‘"', '”’"'
# A label of this many characters names its programme without marks too; a shorter one
# may be a part of other words (暖家 in 温暖家庭).
_BARE = 4
_CODE = re.compile(r"[0-9NX+>=·/.]+")
_PLACE = re.compile(r"(?:[0-9]{4}年)?[^，。、]{0,8}[市区县省州镇]|[0-9]{4}年")
_LONGEST_PLACE = 14
_SHORTEST_JOINED = 5
_COUNTS = {2: "两二", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}
_PARTS = re.compile("[、，,·]")


@dataclass(slots=True)
class Entry:
    """One programme while the names are gathered: ``forms`` are folded, without marks."""

    name: str
    type: str
    rule: str
    label: str
    forms: dict[str, None] = field(default_factory=dict)
    types: Counter[str] = field(default_factory=Counter)

    def settle(self) -> None:
        """Take the type most mentions give; a brand stays one under other head nouns."""
        self.type = "brand" if self.types["brand"] else self.types.most_common(1)[0][0]


class Names:
    """Names of one document: `add` them all, `close`, then look for their forms.

    Mutable on purpose: it lives for one call of `find_programmes` only. All steps are
    look-ups, so that a text of nothing but names takes time in proportion to its length.
    """

    def __init__(self, lex: Lexicon) -> None:
        self._lex = lex
        self._entries: dict[str, Entry] = {}
        self._of_label: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._key_of_form: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._first: re.Pattern[str] | None = None

    def __bool__(self) -> bool:
        return bool(self._entries)

    def add(self, text: str, found: Found) -> str:
        """Introduce a name, or another form of one; its key."""
        name = found.name or _MARKS.sub("", "".join(text[a:b] for a, b in found.parts))
        label = fold(text[found.label[0] : found.label[1]])
        key = self._existing(fold(name), label)
        if key not in self._entries:
            self._entries[key] = Entry(name, found.type, found.rule, label)
            self._of_label.setdefault(_label_key(label, key), key)
        entry = self._entries[key]
        entry.types[found.type] += 1
        whole = _MARKS.sub("", fold(text[found.start : found.end]))
        entry.forms |= dict.fromkeys((label, fold(name), whole))
        if found.alias is not None:
            entry.forms[fold(text[found.alias[0] : found.alias[1]])] = None
        return key

    def _existing(self, name: str, label: str) -> str:
        """The key under which this name or its label stands already, else the name."""
        if name in self._entries:
            return name
        return self._of_label.get(_label_key(label, name), name)

    def entry(self, key: str) -> Entry:
        """The programme under a key, after joining."""
        return self._entries[self._same.get(key, key)]

    def close(self) -> None:
        """Join names that mean the same, settle types, and index the forms."""
        self._join_places()
        self._join_abbreviations()
        for key, entry in self._entries.items():
            if key not in self._same:
                entry.settle()
                for form in entry.forms:
                    if len(form) > 1:
                        self._key_of_form.setdefault(form, key)
        lengths: dict[str, set[int]] = {}
        for form in self._key_of_form:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {k: tuple(sorted(v, reverse=True)) for k, v in lengths.items()}
        if lengths:
            first = "".join(sorted({k[0] for k in lengths}))
            self._first = re.compile(f"[{re.escape(first)}]")

    def _join_places(self) -> None:
        """青岛市滨海时尚体育季 is 滨海时尚体育季, where both are named."""
        for long in self._entries:
            for at in range(1, min(_LONGEST_PLACE, len(long) - _SHORTEST_JOINED) + 1):
                if long[at:] in self._entries and _PLACE.fullmatch(long, 0, at):
                    self._merge(long, long[at:])
                    break

    def _join_abbreviations(self) -> None:
        """“三基” is the short form of a label of three parts that all hold 基."""
        for long, entry in self._entries.items():
            parts = _PARTS.split(entry.label)
            if len(parts) not in _COUNTS:
                continue
            for shared in sorted(set.intersection(*(set(p) for p in parts))):
                for count in _COUNTS[len(parts)]:
                    short = self._of_label.get(count + shared)
                    if short is not None and short != long:
                        self._merge(long, short)

    def _merge(self, key: str, into: str) -> None:
        into = self._same.get(into, into)
        if key not in self._same and key != into:
            self._same[key] = into
            self._entries[into].forms |= self._entries[key].forms
            self._entries[into].types += self._entries[key].types

    def occurrences(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Every occurrence of a form: span with its marks and head noun, and the key.

        Sorted and disjoint, the longest form at each place.
        """
        if self._first is None:
            return
        done = 0
        for match in self._first.finditer(folded):
            start = match.start()
            if start < done:
                continue
            for length in self._lengths.get(folded[start : start + 2], ()):
                span = self._at(folded, start, start + length, done)
                if span is not None:
                    yield *span, self._key_of_form[folded[start : start + length]]
                    done = span[1]
                    break

    def _at(self, folded: str, start: int, end: int, done: int) -> tuple[int, int] | None:
        form = folded[start:end]
        if len(form) < end - start or form not in self._key_of_form:
            return None
        marked = (
            start > done
            and end < len(folded)
            and folded[start - 1] in _OPEN
            and folded[end] in _CLOSE
        )
        if not marked and (len(form) < _BARE or _CODE.fullmatch(form)):
            return None
        if marked:
            start, end = start - 1, end + 1
        head = self._lex.head.match(folded, end)
        return start, head.end() if head else end


def _label_key(label: str, name: str) -> str:
    """A code names with what follows: 336集团化办学改革 is 336集团化办学项目, but not 336行动."""
    return name[: len(label) + 2] if _CODE.fullmatch(label) else label
