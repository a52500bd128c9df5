"""Planted differences: every claim of the five articles is the victim of each."""

from __future__ import annotations

from collections import Counter

import pytest

from extract.diff.classify import Inputs, classify
from extract.diff.context import Page
from extract.diff.pairing import pair
from tests.diff.planted import PLANTS
from tests.diff.tables import ARTICLES, article, claims, row
from tests.diff.truth import said, truth


def verdicts(old, new):
    pages = Page([row(c) for c in old]), Page([row(c) for c in new])
    found = [classify(p, *pages, Inputs(text=True)) for p in pair(*pages)]
    return found, Counter((d.class_, said(d.old), said(d.new)) for d in found)


def victims(path, plant):
    """Each planted text once; claims of one line, say, share the line above them."""
    text, old = article(path)
    seen = {}
    for victim in old:
        planted = PLANTS[plant](text, victim)
        if planted is not None:
            seen.setdefault(planted.text, (victim, planted))
    return old, seen.values()


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_every_class_is_right_whoever_the_victim(path, plant):
    old, planted = victims(path, plant)

    for victim, difference in planted:
        new = claims(path.name, difference.text)
        found, given = verdicts(old, new)

        assert given == truth(old, new, difference), (victim.quote, victim.start)
        back, _ = verdicts(new, old)
        assert pairs(found) == pairs(back, mirrored=True), (victim.quote, victim.start)


def pairs(found, *, mirrored=False):
    """Every difference by its two claims, as it looks from one side."""
    turned = {"added": "removed", "removed": "added"}
    return sorted(
        (turned.get(d.class_, d.class_), where(d.new), where(d.old), d.tier, d.score)
        if mirrored
        else (d.class_, where(d.old), where(d.new), d.tier, d.score)
        for d in found
    )


def where(line):
    return () if line is None else (line.doc, int(line.start), line.quote)
