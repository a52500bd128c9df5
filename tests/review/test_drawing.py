"""What the article shows: each span on its own characters, whatever the text holds."""

from __future__ import annotations

import pytest

from extract import batch
from extract.verdicts import Run
from extract.verdicts.place import selectors
from tests.review.browser import Page
from tests.review.conftest import ROOT
from tests.review.outputs import claim, write_output

pytestmark = pytest.mark.browser

MARKED = """
return Object.fromEntries(review.claimsHere().map((claim) => [claim.claim_id,
  [...document.querySelectorAll('#article mark')]
    .filter((mark) => mark.dataset.ids.split(' ').includes(claim.claim_id))
    .map((mark) => mark.textContent).join('')]));
"""
SHOWN = """
return [...document.querySelectorAll('#article [data-a]')].map((n) => n.textContent).join('');
"""


def test_every_quote_of_the_five_pages_is_drawn_on_its_own_characters(clean, serve, tmp_path):
    batch.run([ROOT / "corpus"], tmp_path / "out")
    run = Run.load(tmp_path / "out")
    page = Page(clean, serve(tmp_path / "out").url)
    for doc, claims in run.by_doc.items():
        page.js("return review.openDocument(arguments[0])", doc)
        assert page.js(MARKED) == {c["claim_id"]: c["quote"] for c in claims}
        text = run.document(doc).text
        assert sorted("".join(page.js(SHOWN).split())) == sorted("".join(text.split()))
    assert page.texts(".passage.caption, .passage.ad")
    assert len(page.texts(".seam")) >= 1
    assert page.complaints() == []


def test_places_are_named_as_the_ladder_names_them(clean, serve, tmp_path):
    """The page and the program find the same clause and the same context."""
    batch.run([ROOT / "corpus"], tmp_path / "out")
    run = Run.load(tmp_path / "out")
    page = Page(clean, serve(tmp_path / "out").url)
    script = (
        "const { selectorsOf } = review.constructor.place;"
        "return arguments[0].map((spans) => selectorsOf(review.article.points, spans));"
    )
    for doc, claims in run.by_doc.items():
        page.js("return review.openDocument(arguments[0])", doc)
        text = run.document(doc).text
        spans = [c["spans"] for c in claims]
        spans += [[[i, i + 3]] for i in range(0, len(text) - 3, 17)]
        wanted = [
            [
                {"exact": s.exact, "prefix": s.prefix, "suffix": s.suffix}
                | {"start": s.start, "at": list(s.at)}
                for s in selectors(text, one)
            ]
            for one in spans
        ]
        assert page.js(script, spans) == wanted


ASTRAL = "𠮷野家🎉新开👨‍👩‍👧门店\n𠮷𠮷门店新增56家🎉，覆盖𠮷街道12个，共🎉3.5万人。\n"


def test_offsets_count_code_points(clean, serve, tmp_path):
    quotes = ["56家", "12个", "3.5万人"]
    claims = [claim("a.txt", ASTRAL, quote) for quote in quotes]
    server = serve(write_output(tmp_path, {"a.txt": ASTRAL}, claims))
    page = Page(clean, server.url)
    assert page.js(MARKED) == {c["claim_id"]: c["quote"] for c in claims}
    page.js(
        "const mark = document.querySelectorAll('#article mark')[2];"
        "document.getSelection().selectAllChildren(mark);"
    )
    [[start, end]] = page.js("return review.article.selection()")
    assert ASTRAL[start:end] == "3.5万人"
    page.js("document.getSelection().removeAllRanges()")
    page.press("a")
    page.saved()
    [verdict] = server.verdicts
    assert verdict.selector[0] == selectors(ASTRAL, claims[0]["spans"])[0]


def test_crossing_and_nested_spans(clean, serve, tmp_path):
    text = "全市共建成甲乙丙丁戊己庚辛壬癸十项。\n"
    quotes = ["甲乙丙丁", "丙丁戊己庚", "丁", "庚辛", "全市共建成甲乙丙丁戊己庚辛壬癸十项"]
    claims = [claim("a.txt", text, quote, value=str(i)) for i, quote in enumerate(quotes)]
    page = Page(clean, serve(write_output(tmp_path, {"a.txt": text}, claims)).url)
    assert page.js(MARKED) == {c["claim_id"]: c["quote"] for c in claims}
    assert page.js(SHOWN) == text.strip()
    page.choose("丙丁戊己庚")
    assert page.marked_current() == "丙丁戊己庚"
    page.choose("庚辛")
    seen = []
    for _ in range(5):
        [mark] = [m for m in page.driver.find_elements("css selector", "mark") if m.text == "丁"]
        mark.click()
        seen.append(page.current)
    assert seen == ["丁", "甲乙丙丁", "丙丁戊己庚", quotes[4], "丁"]


HOSTILE = (
    "</script><script>window.hit=1</script>共56处\n"
    "<img src=x onerror=window.hit=2>共57处 <svg onload=window.hit=3>\n"
    "<!--<script> ]]> \u2028 &lt;b&gt; {script} {data} ${window.hit=4} 共58处\n"
)


@pytest.mark.parametrize("mode", ["server", "file"])
def test_markup_in_an_article_is_text(clean, serve, tmp_path, mode):
    evil = "<img src=x onerror=window.hit=5>"
    claims = [
        claim("a.txt", HOSTILE, quote, indicator=evil, programme=evil, flags=[evil], rule=evil)
        for quote in ["56处", "57处", "58处"]
    ]
    output = write_output(tmp_path, {"a.txt": HOSTILE}, claims)
    page = Page(clean, opened(serve, output, tmp_path, mode))
    assert page.js(MARKED) == {c["claim_id"]: c["quote"] for c in claims}
    assert sorted("".join(page.js(SHOWN).split())) == sorted("".join(HOSTILE.split()))
    for key in ["f", "?"]:
        page.press(key)
    assert evil in page.text("#claim")
    assert page.js("return window.hit ?? null") is None
    assert not page.driver.find_elements("css selector", "main img, main script, main svg")
    assert page.complaints() == []


def opened(serve, output, tmp_path, mode: str) -> str:
    if mode == "server":
        return serve(output).url
    from extract.review import Session, write_page
    from extract.rules import default_rules

    session = Session(output, tmp_path / "v.jsonl", "wang", default_rules())
    write_page(session, tmp_path / "review.html")
    return (tmp_path / "review.html").as_uri()


@pytest.mark.parametrize("mode", ["server", "file"])
def test_no_request_goes_anywhere_else(clean, serve, output, tmp_path, mode):
    url = opened(serve, output, tmp_path, mode)
    clean.get_log("performance")
    page = Page(clean, url)
    for key in ["a", "e"]:
        page.press(key)
    assert page.hosts() == ({url.split("/")[2]} if mode == "server" else set())
    assert page.complaints() == []


def test_the_policy_stops_what_would_load(page):
    page.js(
        "const image = new Image(); image.src = 'https://example.org/x.png';"
        "document.body.append(image);"
    )
    page.until(lambda: any("Content Security Policy" in line for line in page.complaints()))


def test_a_source_that_is_gone_is_said(clean, serve, output):
    (output.parent / "in/a.txt").write_text("另一篇。", encoding="utf-8")
    page = Page(clean, serve(output).url)
    assert "not at hand" in page.text("#article")
    page.press("a")
    assert page.outcome("56处") == "accept"
