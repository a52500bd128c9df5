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
_OPEN, _CLOSE = '[“‘"]', '[”’"]'
# A label of this many characters names its programme without marks too; a shorter one
# may be a part of other words (暖家 in 温暖家庭).
_BARE = 4
_CODE = re.compile(r"[0-9NX+>=·/.]+")
_ABBREVIATION = re.compile("([两二三四五六七八九])(.)")
_COUNTS = dict(zip("两二三四五六七八九", (2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_PLACE = re.compile(r"(?:[0-9]{4}年)?[^，。、]{0,8}[市区县省州镇]?")


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

    Mutable on purpose: it lives for one call of `find_programmes` only.
    """

    def __init__(self, lex: Lexicon) -> None:
        self._lex = lex
        self._entries: dict[str, Entry] = {}
        self._same: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        self._key_of_form: dict[str, str] = {}

    def add(self, text: str, found: Found) -> None:
        """Introduce a name, or another form of one."""
        name = found.name or _MARKS.sub("", "".join(text[a:b] for a, b in found.parts))
        label = fold(text[found.label[0] : found.label[1]])
        key = self._existing(fold(name), label)
        entry = self._entries.setdefault(key, Entry(name, found.type, found.rule, label))
        entry.types[found.type] += 1
        entry.forms[label] = None
        entry.forms[fold(name)] = None
        whole = _MARKS.sub("", fold(text[found.start : found.end]))
        entry.forms[whole] = None
        if found.alias is not None:
            entry.forms[fold(text[found.alias[0] : found.alias[1]])] = None

    def _existing(self, name: str, label: str) -> str:
        """The key under which this name or its label stands already, else the name."""
        if name in self._entries:
            return name
        for key, entry in self._entries.items():
            if entry.label == label and (not _CODE.fullmatch(label) or _alike(key, name, label)):
                return key
        return name

    def key_of(self, text: str, found: Found) -> str:
        """The key of a name that was added."""
        name = fold(found.name or _MARKS.sub("", "".join(text[a:b] for a, b in found.parts)))
        label = fold(text[found.label[0] : found.label[1]])
        key = self._existing(name, label)
        return self._same.get(key, key)

    def entry(self, key: str) -> Entry:
        """The programme under a key."""
        return self._entries[key]

    def named(self, name: str) -> Entry:
        """The programme of a canonical name."""
        return next(e for e in self._entries.values() if e.name == name)

    def close(self) -> None:
        """Join names that differ by a place in front, and compile the forms."""
        self._join_places()
        self._join_abbreviations()
        bare: dict[str, str] = {}
        marked: dict[str, str] = {}
        for key, entry in self._entries.items():
            if key in self._same:
                continue
            for form in entry.forms:
                target = bare if len(form) >= _BARE and not _CODE.fullmatch(form) else marked
                target.setdefault(form, key)
            entry.settle()
        self._key_of_form = marked | bare
        if self._key_of_form:
            self._pattern = re.compile("|".join(_alternatives(bare, marked)))

    def _join_places(self) -> None:
        for long in sorted(self._entries, key=len, reverse=True):
            for short in self._entries:
                if len(short) < 5 or long == short or short in self._same:
                    continue
                if long.endswith(short) and _PLACE.fullmatch(long[: -len(short)]):
                    self._same[long] = short
                    self._entries[short].forms |= self._entries[long].forms
                    break

    def _join_abbreviations(self) -> None:
        """“三基” is the short form of a label of three parts that all hold 基."""
        for short, entry in self._entries.items():
            found = _ABBREVIATION.fullmatch(entry.label)
            if found is None:
                continue
            for long, other in self._entries.items():
                parts = re.split("[、，,·]", other.label)
                if len(parts) == _COUNTS[found[1]] and all(found[2] in p for p in parts):
                    self._same.setdefault(long, short)
                    entry.forms |= other.forms

    def occurrences(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Every occurrence of a form: span with its marks and head noun, and the key."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(folded):
            group = "bare" if match["bare"] is not None else "marked"
            start, end = match.span(group)
            opened = start > match.start()
            if opened and match.end() > end:
                start, end = match.span()
            head = self._lex.head.match(folded, end)
            yield start, head.end() if head else end, self._key_of_form[match[group]]


def _alternatives(bare: dict[str, str], marked: dict[str, str]) -> list[str]:
    parts: list[str] = []
    if bare:
        parts.append(f"{_OPEN}?(?P<bare>{_any(bare)}){_CLOSE}?")
    if marked:
        # A bare one-character mark is optional on neither side here.
        parts.append(f"{_OPEN}(?P<marked>{_any(marked)}){_CLOSE}")
    return (
        parts if len(parts) == 2 else [*parts, "(?P<bare>(?!))" if not bare else "(?P<marked>(?!))"]
    )


def _any(forms: dict[str, str]) -> str:
    return "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f)))


def _alike(key: str, name: str, label: str) -> bool:
    """Whether two names of one code go on alike: 336集团化办学改革, 336集团化办学项目."""
    return key[len(label) : len(label) + 2] == name[len(label) : len(label) + 2]
