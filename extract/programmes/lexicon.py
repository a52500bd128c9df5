"""The rules of stages ``programme`` and ``name``, compiled once for a rule set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import RuleError
from extract.rules import Rule, RuleSet
from extract.rules.model import alternation
from extract.text import fold

__all__ = ["HAN_NAME", "Context", "Contexts", "Lexicon", "PlainHead", "lexicon"]

WHERE = (
    "refuse_label",
    "refuse_after",
    "refuse_before",
    "refuse_word",
    "default",
    "head",
    "inside",
    "before",
    "after",
    "plain",
    "plain_pattern",
)
# What may stand inside a name without quotation marks, and between a label and its head.
HAN_NAME = r"[^\s，,。；;、：:！!？?“”‘’\"《》〈〉【】■●▲◆□★☆|\[\]的了在是将把被由从于]"


@dataclass(frozen=True, slots=True)
class Context:
    """A pattern with the rule it comes from, the type it gives, or why it refuses.

    ``least``: how often a document must hold what it finds.
    """

    pattern: re.Pattern[str]
    rule: str
    type: str = ""
    reason: str = ""
    least: int = 1


@dataclass(frozen=True)
class Contexts:
    """Patterns that are asked the same question, in one alternation; the first wins."""

    pattern: re.Pattern[str]
    members: tuple[Context, ...]

    def whole(self, text: str) -> Context | None:
        """The first that matches all of the text."""
        return self._of(self.pattern.fullmatch(text))

    def in_(self, text: str) -> Context | None:
        """The first that matches anywhere in the text."""
        return self._of(self.pattern.search(text))

    def at(self, text: str, at: int) -> tuple[Context, int] | None:
        """The first that matches at an offset, and where its match ends."""
        found = self.pattern.match(text, at)
        context = self._of(found)
        return (context, found.end()) if found and context else None

    def _of(self, found: re.Match[str] | None) -> Context | None:
        if found is None:
            return None
        return next(c for n, c in enumerate(self.members) if found[f"_{n}"] is not None)


@dataclass(frozen=True, slots=True)
class PlainHead:
    """What a head noun says of a name that ends in it; ``drop``: the name goes without it."""

    rule: str
    type: str
    drop: bool


@dataclass(frozen=True)
class Lexicon:
    """All that the recogniser asks of the rules. Patterns expect folded text.

    ``extent`` matches the noun phrase after a label, ``head`` a run of head nouns in it
    (group ``last``: the last one). ``known`` finds the names of the lists; ``name_of``
    maps a name or alias to its canonical name, type and rule.
    """

    refuse_label: Contexts
    refuse_after: Contexts
    refuse_before: Contexts
    refuse_word: Contexts
    strong_heads: frozenset[str]
    default: Context
    inside: Contexts
    before: Contexts
    after: Contexts
    extent: re.Pattern[str]
    head: re.Pattern[str]
    head_type: Mapping[str, tuple[str, str]]
    plain: re.Pattern[str] | None
    plain_anchor: re.Pattern[str] | None
    plain_verb: re.Pattern[str]
    plain_head: Mapping[str, PlainHead]
    plain_patterns: tuple[tuple[tuple[str, ...], Context], ...]
    generic: re.Pattern[str]
    known: re.Pattern[str] | None
    name_of: Mapping[str, tuple[str, str, str]]


@lru_cache(maxsize=8)
def lexicon(rules: RuleSet) -> Lexicon:
    """Compile the rules; raises RuleError for a rule that cannot be used."""
    by_where: dict[str, list[Rule]] = {where: [] for where in WHERE}
    for rule in rules.stage("programme"):
        if rule.text("where") not in by_where:
            raise _error(rule, f"where {rule.text('where')!r}: one of {', '.join(WHERE)}")
        by_where[rule.text("where")].append(rule)

    def contexts(where: str) -> Contexts:
        return _together(tuple(_context(rules, rule) for rule in by_where[where]))

    heads = _heads(by_where["head"])
    plain_head = _plain_heads(by_where["plain"])
    names = _names(rules)
    return Lexicon(
        refuse_label=contexts("refuse_label"),
        refuse_after=contexts("refuse_after"),
        refuse_before=contexts("refuse_before"),
        refuse_word=contexts("refuse_word"),
        strong_heads=frozenset(rules.words("programme.strong_head")),
        default=_default(by_where["default"]),
        inside=contexts("inside"),
        before=contexts("before"),
        after=contexts("after"),
        extent=_extent(rules, tuple(heads)),
        head=_head(rules, tuple(heads)),
        head_type=heads,
        plain=_plain(rules, tuple(plain_head)),
        plain_anchor=re.compile(alternation(tuple(plain_head))) if plain_head else None,
        plain_verb=re.compile(
            alternation(rules.words("programme.plain_verb") + rules.words("programme.launch"))
        ),
        plain_head=plain_head,
        plain_patterns=tuple(
            (rule.words("anchors"), _context(rules, rule)) for rule in by_where["plain_pattern"]
        ),
        generic=re.compile(alternation(rules.words("programme.generic"))),
        known=re.compile(alternation(tuple(names))) if names else None,
        name_of=names,
    )


def _error(rule: Rule, cause: str) -> RuleError:
    return RuleError(f"{rule.id}: {cause}", path=rule.path, line=rule.line)


def _context(rules: RuleSet, rule: Rule) -> Context:
    if not rule.text("pattern"):
        raise _error(rule, f"where = {rule.text('where')!r} needs a pattern")
    try:
        pattern = re.compile(rules.expand(rule.text("pattern"), {"name": HAN_NAME}, rule=rule))
    except re.error as error:
        raise _error(rule, f"pattern: {error}") from None
    wanted = {"name": 1} if rule.text("where") == "plain_pattern" else {}
    if set(pattern.groupindex) != set(wanted) or pattern.groups != len(wanted):
        raise _error(rule, "pattern: one group (?P<name>…) in a plain_pattern, none elsewhere")
    least = int(rule.text("least", "1"))
    return Context(pattern, rule.id, rule.text("type"), rule.text("reason"), least)


def _together(members: tuple[Context, ...]) -> Contexts:
    parts = [f"(?P<_{n}>{c.pattern.pattern})" for n, c in enumerate(members)]
    return Contexts(re.compile("|".join(parts) or "(?!)"), members)


def _default(found: list[Rule]) -> Context:
    if not found:
        return Context(re.compile(""), "programme.refuse.none", "", "nothing beside it names it")
    return Context(re.compile(""), found[0].id, "", found[0].text("reason"))


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


def _extent(rules: RuleSet, heads: tuple[str, ...]) -> re.Pattern[str]:
    verb = alternation(rules.words("programme.break_verb"))
    soft = alternation(rules.words("programme.soft_verb"))
    # Some verbs followed at once by a head noun are part of a name (推进机制, 提升行动).
    allowed = f"(?!{alternation(heads)})" if heads else ""
    return re.compile(f"的?(?:(?!{verb}|{soft}{allowed}){HAN_NAME}){{0,18}}")


def _head(rules: RuleSet, heads: tuple[str, ...]) -> re.Pattern[str]:
    if not heads:
        return re.compile("(?!)(?P<last>)")
    end = f"(?!{alternation(rules.words('programme.no_head'))})"
    soft = alternation(rules.words("programme.soft_verb"))
    head = f"{alternation(heads)}{end}"
    return re.compile(f"(?:{head}(?:{soft}(?={head}))?)*(?P<last>{alternation(heads)}){end}")


def _plain(rules: RuleSet, heads: tuple[str, ...]) -> re.Pattern[str] | None:
    if not heads:
        return None
    verb = alternation(rules.words("programme.plain_verb"))
    return re.compile(
        f"{verb}(?:了|起)?(?P<name>(?:(?!{verb}|等|为(?![老民企农侨])){HAN_NAME}){{3,24}}?(?P<head>{alternation(heads)}))"
        "(?!化|活动|部|库|用地|清单|资金|[名内外于在用投]|生育)"
    )


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
