"""Amounts written in two units or more: 3元5角, 1米8, 三斤六两, 1小时20分, 1分02秒35.

Rules of stage ``compound`` say how many of the small unit make the big one, and which of
the two the table keeps; a chain of them is read from wide to narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from extract.model import Bound, Kind, Value
from extract.numerals import Numeral
from extract.quantities.amounts import exact
from extract.quantities.model import Reading
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Compound", "Compounds"]

_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_DIGITS |= {char: n for n, char in enumerate("0123456789")}
# Capital digits that are words too, and so no numerals to the scanner: 零伍分, 肆角.
_CAPITALS = {
    "两": 2,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "参": 3,
    "叁": 3,
    "壹": 1,
    "贰": 2,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_SMALL_START = frozenset(_DIGITS) | frozenset(_CAPITALS) | frozenset("十两半 又")
_ZEROS = ("零", "〇")
_UNBOUNDED = 10**15
_ENDS_DIGITS = compiled(
    r"(?=[，。、；：！？,;!?（(）)”’\s—~/-]|$|[的到至和]|左右|以[上下内]|上下|及以|多|高|长|宽|深|刷新|打破|夺|获|摘"
    r"|率先|冲线|撞线|触壁|冲过|过杆|完[赛成]|排名|排在|名列|位列|列第|晋级|领先|力压|击败|战胜|登顶|跑完|游完|包邮|[吗吧呢啊呀嘛啦了就才]"
    rf"|一{LETTER}|体重|身高|腰围|臂展|今年|个[头子]|大[汉个]|钱|了[，。；！])"
)
_HALF = compiled(r"半(?![径期途路导岛山决程价])")
_ONE_OF = compiled("[斤个张份碗支本瓶盒条根串只块位人次杯袋包枚颗把件套双天月年公升米笼屉桶箱串]")
_WHOLE = compiled(r"[整正](?![体个理治数合改顿治天洁齐年套修容式常好面确义规])")


class Compound(NamedTuple):
    """An amount in the unit kept; ``last`` is the index of the last numeral in it."""

    end: int
    kind: Kind
    unit: str
    rules: tuple[str, ...]
    value: Value
    bound: Bound
    last: int


class _Small(NamedTuple):
    """A small number: its value (None for a pair of digits), its range, its numeral's index."""

    value: Fraction | None
    start: int
    end: int
    bound: Bound
    at: int


class _Rule(NamedTuple):
    id: str
    kind: Kind
    unit: str
    small: tuple[str, ...]
    unless_next: RulePattern | None
    ratio: int
    keeps_small: bool
    digits: int
    most: int
    factor: Fraction


@dataclass(slots=True)
class _Sum:
    """The running amount: in the unit kept, with the worth of one of the last unit in it."""

    value: Fraction
    worth: Fraction
    end: int
    rule: _Rule
    bound: Bound
    index: int
    sign: int = 1
    rules: tuple[str, ...] = ()

    def take(self, rule: _Rule, small: _Small, end: int) -> None:
        """Add a small amount of this rule's small unit, which ends at ``end``."""
        assert small.value is not None
        worth = self.worth / rule.ratio
        if rule.keeps_small:
            self.value, worth = self.value / worth, Fraction(1)
        self.value += small.value * worth * self.sign
        self.worth, self.end, self.rule = worth, end, rule
        self.bound, self.index = small.bound, small.at
        self.rules += (rule.id,)


class Compounds:
    """The rules of stage ``compound``, by the characters of their big unit."""

    def __init__(self, rules: RuleSet) -> None:
        self._by_form: dict[str, list[_Rule]] = {}
        for rule in rules.stage("compound"):
            compiled = _rule(rule)
            for form in rule.words("big"):
                self._by_form.setdefault(form, []).append(compiled)
        self._lengths: dict[str, list[int]] = {}
        for form in self._by_form:
            lengths = self._lengths.setdefault(form[0], [])
            if len(form) not in lengths:
                lengths.append(len(form))
                lengths.sort(reverse=True)

    def alike(self, first: Reading, second: Reading) -> tuple[Reading, Reading]:
        """Two amounts in one unit: times in the smaller of theirs, else in that of ``second``.

        The value of ``first`` is None where no compound holds both units.
        """
        worth = self._worth(first.form, second.form)
        if worth is None or first.value is None or second.value is None:
            return first._replace(value=None), second
        if first.kind == "duration" and worth < 1:
            value = exact(Fraction(second.value) / worth)
            return first, second._replace(value=value, unit=first.unit)
        value = exact(Fraction(first.value) * worth)
        return first._replace(value=value if isinstance(value, Decimal) else None), second

    def _worth(self, unit: str, other: str) -> Fraction | None:
        """How many of the ``other`` unit one ``unit`` is, where a compound holds both."""
        for big, small in ((unit, other), (other, unit)):
            for rule in self._by_form.get(big, ()):
                if small in rule.small:
                    return Fraction(rule.ratio) if big == unit else Fraction(1, rule.ratio)
        return None

    def read(self, folded: str, numerals: Sequence[Numeral], index: int) -> Compound | None:
        """The compound amount that begins with ``numerals[index]``; None where there is none."""
        numeral = numerals[index]
        form = self._big(folded, numeral.end)
        if not form or numeral.value is None or numeral.bound != "eq":
            return None
        total: _Sum | None = None
        while form:
            at = numeral.end if total is None else total.end - len(form)
            step = self._step(folded, numerals, index if total is None else total.index, at, form)
            if step is None:
                break
            rule, small, end, small_form = step
            if total is None:
                first = Fraction(numeral.value) * rule.factor
                if first >= rule.most:
                    return None
                total = _Sum(first, rule.factor, 0, rule, "eq", index, -1 if first < 0 else 1)
            total.take(rule, small, end)
            form = small_form if small_form in self._by_form else ""
        return None if total is None else _finished(folded, total)

    def _big(self, folded: str, at: int) -> str:
        """The longest big unit at ``at`` that a small number may follow; else nothing."""
        for length in self._lengths.get(folded[at : at + 1], ()):
            form = folded[at : at + length]
            if form in self._by_form and folded[at + length : at + length + 1] in _SMALL_START:
                return form
        return ""

    def _step(
        self, folded: str, numerals: Sequence[Numeral], index: int, at: int, form: str
    ) -> tuple[_Rule, _Small, int, str] | None:
        small = _small(folded, numerals, index, at + len(form))
        if small is None:
            return None
        for rule in self._by_form[form]:
            if rule.digits:
                digits = _as_digits(folded, small, rule.digits)
                if digits is not None and not _unless(rule, folded, digits.end):
                    return rule, digits, digits.end, ""
                continue
            for word in rule.small if small.value is not None else ():
                end = small.end + len(word)
                if folded.startswith(word, small.end) and not _unless(rule, folded, end):
                    return rule, small, end, word
        return None


def _unless(rule: _Rule, folded: str, end: int) -> bool:
    """Whether what follows ``end`` makes it another word."""
    return bool(rule.unless_next and rule.unless_next.compiled.match(folded, end))


def _finished(folded: str, total: _Sum) -> Compound:
    rule, end, value = total.rule, total.end, total.value
    if not rule.digits and (half := _HALF.match(folded, end)):
        end, value = half.end(), value + total.worth / 2
    if rule.kind == "money" and (whole := _WHOLE.match(folded, end)):
        end = whole.end()
    return Compound(end, rule.kind, rule.unit, total.rules, exact(value), total.bound, total.index)


def _small(folded: str, numerals: Sequence[Numeral], index: int, at: int) -> _Small | None:
    """The number at ``at``, over a space, 零 or 又: 零5分, 零伍分."""
    at += folded.startswith((" ", "又"), at)
    following = index + 1
    while following < len(numerals) and numerals[following].end <= at:
        following += 1
    numeral = numerals[following] if following < len(numerals) else None
    if numeral is not None and numeral.start == at and folded[at : numeral.end] in _ZEROS:
        at = numeral.end
        index, following = following, following + 1
        numeral = numerals[following] if following < len(numerals) else None
    if numeral is not None and numeral.start == at:
        if numeral.value is None or numeral.form in ("percent", "permille", "fraction"):
            return _pair(folded, numeral, following)
        return _Small(Fraction(numeral.value), at, numeral.end, numeral.bound, following)
    capital = _CAPITALS.get(folded[at : at + 1])
    return None if capital is None else _Small(Fraction(capital), at, at + 1, "eq", index)


def _pair(folded: str, numeral: Numeral, index: int) -> _Small | None:
    """Adjacent digits, which are a pair elsewhere: the 七八 of 一米七八."""
    text = folded[numeral.start : numeral.end]
    if len(text) == 2 and all(char in _DIGITS for char in text):
        return _Small(None, numeral.start, numeral.end, "eq", index)
    return None


def _as_digits(folded: str, small: _Small, most: int) -> _Small | None:
    """A number after a big unit with no unit of its own: the decimals of 1米75."""
    text = folded[small.start : small.end]
    if text[1:] == "一" and _ONE_OF.match(folded, small.end):  # 三块五一碗
        text, small = text[0], small._replace(end=small.end - 1)
    if len(text) > most or not all(char in _DIGITS for char in text):
        return None
    if _ENDS_DIGITS.match(folded, small.end) is None:
        return None
    value = 0
    for char in text:
        value = value * 10 + _DIGITS[char]
    return small._replace(value=Fraction(value, 10 ** len(text)))


def _rule(rule: Rule) -> _Rule:
    unless = rule.text("unless_next")
    return _Rule(
        id=rule.id,
        kind=rule.text("kind"),  # type: ignore[arg-type]  # checked by the linter of rules
        unit=rule.text("unit"),
        small=tuple(sorted(rule.words("small"), key=len, reverse=True)),
        unless_next=RulePattern(unless, rule) if unless else None,
        ratio=rule.number("ratio", 1),
        keeps_small=rule.text("keep") == "small",
        digits=rule.number("digits", 0),
        most=rule.number("most", _UNBOUNDED),
        factor=Fraction(rule.text("factor", "1")),
    )
