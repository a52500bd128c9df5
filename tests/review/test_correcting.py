"""Corrections, missed claims, and verdicts of earlier runs, in a real browser."""

from __future__ import annotations

import json

import pytest

from extract.verdicts import append, beside
from extract.verdicts.model import Selector, Verdict
from extract.verdicts.run import text_hash
from tests.review.browser import Keys, Page
from tests.review.conftest import DOC, TEXT

pytestmark = pytest.mark.browser


def fields(page, **values: str) -> None:
    """Type into the fields of the form."""
    for name, value in values.items():
        field = page.driver.find_element("css selector", f"#claim form [name={name}]")
        field.clear()
        field.send_keys(value)


def corrected(server):
    return server.verdicts[-1].corrected


class TestSpan:
    def test_arrows_move_the_end_by_one_character(self, page, server):
        page.press(Keys.ARROW_LEFT)
        assert "".join(page.texts("#article mark.draft")) == "56"
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        at = TEXT.index("56处")
        assert corrected(server) == {"quote": "56", "spans": [[at, at + 2]]}
        assert page.outcome("56处") == "correct"
        assert page.current == "12个"

    def test_shift_and_arrows_move_the_start(self, page, server):
        page.press(Keys.SHIFT + Keys.ARROW_LEFT)
        page.press(Keys.SHIFT + Keys.ARROW_LEFT)
        page.press(Keys.SHIFT + Keys.ARROW_RIGHT)
        assert page.text("#claim .quote") == "径56处"
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert corrected(server)["quote"] == "径56处"

    def test_a_span_never_turns_inside_out(self, page):
        for _ in range(9):
            page.press(Keys.ARROW_LEFT)
        assert page.text("#claim .quote") == "5"

    def test_the_engine_reads_the_new_span(self, page, server):
        page.press(Keys.ARROW_LEFT)
        page.until(lambda: page.text(".proposal button"))
        page.driver.find_element("css selector", ".proposal button").click()
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert corrected(server)["value"] == "56"

    def test_escape_leaves_everything_as_it_was(self, page, server):
        page.press(Keys.ARROW_RIGHT)
        page.press(Keys.ESCAPE)
        assert not page.driver.find_elements("css selector", "#article mark.draft")
        assert page.marked_current() == "56处"
        assert server.verdicts == ()

    def test_the_buttons_do_the_same(self, page):
        page.press("e")
        buttons = page.driver.find_elements("css selector", ".span-control button")
        buttons[3].click()
        assert page.text("#claim .quote") == "56处，"


class TestForm:
    def test_only_what_is_changed_is_written(self, page, server):
        page.press("e")
        fields(page, value="57", unit="处", note="数过")
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert corrected(server) == {"value": "57", "unit": "处"}
        assert server.verdicts[-1].note == "数过"
        assert server.verdicts[-1].seen["value"] == "1"

    def test_the_old_value_is_shown(self, page):
        page.press("e")
        fields(page, unit="处")
        assert page.text("[data-was=unit]") == "was 个"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("value", "3,000"), ("value", "3e5"), ("low", "x"), ("period_start", "去年")],
    )
    def test_what_no_table_could_hold_is_refused(self, page, server, field, value):
        page.press("e")
        fields(page, **{field: value})
        page.press(Keys.CONTROL + Keys.ENTER)
        assert "not of this form" in page.text("#claim .error")
        assert page.js("return document.activeElement.name") == field
        assert server.verdicts == ()

    def test_nothing_changed_is_no_correction(self, page, server):
        page.press("e")
        page.press(Keys.CONTROL + Keys.ENTER)
        assert page.text("#claim .error") == "Nothing is changed"
        assert server.verdicts == ()

    def test_a_correction_is_shown_beside_what_the_rules_say(self, page):
        page.press("e")
        fields(page, unit="处")
        page.press(Keys.CONTROL + Keys.ENTER)
        page.press("k")
        assert page.text("#says") == "指标0 = 1 处"
        assert page.text("#claim dd.changed") == "处was 个"

    def test_a_second_correction_keeps_the_first(self, page, server):
        page.press("e")
        fields(page, unit="处")
        page.press(Keys.CONTROL + Keys.ENTER)
        page.press("k")
        page.press("e")
        fields(page, value="56")
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert corrected(server) == {"unit": "处", "value": "56"}

    def test_undo_letters_in_a_field_is_not_undo_of_a_verdict(self, page, server):
        page.press("a")
        page.press("e")
        fields(page, unit="处")
        page.press(Keys.CONTROL + "z")
        page.saved()
        assert [v.decision for v in server.verdicts] == ["accept"]


SELECT = """
const [start, length] = arguments;
const piece = [...document.querySelectorAll('#article [data-a]')].find((node) =>
  Number(node.dataset.a) <= start && start < Number(node.dataset.a) + node.textContent.length);
const range = document.createRange();
range.setStart(piece.firstChild, start - Number(piece.dataset.a));
range.setEnd(piece.firstChild, start - Number(piece.dataset.a) + length);
const chosen = document.getSelection();
chosen.removeAllRanges();
chosen.addRange(range);
"""


class TestMissed:
    def test_the_engine_proposes_and_the_reviewer_completes(self, clean, serve, output):
        lines = (output / "claims.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        (output / "claims.jsonl").write_text("".join(lines[1:]), encoding="utf-8")
        server = serve(output)
        page = Page(clean, server.url)
        at = TEXT.index("56处")
        page.js(SELECT, at - 1, 4)
        page.press("m")
        page.until(lambda: page.driver.find_elements("css selector", "#claim form"))
        assert page.text("#claim .quote") == "56处"
        fields(page, indicator="新建健身路径")
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        verdict = server.verdicts[-1]
        assert (verdict.decision, verdict.spans) == ("missed", ((at, at + 3),))
        assert verdict.claim_id == f"missed:{at}-{at + 3}:{DOC}"
        wanted = {"quote": "56处", "value": "56", "unit": "处", "indicator": "新建健身路径"}
        assert verdict.corrected.items() >= wanted.items()
        assert page.current == "56处"
        assert page.marked_current() == "56处"
        page.reload()
        assert page.outcome("56处") == "missed"
        page.choose("56处")
        page.press("u")
        page.saved()
        assert page.js("return review.store.claims.length") == 6

    def test_by_keyboard_alone(self, page, server):
        page.press("m")
        page.press(Keys.TAB * 5)
        assert page.js("return document.activeElement.type") == "search"
        page.press("四处")
        page.press(Keys.ENTER)
        assert page.text("#claim .error") == "Not in the article: 四处"
        page.press(Keys.CONTROL + "a")
        page.press("年计划", Keys.ENTER)
        assert page.text("#claim .quote") == "年计划"
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert server.verdicts[-1].corrected["quote"] == "年计划"

    def test_what_is_a_claim_already_is_not_missed(self, page):
        page.js(SELECT, TEXT.index("56处"), 3)
        page.press("m")
        page.until(lambda: page.text("#live") == "There is a claim here already")


def earlier(**more) -> Verdict:
    at = TEXT.index("56处")
    selector = Selector("全区新建健身路径56处", "今年以来，", "，改造", at - 8, (8, 11))
    given = {
        "verdict_id": "earlier1",
        "claim_id": "0" * 16,
        "doc": DOC,
        "decision": "accept",
        "reviewer": "li",
        "at": "2024-05-01T08:00:00.000000Z",
        "seen": {"quote": "56处", "unit": "个", "bound": "gt"},
        "selector": (selector,),
        "text_sha256": text_hash(TEXT),
    }
    return Verdict(**(given | more))


def test_a_stale_verdict_shows_what_has_changed(clean, serve, output):
    append(beside(output), [earlier()])
    page = Page(clean, serve(output).url)
    assert page.outcome("56处") == "stale"
    assert page.texts(".notice tbody th, .notice tbody td") == ["Bound", "more than", "exactly"]
    page.press("a")
    assert page.outcome("56处") == "accept"
    page.press("k")
    assert not page.driver.find_elements("css selector", ".notice")
    assert len(page.texts(".history li")) == 2


def test_a_verdict_of_another_reviewer_decides_until_one_differs(clean, serve, output):
    append(beside(output), [earlier(seen={"quote": "56处", "unit": "个", "bound": "eq"})])
    page = Page(clean, serve(output).url)
    assert page.outcome("56处") == "accept"
    assert page.current == "12个"
    page.choose("56处")
    page.press("x")
    page.press("4")
    assert page.outcome("56处") == "conflict"


def test_the_trace_is_shown_on_request(page):
    page.driver.find_element("css selector", "#claim details summary").click()
    page.until(lambda: "recognised" in page.text("#claim details pre"))


def test_the_curator_outranks(clean, serve, output):
    append(beside(output), [earlier(seen={"quote": "56处"})])
    page = Page(clean, serve(output, role="curator").url)
    page.choose("56处")
    page.press("x")
    page.press("4")
    assert page.outcome("56处") == "reject"


def test_blind_review_does_not_see_others(clean, serve, output):
    append(beside(output), [earlier(seen={"quote": "56处"}, note="看过了")])
    server = serve(output, blind=True)
    page = Page(clean, server.url)
    assert page.outcome("56处") == "undecided"
    _, _, state = server.ask("GET", "/api/state")
    assert "看过了" not in json.dumps(state, ensure_ascii=False)
    _, _, news = server.ask("GET", "/api/verdicts?after=0")
    assert news["verdicts"] == []
