"""The real pairs of the five articles, as a reader would judge them."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from extract.batch import run
from extract.diff.batch import Batch
from extract.diff.change import CLASSES
from extract.diff.series.compare import by_series
from extract.diff.series.pairs import Decisions
from extract.diff.views.words import describe
from extract.rules import default_rules
from tests.diff.tables import ARTICLES, CORPUS


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> dict[str, Path]:
    """The tables of each article alone, by the first three digits of its name."""
    top = tmp_path_factory.mktemp("articles")
    with (CORPUS / "documents.csv").open(encoding="utf-8", newline="") as file:
        header, *described = csv.reader(file)
    for path in ARTICLES:
        folder = top / path.stem[:3]
        folder.mkdir()
        (folder / path.name).write_bytes(path.read_bytes())
        with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in described if row[0] == path.name)])
        run([folder], folder / "out")
    return {path.stem[:3]: top / path.stem[:3] / "out" for path in ARTICLES}


def compared(tables, old, new):
    with Batch(tables[old]) as before, Batch(tables[new]) as after:
        found = by_series(before, after, default_rules(), Decisions("none.jsonl"), CLASSES)
    return [d for group in found.groups for d in group.differences]


def the(tables, old, new, first, second):
    """The one pair of these two quotes."""
    found = [
        d
        for d in compared(tables, old, new)
        if d.old and d.new and (d.old.quote, d.new.quote) == (first, second)
    ]
    assert len(found) == 1, [d.class_ for d in found]
    return found[0]


@pytest.mark.parametrize(
    ("old", "new", "first", "second", "class_", "said"),
    [
        ("001", "003", "29.88万人", "29.88万人", "restated", ""),
        ("001", "003", "61.16%", "61.16%", "restated", ""),
        ("001", "000", "3个", "3个", "restated", ""),
        ("002", "000", "6家", "7家", "series", "+1 (+16.7%)"),
        ("002", "001", "10%", "5%", "series", "-5 percentage points"),
        ("002", "001", "5500余万元", "4733万元", "series", "at least 13.9% lower"),
        ("002", "001", "412家", "470家", "scope_differs", "各类 ≠ 基层"),
        ("002", "001", "超过70%", "7成以上", "scope_differs", "收入 ≠ 支出"),
        ("002", "003", "超过70%", "七成以上", "scope_differs", "收入 ≠ 支出"),
        ("001", "003", "7成以上", "七成以上", "restated", ""),
        ("001", "003", "40处", "40处", "status_differs", "planned ≠ reached"),
        ("002", "000", "约600户", "649户", "conflict", "2022年 against 自2022年至今, adding up"),
        ("004", "003", "约5万名", "54339人", "check", "54339人 ÷ 108.7% is 49967 to 50013: agrees"),
    ],
)
def test_a_pair_of_two_articles(tables, old, new, first, second, class_, said):
    if second == "3个":
        found = next(
            d
            for d in compared(tables, old, new)
            if d.class_ == "restated" and "融合型" in d.new.indicator
        )
    else:
        found = the(tables, old, new, first, second)

    assert found.class_ == class_
    assert said in (describe(found.delta), found.why_not, found.note)


def test_a_pace_that_falls_is_no_level_that_falls(tables):
    found = the(tables, "002", "001", "10%", "5%")

    assert "the level still rose; +15.5% over both if on one base" in found.note


def test_what_is_not_comparable_has_no_delta(tables):
    for old, new in combinations(tables, 2):
        for found in compared(tables, old, new):
            parted = found.class_ in ("scope_differs", "status_differs", "conflict")
            assert found.comparable != parted
            assert bool(found.why_not) == parted
            assert not (parted and found.delta.known)


def test_other_places_are_never_paired(tables):
    """市南区 and 李沧区: 5.16万名 of 65, 54339人 of 60."""
    found = compared(tables, "001", "004")

    assert {d.class_ for d in found} == {"added", "removed", "check"}


@pytest.mark.parametrize(("old", "new"), [*combinations(["000", "001", "002", "003", "004"], 2)])
def test_exchanged_tables_give_the_mirror_image(tables, old, new):
    turned = {"added": "removed", "removed": "added"}

    def seen(differences, mirrored):
        lines = []
        for d in differences:
            a, b = (d.new, d.old) if mirrored and d.class_ != "check" else (d.old, d.new)
            class_ = turned.get(d.class_, d.class_) if mirrored else d.class_
            low, high = d.delta.low, d.delta.high
            if mirrored:
                low, high = (None if x is None else -x for x in (high, low))
            lines.append((class_, a or (), b or (), d.tier, d.score, d.pair, str(low), str(high)))
        return sorted(lines)

    there, back = compared(tables, old, new), compared(tables, new, old)
    assert seen(there, mirrored=False) == seen(back, mirrored=True)


def test_every_claim_is_in_one_difference(tables):
    """Of each table all claims that can stand in a series, none twice but as a check."""
    for old, new in combinations(tables, 2):
        found = [d for d in compared(tables, old, new) if d.class_ != "check"]
        for side in ("old", "new"):
            ids = [getattr(d, side).claim_id for d in found if getattr(d, side)]
            assert len(ids) == len(set(ids))
