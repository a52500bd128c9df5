"""Regular expressions of rules, compiled when first asked.

Note [Compiled late]: of the patterns of a rule set a text needs few, and to compile one of
Chinese character classes costs as much as reading a page with it. So a shipped pattern is
compiled where a text first needs it (a test compiles them all); a user's own at once, so
that its error is told before any text is read.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from extract.errors import RuleError
from extract.rules.load import shipped_folder
from extract.rules.model import Rule
from extract.rules.regexes import compiled

__all__ = ["RulePattern"]


class RulePattern:
    """The pattern of a rule, placeholders replaced; see Note [Compiled late].

    ``shipped``: it is not a user's own. Raises RuleError where it cannot be compiled.
    """

    def __init__(self, source: str, rule: Rule) -> None:
        self.source = source
        self.shipped = rule.path.startswith(_shipped())
        self._rule = rule
        if not self.shipped:
            _ = self.compiled

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern as `re` knows it."""
        try:
            return compiled(self.source)
        except re.error as error:
            rule = self._rule
            raise RuleError(f"{rule.id}: {error}", path=rule.path, line=rule.line) from None


@lru_cache(maxsize=1)
def _shipped() -> str:
    return str(shipped_folder())
