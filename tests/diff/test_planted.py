"""Planted differences: every claim of the five articles is the victim of each."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extract.diff.classify import Inputs, classify
from extract.diff.context import Page
from extract.diff.pairing import pair
from extract.model import Document
from extract.pipeline import extract_document
from extract.rules import default_rules
from tests.diff.planted import PLANTS
from tests.diff.truth import row, said, truth

ARTICLES = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))


@cache
def read(path):
    text = path.read_text("utf-8")
    return text, claims(path.name, text)


def claims(doc, text):
    document = Document(doc, text, date="2023", place="青岛市市南区")
    return extract_document(document, default_rules()).claims


def verdicts(old, new):
    rows = Page([row(c) for c in old]), Page([row(c) for c in new])
    found = (classify(p, *rows, Inputs(text=True)) for p in pair(*rows))
    return Counter((d.class_, said(d.old), said(d.new)) for d in found)


@pytest.mark.parametrize("plant", PLANTS)
@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem[:3])
def test_every_class_is_right_whoever_the_victim(article, plant):
    text, old = read(article)
    for victim in old:
        planted = PLANTS[plant](text, victim)
        if planted is None:
            continue
        new = claims(article.name, planted.text)
        wanted, found = truth(old, new, planted), verdicts(old, new)
        assert found == wanted, (victim.quote, victim.start)
