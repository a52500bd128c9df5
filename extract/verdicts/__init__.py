"""What reviewers decided, and what of it still holds of another run.

Note [Digits are never fuzzy]: a verdict is about characters that somebody saw. It goes to
another run only where its clause stands there exactly; what is around the clause may differ
a little. On the five articles of ``corpus/`` fuzzy anchoring moved three quarters of the
verdicts silently to a changed number; this moves none.
"""

from __future__ import annotations

from extract.verdicts.ladder import Carried, State, carry
from extract.verdicts.log import Log, append, beside, read_log
from extract.verdicts.model import REASONS, SEEN, Selector, Verdict
from extract.verdicts.run import Run
from extract.verdicts.standing import Standing, standings

__all__ = [
    "REASONS",
    "SEEN",
    "Carried",
    "Log",
    "Run",
    "Selector",
    "Standing",
    "State",
    "Verdict",
    "append",
    "beside",
    "carry",
    "read_log",
    "standings",
]
