"""Cues around a number: what kind of change it is, and what role (stages change, role)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.claims.frame import Frame, Scene
from extract.model import Change, Quantity, Role, Span
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.prefilter import Strings, shape
from extract.rules.regexes import compiled

__all__ = ["ChangeCue", "Changes", "Roles"]

PERIOD = "[\ue00b\ue10b]+"
# How far the words before and after a number are looked at, and its sentence before it.
_LEFT = 64
_NEAR = 24
_REACH = 90
_SENTENCE = 240
_NONE = frozenset[str]()
_FACT: tuple[Role, str] = ("fact", "")


class ChangeCue(NamedTuple):
    """A change, and the words before the number that are no part of the indicator."""

    change: Change
    drop: int
    rule: str


class _Change(NamedTuple):
    """``ends``: what its words end with; ``marks``: one they hold; ``signs``: one of its quote.

    ``after``: what follows the number. None where that is not known.
    """

    id: str
    change: Change
    left: RulePattern
    right: RulePattern | None
    quote: RulePattern | None
    kinds: frozenset[str]
    keep: bool
    ends: Strings
    marks: Strings
    signs: Strings
    after: Strings
    width: int


class _Tried(NamedTuple):
    """The rules for numbers of one kind after one character.

    ``signs``: a quote with one of them may do without a mark, and so may a number before one
    of ``after``; ``always``: so may any.
    """

    rules: tuple[_Change, ...]
    signs: frozenset[str]
    after: frozenset[str]
    always: bool


class Changes:
    """Rules of stage ``change``, the first that holds wins."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = tuple(_change(rules, rule) for rule in rules.stage("change"))
        marks = _NONE.union(*(rule.marks or () for rule in self._rules))
        self._marks = compiled(f"[{re.escape(''.join(sorted(marks)))}]" if marks else "(?!)")
        self._tried: dict[tuple[str, str], _Tried] = {}

    def find(self, scene: Scene, frame: Frame) -> ChangeCue | None:
        """The cue for a number in the masked words on both sides of it in its item."""
        quantity = frame.quantity
        start = quantity.start
        left = scene.masked[max(frame.item[0], start - _LEFT) : start]
        key = (quantity.kind, left[-1:])
        tried = self._tried.get(key) or self._try(*key)
        if (
            not tried.always
            and self._marks.search(left) is None
            and (not tried.signs or tried.signs.isdisjoint(quantity.quote))
            and scene.masked[quantity.end : quantity.end + 1] not in tried.after
        ):
            return None
        letters = frozenset(left)
        for rule in tried.rules:
            if (
                (rule.marks is None or not rule.marks.isdisjoint(letters))
                and (rule.quote is None or rule.quote.compiled.search(quantity.quote))
                and (rule.right is None or _follows(rule.right, scene, frame))
                and (found := rule.left.compiled.search(left, max(0, len(left) - rule.width)))
            ):
                return ChangeCue(rule.change, 0 if rule.keep else _dropped(found), rule.id)
        return None

    def _try(self, kind: str, last: str) -> _Tried:
        rules = tuple(
            rule
            for rule in self._rules
            if (not rule.kinds or kind in rule.kinds)
            and (rule.ends is None or last in rule.ends or last == "\n")
        )
        others = [rule for rule in rules if rule.marks is None]
        signs = [rule.signs for rule in others if rule.signs is not None]
        after = [rule.after or _NONE for rule in others if rule.signs is None]
        found = _Tried(rules, _NONE.union(*signs), _NONE.union(*after), always=not all(after))
        return self._tried.setdefault((kind, last), found)


def _change(rules: RuleSet, rule: Rule) -> _Change:
    left = _pattern(rules, rule, "left") or RulePattern("$", rule)
    right, quote = _pattern(rules, rule, "right"), _pattern(rules, rule, "quote")
    known = shape(left.source)
    return _Change(
        id=rule.id,
        change=rule.text("change"),  # type: ignore[arg-type]  # linted
        left=left,
        right=right,
        quote=quote,
        kinds=frozenset(rule.words("kinds")),
        keep=rule.flag("keep"),
        ends=known.last,
        marks=_initials(known.needed),
        signs=_initials(shape(quote.source).needed) if quote else None,
        after=shape(right.source).first if right else None,
        width=known.width + 1 if known.closed else _LEFT,  # `$` also stands before a newline
    )


def _initials(words: Strings) -> Strings:
    return None if words is None else frozenset(word[0] for word in words)


def _follows(pattern: RulePattern, scene: Scene, frame: Frame) -> bool:
    end = frame.quantity.end
    right = scene.masked[end : min(frame.item[1], end + _NEAR)]
    return pattern.compiled.match(right) is not None


def _dropped(match: re.Match[str]) -> int:
    """How many characters at the end of the left side the rule takes."""
    for name in ("drop", "drop2", "drop3", "drop4"):
        if name in match.re.groupindex and match[name] is not None:
            # 扩大到10月的31.7%: the time of the number goes with the verb before it.
            timed = match.string.find(PERIOD[1], match.end(name)) >= 0
            return match.endpos - match.start(name) if timed else len(match[name])
    return 0


class _Role(NamedTuple):
    """``before`` and ``begins``: what stands before and after the quote; ``ends``: its end."""

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
    before: Strings
    begins: Strings
    ends: Strings

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
        self._tried: dict[tuple[str, str], tuple[_Role, ...]] = {}
        self._others = tuple(rule for rule in every if not rule.attributive)
        self._lasting = {r.id for r in rules.stage("role") if r.flag("lasting")}
        self._by_kind: dict[str, tuple[_Role, ...]] = {}
        self._known: tuple[str, Span, dict[str, tuple[_Role, ...]]] = ("", (0, 0), {})

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

    def attributive(self, text: str, quantity: Quantity) -> tuple[Role, str] | None:
        """The role of a quantity that narrows the words after it, and its rule; or None."""
        start, end = quantity.start, quantity.end
        key = (quantity.kind, text[end : end + 1])
        rules = self._tried.get(key)
        if rules is None:
            rules = self._tried[key] = self._try(*key)
        for rule in rules:
            if rule.may(quantity.quote, text[start - 1 : start]):
                left = text[max(0, start - _NEAR) : start]
                if rule.holds(left, text[end : end + _NEAR], left, quantity.quote):
                    return rule.role, rule.id
        return None

    def _try(self, kind: str, after: str) -> tuple[_Role, ...]:
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

    def _anchored(self, folded: str, sentence: Span, kind: str) -> tuple[_Role, ...]:
        """The rules for numbers of one kind whose anchor stands in the sentence."""
        rules = self._by_kind.get(kind)
        if rules is None:
            rules = tuple(r for r in self._others if not r.kinds or kind in r.kinds)
            self._by_kind[kind] = rules
        words = folded[sentence[0] : sentence[1]]
        return tuple([r for r in rules if not r.anchor or r.anchor.compiled.search(words)])


def _role(rules: RuleSet, rule: Rule) -> _Role:
    left = _pattern(rules, rule, "left", quick=True)
    right, quote = _pattern(rules, rule, "right"), _pattern(rules, rule, "quote")
    return _Role(
        id=rule.id,
        role=rule.text("role"),  # type: ignore[arg-type]  # linted
        kinds=frozenset(rule.words("kinds")),
        left=left,
        left_not=_pattern(rules, rule, "left_not"),
        right=right,
        clause=_pattern(rules, rule, "clause"),
        quote=quote,
        anchor=_pattern(rules, rule, "anchor"),
        attributive=rule.flag("attributive"),
        before=shape(left.source).last if left else None,
        begins=shape(right.source).first if right else None,
        ends=shape(quote.source).last if quote else None,
    )


def _pattern(rules: RuleSet, rule: Rule, key: str, *, quick: bool = False) -> RulePattern | None:
    """The pattern under ``key``; ``quick``: it is tried where its first character stands."""
    text = rule.text(key)
    if not text:
        return None
    source = rules.expand(text, {"period": PERIOD}, rule=rule)
    first = shape(source).first if quick else None
    if first:
        source = f"(?=[{re.escape(''.join(sorted(first)))}])(?:{source})"
    return RulePattern(source, rule)
