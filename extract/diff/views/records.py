"""The machine form: one flat record a difference, under names that stay.

``diff_type`` and the ``from_`` and ``to_`` columns are named as dolt names them.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TextIO

from extract.diff.amount import shown
from extract.diff.change import CLASSES, Difference, Group, Totals
from extract.diff.row import Row

__all__ = ["COLUMNS", "SCHEMA_VERSION", "cells", "write_csv", "write_json"]

SCHEMA_VERSION = 1
_PLACES = 2

COLUMNS: Mapping[str, str] = {
    "diff_type": "added, removed, modified or unchanged",
    "class": "what kind of difference",
    "group": "the document, or the indicator",
    "cause": "what made it: text, rules, manifest, program, document; joined by +",
    "fields": "columns that differ, joined by /",
    "match_tier": "how the two were found to be the same claim or indicator",
    "match_score": "likeness in percent; 100 where it is certain",
    "pair": "the name by which a pair of indicators is confirmed or refused",
    "comparable": "true or false: whether the values may be set against each other",
    "why_not": "why they may not",
    "delta_abs": "new minus old, where it is one number",
    "delta_abs_min": "least it can be, empty where that is not known",
    "delta_abs_max": "most it can be",
    "delta_pct_min": "least it can be in percent of the old value, rounded outward",
    "delta_pct_max": "most it can be in percent",
    "delta_pp": "new minus old in percentage points, where both are shares",
    "note": "what people should know",
    **{f"from_{name}": f"{name} in OLD" for name in Row._fields},
    **{f"to_{name}": f"{name} in NEW" for name in Row._fields},
}
"""Every column in order, and its meaning; all but from_* and to_* are the same in JSON."""

_COMMAS = len(COLUMNS) - 1
_QUOTED = re.compile('["\r\n]')
_EMPTY = ("",) * len(Row._fields)


def cells(group: Group, found: Difference) -> list[str]:
    """One difference under ``COLUMNS``; empty is what is not known or not there."""
    delta = found.delta
    exact = delta.exact if delta.known else None
    point = delta.pct_low == delta.pct_high
    return [
        found.type,
        found.class_,
        group.name,
        found.cause,
        "/".join(found.fields),
        found.tier,
        str(found.score) if found.tier else "",
        found.pair,
        "true" if found.comparable else "false",
        found.why_not,
        "" if delta.points else _exact(exact),
        _exact(delta.low),
        _exact(delta.high),
        _rounded(delta.pct_low, 0 if point else -1),
        _rounded(delta.pct_high, 0 if point else 1),
        _exact(exact) if delta.points else "",
        found.note,
        *(found.old or _EMPTY),
        *(found.new or _EMPTY),
    ]


def write_csv(groups: Iterable[Group], out: TextIO) -> None:
    """One line a difference, under ``COLUMNS``."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for group in groups:
        for found in group.differences:
            row = cells(group, found)
            line = ",".join(row)
            # The writer looks at every character, and few rows have one that needs quotes.
            if line.count(",") == _COMMAS and not _QUOTED.search(line):
                out.write(line + "\n")
            else:
                writer.writerow(row)


def write_json(
    groups: Iterable[Group], head: Mapping[str, object], totals: Totals, out: TextIO
) -> None:
    """One object: ``schema_version``, what was compared, ``differences``, ``summary``.

    Written as it is read, so that a comparison of any length fits in memory. ``totals``
    watches the groups. Numbers are strings, because JSON readers make floats of them.
    """
    opening = json.dumps({"schema_version": SCHEMA_VERSION, **head}, ensure_ascii=False)
    out.write(opening[:-1] + ', "differences": [')
    comma = ""
    for group in groups:
        for found in group.differences:
            fields: dict[str, object] = dict(zip(COLUMNS, cells(group, found), strict=True))
            fields["fields"] = list(found.fields)
            fields["comparable"] = found.comparable
            out.write(f"{comma}\n{json.dumps(_nulls(fields), ensure_ascii=False)}")
            comma = ","
    summary: dict[str, object] = {name: totals.counts[name] for name in CLASSES}
    summary["groups"] = totals.groups
    out.write(f'\n], "summary": {json.dumps(summary)}}}\n')


def _nulls(fields: dict[str, object]) -> dict[str, object]:
    """Absent values as null, which JSON has and CSV has not."""
    return {name: None if value == "" else value for name, value in fields.items()}


def _exact(number: Fraction | None) -> str:
    return "" if number is None else shown(number)


def _rounded(number: Fraction | None, outward: int) -> str:
    return "" if number is None else shown(number, _PLACES, outward=outward)
