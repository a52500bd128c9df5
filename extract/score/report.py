"""A score as lines for people, and as one record for programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Literal

from extract.score.compare import FIELDS
from extract.score.result import Score
from extract.score.tally import confusions

__all__ = ["By", "as_record", "lines"]

By = Literal["rule", "field", "doc"]
_CONFUSIONS = 5
_LONGEST = 24
_NUMBERS = re.compile(r"[0-9.]*")


def as_record(score: Score, by: By | None = None) -> dict[str, object]:
    """The headline figures, and under ``by_rule``, ``by_field`` or ``by_doc`` those asked for."""
    record = score.as_dict()
    if by == "rule":
        record["by_rule"] = [one.as_dict() for one in score.by_rule()]
    elif by == "field":
        record["by_field"] = {name: confusions(score.documents, name) for name in FIELDS}
    elif by == "doc":
        record["by_doc"] = {doc: asdict(one) for doc, one in score.by_doc().items()}
    return record


def lines(score: Score, by: By | None = None) -> Iterator[str]:
    """The headline figures, and the table asked for."""
    yield from _headline(score)
    if by is not None:
        yield ""
        yield from _aligned({"rule": _rules, "field": _fields, "doc": _documents}[by](score))


def _headline(score: Score) -> Iterator[str]:
    figures = score.figures
    named = {"quantity": figures.quantity, "exact_span": figures.exact_span, "claim": figures.claim}
    if score.programmes is not None:
        named["programmes"] = score.programmes
    rows = [(name, _share(one.f1), _share(one.p), _share(one.r)) for name, one in named.items()]
    yield from _aligned([("", "F1", "P", "R"), *rows])
    yield ""
    wrong = Counter(name for one in score.documents for pair in one.pairs for name in pair.wrong)
    fields = [(name, _share(share), str(wrong[name])) for name, share in figures.fields.items()]
    mean = ("indicator_mean", _share(figures.indicator_mean), "")
    yield from _aligned([("of the matched", "right", "wrong"), *fields, mean])
    yield ""
    yield ", ".join(f"{name} {count}" for name, count in figures.counts.items())


def _rules(score: Score) -> Iterator[Sequence[str]]:
    yield "rule", "matched", "right", "extra", "wrong fields"
    for one in score.by_rule():
        wrong = ", ".join(f"{name} {count}" for name, count in one.wrong.most_common())
        yield one.rule, str(one.matched), str(one.right), str(one.extra), wrong


def _fields(score: Score) -> Iterator[Sequence[str]]:
    yield "field", "times", "gold -> found"
    for name in FIELDS:
        for gold, found, count in confusions(score.documents, name)[:_CONFUSIONS]:
            yield name, str(count), f"{_short(gold)} -> {_short(found)}"


def _documents(score: Score) -> Iterator[Sequence[str]]:
    yield "document", "wanted", "quantity", "exact_span", "claim", "indicator"
    for doc, one in score.by_doc().items():
        shares = (one.quantity.f1, one.exact_span.f1, one.claim.f1, one.fields["indicator"])
        yield doc, str(one.counts["wanted"]), *map(_share, shares)


def _share(share: float) -> str:
    return f"{share:.4f}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell; those of numbers to the right."""
    table = [list(row) for row in rows]
    columns = list(zip(*table, strict=True))
    widths = [max(map(len, column)) for column in columns]
    sides = [">" if _NUMBERS.fullmatch("".join(column[1:])) else "<" for column in columns]
    for row in table:
        cells = (
            f"{cell:{side}{width}}" for cell, side, width in zip(row, sides, widths, strict=True)
        )
        yield "  ".join(cells).rstrip()
