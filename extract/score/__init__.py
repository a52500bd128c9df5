"""Scoring a table of claims against gold annotations, for those who write rules.

The figures are those of the gold standard, so that they compare with published ones; besides,
they are broken down by field, document and rule, and every mistake names its place and rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from extract.score.compare import Record
from extract.score.gold import Gold, read_gold, read_output
from extract.score.mistakes import Mistake, claim_mistakes, name_mistakes
from extract.score.programmes import MatchedNames, match_names
from extract.score.report import as_record, lines
from extract.score.result import Score
from extract.score.tally import F1, Matched, f1, figures, match

__all__ = ["Mistake", "Score", "as_record", "lines", "read_output", "score"]


def score(
    gold: str | Path, claims: Iterable[Record], programmes: Iterable[Record] | None = None
) -> Score:
    """Score claims, and programmes where they are given, against a folder of gold.

    The records are those of claims.jsonl and programmes.jsonl. A document's path need only end
    in the gold's file name. Documents without gold are left out. Raises UsageError where the
    gold cannot be read.
    """
    golds = read_gold(Path(gold))
    found = _by_name(claims)
    documents: list[Matched] = []
    mistakes: list[Mistake] = []
    for one in filter(lambda one: one.claims, golds):
        documents.append(match(one.doc, one.claims, found[one.doc]))
        mistakes += claim_mistakes(documents[-1], found[one.doc], one.text)
    names = _names(golds, programmes)
    mistakes += (mistake for one in names for mistake in name_mistakes(one))
    return Score(
        figures=figures(documents),
        programmes=None if programmes is None else _names_f1(names),
        documents=tuple(documents),
        mistakes=tuple(sorted(mistakes)),
    )


def _names(golds: Iterable[Gold], programmes: Iterable[Record] | None) -> list[MatchedNames]:
    if programmes is None:
        return []
    found = _by_name(programmes)
    return [match_names(one.doc, one.programmes, found[one.doc]) for one in golds if one.programmes]


def _names_f1(names: list[MatchedNames]) -> F1:
    return f1(
        sum(one.hit for one in names),
        sum(one.found for one in names),
        sum(one.wanted for one in names),
    )


def _by_name(records: Iterable[Record]) -> defaultdict[str, list[Record]]:
    by_name: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_name[PurePosixPath(record["doc"]).name].append(record)
    return by_name
