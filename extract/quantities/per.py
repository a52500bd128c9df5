"""Denominators: 元/户 after the unit, 每人, 日均 and the like in the clause before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.model import Kind
from extract.quantities.units import Units
from extract.rules import RuleSet

__all__ = ["Denominators", "NUMBER"]

# One masked numeral (see extract.text, Note [Marks]).
NUMBER = "\ue000\ue100{0,40}"
_CLAUSE = re.compile(r"[，。；：！？\n\r,;!?（）()]")
_SLASH = re.compile(r"/\s?(每)?")
_WORD = re.compile(r"[一-鿿]{1,2}(?![一-鿿])|[一-鿿]|[A-Za-z]{1,4}")
_CUE = re.compile(r"[每均单全日年月]")
_WINDOW = 48
_CANONICAL = {"日": "天", "人口": "人", "老人": "人", "老年人": "人", "居民": "人", "学生": "人", "儿童": "人", "名": "人", "位": "人", "常住人口": "人", "户籍人口": "人", "季": "季度", "晚": "晚"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    pattern: re.Pattern[str]
    per: str
    kinds: frozenset[str]
    not_kinds: frozenset[str]


class Denominators:
    """The rules of stage ``per``, and the slash."""

    def __init__(self, rules: RuleSet, units: Units) -> None:
        self._units = units
        self._rules = tuple(
            _Rule(
                rule.id,
                re.compile(rules.expand(rule.text("pattern"), {"number": NUMBER}, rule=rule)),
                rule.text("per"),
                frozenset(rule.words("kinds")),
                frozenset(rule.words("not_kinds")),
            )
            for rule in rules.stage("per")
        )

    def slash(self, folded: str, end: int) -> tuple[int, str] | None:
        """The end and the denominator of ``/户`` at ``end``; None where there is none."""
        slash = _SLASH.match(folded, end)
        if slash is None:
            return None
        unit = self._units.find(folded, slash.end())
        if unit is not None:
            return slash.end() + len(unit.form), _canonical(unit.canonical)
        word = _WORD.match(folded, slash.end())
        return (word.end(), _canonical(word[0])) if word else None

    def before(
        self, masked: str, start: int, kind: Kind, value_at: Callable[[int], str]
    ) -> tuple[tuple[str, str], ...]:
        """``(denominator, rule id)`` pairs of the clause left of ``start``, in text order.

        ``value_at`` gives the value of the numeral masked at an offset, as digits.
        """
        low = max(0, start - _WINDOW)
        left = masked[low:start]
        if _CUE.search(left) is None:
            return ()
        cut = max((m.end() for m in _CLAUSE.finditer(left)), default=0)
        found: dict[int, tuple[str, str]] = {}
        for rule in self._rules:
            if (rule.kinds and kind not in rule.kinds) or kind in rule.not_kinds:
                continue
            for match in rule.pattern.finditer(left, cut):
                found.setdefault(match.start(), (_denominator(rule, match, low, value_at), rule.id))
        return tuple(dict((v[0], v) for _, v in sorted(found.items())).values())


def _denominator(
    rule: _Rule, match: re.Match[str], low: int, value_at: Callable[[int], str]
) -> str:
    if rule.per:
        return rule.per
    noun = _canonical(next(v for k, v in match.groupdict().items() if k != "number" and v))
    if "number" in rule.pattern.groupindex:
        return value_at(low + match.start("number")) + noun
    return noun


def _canonical(noun: str) -> str:
    return _CANONICAL.get(noun, noun)
