"""Everybody can use it: an automated check, roles and focus, both languages, both themes."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.review.browser import Keys, Page

pytestmark = pytest.mark.browser
AXE = "axe-core@4.14.1"
STATES = {
    "plain": [],
    "decided": ["a", "a", "k"],
    "form": ["e"],
    "reject": ["x"],
    "help": ["?"],
    "filters": ["f"],
}


@pytest.fixture(scope="session")
def axe(tmp_path_factory) -> str:
    """The checker of the npm registry, as script."""
    if not shutil.which("npm"):
        pytest.skip("needs npm")
    folder = tmp_path_factory.mktemp("npm")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", AXE]
    subprocess.run([*command, "--prefix", folder], check=True, capture_output=True, timeout=120)
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def theme(page, name: str) -> None:
    page.js(
        "const box = document.getElementById('theme'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change'))",
        name,
    )


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_no_serious_finding(page, axe, artefacts, state, colours):
    theme(page, colours)
    for key in STATES[state]:
        page.press(key)
    page.js(axe)
    found = page.driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run().then((r) => done(r.violations), (e) => done([String(e)]))"
    )
    page.screenshot(artefacts / f"{state}-{colours}.png")
    bad = [v for v in found if not isinstance(v, dict) or v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in bad] == []


@pytest.mark.parametrize("size", [(1440, 900), (1000, 800), (500, 900)], ids=str)
def test_pictures_of_every_width(page, artefacts, size):
    """Nothing is wider than the window, down to a telephone's or at 200 % zoom."""
    page.driver.set_window_size(*size)
    try:
        page.press("a")
        page.screenshot(artefacts / f"width-{size[0]}.png")
        assert page.js("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        page.driver.set_window_size(1440, 900)


def test_the_two_languages(page):
    assert page.js("return document.documentElement.lang") == "en"
    assert page.text("#accept .label") == "Accept"
    page.id("language").click()
    assert page.js("return document.documentElement.lang") == "zh-CN"
    assert page.text("#accept .label") == "接受"
    assert page.text("#progress-text") == "已定 0 / 7"
    assert page.texts("#claim dt")[:3] == ["原文", "类别", "数值"]
    page.reload()
    assert page.text("#accept .label") == "接受"
    assert page.js("return document.getElementById('article').lang") == "zh-CN"


def test_every_word_has_both_languages(page):
    words = page.js("return review.constructor.words")
    assert len(words) > 100
    assert [key for key, pair in words.items() if len(pair) != 2 or not all(pair)] == []


def test_what_happens_is_said(page):
    live = page.id("live")
    assert live.get_attribute("aria-live") == "polite"
    page.press("a")
    assert page.text("#live").startswith("accepted, 1 of 7. Next: ")


def test_verdicts_are_told_apart_without_colour(page):
    page.press("a")
    page.press("x")
    page.press("1")
    page.press("s")
    marks = "[...document.querySelectorAll('mark')].slice(0, 4)"
    lines = page.js(f"return {marks}.map((m) => getComputedStyle(m).textDecorationStyle)")
    signs = page.js(f"return {marks}.map((m) => getComputedStyle(m, '::after').content)")
    assert lines == ["solid", "wavy", "dotted", "dashed"]
    assert signs == ['"✓"', '"✗"', '"?"', "none"]


def test_all_can_be_reached_by_tab(page):
    reached = set()
    for _ in range(40):
        page.press(Keys.TAB)
        reached.add(page.js("return document.activeElement.id"))
    wanted = {"keys", "theme", "language", "help", "tab-claims", "search", "claims", "article"}
    assert wanted | {"claim", "accept", "reject", "correct", "unsure", "undo", "next"} <= reached


def test_tabs_follow_the_arrows(page):
    page.js("document.getElementById('tab-claims').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.js("return document.activeElement.id") == "tab-docs"
    assert page.id("tab-docs").get_attribute("aria-selected") == "true"
    assert page.id("panel-docs").is_displayed()


def test_the_dialog_gives_the_focus_back(page):
    page.js("document.getElementById('reject').focus()")
    page.press(Keys.SPACE)
    page.until(lambda: page.id("dialog").is_displayed())
    assert page.js("return document.activeElement.closest('dialog') !== null")
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.id("dialog").is_displayed())
    assert page.js("return document.activeElement.id") == "reject"


@pytest.fixture
def corpus_page(clean, serve, tmp_path) -> Page:
    from extract import batch
    from tests.review.conftest import ROOT

    batch.run([ROOT / "corpus"], tmp_path / "out")
    return Page(clean, serve(tmp_path / "out").url)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pictures_of_the_five_pages(corpus_page, artefacts, colours):
    theme(corpus_page, colours)
    corpus_page.js("return review.openDocument(arguments[0])", "001_8397c8ebf0e33a4e.txt")
    for key in ["a", "a", "s"]:
        corpus_page.press(key)
    corpus_page.screenshot(artefacts / f"corpus-{colours}.png")
    background = corpus_page.js("return getComputedStyle(document.body).backgroundColor")
    assert background == {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 23, 26)"}[colours]
