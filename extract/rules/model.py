"""What a rule is: an id, a line of doc, the keys of its stage, and its examples."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from extract.errors import RuleError
from extract.text import LETTER

__all__ = ["CLOSE", "OPEN", "Example", "Rule", "RuleSet"]

OPEN, CLOSE = "⟦", "⟧"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
_HAN_CLASS = re.compile(r"(?<!\\)\[(?!\^)((?:\\.|[^\]\\])*?)一-鿿((?:\\.|[^\]\\])*)\]")


_NONE: Mapping[str, object] = {}  # shared, and never written to


class Example(NamedTuple):
    """A sentence with the exact span marked ``⟦ ⟧``, and the fields it must give.

    ``text`` has the marks removed; ``start`` and ``end`` are code points in it, or -1 in a
    reject example, whose ``why`` says what the text is instead.
    """

    text: str
    start: int = -1
    end: int = -1
    why: str = ""
    fields: Mapping[str, object] = _NONE


class Rule(NamedTuple):
    """One entry of a rule file; ``keys`` holds what its stage defines (see schema)."""

    id: str
    stage: str
    doc: str
    keys: Mapping[str, object]
    accept: tuple[Example, ...]
    reject: tuple[Example, ...]
    gaps: tuple[Example, ...]
    path: str
    line: int

    @property
    def digest(self) -> str:
        """8 hex digits of what the rule does; its doc, examples and place do not count."""
        keys = json.dumps(self.keys, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(f"{self.stage}\0{keys}".encode()).hexdigest()[:8]

    def text(self, key: str, default: str = "") -> str:
        """The string under ``key``."""
        value = self.keys.get(key, default)
        return value if isinstance(value, str) else str(value)

    def words(self, key: str) -> tuple[str, ...]:
        """The list of strings under ``key``; empty where absent."""
        value = self.keys.get(key, ())
        return tuple(str(v) for v in value) if isinstance(value, list | tuple) else (str(value),)

    def number(self, key: str, default: int) -> int:
        """The whole number under ``key``."""
        value = self.keys.get(key, default)
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """The boolean under ``key``; false where absent."""
        return bool(self.keys.get(key, False))


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All rules in declared order (files sorted by path), and the fragments they name.

    Compared and hashed by identity, so that what is compiled from it can be cached by it.
    """

    rules: tuple[Rule, ...]
    digest: str

    def stage(self, name: str) -> tuple[Rule, ...]:
        """The rules of one stage, in declared order."""
        return self._stages.get(name, ())

    def words(self, rule_id: str) -> tuple[str, ...]:
        """The word list declared under ``rule_id`` in a file of stage ``words``."""
        if rule_id in self._word_lists:
            return self._word_lists[rule_id]
        raise RuleError(f"no word list {rule_id!r}")

    @cached_property
    def _stages(self) -> dict[str, tuple[Rule, ...]]:
        stages: dict[str, list[Rule]] = {}
        for rule in self.rules:
            stages.setdefault(rule.stage, []).append(rule)
        return {name: tuple(rules) for name, rules in stages.items()}

    @cached_property
    def _word_lists(self) -> dict[str, tuple[str, ...]]:
        return {rule.id: rule.words("words") for rule in reversed(self.stage("words"))}

    def expand(self, pattern: str, fragments: Mapping[str, str], *, rule: Rule) -> str:
        """Replace ``{name}`` by a fragment, or by the alternation of a word list.

        A quantifier such as ``{2,4}`` is no name and stays. Longest words come first. The
        class ``[一-鿿]`` becomes `extract.text.LETTER`, which compiles fifty times faster.
        """

        def replace(found: re.Match[str]) -> str:
            name = found[1]
            if name in fragments:
                return fragments[name]
            try:
                words = self.words(name)
            except RuleError:
                raise RuleError(
                    f"{rule.id}: unknown placeholder {{{name}}}", path=rule.path, line=rule.line
                ) from None
            return alternation(words)

        return _HAN_CLASS.sub(_letter, _PLACEHOLDER.sub(replace, pattern))


def _letter(found: re.Match[str]) -> str:
    rest = found[1] + found[2]
    return f"(?:{LETTER}|[{rest}])" if rest else LETTER


def alternation(words: tuple[str, ...]) -> str:
    """A non-capturing group of literal words, longest first."""
    return (
        "(?:" + "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"
    )
