"""The rules of stages ``programme`` and ``name``, made ready once for a rule set."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from extract.errors import RuleError
from extract.programmes.contexts import Context, Contexts, Labels, ending_in
from extract.programmes.literals import Literals
from extract.rules import Rule, RuleSet
from extract.rules.model import alternation
from extract.rules.pattern import RulePattern
from extract.rules.regexes import compiled
from extract.text import fold

__all__ = ["HAN_NAME", "Lexicon", "PlainHead", "PlainPattern", "lexicon"]

WHERE = (
    "refuse_label",
    "refuse_after",
    "refuse_before",
    "refuse_word",
    "default",
    "repeated",
    "head",
    "inside",
    "before",
    "after",
    "plain",
    "plain_pattern",
)
_REACH = 24  # how far to the left of a label a rule looks that does not say
# What may stand inside a name without quotation marks, and between a label and its head.
# 课后服务, 术后康复: no 后 that ends the noun phrase after a label.
_AFTER = "[课术产售病]后"
HAN_NAME = r"[^\s，,。；;、：:！!？?“”‘’\"《》〈〉【】■●▲◆□★☆|\[\]的了在是将把被由从于]"


class PlainHead(NamedTuple):
    """What a head noun says of a name that ends in it; ``drop``: the name goes without it."""

    rule: str
    type: str
    drop: bool


class PlainPattern(NamedTuple):
    """What finds a name without marks, in a text that holds one of the anchors.

    ``least``: how often a document must hold the name; ``reach``: how far before an anchor
    what it finds may start, -1 for anywhere.
    """

    context: Context
    pattern: RulePattern
    anchors: tuple[str, ...]
    least: int
    reach: int


class Lexicon:
    """All that the recogniser asks of the rules. Patterns expect folded text.

    ``head_type`` gives type and rule of each head noun, ``name_of`` the canonical name, type
    and rule of each name or alias of the lists, ``anchored`` the numbers of the plain patterns
    that each anchor calls for; ``literals`` finds all three. Raises RuleError for a rule that
    cannot be used; for when it is compiled see Note [Compiled late] in `extract.rules.pattern`.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        ruled = _by_where(rules)

        def contexts(where: str, *, gated: bool = False) -> Contexts:
            found = [(_context(rule), _pattern(rules, rule).source) for rule in ruled[where]]
            reaches = [int(rule.text("reach", str(_REACH))) for rule in ruled[where]]
            return Contexts(found, max(reaches, default=_REACH), gated=gated)

        self.refuse_label = _kept(contexts("refuse_label").whole)
        self.refuse_after = contexts("refuse_after")
        self.refuse_before = contexts("refuse_before", gated=True)
        self.refuse_word = _kept(Labels([_of_label(rules, r) for r in ruled["refuse_word"]]).whole)
        self.default = _default(ruled["default"])
        repeated = ruled["repeated"]
        self.repeated = (repeated[0].id, repeated[0].text("type")) if repeated else ("", "project")
        self.inside = _kept(contexts("inside").whole)
        self.before = contexts("before")
        self.after = contexts("after")
        self.plain_patterns = [_plain_pattern(rules, rule) for rule in ruled["plain_pattern"]]
        self.head_type = _heads(ruled["head"])
        self.plain_head = _plain_heads(ruled["plain"])
        self.name_of = _names(rules)
        self.strong_heads = frozenset(rules.words("programme.strong_head"))
        self.anchored: dict[str, list[int]] = {}
        for number, one in enumerate(self.plain_patterns):
            for anchor in set(one.anchors):
                self.anchored.setdefault(anchor, []).append(number)
        self.literals = Literals({*self.anchored, *self.plain_head, *self.name_of})

    @cached_property
    def extent(self) -> re.Pattern[str]:
        """The noun phrase after a label."""
        verb = self._words("programme.break_verb")
        soft = self._words("programme.soft_verb")
        # Some verbs followed at once by a head noun are part of a name (推进机制, 提升行动).
        allowed = f"(?!{alternation(tuple(self.head_type))})" if self.head_type else ""
        starts = _starts((*verb, *soft))
        verbs = f"(?!{starts}(?:{alternation(verb)}|{alternation(soft)}{allowed}))"
        return compiled(f"的?(?:{_AFTER}|{verbs}{HAN_NAME}){{0,18}}")

    @cached_property
    def head(self) -> re.Pattern[str]:
        """A run of head nouns in the noun phrase; group ``last`` is the last one."""
        heads = tuple(self.head_type)
        if not heads:
            return compiled("(?!)(?P<last>)")
        starts, one = _starts(heads), _by_first(heads)
        end = f"(?!{alternation(self._words('programme.no_head'))})"
        soft = alternation(self._words("programme.soft_verb"))
        run = f"(?:{one}{end}{soft}?(?={starts}{one}{end}))*"
        return compiled(f"{starts}{run}(?P<last>{one}){end}")

    @cached_property
    def plain(self) -> re.Pattern[str]:
        """A scheme launched by a verb and named up to its head noun, without marks."""
        heads = alternation(tuple(self.plain_head))
        verb = alternation(self._words("programme.plain_verb"))
        return compiled(
            f"{verb}(?:了|起)?(?P<name>(?:(?!{verb}|等|为(?![老民企农侨])){HAN_NAME}){{3,24}}?(?P<head>{heads}))"
            "(?!化|活动|部|库|用地|清单|资金|[名内外于在用投]|生育)"
        )

    @cached_property
    def verb(self) -> re.Pattern[str]:
        """A verb that launches a programme."""
        verbs = self._words("programme.plain_verb") + self._words("programme.launch")
        return compiled(alternation(verbs))

    @cached_property
    def generic(self) -> re.Pattern[str]:
        """A word that many schemes share."""
        return compiled(alternation(self._words("programme.generic")))

    def _words(self, rule_id: str) -> tuple[str, ...]:
        return self._rules.words(rule_id)


@lru_cache(maxsize=8)
def lexicon(rules: RuleSet) -> Lexicon:
    """The lexicon of these rules, made once."""
    return Lexicon(rules)


def _kept(whole: Callable[[str], Context | None]) -> Callable[[str], Context | None]:
    """A test of a label that keeps its answers: the articles of a batch share their slogans."""
    return lru_cache(maxsize=4096)(whole)


def _by_where(rules: RuleSet) -> dict[str, list[Rule]]:
    by_where: dict[str, list[Rule]] = {where: [] for where in WHERE}
    for rule in rules.stage("programme"):
        if rule.text("where") not in by_where:
            raise _error(rule, f"where {rule.text('where')!r}: one of {', '.join(WHERE)}")
        by_where[rule.text("where")].append(rule)
    return by_where


def _starts(words: tuple[str, ...]) -> str:
    """A look at the next character, which spares trying each of many words."""
    if not words:
        return "(?!)"
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


def _by_first(words: tuple[str, ...]) -> str:
    """An alternation in which words that start alike are tried together, longest first."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        rests.setdefault(word[0], []).append(word[1:])
    together = (re.escape(c) + f"(?:{'|'.join(map(re.escape, rest))})" for c, rest in rests.items())
    return f"(?:{'|'.join(together)})"


def _error(rule: Rule, cause: str) -> RuleError:
    return RuleError(f"{rule.id}: {cause}", path=rule.path, line=rule.line)


def _context(rule: Rule) -> Context:
    return Context(rule.id, rule.text("type"), rule.text("reason"))


def _pattern(rules: RuleSet, rule: Rule) -> RulePattern:
    """The pattern of a rule; that of a user's own is checked at once."""
    where = rule.text("where")
    if not rule.text("pattern"):
        raise _error(rule, f"where = {where!r} needs a pattern")
    source = rules.expand(rule.text("pattern"), {"name": HAN_NAME}, rule=rule)
    pattern = RulePattern(source, rule)
    if not pattern.shipped:
        compiled = pattern.compiled
        wanted = {"name": 1} if where == "plain_pattern" else {}
        if set(compiled.groupindex) != set(wanted) or compiled.groups != len(wanted):
            raise _error(rule, "pattern: one group (?P<name>…) in a plain_pattern, none elsewhere")
    return pattern


def _of_label(rules: RuleSet, rule: Rule) -> tuple[Context, Callable[[str], object]]:
    words = frozenset(rule.words("words"))
    if words:
        return _context(rule), ending_in(words, int(rule.text("lead", "0")))
    return _context(rule), _pattern(rules, rule).compiled.fullmatch


def _plain_pattern(rules: RuleSet, rule: Rule) -> PlainPattern:
    return PlainPattern(
        _context(rule), _pattern(rules, rule), rule.words("anchors"),
        int(rule.text("least", "1")), int(rule.text("reach", "-1")),
    )  # fmt: skip


def _default(found: list[Rule]) -> Context:
    """Why a label that nothing names is refused."""
    if not found:
        return Context("programme.refuse.none", "", "nothing beside it names it")
    return _context(found[0])


def _heads(found: list[Rule]) -> dict[str, tuple[str, str]]:
    heads: dict[str, tuple[str, str]] = {}
    for rule in found:
        for word in rule.words("words"):
            heads.setdefault(word, (rule.text("type"), rule.id))
    return heads


def _plain_heads(found: list[Rule]) -> dict[str, PlainHead]:
    heads: dict[str, PlainHead] = {}
    for rule in found:
        for word in rule.words("words"):
            heads.setdefault(word, PlainHead(rule.id, rule.text("type"), rule.flag("drop")))
    return heads


def _names(rules: RuleSet) -> dict[str, tuple[str, str, str]]:
    names: dict[str, tuple[str, str, str]] = {}
    for rule in rules.stage("name"):
        for name in rule.words("names"):
            names.setdefault(fold(name), (name, rule.text("type"), rule.id))
        aliases = rule.keys.get("aliases", {})
        if not isinstance(aliases, dict):
            raise _error(rule, 'aliases must be a table: { "name" = ["alias"] }')
        for name, forms in aliases.items():
            for form in forms if isinstance(forms, list) else [forms]:
                names.setdefault(fold(str(form)), (str(name), rule.text("type"), rule.id))
    return names
