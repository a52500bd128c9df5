"""Readings to rows: home in the document, dates, programme, identity, rules and flags."""

from __future__ import annotations

import pytest

from extract import extract_text
from extract.claims import find_claims
from extract.model import Claim, Document, Mention, Passage, Period, Programme
from extract.periods import find_periods
from extract.pipeline import find_quantities
from extract.programmes import Programmes
from extract.rules import default_rules


def rows(
    text: str, *passages: Passage, date: str | None = "2024", mentions: tuple[Mention, ...] = ()
) -> tuple[Claim, ...]:
    """The claims of a document cut in these passages, else in one."""
    parts = passages or (Passage(text, ((0, len(text)),)),)
    named = Programmes(
        tuple(Programme("a.txt", m.name, m.type, (m.quote,), ()) for m in mentions),
        (mentions, *((),) * (len(parts) - 1)),
        ((),) * len(parts),
    )
    quantities = [find_quantities(p.text) for p in parts]
    periods = [find_periods(p.text, default_rules()) for p in parts]
    document = Document("a.txt", text, date=date)
    return find_claims(document, parts, quantities, periods, named, resolve=years)


def years(period: Period, date: str | None) -> tuple[str | None, str | None] | None:
    return (f"{date}-01-01", f"{date}-12-31") if period.quote == "今年" and date else None


def test_a_price_in_an_advertisement_is_a_standard() -> None:
    text = "享459元电视"
    [claim] = rows(text, Passage(text, ((0, len(text)),), kind="ad"))
    assert (claim.role, claim.rule) == ("standard", "unit.yuan+role.advertised")


def test_a_claim_that_crosses_a_break_has_two_spans_and_is_flagged() -> None:
    text = "新建水窖\n（见图）\n36口。"
    joined = Passage("新建水窖36口。", ((0, 4), (10, 14)))
    [claim] = rows(text, joined)
    assert claim.spans == ((10, 13),)
    assert claim.indicator_spans == ((0, 4),)
    assert claim.sentence_spans == ((0, 4), (10, 14))
    assert "".join(text[a:b] for a, b in claim.sentence_spans) == claim.sentence


def test_the_line_counts_from_one() -> None:
    assert [c.line for c in extract_text("修渠3公里。\n\n植树9亩。")] == [1, 3]


@pytest.mark.parametrize(
    ("date", "flags", "days"),
    [("2024", (), ("2024-01-01", "2024-12-31")), (None, ("undated",), (None, None))],
)
def test_dates_are_those_that_the_stage_is_given(
    date: str | None, flags: tuple[str, ...], days: tuple[str | None, str | None]
) -> None:
    [claim] = rows("今年，修渠3公里。", date=date)
    assert (claim.flags, (claim.period_start, claim.period_end)) == (flags, days)


def test_a_number_without_words_is_flagged() -> None:
    [claim] = rows("36口。")
    assert (claim.indicator, claim.flags) == ("", ("no_indicator",))


def test_a_price_of_an_advertisement_says_on_its_next_line_what_it_buys() -> None:
    text = "10元\n升千兆宽带"
    price, goods = Passage("10元", ((0, 3),), "ad"), Passage("升千兆宽带", ((4, 9),), "ad")
    [claim] = rows(text, price, goods)
    assert (claim.indicator, claim.indicator_spans) == ("升千兆宽带", ((4, 9),))
    assert claim.flags == ("ad",)


def test_rules_are_named_once_in_the_order_in_which_they_act() -> None:
    claims = rows("产量增长3.1%、增长2.6%。")
    assert [c.rule for c in claims] == ["unit.percent+change.increase_by"] * 2


def test_equal_claims_have_names_of_their_own() -> None:
    text = "修渠3公里。修渠3公里。 修渠 3公里。"
    assert len({c.claim_id for c in rows(text)}) == 3


def test_an_inserted_line_keeps_the_names() -> None:
    later = extract_text("全县大会召开。\n修渠3公里。")
    assert [c.claim_id for c in extract_text("修渠3公里。")] == [c.claim_id for c in later]


def mention(text: str, quote: str, name: str, kind: str = "project") -> Mention:
    start = text.index(quote)
    return Mention(start, start + len(quote), quote, name, kind, "name.test")


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        # In the clause of the number, or at the head of its chain.
        ("“暖冬”行动走访农户85户，送棉衣30件。", ["暖冬", "暖冬"]),
        ("大会开幕。“暖冬”行动启动，送棉衣30件。", ["暖冬"]),
        # Another predicate without a number parts them; the only name of a paragraph holds on.
        ("“暖冬”行动启动。县里修路85公里。", ["暖冬"]),
        # What a colon unfolds goes on after a semicolon; 下一步 leaves the topic.
        ("县里推出“暖冬”行动：老人送棉衣30件；孩子送围巾85条。", ["暖冬", "暖冬"]),
        ("“暖冬”行动送棉衣30件。下一步，县里修路85公里。", ["暖冬", None]),
        # How long something has run: what was named last.
        ("大会开幕。代表到会。县里办“暖冬”行动点。自去年启用以来，送围巾85条。", ["暖冬"]),
        # What another number counts, and examples, head nothing.
        ("大会开幕。代表到会。会上推出“暖冬”行动等21个项目，修路85公里。", [None, None]),
        ("县里修路85公里。下午，“暖冬”行动启动。", [None]),
    ],
)
def test_the_programme(text: str, programmes: list[str | None]) -> None:
    found = rows(text, mentions=(mention(text, "“暖冬”行动", "暖冬"),))
    assert [c.programme for c in found] == programmes


def test_what_was_named_last_can_be_pointed_at_from_the_next_passage() -> None:
    text = "“暖冬”行动今天启动。\n该行动送棉衣30件。"
    parts = (Passage(text[:11], ((0, 11),)), Passage(text[12:], ((12, len(text)),)))
    [claim] = rows(text, *parts, mentions=(mention(text, "“暖冬”行动", "暖冬"),))
    assert claim.programme == "暖冬"


def test_the_heading_names_the_programme_of_what_stands_below() -> None:
    text = "送棉衣30件。"
    named = mention("“暖冬”行动", "“暖冬”行动", "暖冬")
    parts = (
        Passage("“暖冬”行动", ((0, 0),)),
        Passage("大会。", ((0, 3),)),
        Passage(text, ((0, len(text)),), heading="“暖冬”行动有温度"),
    )
    [claim] = rows(text, *parts, mentions=(named,))
    assert claim.programme == "暖冬"
