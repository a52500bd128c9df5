"""What a number is, by the words around it (stage role): fact, forecast, standard or criterion."""

from __future__ import annotations

from typing import NamedTuple

from extract.claims.cues import cue_pattern, initials
from extract.claims.frame import Frame, Scene
from extract.model import Quantity, Role, Span
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.prefilter import Strings, shape
from extract.rules.regexes import compiled

__all__ = ["RoleRule", "Roles"]

# How far the words before and after a number are looked at, and its sentence before it.
_NEAR = 24
_REACH = 90
_SENTENCE = 240
_FACT: tuple[Role, str] = ("fact", "")


class RoleRule(NamedTuple):
    """A rule; ``before`` and ``begins``: what stands beside the quote; ``ends``: its end.

    ``anchored``: letters of which the sentence has one. None where that is not known.

    ``noun`` and ``owner`` say by what an attributive one names its number (rules/FORMAT.md).
    """

    id: str
    role: Role
    kinds: frozenset[str]
    left: RulePattern | None
    left_not: RulePattern | None
    right: RulePattern | None
    clause: RulePattern | None
    quote: RulePattern | None
    anchor: RulePattern | None
    attributive: bool
    noun: bool
    owner: bool
    before: Strings
    begins: Strings
    ends: Strings
    anchored: Strings

    def may(self, quote: str, before: str) -> bool:
        """Whether the end of the quote and the character before it allow the rule."""
        return (self.ends is None or quote[-1] in self.ends) and (
            self.before is None or before in self.before or before == "\n"
        )

    def holds(self, left: str, right: str, clause: str, quote: str) -> bool:
        """Whether the words around a number, and its own, are what the rule asks for."""
        return not (
            (self.quote and not self.quote.compiled.search(quote))
            or (self.right and not self.right.compiled.match(right))
            or (self.left and not self.left.compiled.search(left))
            or (self.clause and not self.clause.compiled.search(clause))
            or (self.left_not and self.left_not.compiled.search(left))
        )


class Roles:
    """Rules of stage ``role``, the first that holds wins; attributive ones are asked first."""

    def __init__(self, rules: RuleSet) -> None:
        every = tuple(_role(rules, rule) for rule in rules.stage("role"))
        self._done = compiled("已|了(?!解)|完成了|累计|截至|较上年|比上年|(?<![由从])去年")
        self._attributive = tuple(rule for rule in every if rule.attributive)
        self._tried: dict[tuple[str, str], tuple[RoleRule, ...]] = {}
        self._others = tuple(rule for rule in every if not rule.attributive)
        self._lasting = {r.id for r in rules.stage("role") if r.flag("lasting")}
        self._by_kind: dict[str, tuple[RoleRule, ...]] = {}
        self._known: tuple[str, Span, dict[str, tuple[RoleRule, ...]]] = ("", (0, 0), {})

    def plans(self, role: Role, rule: str) -> bool:
        """Whether a figure of this role is a plan where plans are told."""
        return role not in {"forecast", "criterion"} and rule not in self._lasting

    def done(self, scene: Scene, frame: Frame) -> bool:
        """Whether the words just before a number say that it is reached.

        同比下降30%以上, with a bound, may be a goal.
        """
        quantity, folded = frame.quantity, scene.folded
        low = max(frame.clause[0], quantity.start - _NEAR)
        compared = quantity.bound == "eq" and "同比" in folded[low : quantity.start]
        return compared or self._done.search(folded, low, quantity.end) is not None

    def attributive(self, text: str, quantity: Quantity) -> RoleRule | None:
        """The rule of a quantity that narrows the words after it; or None."""
        start, end = quantity.start, quantity.end
        key = (quantity.kind, text[end : end + 1])
        rules = self._tried.get(key)
        if rules is None:
            rules = self._tried[key] = self._try(*key)
        for rule in rules:
            if rule.may(quantity.quote, text[start - 1 : start]):
                left = text[max(0, start - _NEAR) : start]
                if rule.holds(left, text[end : end + _NEAR], left, quantity.quote):
                    return rule
        return None

    def _try(self, kind: str, after: str) -> tuple[RoleRule, ...]:
        """The attributive rules for a number of this kind with this character after it."""
        return tuple(
            rule
            for rule in self._attributive
            if (not rule.kinds or kind in rule.kinds)
            and (rule.begins is None or after in rule.begins)
        )

    def find(self, scene: Scene, frame: Frame) -> tuple[Role, str]:
        """The role and its rule; ``fact`` with no rule where no cue holds."""
        folded, quantity = scene.folded, frame.quantity
        kind, quote, start, end = quantity.kind, quantity.quote, quantity.start, quantity.end
        text, sentence, known = self._known
        if sentence != frame.sentence or text is not folded:
            known = {}
            self._known = (folded, frame.sentence, known)
        rules = known.get(kind)
        if rules is None:
            rules = known[kind] = self._anchored(folded, frame.sentence, kind)
        if not rules:
            return _FACT
        low, high = max(frame.clause[0], start - _REACH), min(frame.clause[1], end + _REACH)
        left = folded[max(frame.sentence[0], start - _SENTENCE) : start]
        right, clause = folded[end:high], folded[low:high]
        for rule in rules:
            if rule.may(quote, left[-1:]) and rule.holds(left, right, clause, quote):
                return rule.role, rule.id
        return _FACT

    def _anchored(self, folded: str, sentence: Span, kind: str) -> tuple[RoleRule, ...]:
        """The rules for numbers of one kind whose anchor stands in the sentence."""
        rules = self._by_kind.get(kind)
        if rules is None:
            rules = tuple(r for r in self._others if not r.kinds or kind in r.kinds)
            self._by_kind[kind] = rules
        words = folded[sentence[0] : sentence[1]]
        letters = frozenset(words)
        return tuple(
            [
                r
                for r in rules
                if not r.anchor
                or (
                    (r.anchored is None or not r.anchored.isdisjoint(letters))
                    and r.anchor.compiled.search(words)
                )
            ]
        )


def _role(rules: RuleSet, rule: Rule) -> RoleRule:
    left, anchor = cue_pattern(rules, rule, "left", quick=True), cue_pattern(rules, rule, "anchor")
    right, quote = cue_pattern(rules, rule, "right"), cue_pattern(rules, rule, "quote")
    return RoleRule(
        id=rule.id,
        role=rule.text("role"),  # type: ignore[arg-type]  # linted
        kinds=frozenset(rule.words("kinds")),
        left=left,
        left_not=cue_pattern(rules, rule, "left_not"),
        right=right,
        clause=cue_pattern(rules, rule, "clause"),
        quote=quote,
        anchor=anchor,
        attributive=rule.flag("attributive"),
        noun=rule.flag("noun"),
        owner=rule.flag("owner"),
        before=shape(left.source).last if left else None,
        begins=shape(right.source).first if right else None,
        ends=shape(quote.source).last if quote else None,
        anchored=initials(shape(anchor.source).needed) if anchor else None,
    )
