"""Cues around a number: what kind of change it is, and what role (stages change, role)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Change, Kind, Role
from extract.rules import Rule, RuleSet

__all__ = ["ChangeCue", "Changes", "Roles"]

PERIOD = "[\ue00b\ue10b]+"
_LEFT = 64


@dataclass(frozen=True, slots=True)
class ChangeCue:
    """A change, and the words before the number that are no part of the indicator."""

    change: Change
    drop: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Change:
    id: str
    change: Change
    left: re.Pattern[str]
    right: re.Pattern[str] | None
    quote: re.Pattern[str] | None
    kinds: frozenset[str]
    keep: bool


class Changes:
    """Rules of stage ``change``, the first that holds wins."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = tuple(
            _Change(
                id=rule.id,
                change=rule.text("change"),  # type: ignore[arg-type]  # linted
                left=_compiled(rules, rule, "left") or re.compile("$"),
                right=_compiled(rules, rule, "right"),
                quote=_compiled(rules, rule, "quote"),
                kinds=frozenset(rule.words("kinds")),
                keep=rule.flag("keep"),
            )
            for rule in rules.stage("change")
        )
        self._gate = re.compile(
            "[下调走溢折增涨升高长快多加扩拓壮激猛上提涨回延壮降少减缩压低落跌窄小精收滑轻约探净番于较比幅速达到至为]"
        )

    def find(self, left: str, right: str, quote: str, kind: Kind) -> ChangeCue | None:
        """The cue for a number with these masked words on both sides of it in its item."""
        gate = self._gate.search(left[-24:]) is not None
        for rule in self._rules:
            if rule.kinds and kind not in rule.kinds:
                continue
            if rule.quote is not None:
                if not rule.quote.search(quote):
                    continue
            elif rule.right is None and not gate:
                continue
            if rule.right is not None and not rule.right.match(right):
                continue
            match = rule.left.search(left[-_LEFT:])
            if match is not None:
                return ChangeCue(rule.change, 0 if rule.keep else _dropped(match), rule.id)
        return None


def _dropped(match: re.Match[str]) -> int:
    """How many characters at the end of the left side the rule takes."""
    for name in ("drop", "drop2", "drop3"):
        if name in match.re.groupindex and match[name] is not None:
            return len(match[name])
    return 0


@dataclass(frozen=True, slots=True)
class _Role:
    id: str
    role: Role
    kinds: frozenset[str]
    left: re.Pattern[str] | None
    left_not: re.Pattern[str] | None
    right: re.Pattern[str] | None
    clause: re.Pattern[str] | None
    quote: re.Pattern[str] | None
    anchor: re.Pattern[str] | None
    attributive: bool

    def holds(self, left: str, right: str, clause: str, quote: str) -> bool:
        return not (
            (self.quote and not self.quote.search(quote))
            or (self.right and not self.right.match(right))
            or (self.left and not self.left.search(left))
            or (self.clause and not self.clause.search(clause))
            or (self.left_not and self.left_not.search(left))
        )


class Roles:
    """Rules of stage ``role``, the first that holds wins; attributive ones are asked first."""

    def __init__(self, rules: RuleSet) -> None:
        every = tuple(
            _Role(
                id=rule.id,
                role=rule.text("role"),  # type: ignore[arg-type]  # linted
                kinds=frozenset(rule.words("kinds")),
                left=_compiled(rules, rule, "left"),
                left_not=_compiled(rules, rule, "left_not"),
                right=_compiled(rules, rule, "right"),
                clause=_compiled(rules, rule, "clause"),
                quote=_compiled(rules, rule, "quote"),
                anchor=_compiled(rules, rule, "anchor"),
                attributive=rule.flag("attributive"),
            )
            for rule in rules.stage("role")
        )
        self._done = re.compile("已|了(?!解)|完成了|累计|截至|同比|较上年|比上年|去年")
        self._attributive = tuple(rule for rule in every if rule.attributive)
        self._others = tuple(rule for rule in every if not rule.attributive)
        self._sentence = ("", self._others)

    def done(self, text: str) -> bool:
        """Whether the words just before a number say that it is reached."""
        return self._done.search(text) is not None

    def attributive(
        self, left: str, right: str, quote: str, kind: Kind
    ) -> tuple[Role, str] | None:
        """The role of a quantity that narrows the words after it, and its rule; or None."""
        for rule in self._attributive:
            if (not rule.kinds or kind in rule.kinds) and rule.holds(left, right, left, quote):
                return rule.role, rule.id
        return None

    def _anchored(self, sentence: str) -> tuple[_Role, ...]:
        """The rules whose anchor stands in the sentence; remembered for its next number."""
        if self._sentence[0] != sentence:
            found = tuple(r for r in self._others if not r.anchor or r.anchor.search(sentence))
            self._sentence = (sentence, found)
        return self._sentence[1]

    def find(
        self, sentence: str, left: str, right: str, clause: str, quote: str, kind: Kind
    ) -> tuple[Role, str]:
        """The role and its rule; ``fact`` with no rule where no cue holds."""
        for rule in self._anchored(sentence):
            if (not rule.kinds or kind in rule.kinds) and rule.holds(left, right, clause, quote):
                return rule.role, rule.id
        return "fact", ""


def _compiled(rules: RuleSet, rule: Rule, key: str) -> re.Pattern[str] | None:
    text = rule.text(key)
    return re.compile(rules.expand(text, {"period": PERIOD}, rule=rule)) if text else None
