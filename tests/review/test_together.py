"""Several tabs, servers and reviewers at once; servers that are killed; tables that change."""

from __future__ import annotations

import json
import threading
import time

import pytest

from extract.verdicts import beside, read_log
from tests.review.browser import Page
from tests.review.test_server import line

pytestmark = pytest.mark.browser


def test_two_tabs_deciding_at_once(clean, server):
    first = Page(clean, server.url)
    one = clean.current_window_handle
    clean.switch_to.new_window("tab")
    second = Page(clean, server.url)
    two = clean.current_window_handle
    for quote, tab, key in [("56处", one, "a"), ("12个", two, "s"), ("56处", two, "x")]:
        clean.switch_to.window(tab)
        first.choose(quote)
        first.press(key)
        if key == "x":
            first.press("3")
        first.saved()
    assert [v.decision for v in server.verdicts] == ["accept", "unsure", "reject"]
    clean.switch_to.window(one)
    first.until(lambda: first.outcome("56处") == "reject" and first.outcome("12个") == "unsure")
    clean.switch_to.window(two)
    assert second.outcome("56处") == "reject"


def test_two_servers_share_one_log(clean, serve, output):
    page = Page(clean, serve(output).url)
    other = serve(output, reviewer="li")
    _, _, state = other.ask("GET", "/api/state")
    status, _, _ = other.ask("POST", "/api/verdicts", {"lines": [line(state)]})
    assert status == 200
    page.until(lambda: page.outcome("56处") == "accept")
    page.press("j")
    page.press("a")
    page.saved()
    assert [v.reviewer for v in read_log(beside(output)).verdicts] == ["li", "wang"]


def test_a_decision_waits_for_a_server_that_is_gone(clean, serve, output):
    server = serve(output)
    page = Page(clean, server.url)
    server.stop()
    page.press("a")
    page.until(lambda: "not saved yet" in page.text("#saved"))
    assert page.outcome("56处") == "accept"
    again = serve(output, port=server.port, token=server.token)
    page.saved()
    page.until(lambda: page.text("#saved").strip() == "Saved")
    assert [v.decision for v in again.verdicts] == ["accept"]


def test_a_decision_outlives_the_tab_and_the_server(clean, serve, output):
    server = serve(output)
    page = Page(clean, server.url)
    server.stop()
    page.press("a")
    page.until(lambda: "not saved yet" in page.text("#saved"))
    clean.get("about:blank")
    again = serve(output, port=server.port)
    page = Page(clean, again.url)
    page.saved()
    assert page.outcome("56处") == "accept"
    assert [v.decision for v in again.verdicts] == ["accept"]
    assert page.js("return Object.keys(localStorage).filter((k) => k.includes('waiting'))") == []


def test_tables_that_changed_are_said_and_nothing_is_lost(clean, serve, output):
    """The decision was on what was seen; of what is there now it is stale."""
    server = serve(output)
    page = Page(clean, server.url)
    path = output / "claims.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"个"', '"只"'), encoding="utf-8")
    page.press("a")
    page.until(lambda: "The tables have changed" in page.text("#saved"))
    assert [v.seen["unit"] for v in server.verdicts] == ["个"]
    page.driver.find_element("css selector", "#saved button").click()
    page.until(
        lambda: page.js("return document.body?.dataset.ready && review.current.unit") == "只"
    )
    assert page.outcome("56处") == "stale"


def test_one_refused_decision_does_not_hold_up_the_others(clean, server):
    page = Page(clean, server.url)
    page.js("review.current.rule = 'x'.repeat(5000)")
    page.press("a")
    page.press("a")
    page.until(lambda: len(server.verdicts) == 1)
    page.saved()
    assert page.outcome("56处") == "undecided"
    assert page.outcome("12个") == "accept"
    assert server.verdicts[0].seen["quote"] == "12个"


@pytest.mark.slow
def test_a_server_killed_at_any_moment_has_kept_what_it_acknowledged(serve, output):
    server = serve(output, process=True)
    _, _, state = server.ask("GET", "/api/state")
    acknowledged: set[str] = set()

    def decide(name: str) -> None:
        for number in range(1000):
            one = line(state, verdict_id=f"{name}-{number:08}")
            try:
                status, _, said = server.ask("POST", "/api/verdicts", {"lines": [one]})
            except (OSError, json.JSONDecodeError):
                return
            if status == 200:
                acknowledged.update(said["written"])

    threads = [threading.Thread(target=decide, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 30:
        time.sleep(0.01)
    server.process.kill()
    for thread in threads:
        thread.join(20)
    log = read_log(beside(output))
    assert acknowledged <= {v.verdict_id for v in log.verdicts}
    assert len(log.faults) <= 1
