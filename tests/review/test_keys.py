"""Every key, in a real browser."""

from __future__ import annotations

import pytest

from tests.review.browser import Keys

pytestmark = pytest.mark.browser


def last(server):
    return server.verdicts[-1]


@pytest.mark.parametrize("key", ["a", Keys.ENTER])
def test_accept_decides_and_advances(page, server, key):
    assert page.current == "56处"
    page.press(key)
    page.saved()
    assert (last(server).decision, last(server).seen["quote"]) == ("accept", "56处")
    assert page.current == "12个"
    assert page.text("#progress-text") == "1 of 7 decided"
    assert page.text("#live") == "accepted, 1 of 7. Next: 指标1 = 1 个, exactly"


def test_the_line_holds_what_was_seen(page, server):
    page.press("a")
    page.saved()
    verdict = last(server)
    assert verdict.reviewer == "wang"
    assert verdict.selector[0].exact == "全区新建健身路径56处"
    assert verdict.seen["indicator"] == "指标0"
    assert len(verdict.text_sha256) == 64
    assert verdict.rule == "unit.general"


@pytest.mark.parametrize(("digit", "reason"), [("1", "not_a_claim"), ("9", "duplicate")])
def test_reject_with_a_numbered_reason(page, server, digit, reason):
    page.press("x")
    page.until(lambda: page.id("dialog").is_displayed())
    page.press(digit)
    page.saved()
    assert (last(server).decision, last(server).reason) == ("reject", reason)
    assert not page.id("dialog").is_displayed()
    assert page.current == "12个"


def test_escape_rejects_nothing(page, server):
    page.press("x")
    page.until(lambda: page.id("dialog").is_displayed())
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.id("dialog").is_displayed())
    page.press("2")
    page.press("j")
    assert page.current == "12个"
    assert server.verdicts == ()


def test_unsure_comes_back_at_the_end(page, server):
    page.press("s")
    page.saved()
    assert last(server).decision == "unsure"
    for _ in range(6):
        page.press("a")
    assert page.current == "56处"
    page.press("a")
    page.saved()
    assert page.text("#live") == "accepted, 7 of 7. All decided"
    assert page.text("#progress-text") == "7 of 7 decided"


@pytest.mark.parametrize(
    ("forth", "back"), [("j", "k"), (Keys.ARROW_DOWN, Keys.ARROW_UP)], ids=["jk", "arrows"]
)
def test_steps(page, server, forth, back):
    page.press(forth)
    page.press(forth)
    assert page.current == "3.5万户"
    page.press(back)
    assert page.current == "12个"
    assert server.verdicts == ()


def test_next_undecided_passes_what_is_decided(page):
    page.press("a")
    page.press("k")
    assert page.current == "56处"
    page.press("n")
    assert page.current == "12个"


@pytest.mark.parametrize("undo", ["u", Keys.CONTROL + "z"], ids=["u", "ctrl-z"])
def test_undo_without_limit(page, server, undo):
    for _ in range(3):
        page.press("a")
    for quote in ["3.5万户", "12个", "56处"]:
        page.press(undo)
        assert page.current == quote
    page.saved()
    assert page.text("#progress-text") == "0 of 7 decided"
    assert [v.decision for v in server.verdicts] == ["accept"] * 3 + ["withdraw"] * 3
    page.press(undo)
    assert page.text("#live") == "Nothing to undo"


def test_undo_after_reload(page, server):
    page.press("a")
    page.press("a")
    page.saved()
    page.reload()
    assert page.outcome("56处") == page.outcome("12个") == "accept"
    page.press("u")
    page.press("u")
    page.saved()
    page.reload()
    assert page.outcome("56处") == page.outcome("12个") == "undecided"


def test_z_takes_back_what_was_said_of_this_claim(page, server):
    page.press("a")
    page.press("a")
    page.press("k")
    page.press("k")
    page.press("z")
    page.saved()
    assert (page.outcome("56处"), page.outcome("12个")) == ("undecided", "accept")
    assert last(server).withdraws == server.verdicts[0].verdict_id


def test_a_verdict_is_taken_back_from_the_history(page):
    page.press("a")
    page.press("k")
    [button] = page.driver.find_elements("css selector", "#claim .history button")
    button.click()
    assert page.outcome("56处") == "undecided"


def test_accept_all_visible_and_unflagged_with_one_undo(page, server):
    page.press(Keys.SHIFT + "A")
    page.until(lambda: page.id("dialog").is_displayed())
    assert page.text("#dialog h2") == "Accept the 6 visible unflagged claims?"
    page.press(Keys.ENTER)
    page.saved()
    assert [v.decision for v in server.verdicts] == ["accept"] * 6
    assert len({v.batch for v in server.verdicts}) == 1
    assert page.outcome("3.5万户") == "undecided"
    page.press("u")
    page.saved()
    assert page.text("#progress-text") == "0 of 7 decided"


def test_caps_lock_accepts_one_claim_not_all(page, server):
    page.js(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        "{key: 'A', shiftKey: false, bubbles: true}))"
    )
    page.saved()
    assert len(server.verdicts) == 1


def test_a_key_held_down_decides_once(page, server):
    page.js(
        "for (let i = 0; i < 5; i += 1) document.body.dispatchEvent(new KeyboardEvent("
        "'keydown', {key: 'a', repeat: i > 0, bubbles: true}))"
    )
    page.saved()
    assert len(server.verdicts) == 1


def test_search_facets_help_and_leaving(page):
    page.press("/")
    assert page.js("return document.activeElement.id") == "search"
    page.press("指标4")
    page.until(lambda: page.text("#shown") == "1 of 7")
    page.press(Keys.ESCAPE)
    page.press("f")
    assert page.id("panel-filters").is_displayed()
    page.press("?")
    page.until(lambda: page.id("dialog").is_displayed())
    assert len(page.texts("#dialog dt")) == 17
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.id("dialog").is_displayed())


def test_keys_are_letters_in_a_field(page, server):
    page.press("/")
    page.press("axsu")
    assert page.id("search").get_attribute("value") == "axsu"
    assert server.verdicts == ()


def test_keys_can_be_switched_off(page, server):
    page.id("keys").click()
    page.js("document.activeElement.blur()")
    for key in ["a", "x", "s", Keys.ARROW_RIGHT]:
        page.press(key)
    assert page.current == "56处"
    page.id("accept").click()
    page.saved()
    assert [v.decision for v in server.verdicts] == ["accept"]
    page.reload()
    assert not page.id("keys").is_selected()
    page.id("keys").click()


def test_the_list_is_worked_by_keyboard(page):
    page.js("document.getElementById('claims').focus()")
    page.press(Keys.END)
    assert page.current == "8个"
    page.press(Keys.ARROW_UP)
    assert page.current == "4处"
    active = page.js(
        "return document.getElementById(document.getElementById('claims')"
        ".getAttribute('aria-activedescendant')).getAttribute('aria-posinset')"
    )
    assert active == "6"


class TestComposing:
    """Chinese input: what ends a composition decides nothing."""

    @pytest.mark.parametrize(
        "event",
        [
            "key: 'a', isComposing: true",
            "key: 'Process', keyCode: 229",
            "key: 'a', keyCode: 229",
        ],
    )
    def test_keys_of_a_composition_are_ignored(self, page, server, event):
        page.js(
            f"document.body.dispatchEvent(new KeyboardEvent('keydown',{{bubbles: true, {event}}}))"
        )
        assert page.current == "56处"
        assert server.verdicts == ()

    def test_a_keydown_right_after_the_end_of_a_composition(self, page, server):
        """Some input methods end the composition before the key that ended it."""
        page.js(
            """
            const key = () => document.body.dispatchEvent(
              new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
            const body = document.body;
            body.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
            body.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
            key();
            """
        )
        assert page.current == "56处"
        page.press("a")
        page.saved()
        assert len(server.verdicts) == 1

    def test_real_composition_in_a_field(self, page, server):
        """Text composed by the browser's own input method interface."""
        page.press("e")
        page.driver.execute_cdp_cmd(
            "Input.imeSetComposition", {"text": "jian", "selectionStart": 4, "selectionEnd": 4}
        )
        page.js(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            "{key: 'Enter', ctrlKey: true, keyCode: 229, isComposing: true, bubbles: true}))"
        )
        assert page.driver.find_elements("css selector", "#claim form")
        page.driver.execute_cdp_cmd("Input.insertText", {"text": "健身"})
        page.press(Keys.CONTROL + Keys.ENTER)
        page.saved()
        assert server.verdicts[0].corrected == {"indicator": "指标0健身"}
