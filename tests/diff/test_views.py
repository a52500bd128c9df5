"""What people and programs are shown."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from rich.cells import cell_len

from extract.diff.amount import delta, interval
from extract.diff.change import CLASSES, Difference, Group, Totals
from extract.diff.row import Row
from extract.diff.views.plot import Mark, draw
from extract.diff.views.quotes import contexts, plain
from extract.diff.views.records import COLUMNS
from extract.diff.views.stat import write_stat
from extract.diff.views.write import write
from tests.diff.tables import made

HEAD = {"by": "place", "from": "old/", "to": "new/"}
FORMATS = ("text", "json", "csv", "html", "md")
SENTENCE = "市南区汇集了全市最优质医疗资源，所辖各类医疗机构{}，其中三甲医院6家。"
OLD = made(
    doc="页.txt",
    line="7",
    quote="412家",
    value="412",
    unit="家",
    indicator="所辖各类医疗机构",
    sentence=SENTENCE.format("412家"),
)
SAID = SENTENCE.format("约500家")
NEW = OLD._replace(quote="约500家", value="500", bound="approx", sentence=SAID)
AT = SENTENCE.index("{}")


def edited(**more):
    return Difference(
        "text",
        OLD,
        NEW,
        "text",
        ("quote", "value", "bound", "sentence"),
        "words",
        100,
        delta=delta(interval(OLD), interval(NEW)),
        old_at=AT,
        new_at=AT,
        **more,
    )


def group(*differences, name="页.txt", notes=()):
    counts = Counter(d.class_ for d in differences)
    return Group(name, notes, counts + Counter({"same": 35}), differences)


def shown(form, *groups, **more):
    out = io.StringIO()
    write(groups, form, HEAD, Totals(), out, **more)
    return out.getvalue()


def test_the_terminal_view():
    gone = Difference("removed", OLD, None, "rules", old_at=AT)
    text = shown("text", group(edited(), gone, notes=("text changed (+1 chars)",)), arrow="->")

    assert text == (
        "页.txt  text changed (+1 chars)  35 same, 1 text, 1 removed\n"
        "  ~ text     所辖各类医疗机构  412家 -> 约500家  about +88 (+21.4%)\n"
        "      - 市南区汇集了全市最优质医疗资源，所辖各类医疗机构412家，其中三甲医院6家。\n"
        "                                                        ^^^\n"
        "      + 市南区汇集了全市最优质医疗资源，所辖各类医疗机构约500家，其中三甲医院6家。\n"
        "                                                        ^^^^^\n"
        "        value 412 -> 500, bound eq -> approx\n"
        "  - removed  所辖各类医疗机构  412家  by rules\n"
        "      - 市南区汇集了全市最优质医疗资源，所辖各类医疗机构412家，其中三甲医院6家。\n"
        "                                                        ^^^^^\n"
    )


def test_carets_stand_under_what_changed_in_cells():
    lines = shown("text", group(edited())).splitlines()
    [old, marks] = lines[2:4]
    at = marks.index("^")

    before = old[: old.index("412")]
    assert cell_len(before) == at
    assert marks.count("^") == cell_len("412")


def test_quotes_of_one_width_stand_in_one_column():
    short = edited()
    wide = Difference("added", None, NEW._replace(indicator="三甲医院"), new_at=AT)
    lines = [line for line in shown("text", group(short, wide)).splitlines() if line[2] in "~+"]
    quotes = zip(lines, ("412家", "约500"), strict=True)
    columns = {cell_len(line[: line.index(quote)]) for line, quote in quotes}

    assert len(columns) == 1


def test_a_group_in_which_nothing_is_to_be_said_is_left_out():
    assert shown("text", Group("a.txt", (), Counter(same=3), ())) == ""


def test_what_many_claims_share_is_said_once():
    lines = [OLD._replace(line=str(i)) for i in range(3)]
    many = [
        Difference("text", line, line._replace(article="题"), "text", ("article",))
        for line in lines
    ]
    text = shown("text", group(*many), arrow="->")

    assert "  ~ text     3 claims: article (none) -> 题" in text
    assert "医疗机构" not in text


def test_claims_of_an_edited_sentence_are_not_shown_one_by_one():
    other = OLD._replace(quote="6家", indicator="三甲医院")
    beside = Difference("text", other, other._replace(sentence=SAID), "text", ("sentence",))
    text = shown("text", group(edited(), beside))

    assert "  ~ text     1 claim: only other words of the sentence, shown below" in text
    assert "6家\n" not in text


def test_claims_whose_surroundings_alone_were_edited_are_shown():
    beside = Difference(
        "text", OLD, OLD._replace(sentence="又" + OLD.sentence), "text", ("sentence",)
    )

    assert "412家" in shown("text", group(beside))


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_to_show_is_no_fault(form):
    assert isinstance(shown(form), str)


def test_csv_has_the_documented_columns():
    header, row = csv.reader(io.StringIO(shown("csv", group(edited()))))
    cells = dict(zip(header, row, strict=True))

    assert tuple(header) == tuple(COLUMNS)
    assert {f"from_{name}" for name in Row._fields} < set(header)
    wanted = {
        "diff_type": "modified",
        "class": "text",
        "fields": "quote/value/bound/sentence",
        "match_tier": "words",
        "match_score": "100",
        "comparable": "true",
        "delta_abs": "88",
        "delta_pct_min": "21.36",
        "delta_pct_max": "21.36",
        "delta_pp": "",
        "from_value": "412",
        "to_value": "500",
    }
    assert wanted.items() <= cells.items()


@pytest.mark.parametrize("sentence", ["plain", "a,b", 'a "b"', "a,b\nc", "", " "])
def test_csv_reads_back_whatever_is_in_a_cell(sentence):
    row = OLD._replace(sentence=sentence)
    _, cells = csv.reader(io.StringIO(shown("csv", group(Difference("added", None, row)))))

    assert tuple(cells[-len(Row._fields) :]) == row


def test_json_says_its_version_and_sums_up():
    found = json.loads(shown("json", group(edited()), group(name="b.txt")))
    [one] = found["differences"]

    assert found["schema_version"] == 1
    assert (found["by"], found["from"], found["to"]) == ("place", "old/", "new/")
    assert one["fields"] == ["quote", "value", "bound", "sentence"]
    assert one["comparable"] is True
    assert one["why_not"] is None
    assert found["summary"] == {**dict.fromkeys(CLASSES, 0), "text": 1, "same": 70, "groups": 2}


def test_csv_and_json_hold_the_same():
    [one] = json.loads(shown("json", group(edited())))["differences"]
    header, row = csv.reader(io.StringIO(shown("csv", group(edited()))))

    assert list(one) == header
    assert {name for name, cell in zip(header, row, strict=True) if cell} == {
        name for name, value in one.items() if value is not None
    }


def test_a_share_changes_in_points_in_csv():
    a, b = (made(value=value, kind="percent", unit="%") for value in ("10", "5"))
    found = Difference("series", a, b, delta=delta(interval(a), interval(b), points=True))
    header, row = csv.reader(io.StringIO(shown("csv", group(found))))
    cells = dict(zip(header, row, strict=True))

    assert (cells["delta_pp"], cells["delta_abs"], cells["delta_pct_min"]) == ("-5", "", "")


class Page(HTMLParser):
    """Tags that are opened and closed, attributes, and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def test_html_holds_both_quotes_and_loads_nothing():
    text = shown("html", group(edited()), classes=("text", "added"))
    page = Page(text)

    assert plain(contexts(edited())[0]) in page.text
    assert plain(contexts(edited())[1]) in page.text
    assert '<mark class="changed">412</mark>' in text
    assert not {"script", "link", "iframe", "img"} & set(page.tags)
    assert not re.search(r"(?:src|href)=[\"']?(?!#)|url\(|@import", text)
    assert text.count('type="checkbox"') == 2


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_hostile_text_stays_text(form):
    nasty = "<script>alert(1)</script>*x*|[a](b)&lt;"
    row = OLD._replace(sentence=nasty, quote="alert", indicator=nasty, doc=nasty, claim_id='"><b>')
    text = shown(form, group(Difference("added", None, row, new_at=8), name=nasty, notes=(nasty,)))

    if form == "html":
        assert not {"script", "b"} & set(Page(text).tags)
        assert nasty in Page(text).text
    else:
        assert "<script" not in text.replace("\\<script", "")
        assert "*x*" not in text.replace("\\*x\\*", "")


def test_markdown_marks_what_changed():
    text = shown("md", group(edited(), notes=("text changed",)))

    assert "## 页.txt\n\ntext changed; 35 same, 1 text\n" in text
    assert "医疗机构**412**家" in text
    assert "医疗机构**约500**家" in text


@pytest.mark.parametrize("form", FORMATS)
def test_counts_alone(form):
    out = io.StringIO()
    totals = Totals()
    write_stat([group(edited()), group(name="乙.txt")], form, HEAD, totals, out)
    text = out.getvalue()

    assert "乙.txt" in text
    assert totals.counts == {"same": 70, "text": 1}
    if form == "text":
        assert len({cell_len(line) for line in text.splitlines()}) == 1
    if form == "json":
        assert json.loads(text)["groups"][1]["same"] == 35


def marks():
    return [
        Mark("2022-12-31", "2022", low, high, about, f"#p-{i}", f"<{i}> & 万元")
        for i, (low, high, about) in enumerate([(5, None, False), (4, 4, True), (2, 6, False)])
    ]


def test_a_picture_links_each_point_and_is_the_same_every_time():
    svg = draw(marks())

    assert svg == draw(marks())
    assert svg.startswith("<svg")
    assert [f'xlink:href="#p-{i}"' in svg for i in range(3)] == [True] * 3
    assert "<title>&lt;0&gt; &amp; 万元</title>" in svg
    assert "<script" not in svg
    assert not re.search(r' id="(?:figure|axes|patch)_', svg)


def test_one_point_is_no_picture():
    assert draw(marks()[:1]) == ""
