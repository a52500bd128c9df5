"""What becomes of a verdict on every claim of the five articles when the text changes.

The other way, fuzzy anchoring of quotes with context, left 212 of 280 verdicts silently on a
changed number and 112 on a look-alike of a deleted sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.model import Span
from extract.verdicts import Carried, Run, carry
from extract.verdicts.run import Row
from tests.verdicts.making import CORPUS, again, corpus, decide

DOCS = sorted(path.name for path in CORPUS.glob("*.txt"))
OTHER = str.maketrans(
    "0123456789一二两三四五六七八九十百千万数几首半",
    "1234567891二三三四五六七八九八二千百千几数次两",
)


def apart(claims: Sequence[Row]) -> list[list[Row]]:
    """The claims in groups whose members are far enough apart to be edited in one go."""
    groups: list[list[Row]] = []
    for claim in claims:
        for group in groups:
            if claim["sentence_spans"][0][0] - max(b for _, b in group[-1]["sentence_spans"]) > 60:
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


def carried(run: Run, group: Sequence[Row], text: str) -> tuple[Run, tuple[Carried, ...]]:
    later = again(run, group[0]["doc"], text)
    return later, carry([decide(run, claim) for claim in group], later)


def cut(text: str, spans: Sequence[Span], by=lambda _: "") -> str:
    for a, b in sorted(spans, reverse=True):
        text = text[:a] + by(text[a:b]) + text[b:]
    return text


def text_of(run: Run, doc: str) -> str:
    document = run.document(doc)
    assert document is not None
    return document.text


@pytest.mark.parametrize("doc", DOCS)
def test_the_same_text_keeps_every_verdict(doc):
    run = corpus()
    verdicts = [decide(run, claim) for claim in run.by_doc[doc]]
    assert {item.state for item in carry(verdicts, run)} == {"kept"}


@pytest.mark.parametrize("doc", DOCS)
def test_a_line_inserted_above_keeps_every_verdict(doc):
    run = corpus()
    claims = run.by_doc[doc]
    line = "新闻速读一行。\n"
    _, got = carried(run, claims, line + text_of(run, doc))
    assert [item.state for item in got] == ["moved"] * len(claims)
    shifted = [tuple((a + len(line), b + len(line)) for a, b in c["spans"]) for c in claims]
    assert [item.spans for item in got] == shifted


@pytest.mark.parametrize("doc", DOCS)
def test_a_character_nearby_keeps_every_verdict_whose_reading_is_the_same(doc):
    run = corpus()
    text = text_of(run, doc)
    for group in apart(run.by_doc[doc]):
        at = [max(0, decide(run, claim).selector[0].start - 6) for claim in group]
        later, got = carried(run, group, cut(text, [(i, i) for i in at], lambda _: "的"))
        for claim, item in zip(group, got, strict=True):
            assert "".join(text_of(later, doc)[a:b] for a, b in item.spans) == claim["quote"]
            assert item.state == ("stale" if item.changed else "moved")


@pytest.mark.parametrize("doc", DOCS)
def test_a_number_changed_in_place_gets_no_verdict(doc):
    run = corpus()
    for group in apart(run.by_doc[doc]):
        spans = [span for claim in group for span in claim["spans"]]
        text = cut(text_of(run, doc), spans, lambda quote: quote.translate(OTHER))
        assert all(c["quote"].translate(OTHER) != c["quote"] for c in group)
        _, got = carried(run, group, text)
        assert {item.state for item in got} <= {"edited", "orphan"}


@pytest.mark.parametrize("doc", DOCS)
def test_a_deleted_sentence_leaves_no_verdict_on_a_look_alike(doc):
    run = corpus()
    for group in apart(run.by_doc[doc]):
        spans = {tuple(span) for claim in group for span in claim["sentence_spans"]}
        _, got = carried(run, group, cut(text_of(run, doc), sorted(spans)))
        assert {item.state for item in got} <= {"edited", "orphan"}
        assert all(item.why for item in got)


@pytest.mark.parametrize("doc", DOCS)
def test_other_line_breaks_keep_every_verdict_that_is_read_the_same(doc):
    """A re-downloaded page in CRLF."""
    run = corpus()
    claims = run.by_doc[doc]
    _, got = carried(run, claims, text_of(run, doc).replace("\n", "\r\n"))
    assert {item.state for item in got} == {"moved"}


def test_most_changed_numbers_show_the_old_verdict_as_history():
    run = corpus()
    states = []
    for doc in DOCS:
        for group in apart(run.by_doc[doc])[:3]:
            spans = [span for claim in group for span in claim["spans"]]
            text = cut(text_of(run, doc), spans, lambda quote: quote.translate(OTHER))
            states += [item.state for item in carried(run, group, text)[1]]
    assert states.count("edited") > 0.8 * len(states)
