"""The names of one document and the forms in which they come back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.programmes.lexicon import Lexicon
from extract.programmes.page import Page
from extract.programmes.quoted import Found
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["Entry", "Names"]

_MARKS = '“”‘’"'
_OPEN, _CLOSE = frozenset('“‘"'), frozenset('”’"')
_OPENED = compiled('[“‘"]')
# A label of this many characters names its programme without marks too; a shorter one
# may be a part of other words (暖家 in 温暖家庭).
# 本届邻里节 after 启动第六届“邻里节”.
_EDITIONS = ("本届", "这届", "本次")
_BARE = 4
_CODE_SIGNS = frozenset("0123456789NX+>=·/.")
_CODE = compiled(r"[0-9NX+>=·/.]+")
_PLACE = compiled(r"(?:[0-9]{4}年)?[^，。、]{0,8}[市区县省州镇]|[0-9]{4}年")
_LONGEST_PLACE = 14
_SHORTEST_JOINED = 5
_COUNTS = {2: "两二", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九"}
_PARTS = compiled("[、，,·]")
# 信易贷·平山版, 青年驿站·南浦店: one edition or branch of what stands before the dot.
_BRANCH = compiled("(.{3,8})[·・].{1,6}[店版站馆点]")
# 1970创意坊: the part after the number, at the start of a clause.
_NUMBERED = compiled("[0-9]{2,4}([\u4e00-\u9fff]{3,6})")
# A form of three characters needs no marks at the start of a clause.
_CLAUSE_START = frozenset("\n，。；：、")
_SHORTEST_FIRST = 3
_FEW = 2_000_000  # characters compared, up to which forms are looked for one by one


@dataclass(slots=True)
class Entry:
    """One programme while the names are gathered: ``forms`` are folded, without marks.

    ``types`` counts how often it is introduced as what.
    """

    name: str
    type: str
    rule: str
    label: str
    forms: dict[str, None] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)

    def settle(self) -> None:
        """Take the type most mentions give; a brand stays one under other head nouns."""
        if "brand" in self.types:
            self.type = "brand"
        elif len(self.types) > 1:
            self.type = max(self.types, key=self.types.__getitem__)


class Names:
    """Names of one page: `add` them all, `close`, then look for their forms.

    Mutable on purpose: it lives for one call of `find_programmes` only. All steps are
    look-ups, so that a text of nothing but names takes time in proportion to its length.
    """

    def __init__(self, page: Page, lex: Lexicon) -> None:
        self._page = page
        self._lex = lex
        self._entries: dict[str, Entry] = {}
        self._of_label: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._key_of_form: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, found: Found) -> str:
        """Introduce a name, or another form of one; its key."""
        source, text = self._page.source, self._page.text
        name = found.name or _without_marks("".join([source[a:b] for a, b in found.parts]))
        folded = name if source is text and not found.name else fold(name)
        label = text[found.label[0] : found.label[1]]
        key = folded
        entry = self._entries.get(key)
        if entry is None:  # it may stand there under its label
            code = _label_key(label, folded)
            key = self._of_label.setdefault(code, folded)
            entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = Entry(name, found.type, found.rule, label)
        entry.types[found.type] = entry.types.get(found.type, 0) + 1
        forms = entry.forms
        forms[label] = forms[folded] = None
        forms[_without_marks(text[found.start : found.end])] = None
        branch = _BRANCH.fullmatch(label)
        if branch is not None:
            forms[branch[1]] = None
            if label[-1] != "版":
                entry.name = name.replace(label, branch[1])
        if numbered := _NUMBERED.fullmatch(label):
            forms[numbered[1]] = None
        if found.alias is not None:
            forms[text[found.alias[0] : found.alias[1]]] = None
        return key

    def entry(self, key: str) -> Entry:
        """The programme under a key, after joining."""
        return self._entries[self._same.get(key, key)]

    def close(self) -> None:
        """Join names that mean the same, settle types, and index the forms."""
        self._join_places()
        self._join_abbreviations()
        self._join_parts()
        for key, entry in self._entries.items():
            if key not in self._same:
                entry.settle()
                for form in entry.forms:
                    if len(form) > 1:
                        self._key_of_form.setdefault(form, key)
        for form in sorted(self._key_of_form, key=len, reverse=True):
            lengths = self._lengths.setdefault(form[:2], [])
            if not lengths or lengths[-1] != len(form):
                lengths.append(len(form))

    def _join_places(self) -> None:
        """青岛市滨海时尚体育季 is 滨海时尚体育季, where both are named."""
        ends: dict[str, list[str]] = {}
        for name in self._entries:
            ends.setdefault(name[-_SHORTEST_JOINED:], []).append(name)
        for long in self._entries:
            if len(ends[long[-_SHORTEST_JOINED:]]) == 1:
                continue
            for at in range(1, min(_LONGEST_PLACE, len(long) - _SHORTEST_JOINED) + 1):
                if long[at:] in self._entries and _PLACE.fullmatch(long, 0, at):
                    self._merge(long, long[at:])
                    break

    def _join_abbreviations(self) -> None:
        """“三基” is the short form of a label of three parts that all hold 基."""
        for long, entry in self._entries.items():
            if _PARTS.search(entry.label) is None:
                continue
            parts = _PARTS.split(entry.label)
            if len(parts) not in _COUNTS:
                continue
            for shared in sorted(set.intersection(*(set(p) for p in parts))):
                for count in _COUNTS[len(parts)]:
                    short = self._of_label.get(count + shared)
                    if short is not None and short != long:
                        self._merge(long, short)

    def _join_parts(self) -> None:
        """“微心愿”, only come back to, is of “点亮微心愿，服务大民生”."""
        parts = [k for k, e in self._entries.items() if e.rule == "programme.repeated"]
        for key in parts:
            label = self._entries[key].label
            for long, entry in self._entries.items():
                if long != key and label in entry.label and _PARTS.search(entry.label):
                    self._merge(key, long)

    def _merge(self, key: str, into: str) -> None:
        into = self._same.get(into, into)
        if key not in self._same and key != into:
            self._same[key] = into
            merged = self._entries[into]
            merged.forms |= self._entries[key].forms
            for kind, count in self._entries[key].types.items():
                merged.types[kind] = merged.types.get(kind, 0) + count

    def occurrences(self) -> list[tuple[int, int, str]]:
        """Every occurrence of a form: span with its marks and head noun, and the key.

        Sorted and disjoint, the longest form at each place.
        """
        text, forms, lengths = self._page.text, self._key_of_form, self._lengths
        found: list[tuple[int, int, str]] = []
        done = 0
        for start in self._starts():
            if start < done:
                continue
            for length in lengths.get(text[start : start + 2], ()):
                form = text[start : start + length]
                key = forms.get(form)
                span = key and self._span(form, start, done)
                if key and span:
                    done = span[1]
                    found.append((*span, key))
                    break
        return found

    def _starts(self) -> list[int]:
        """Where a form may start: after an opening mark, or as a form that needs none."""
        text = self._page.text
        bare = {form[:_BARE] for form in self._key_of_form if len(form) >= _SHORTEST_FIRST}
        if len(bare) * len(text) > _FEW:
            first = "".join(sorted({form[0] for form in self._key_of_form}))
            return [found.start() for found in re.finditer(f"[{re.escape(first)}]", text)]
        starts = {found.end() for found in _OPENED.finditer(text)}
        for prefix in bare:
            at = text.find(prefix)
            while at >= 0:
                starts.add(at)
                at = text.find(prefix, at + 1)
        return sorted(starts)

    def _span(self, form: str, start: int, done: int) -> tuple[int, int] | None:
        """The span of a form with its marks and head noun, if it names something here."""
        text, end = self._page.text, start + len(form)
        if start > done and text[start - 1] in _OPEN and text[end : end + 1] in _CLOSE:
            start, end = start - 1, end + 1
        elif not self._bare(form, start) or (form[0] in _CODE_SIGNS and _CODE.fullmatch(form)):
            return None
        head = self._lex.head.match(text, end)
        return start, head.end() if head else end

    def _bare(self, form: str, start: int) -> bool:
        """Whether a form names its programme without marks where it stands."""
        if len(form) >= _BARE or self._page.text.endswith(_EDITIONS, 0, start):
            return True
        label = self.entry(self._key_of_form[form]).label
        short = _BRANCH.fullmatch(label) or _NUMBERED.fullmatch(label)
        first = start == 0 or self._page.text[start - 1] in _CLAUSE_START
        return first and short is not None and short[1] == form


def _without_marks(text: str) -> str:
    for mark in _MARKS:
        if mark in text:
            text = text.replace(mark, "")
    return text


def _label_key(label: str, name: str) -> str:
    """A code names with what follows: 336集团化办学改革 is 336集团化办学项目, but not 336行动."""
    is_code = label[:1] in _CODE_SIGNS and _CODE.fullmatch(label)
    return name[: len(label) + 2] if is_code else label
