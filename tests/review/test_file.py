"""The page as one file: it works from disk, and its verdicts come home."""

from __future__ import annotations

import pytest

from extract.cli import main
from extract.review.page import page as markup
from extract.review.page import policy
from extract.verdicts import append, beside, read_log
from tests.review.browser import Keys, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def file(output, tmp_path):
    path = tmp_path / "review.html"
    assert main(["review", str(output), "--html", str(path), "--reviewer", "li"]) == 0
    return path


def test_it_says_what_it_wrote(output, tmp_path, capsys):
    main(["review", str(output), "--html", str(tmp_path / "r.html"), "--reviewer", "li"])
    assert capsys.readouterr().err.startswith("7 claims, 0.1 MB ")


def test_decisions_are_kept_in_the_browser_and_exported(clean, file, tmp_path):
    page = Page(clean, file.as_uri())
    page.press("a")
    page.press("x")
    page.press("7")
    page.press("a")
    page.press("u")
    page.reload()
    assert page.text("#progress-text") == "2 of 7 decided"
    assert page.text("#saved").strip() == "4 kept in this browser"
    folder = tmp_path / "downloads"
    clean.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
    )
    page.id("export").click()
    exported = folder / "verdicts-li.jsonl"
    page.until(exported.exists)
    log = read_log(exported)
    assert not log.faults
    assert [v.decision for v in log.verdicts] == ["accept", "reject", "accept", "withdraw"]
    assert {v.reviewer for v in log.verdicts} == {"li"}


def test_whoever_opens_it_says_who_decides(clean, file):
    page = Page(clean, file.as_uri())
    name = page.id("who")
    assert name.get_attribute("value") == "li"
    name.send_keys(Keys.CONTROL + "a")
    name.send_keys("孙")
    page.js("document.activeElement.blur()")
    page.press("a")
    assert '"reviewer":"孙"' in page.js("return review.sources.saving.exported()")


def test_what_was_exported_holds_of_the_run(clean, file, output):
    page = Page(clean, file.as_uri())
    page.press("a")
    text = page.js("return review.sources.saving.exported()")
    beside(output).write_text(text, encoding="utf-8")
    [verdict] = read_log(beside(output)).verdicts
    from extract.verdicts import Run, carry

    assert [item.state for item in carry([verdict], Run.load(output))] == ["kept"]


def test_earlier_verdicts_are_in_it(clean, file, output, tmp_path):
    page = Page(clean, file.as_uri())
    page.press("a")
    text = page.js("return review.sources.saving.exported()")
    (tmp_path / "given").write_text(text, encoding="utf-8")
    append(beside(output), read_log(tmp_path / "given").verdicts)
    main(["review", str(output), "--html", str(file), "--reviewer", "zhao"])
    assert Page(clean, file.as_uri()).outcome("56处") == "accept"


def test_a_number_that_was_refused_carries_its_reading(clean, serve, tmp_path):
    from extract import batch
    from tests.review.test_correcting import SELECT

    text = "全市推进“336”改革，青岛第二十六中学参加。\n今年新建健身路径56处。\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(text, encoding="utf-8")
    batch.run([tmp_path / "in"], tmp_path / "out")
    main(["review", str(tmp_path / "out"), "--html", str(tmp_path / "r.html"), "--reviewer", "li"])
    page = Page(clean, (tmp_path / "r.html").as_uri())
    page.js(SELECT, text.index("二十六"), 3)
    page.press("m")
    page.until(lambda: page.driver.find_elements("css selector", "#claim form"))
    value = page.driver.find_element("css selector", "#claim [name=value]")
    assert value.get_attribute("value") == "26"


def test_the_bundle_is_one_file():
    text = markup({"state": {}, "documents": {}})
    assert "import " not in text.split('<script type="module">')[1]
    assert "\nexport " not in text
    assert "src=" not in text.split("<style>")[0]
    assert policy(server=False) in text
    assert "connect-src 'none'" in policy(server=False)


def test_data_cannot_end_its_element():
    text = markup({"state": {"x": "</script><!--<script>\u2028"}, "documents": {}})
    data = text.split('id="data">')[1].split("</script>")[0]
    assert data == (
        '{"state":{"x":"\\u003c/script>\\u003c!--\\u003cscript>\\u2028"},"documents":{}}'
    )
