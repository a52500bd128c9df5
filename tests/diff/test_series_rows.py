"""Claims made by hand: what may be set against what, and why not."""

from __future__ import annotations

import json

import pytest

from extract.diff.batch import Batch, Source
from extract.diff.change import CLASSES
from extract.diff.series.compare import by_series
from extract.diff.series.pairs import Decisions
from extract.diff.series.panel import panel
from extract.diff.views.words import describe
from extract.errors import TableError, UsageError
from extract.rules import default_rules
from tests.diff.tables import made, write

RULES = default_rules()


def table(folder, rows, **source):
    """A table of one document of some year and place."""
    plain = {"date": "2023", "date_basis": "manifest", "place": "青岛市市南区"} | source
    given = [
        made(**({"claim_id": f"{i:016}", "doc": f"{folder.name}.txt"} | row))
        for i, row in enumerate(rows)
    ]
    return write(folder, given, [Source(f"{folder.name}.txt", **plain)])


def compare(tmp_path, old, new, *, decisions=None, before=None, after=None):
    one = table(tmp_path / "old", old, **({"date": "2022"} | (before or {})))
    other = table(tmp_path / "new", new, **(after or {}))
    with Batch(one) as a, Batch(other) as b:
        return by_series(a, b, RULES, decisions or Decisions(tmp_path / "none"), CLASSES)


def only(found):
    [one] = [d for group in found.groups for d in group.differences]
    return one


def home(value, indicator="养老机构", unit="家", **more):
    quote = f"{value}{unit}"
    sentence = f"{indicator}{quote}。"
    return {
        "value": value,
        "indicator": indicator,
        "unit": unit,
        "quote": quote,
        "sentence": sentence,
    } | more


@pytest.mark.parametrize(
    ("old", "new", "class_", "said"),
    [
        (home("27"), home("30"), "series", "+3 (+11.1%)"),
        (home("27"), home("27"), "restated", ""),
        (
            home("27"),
            home("27", period="2023年", period_start="2023-01-01", period_end="2023-12-31"),
            "restated",
            "",
        ),
        (home("27"), home("30", unit="个"), "series", "+3 (+11.1%)"),
        (home("27"), home("30", indicator="现有养老机构"), "series", "+3 (+11.1%)"),
        (home("27"), home("30", indicator="全区养老机构"), "series", "+3 (+11.1%)"),
        (home("27"), home("30", indicator="民办养老机构"), "scope_differs", "(none) ≠ 民办"),
        (
            home("27", indicator="公办养老机构"),
            home("30", indicator="民办养老机构"),
            "scope_differs",
            "公办 ≠ 民办",
        ),
        (home("27"), home("30", role="forecast"), "status_differs", "reached ≠ planned"),
        (
            home("3", indicator="60岁以上老人查体", unit="人"),
            home("4", indicator="65周岁及以上老年人查体", unit="人"),
            "scope_differs",
            "60岁以上 ≠ 65岁以上",
        ),
        (
            home("20", unit="亩", kind="measure", indicator="公园"),
            home("2", unit="公顷", kind="measure", indicator="公园"),
            "series",
            "+6,666.67 (+50%)",
        ),
        (
            home("1/3", unit="", kind="fraction", indicator="使用率"),
            home("40", unit="%", kind="percent", indicator="使用率"),
            "series",
            "+6.67 percentage points",
        ),
        (
            home("5", change="increase_by", unit="%", kind="percent"),
            home("3", change="decrease_by", unit="%", kind="percent"),
            "series",
            "-8 percentage points",
        ),
    ],
)
def test_two_claims(tmp_path, old, new, class_, said):
    found = only(compare(tmp_path, [old], [new]))

    assert found.class_ == class_
    assert said in (describe(found.delta), found.why_not)


@pytest.mark.parametrize(
    "new",
    [
        home("30", unit="人"),
        home("30", per="年"),
        home("30", change="increase_by"),
        home("30", indicator="托育中心"),
        home("30", place="李沧区"),
        home("30", place="全市"),
        home("30", kind="money", unit="元"),
    ],
    ids=["unit", "per", "change", "indicator", "place", "scope", "kind"],
)
def test_unlike_claims_are_never_set_against_each_other(tmp_path, new):
    found = compare(tmp_path, [home("27")], [new])

    assert sorted(d.class_ for g in found.groups for d in g.differences) == ["added", "removed"]


@pytest.mark.parametrize("role", ["criterion"])
def test_what_asserts_nothing_stands_in_no_series(tmp_path, role):
    assert compare(tmp_path, [home("27", role=role)], [home("30", role=role)]).groups == ()


def test_a_share_of_each_year_looks_like_a_share_and_is_not(tmp_path):
    share = {"unit": "%", "kind": "percent", "indicator": "民生投入占比"}
    found = only(compare(tmp_path, [home("70", **share, per="年")], [home("72", **share)]))

    assert (found.class_, found.why_not) == ("scope_differs", "per 年 ≠ per nothing")


def test_two_figures_for_one_time_are_a_conflict(tmp_path):
    year = {"period": "2022年", "period_start": "2022-01-01", "period_end": "2022-12-31"}
    found = only(compare(tmp_path, [home("27", **year)], [home("30", **year)]))

    assert (found.class_, found.why_not) == ("conflict", "two figures for 2022年")


def test_a_quarter_is_not_set_against_a_year(tmp_path):
    year = {"period": "2022年", "period_start": "2022-01-01", "period_end": "2022-12-31"}
    quarter = {"period": "一季度", "period_start": "2023-01-01", "period_end": "2023-03-31"}
    found = only(compare(tmp_path, [home("27", **year)], [home("30", **quarter)]))

    assert (found.class_, found.why_not) == (
        "scope_differs",
        "2022年 (365 days) ≠ 一季度 (90 days)",
    )


def test_the_same_value_in_two_years_is_a_series_that_stands_still(tmp_path):
    years = [
        {"period": f"{y}年", "period_start": f"{y}-01-01", "period_end": f"{y}-12-31"}
        for y in (2022, 2023)
    ]
    found = only(compare(tmp_path, [home("27", **years[0])], [home("27", **years[1])]))

    assert (found.class_, describe(found.delta)) == ("series", "unchanged")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"date": "2022"}, {"date": "2023-05"}, "2022 to 2023, by document date"),
        ({"date": "2024"}, {"date": "2023"}, "OLD is the later one, by document date"),
        ({"date": ""}, {"date": "2023"}, "? to 2023, order not known"),
        ({"date": "2023"}, {"date": "2023"}, "2023 to 2023, same time"),
    ],
)
def test_the_order_is_said_with_its_reason(tmp_path, before, after, said):
    found = only(compare(tmp_path, [home("27")], [home("30")], before=before, after=after))

    assert found.note == said


def test_one_table_that_says_it_twice_is_one_point_with_two_sources(tmp_path):
    found = only(compare(tmp_path, [home("27")], [home("30"), home("30", line="9")]))

    assert "also in new.txt:9" in found.note


def test_alike_wording_is_proposed_and_what_is_decided_is_kept(tmp_path):
    old, new = home("27", indicator="发放救助帮扶资金"), home("30", indicator="发放救助资金")
    found = only(compare(tmp_path, [old], [new]))
    assert (found.class_, found.tier) == ("series", "alike")
    assert f"--confirm {found.pair}" in found.note

    file = tmp_path / "series.jsonl"
    decisions = Decisions(file)
    proposed = compare(tmp_path, [old], [new]).proposed
    decisions.record({found.pair: "refused"}, proposed)
    again = compare(tmp_path, [old], [new], decisions=Decisions(file))
    assert {d.class_ for g in again.groups for d in g.differences} == {"added", "removed"}

    decisions.record({found.pair: "confirmed"}, proposed)  # the newest line wins
    again = only(compare(tmp_path, [old], [new], decisions=Decisions(file)))
    assert (again.class_, again.tier, again.score) == ("series", "confirmed", 100)
    assert len(file.read_text("utf-8").splitlines()) == 2


def test_a_confirmed_pair_needs_no_likeness(tmp_path):
    file = tmp_path / "series.jsonl"
    old, new = home("27", indicator="敬老院"), home("30", indicator="养老公寓")
    with Batch(table(tmp_path / "a", [old])) as a, Batch(table(tmp_path / "b", [new])) as b:
        from extract.diff.series.pairs import pair_id
        from extract.diff.series.point import reader

        [one], [other] = ([*reader(RULES).points(batch)] for batch in (a, b))
    name = pair_id(one, other)
    assert name == pair_id(other, one)
    Decisions(file).record({name: "confirmed"}, {name: (one.phrase.key, other.phrase.key)})
    found = only(compare(tmp_path, [old], [new], decisions=Decisions(file)))

    assert (found.class_, found.tier) == ("series", "confirmed")


def test_a_decision_about_no_pair_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no pair 12345678"):
        Decisions(tmp_path / "x").record({"12345678": "confirmed"}, {})


@pytest.mark.parametrize(
    "line", ["{}", "not json", '{"pair": "1", "decision": "maybe", "a": "", "b": ""}']
)
def test_a_broken_file_of_decisions_names_its_line(tmp_path, line):
    file = tmp_path / "series.jsonl"
    good = json.dumps({"pair": "1", "decision": "refused", "a": "x", "b": "y"})
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"series\.jsonl:2"):
        Decisions(file)


def test_a_panel_over_three_years(tmp_path):
    folders = [
        table(tmp_path / str(year), [home(value)], date=str(year))
        for year, value in ((2024, "40"), (2022, "27"), (2023, "30"))
    ]
    batches = [Batch(folder) for folder in folders]
    [series] = panel(batches, RULES, Decisions(tmp_path / "none"))
    for batch in batches:
        batch.__exit__(None, None, None)

    assert (series.name, series.entity, series.unit) == ("养老机构", "青岛市市南区", "个")
    assert [e.point.row.value for e in series.entries] == ["27", "30", "40"]
    assert [describe(e.delta) for e in series.entries] == ["", "+3 (+11.1%)", "+10 (+33.3%)"]


def test_in_a_panel_a_plan_is_not_set_against_what_was_reached(tmp_path):
    rows = [home("27"), home("30", role="forecast"), home("29", line="3")]
    with Batch(table(tmp_path / "a", rows)) as batch:
        [series] = panel([batch], RULES, Decisions(tmp_path / "none"))
    said = {e.point.row.value: (e.why_not, describe(e.delta)) for e in series.entries}

    assert said == {
        "27": ("", ""),
        "30": ("reached ≠ planned", ""),
        "29": ("", "+2 (+7.4%)"),
    }
