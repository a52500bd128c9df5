"""Laws of pairing, on tables that no article would give."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.diff.batch import Batch, Source
from extract.diff.change import CLASSES
from extract.diff.classify import Inputs, classify
from extract.diff.context import Page, masked
from extract.diff.pairing import pair
from extract.diff.series.compare import by_series
from extract.diff.series.pairs import Decisions
from extract.rules import default_rules
from tests.diff.tables import made, write

PARTS = st.sampled_from(
    ["新建", "养老机构", "食堂", "3家", "5家", "13家", "，", "、", "覆盖率", "七成"]
)
QUOTES = st.sampled_from(["3家", "5家", "家", "七成", "约3家"])


@st.composite
def pages(draw):
    """Some claims whose sentences repeat and overlap."""
    sentences = draw(st.lists(st.lists(PARTS, min_size=1, max_size=6).map("".join), max_size=4))
    rows, start = [], 0
    for sentence in sentences:
        for quote in draw(st.lists(QUOTES, max_size=3)):
            at = max(sentence.find(quote), 0)
            rows.append(
                made(
                    sentence=sentence,
                    quote=quote,
                    start=start + at,
                    end=start + at + len(quote),
                    indicator=draw(st.sampled_from(["", "养老机构", "食堂"])),
                    unit="家",
                )
            )
        start += len(sentence) + draw(st.sampled_from([0, 1, 7]))
    return Page(rows)


@given(pages(), pages(), st.booleans())
def test_every_claim_is_in_one_pair(old, new, moved):
    found = pair(old, new, moved=moved)

    assert sorted(p.old for p in found if p.old is not None) == list(range(len(old.rows)))
    assert sorted(p.new for p in found if p.new is not None) == list(range(len(new.rows)))


@given(pages(), pages(), st.booleans())
def test_exchanged_tables_give_the_mirror_image(old, new, moved):
    there = {(p.old, p.new, p.tier, p.score) for p in pair(old, new, moved=moved)}
    back = {(p.new, p.old, p.tier, p.score) for p in pair(new, old, moved=moved)}

    assert there == back


@given(pages(), st.booleans())
def test_a_table_and_itself_are_the_same(page, moved):
    found = pair(page, page, moved=moved)

    assert {classify(p, page, page, Inputs()).class_ for p in found} <= {"same"}


@given(pages(), st.randoms(use_true_random=False))
def test_the_order_of_documents_text_is_all_that_moves(page, random):
    """The same claims in another order: nothing is added, removed or changed."""
    rows = list(page.rows)
    random.shuffle(rows)
    shuffled = Page([row._replace(line="9") for row in rows])
    found = [classify(p, page, shuffled, Inputs(text=True)) for p in pair(page, shuffled)]

    assert {d.class_ for d in found} <= {"moved"}


@given(pages(), pages())
def test_digits_are_never_compared_by_likeness(old, new):
    for found in pair(old, new):
        if found.tier not in ("quote", "figure", "likeness"):
            continue
        a, b = old.rows[found.old], new.rows[found.new]
        if found.tier == "likeness":
            assert (a.indicator, a.unit) == (b.indicator, b.unit)
        else:
            assert old.figure(found.old) == new.figure(found.new)


@given(st.lists(PARTS, max_size=8).map("".join))
def test_masked_words_hold_no_digit(text):
    assert not set(masked(text)) & set("0123456789七")


ROWS = st.lists(
    st.builds(
        made,
        claim_id=st.integers(min_value=0, max_value=10**15).map(str),
        start=st.integers(min_value=0, max_value=99).map(str),
        indicator=st.sampled_from(["养老机构", "公办养老机构", "养老机构床位", "食堂", "社区食堂"]),
        unit=st.sampled_from(["家", "个", "人"]),
        value=st.sampled_from(["1", "2", "30"]),
        bound=st.sampled_from(["eq", "gt", "approx"]),
        role=st.sampled_from(["fact", "forecast"]),
        period_start=st.sampled_from(["", "2022-01-01"]),
    ),
    max_size=5,
    unique_by=lambda row: row.claim_id,
)


@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS)
def test_series_of_exchanged_tables_are_the_mirror_image(old, new):
    with tempfile.TemporaryDirectory() as scratch:
        folders = [
            write(Path(scratch) / name, rows, [Source("a.txt", date=date, place="市南区")])
            for name, rows, date in (("old", old, "2022"), ("new", new, "2023"))
        ]
        there, back = seen(*folders), seen(*reversed(folders))

    turned = {"added": "removed", "removed": "added"}
    assert there == sorted((turned.get(c, c), b, a, *rest) for c, a, b, *rest in back)


def seen(old, new):
    with Batch(old) as before, Batch(new) as after:
        found = by_series(before, after, default_rules(), Decisions("none.jsonl"), CLASSES)
    return sorted(
        (d.class_, d.old.claim_id if d.old else "", d.new.claim_id if d.new else "", d.tier, d.pair)
        for group in found.groups
        for d in group.differences
    )
