"""Cues around a number: what kind of change it is (stage change)."""

from __future__ import annotations

import re
from typing import NamedTuple

from extract.claims.frame import Frame, Scene
from extract.model import Change
from extract.rules import Rule, RuleSet
from extract.rules.pattern import RulePattern
from extract.rules.prefilter import Strings, shape
from extract.rules.regexes import compiled

__all__ = ["DIFFERENCES", "PERIOD", "ChangeCue", "Changes", "cue_pattern", "initials"]

PERIOD = "[\ue00b\ue10b]+"
# How far the words before and after a number are looked at.
_LEFT = 64
_NEAR = 24
_NONE = frozenset[str]()
# Changes by so much, whose number is none of the thing itself.
DIFFERENCES = ("increase_by", "decrease_by", "difference")


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
    left = cue_pattern(rules, rule, "left") or RulePattern("$", rule)
    right, quote = cue_pattern(rules, rule, "right"), cue_pattern(rules, rule, "quote")
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
        marks=initials(known.needed),
        signs=initials(shape(quote.source).needed) if quote else None,
        after=shape(right.source).first if right else None,
        width=known.width + 1 if known.closed else _LEFT,  # `$` also stands before a newline
    )


def initials(words: Strings) -> Strings:
    """What the words begin with, if they are known."""
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


def cue_pattern(rules: RuleSet, rule: Rule, key: str, *, quick: bool = False) -> RulePattern | None:
    """A rule's pattern under ``key``; ``quick``: it is tried where its first character stands."""
    text = rule.text(key)
    if not text:
        return None
    source = rules.expand(text, {"period": PERIOD}, rule=rule)
    first = shape(source).first if quick else None
    if first:
        source = f"(?=[{re.escape(''.join(sorted(first)))}])(?:{source})"
    return RulePattern(source, rule)
