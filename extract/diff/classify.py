"""What kind of difference a pair is, and what made it: computed from what was recorded.

Note [Causes]: a table is made of the documents' text, the rules, the manifest and the program.
A run records a hash of each text, of each rule, and the version. Where a claim's own sentence
is unchanged, whatever else differs must have done it; where it changed, the rules take part
only if a rule that made the claim is not the same rule in both runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.diff.amount import NONE, Delta, delta, interval
from extract.diff.batch import Batch, Source
from extract.diff.change import Class, Difference
from extract.diff.context import Page
from extract.diff.pairing import Pair
from extract.diff.row import SAID, Row, said

__all__ = ["Inputs", "classify", "inputs"]

_FROM_MANIFEST = frozenset({"period_start", "period_end", "place", "flags"})
_FROM_CONTEXT = _FROM_MANIFEST | {"article", "section", "programme", "period"}
"""What a change elsewhere in the document can do to a claim whose sentence is unchanged."""
_AMOUNT = frozenset({"value", "low", "high"})
_MANIFEST = ("date", "date_basis", "outlet", "place", "title")
UNKNOWN = "not recorded"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Which inputs of one document differ between two runs; ``rules`` are ids of rules.

    ``recorded`` is false where a table stands without documents.csv and run.json.
    """

    text: bool = False
    encoding: bool = False
    path: bool = False
    manifest: bool = False
    ruleset: bool = False
    version: bool = False
    rules: frozenset[str] = frozenset()
    recorded: bool = True

    @property
    def moved(self) -> bool:
        """Whether offsets may have moved."""
        return self.text or not self.recorded

    @property
    def names(self) -> tuple[str, ...]:
        """What differs, in words."""
        flags = {
            "text": self.text,
            "encoding": self.encoding,
            "path": self.path,
            "manifest": self.manifest,
            "rules": self.ruleset,
            "program": self.version,
        }
        return tuple(name for name, differs in flags.items() if differs)


def inputs(old: Batch, new: Batch, before: Source, after: Source) -> Inputs:
    """What went into one document's rows differently; ``before`` and ``after`` describe it."""
    return Inputs(
        text=before.text != after.text,
        encoding=before.encoding != after.encoding,
        path=before.path != after.path,
        manifest=any(getattr(before, name) != getattr(after, name) for name in _MANIFEST),
        ruleset=old.rules != new.rules,
        version=old.version != new.version,
        rules=changed_rules(old, new),
        recorded=old.recorded and new.recorded,
    )


def changed_rules(old: Batch, new: Batch) -> frozenset[str]:
    """Ids of rules that are not the same in both runs, or only in one."""
    ids = old.rule_digests.keys() | new.rule_digests.keys()
    return frozenset(i for i in ids if old.rule_digests.get(i) != new.rule_digests.get(i))


def classify(pair: Pair, old: Page, new: Page, made: Inputs) -> Difference:
    """The difference of one pair of one document's rows.

    Where the quotes of claims stand that are the same or moved is left for who shows them.
    """
    if pair.old is None or pair.new is None:
        return _alone(pair, old, new, made)
    before, after = old.rows[pair.old], new.rows[pair.new]
    fields = differing(before, after)
    if not fields:
        stayed = (before.start, before.line) == (after.start, after.line)
        return Difference("same" if stayed else "moved", before, after, tier=pair.tier, score=100)
    class_, cause, note = _judged(before, after, fields, made)
    return Difference(
        class_,
        before,
        after,
        cause,
        fields,
        pair.tier,
        pair.score,
        delta=_between(before, after) if _AMOUNT.intersection(fields) else NONE,
        note=note,
        old_at=old.at[pair.old],
        new_at=new.at[pair.new],
    )


def _alone(pair: Pair, old: Page, new: Page, made: Inputs) -> Difference:
    if pair.old is not None:
        row, at = old.rows[pair.old], old.at[pair.old]
        return Difference("removed", row, None, _missing(row, new.rows, made), old_at=at)
    if pair.new is not None:
        row, at = new.rows[pair.new], new.at[pair.new]
        return Difference("added", None, row, _missing(row, old.rows, made), new_at=at)
    raise ValueError("a pair has a side")


def differing(old: Row, new: Row) -> tuple[str, ...]:
    """The columns that differ, those of the place left aside."""
    before, after = said(old), said(new)
    if before == after:
        return ()
    return tuple(name for name, a, b in zip(SAID, before, after, strict=True) if a != b)


def _judged(old: Row, new: Row, fields: Sequence[str], made: Inputs) -> tuple[Class, str, str]:
    """Class, cause, and the rules that are not the same in both runs."""
    changed = sorted({*old.rule.split("+"), *new.rule.split("+")} & made.rules)
    note = f"rules that changed: {', '.join(changed)}" if changed else ""
    if old.sentence != new.sentence:
        return ("both", "text+rules", note) if changed else ("text", "text", "")
    if not made.recorded:
        return "rule", UNKNOWN, ""
    around = _FROM_CONTEXT.issuperset(fields)
    if changed and not (made.text and around):
        return "rule", "rules", note
    if made.manifest and _FROM_MANIFEST.issuperset(fields):
        return "rule", "manifest", ""
    if made.text and made.ruleset:
        return "both", "text+rules", ""
    if made.text:
        return "text", "text", ""
    return "rule", "rules" if made.ruleset else "program", ""


def _between(old: Row, new: Row) -> Delta:
    """What lies between the two values, where they count the same thing."""
    if (old.kind, old.unit, old.per, old.change) != (new.kind, new.unit, new.per, new.change):
        return NONE
    before, after = interval(old), interval(new)
    if before is None or after is None or before == after:
        return NONE
    return delta(before, after, points=old.kind in ("percent", "point"))


def _missing(row: Row, others: Sequence[Row], made: Inputs) -> str:
    """Why a claim is in one table only; ``others`` are the document's rows in the other one."""
    if not made.recorded:
        return UNKNOWN
    if made.ruleset and any(other.sentence == row.sentence for other in others):
        return "rules"
    causes = [name for name in ("text", "rules") if name in made.names]
    return "+".join(causes) or "program"
