"""A rule changed under an unchanged text: every claim of the five articles is the victim."""

from __future__ import annotations

import pytest

from extract.diff.classify import Inputs, classify
from extract.diff.context import Page
from extract.diff.pairing import pair
from tests.diff.planted import line
from tests.diff.tables import ARTICLES, article, claims, row

NAMES = [path.stem[:3] for path in ARTICLES]


def compared(old, new, **differs):
    pages, made = (Page(old), Page(new)), Inputs(**differs)
    return [classify(found, *pages, made) for found in pair(*pages, moved=made.moved)]


def changed(rows, index, **cells):
    return [line._replace(**cells) if i == index else line for i, line in enumerate(rows)]


@pytest.fixture(params=ARTICLES, ids=NAMES)
def rows(request):
    return [row(claim) for claim in article(request.param)[1]]


def test_another_output_of_a_rule_is_a_change_by_the_rule(rows):
    for index, victim in enumerate(rows):
        used = frozenset(victim.rule.split("+")[:1])
        other = "ge" if victim.bound == "le" else "le"
        found = compared(rows, changed(rows, index, bound=other), ruleset=True, rules=used)

        assert [d.class_ for d in found] == [
            "rule" if i == index else "same" for i in range(len(rows))
        ]
        assert (found[index].cause, found[index].fields) == ("rules", ("bound",))


def test_a_wider_span_is_the_same_number(rows):
    """约 taken in or left out: the quote is another, the number is not."""
    for index, victim in enumerate(rows):
        at = Page(rows).at[index]
        if at == 0:
            continue
        wider = victim.sentence[at - 1] + victim.quote
        start = str(int(victim.start) - 1)
        found = compared(rows, changed(rows, index, quote=wider, start=start), ruleset=True)

        assert (found[index].class_, found[index].tier) == ("rule", "number")


def test_a_claim_that_no_rule_makes_any_more_is_removed(rows):
    for index in range(len(rows)):
        found = compared(rows, rows[:index] + rows[index + 1 :], ruleset=True)

        assert [d.class_ for d in found].count("same") == len(rows) - 1
        assert [(d.old, d.cause) for d in found if d.class_ == "removed"] == [
            (rows[index], "rules")
        ]


def test_a_claim_that_a_new_rule_makes_is_added(rows):
    for index in range(len(rows)):
        found = compared(rows[:index] + rows[index + 1 :], rows, ruleset=True)

        assert [(d.new, d.cause) for d in found if d.class_ == "added"] == [(rows[index], "rules")]


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_text_and_rule_changed_at_once_is_both(path):
    text, old = article(path)
    before = [row(claim) for claim in old]
    after = [row(claim) for claim in claims(path.name, line(text, old[-1]).text)]
    for index, victim in enumerate(before):
        said = victim.sentence[:-1] + "！"
        edited = [
            now._replace(sentence=said, bound="le") if now.quote == victim.quote else now
            for now in after
            if now.sentence == victim.sentence and now.quote == victim.quote
        ]
        if len(edited) != 1:
            continue  # said twice, or read otherwise after the edit
        used = frozenset(victim.rule.split("+")[:1])
        [found] = compared([victim], edited, text=True, ruleset=True, rules=used)

        assert (found.class_, found.cause) == ("both", "text+rules"), index


@pytest.mark.parametrize(
    ("differs", "fields", "class_", "cause"),
    [
        ({"ruleset": True}, {"value": "2"}, "rule", "rules"),
        ({"version": True}, {"value": "2"}, "rule", "program"),
        ({}, {"value": "2"}, "rule", "program"),
        ({"manifest": True}, {"period_start": "2023-01-01"}, "rule", "manifest"),
        ({"manifest": True}, {"value": "2"}, "rule", "program"),
        ({"text": True}, {"period": "今年"}, "text", "text"),
        ({"text": True, "ruleset": True}, {"period": "今年"}, "both", "text+rules"),
        ({"recorded": False}, {"value": "2"}, "rule", "not recorded"),
    ],
)
def test_the_cause_is_what_was_recorded_to_differ(differs, fields, class_, cause):
    before = row(article(ARTICLES[0])[1][0])
    [found] = compared([before], [before._replace(**fields)], **differs)

    assert (found.class_, found.cause) == (class_, cause)


def test_a_rule_of_another_name_alone_is_said_to_be_that():
    before = row(article(ARTICLES[0])[1][0])
    [found] = compared([before], [before._replace(rule="unit.other")], ruleset=True)

    assert (found.class_, found.fields) == ("rule", ("rule",))
