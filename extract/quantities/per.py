"""Denominators: 元/户 after the unit, 每人, 日均 and the like in the clause before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.model import Kind, Value
from extract.quantities.amounts import digits
from extract.quantities.context import NUMBER, Context, context
from extract.quantities.units import Unit, Units
from extract.rules import RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["Denominators", "Per"]

_SLASH = compiled(rf"/\s?每?[（(]?|[·・](?={LETTER}|[A-Za-zμ]{{1,4}}⁻)")
# m/s², m/s^2, m·s⁻¹, and the second factor of J/(kg·K).
_RAISED = compiled(
    r"(?:(?P<power>[²³]|\^[23](?!\d)|(?<=s)2(?!\d)|⁻[²³])|⁻¹)|(?P<times>·(?:[A-Za-zμ]{1,3}|℃|°C))(?=[)）])"
)
_POWERS = str.maketrans("23", "²³", "^⁻")
_EACH = compiled(f"[每一](?={LETTER})")
_EACH_ENDS = compiled(r"(?=[，。、；：！？,;!?（(）)”’\s每]|$|的|左右|以[上下内]|上下|起|计|收|，)")
# 5元/100克, but not 220V/50Hz.
_NUMBERED = compiled(
    r"(\d{1,4})(?=[^\W\d_])(?!\d*\s?(?:元|[kMG]?Hz|[kmM]?[VAW]\b|[伏安瓦赫]))|([百千万])(?=[人户亩元辆次字头只名]|公里|平方|立方)"
)
_ROUND = {"百": "100", "千": "1000", "万": "10000"}
_WORD = compiled(rf"{LETTER}{{1,2}}(?!{LETTER})|{LETTER}|[A-Za-zμ]{{1,5}}[²³]?|[㎡㎥]")
_WINDOW = 48
# 以每斤5元的价格卖了300斤: the denominator belongs to the price.
_TOLD = compiled(
    rf"[\ue000\ue100](?:{LETTER}|[/%℃]){{1,6}}的(?:速度|时速|价格?|单价|标准|频率|高价|低价)"
)
_NUMERALS = ("number", "one")  # groups of a pattern that are no denominators
_NO_DENOMINATORS = frozenset(("percent", "point", "multiple", "money", "age"))


class _Rule(NamedTuple):
    id: str
    pattern: RulePattern
    per: str
    kinds: frozenset[str]
    not_kinds: frozenset[str]


class Per(NamedTuple):
    """One denominator, and the rules that gave it."""

    name: str
    rules: tuple[str, ...]


class Denominators:
    """The rules of stage ``per``, the names of stage ``denominator``, and the slash."""

    def __init__(self, rules: RuleSet, units: Units) -> None:
        self._units = units
        self._names = {
            form: Per(rule.text("per"), (rule.id,))
            for rule in reversed(rules.stage("denominator"))
            for form in rule.words("forms")
        }
        self._rules = tuple(
            _Rule(
                rule.id,
                RulePattern(
                    rules.expand(rule.text("pattern"), {"number": NUMBER}, rule=rule), rule
                ),
                rule.text("per"),
                frozenset(rule.words("kinds")),
                frozenset(rule.words("not_kinds")),
            )
            for rule in rules.stage("per")
        )
        unnamed = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.source) for rule in self._rules)
        self._any = compiled("|".join(unnamed) or "(?!)")

    def after(self, folded: str, end: int, kind: Kind) -> tuple[int, list[Per]]:
        """Where ``/户``, ``每户`` or ``一斤`` after a unit ends, and the denominators."""
        pers: list[Per] = []
        while (slash := _SLASH.match(folded, end)) and (found := self._name(folded, slash.end())):
            end, per = found
            end += slash[0][-1] in "（(" and folded[end : end + 1] in ("）", ")")
            pers.append(Per(per.name, ("per.slash", *per.rules)))
        if not pers and kind in ("money", "measure", "count"):
            end = self._each(folded, end, kind, pers)
        return end, pers

    def _each(self, folded: str, end: int, kind: Kind, pers: list[Per]) -> int:
        """公里每小时: where it ends. A price alone may be for 一 of a thing (三块五一碗)."""
        while each := _EACH.match(folded, end):
            if kind != "money" and each[0] == "一":
                break
            at = each.end()
            number = _ROUND.get(folded[at : at + 1], "") if each[0] == "每" else ""  # 升每百公里
            at += len(number) > 0
            unit = self._units.find(folded, at)
            alone = self._alone(folded, at) if unit is None else ""  # 八千块一平
            if not alone and (unit is None or unit.noun or unit.kind in _NO_DENOMINATORS):
                break
            stop = at + len(unit.form if unit else alone)
            if _EACH_ENDS.match(folded, stop) is None:
                break
            per = self._named(unit) if unit else self._names[alone]
            pers.append(Per(number + per.name, ("per.after", *per.rules)))
            if each[0] == "一":  # 三块五一碗: a phrase of its own, outside the quote
                break
            end = stop
        return end

    def _alone(self, folded: str, at: int) -> str:
        """The name of a denominator that is no unit: 平, 二次方秒."""
        return next((f for n in (4, 3, 1) if (f := folded[at : at + n]) in self._names), "")

    def _name(self, folded: str, at: int) -> tuple[int, Per] | None:
        """The end and the name of what stands at ``at``, after a slash."""
        number = _NUMBERED.match(folded, at)
        found = self._unit_or_word(folded, number.end() if number else at)
        if found is None:
            return None
        end, per = found
        if raised := _RAISED.match(folded, end):
            end = raised.end()
            more = raised["times"] or (raised["power"] or "").translate(_POWERS)
            per = per._replace(name=per.name + more)
        if number:
            per = per._replace(name=(number[1] or _ROUND[number[2]]) + per.name)
        return end, per

    def _unit_or_word(self, folded: str, at: int) -> tuple[int, Per] | None:
        unit = self._units.find(folded, at)
        if unit is not None:
            return at + len(unit.form), self._named(unit)
        if len(alone := self._alone(folded, at)) > 1:
            return at + len(alone), self._names[alone]
        word = _WORD.match(folded, at)
        return (word.end(), self._canonical(word[0])) if word else None

    def _named(self, unit: Unit) -> Per:
        """A unit as a denominator: as written where the table counts it in another unit."""
        return self._names.get(unit.form) or self._canonical(
            unit.canonical if unit.factor == 1 else unit.form
        )

    def of_label(self, label: str, kind: Kind) -> list[Per]:
        """The denominators that the head of a column names: 人均可支配收入."""
        return self.before(context(label), len(label), kind) if label else []

    def before(self, work: Context, start: int, kind: Kind) -> list[Per]:
        """The denominators of the clause left of ``start``, in text order."""
        masked = work.masked
        cut = max(0, start - _WINDOW, work.clause(start))
        if kind == "duration":  # 每人每天30元、期限3个月
            cut = max(cut, masked.rfind("、", cut, start))
        # 每个乡镇配备1名督导员、每个村配备1名主任: an item with a number of its own.
        item = masked.rfind("、每", cut, start)
        if item > 0 and "\ue000" in masked[cut:item]:
            cut = item
        if self._any.search(masked, cut, start) is None:
            return []
        for told in _TOLD.finditer(masked, cut, start):
            cut = told.end()
        found: dict[int, Per] = {}
        for rule in self._rules:
            if (rule.kinds and kind not in rule.kinds) or kind in rule.not_kinds:
                continue
            for match in rule.pattern.compiled.finditer(masked, cut, start):
                per = self._denominator(rule, match, work)
                if per is not None:
                    found.setdefault(match.start(), per)
        return [per for _, per in sorted(found.items())]

    def _denominator(self, rule: _Rule, match: re.Match[str], work: Context) -> Per | None:
        if "one" in match.re.groupindex and _value(work, match.start("one")) != 1:
            return None
        if rule.per:
            return Per(rule.per, (rule.id,))
        per = self._canonical(
            next(v for k, v in match.groupdict().items() if k not in _NUMERALS and v)
        )
        name = per.name
        if "number" in match.re.groupindex:
            value = _value(work, match.start("number"))
            name = name if value == 1 else digits(value) + name
        return Per(name, (rule.id, *per.rules))

    def _canonical(self, noun: str) -> Per:
        return self._names.get(noun) or Per(noun, ())


def _value(work: Context, at: int) -> Value | None:
    """The value of the numeral masked at ``at``."""
    numeral = work.by_start.get(at)
    return numeral.value if numeral else None
