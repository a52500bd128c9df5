"""Figures of one article that prove each other: a share of a target, and the target itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from extract.diff.amount import Interval, interval, shown
from extract.diff.batch import Batch
from extract.diff.change import Difference
from extract.diff.context import Page
from extract.diff.row import Row
from extract.rules import RuleSet
from extract.text import fold

__all__ = ["Checks"]

_HALF = Fraction(1, 2)


class Checks:
    """The ways of one rule set in which a figure can be proved."""

    def __init__(self, rules: RuleSet) -> None:
        patterns = [f"(?:{rule.text('pattern')})" for rule in rules.stage("check")]
        self._cue = re.compile("|".join(patterns) or "(?!)")

    def find(self, batch: Batch) -> Iterator[Difference]:
        """Every target that agrees with what was reached and its share; from target to reached."""
        for doc in sorted(batch.sources):
            page = Page(batch.rows(doc))
            for index, row in enumerate(page.rows):
                if row.kind == "percent" and self._cue.search(fold(row.sentence[: page.at[index]])):
                    yield from self._target(page, index)

    def _target(self, page: Page, index: int) -> Iterator[Difference]:
        share = page.rows[index]
        reached = _before(page.rows, index)
        if reached is None or not share.value or Fraction(share.value) == 0:
            return
        figure = page.rows[reached]
        implied = _implied(figure, share)
        for other, row in enumerate(page.rows):
            alike = other != reached and (row.kind, row.unit) == (figure.kind, figure.unit)
            amount = _rounded(row) if alike else None
            if amount is not None and _meet(implied, amount):
                yield Difference(
                    "check",
                    row,
                    figure,
                    tier="check",
                    score=100,
                    note=f"{figure.quote} ÷ {share.quote} is {_span(implied)}: agrees",
                    old_at=page.at[other],
                    new_at=page.at[reached],
                )
                return


def _before(rows: Sequence[Row], index: int) -> int | None:
    """The figure that the share is of: the last amount before it in its sentence."""
    for other in range(index - 1, -1, -1):
        row = rows[other]
        if row.sentence != rows[index].sentence:
            return None
        if row.kind in ("count", "money", "measure") and row.role != "criterion" and row.value:
            return other
    return None


def _implied(reached: Row, share: Row) -> Interval:
    """The target, as exactly as the digits of the share tell it."""
    value = Fraction(reached.value) * 100
    percent = Fraction(share.value)
    half = _step(share.value) * _HALF
    return Interval(value / (percent + half), value / (percent - half))


def _rounded(row: Row) -> Interval | None:
    """What a value can be, where both ends are known; 约5万 is what rounds to 5 times 10,000."""
    value = interval(row)
    if value is None or value.low is None or value.high is None:
        return None
    if not value.about or value.point is None:
        return value
    digits = row.value.partition(".")[0]
    half = Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)
    return Interval(value.point - half, value.point + half)


def _step(value: str) -> Fraction:
    """The worth of the last digit: 0.1 of 108.7."""
    return Fraction(1, 10 ** len(value.partition(".")[2]))


def _meet(a: Interval, b: Interval) -> bool:
    return (b.low is None or a.high is None or b.low <= a.high) and (
        a.low is None or b.high is None or a.low <= b.high
    )


def _span(amount: Interval) -> str:
    assert amount.low is not None
    assert amount.high is not None
    return f"{shown(amount.low, 0)} to {shown(amount.high, 0)}"
