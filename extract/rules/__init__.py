"""Rules: TOML data with their own examples.

``load`` reads folders into a ``RuleSet``; ``default_rules`` is the shipped one. Formats are
specified in ``rules/FORMAT.md``.
"""

from extract.rules.load import default_rules, load, rules_with, shipped_folder
from extract.rules.model import Example, Rule, RuleSet

__all__ = ["Example", "Rule", "RuleSet", "default_rules", "load", "rules_with", "shipped_folder"]
