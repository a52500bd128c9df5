from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.errors import UsageError
from extract.score import Score, as_record, lines, read_output, score
from extract.score.compare import FIELDS, likeness, pair_up
from extract.score.tally import confusions
from tests.score import planted

# The figures of the gold standard's own scorer for the same predictions, as it printed them.
REFERENCE = json.loads(Path(__file__).with_name("reference.json").read_text("utf-8"))
ONE_FIELD = {f"wrong {name}": (name, every) for every, name in enumerate(planted.OTHER, 3)}


def predictions(case: str) -> tuple[str, list[planted.Record], list[planted.Record] | None]:
    name, kind = case.split(": ")
    if kind in ONE_FIELD:
        return name, planted.planted(name, *ONE_FIELD[kind]), None
    return {
        "perfect": lambda: (name, planted.perfect(name), planted.lines(name, "programmes")),
        "empty": lambda: (name, [], []),
        "mixed": lambda: (name, planted.mixed(name), planted.names(name)),
        "mixed without programmes": lambda: (name, planted.mixed(name), None),
    }[kind]()


def scored(case: str) -> Score:
    name, claims, programmes = predictions(case)
    return score(planted.GOLD / name, claims, programmes)


@pytest.mark.parametrize("case", REFERENCE)
def test_the_figures_are_those_of_the_reference(case: str) -> None:
    assert json.loads(json.dumps(scored(case).as_dict())) == REFERENCE[case]


def test_every_field_has_a_case_that_gets_it_wrong() -> None:
    fell = {
        name for case in REFERENCE for name, share in REFERENCE[case]["fields"].items() if share < 1
    }
    assert fell == set(FIELDS)


@pytest.mark.parametrize("name", planted.SETS)
def test_gold_as_prediction_makes_no_mistake(name: str) -> None:
    assert scored(f"{name}: perfect").mistakes == ()


@pytest.mark.parametrize("field", planted.OTHER)
def test_each_planted_error_is_listed_with_its_place_and_rule(field: str) -> None:
    every = ONE_FIELD[f"wrong {field}"][1]
    claims = [claim for claim in planted.lines("dev", "claims")[::every] if not claim["optional"]]
    listed = scored(f"dev: wrong {field}").mistakes
    places = sorted((claim["doc"], claim["start"]) for claim in claims)
    assert [(one.doc, one.start) for one in listed if one.what == field] == places
    assert {one.rule for one in listed} == {"own.wrong"}


def test_what_was_lost_is_shown_with_the_words_around_it() -> None:
    missed = scored("dev-reports: empty").mistakes[0]
    assert missed.what == "missed"
    assert missed.gold in missed.sentence
    assert len(missed.sentence) > len(missed.gold)


def test_what_was_lost_is_shown_with_its_sentence_where_another_claim_has_it() -> None:
    first, second = planted.perfect("dev")[:2]
    second |= {"sentence": "目前，……", "sentence_spans": [[first["start"] - 10, second["end"]]]}
    result = score(planted.GOLD / "dev", [second])
    assert result.mistakes[0].sentence == "目前，……"


def test_what_is_extra_names_its_rule() -> None:
    extra = [one for one in scored("dev: mixed").mistakes if one.what == "extra"]
    assert {one.rule for one in extra} >= {"own.c"}


def test_a_mistake_is_one_line_of_cells() -> None:
    lines = [one.line() for one in scored("dev: mixed").mistakes]
    assert lines
    assert all(line.count("\t") == 5 and "\n" not in line for line in lines)


def test_a_claim_counts_for_each_of_its_rules() -> None:
    rules = {one.rule: one for one in scored("dev: mixed").by_rule()}
    assert (rules["own.a"].matched, rules["own.a"].wrong) == (
        rules["own.b"].matched,
        rules["own.b"].wrong,
    )
    assert rules["own.c"].extra > 0
    assert rules["own.c"].matched == 0


def test_rule_figures_add_up_to_the_whole() -> None:
    result = scored("dev: mixed")
    rules = {one.rule: one for one in result.by_rule()}
    assert rules["own.a"].matched == result.figures.counts["matched"]
    wrong = sum(len(pair.wrong) for document in result.documents for pair in document.pairs)
    assert rules["own.a"].wrong.total() == wrong


def test_the_most_faulty_rule_comes_first() -> None:
    faults = [one.matched - one.right + one.extra for one in scored("dev: mixed").by_rule()]
    assert faults == sorted(faults, reverse=True)


def test_a_claim_of_no_rule_is_counted_as_such() -> None:
    claims = [{**claim, "rule": None} for claim in planted.perfect("dev")]
    assert [one.rule for one in score(planted.GOLD / "dev", claims).by_rule()] == ["(none)"]


def test_documents_add_up() -> None:
    result = scored("dev: mixed")
    parts = [one.counts["found"] for one in result.by_doc().values()]
    assert len(parts) == 3
    assert sum(parts) == result.figures.counts["found"]


def test_confusions_say_what_was_taken_for_what() -> None:
    taken = confusions(scored("dev: wrong kind").documents, "kind")
    assert taken[0][:2] == ("count", "money")
    assert sum(count for *_, count in taken) == len(
        [one for one in scored("dev: wrong kind").mistakes if one.what == "kind"]
    )


def test_the_larger_overlap_is_paired_first() -> None:
    gold = [{"start": 0, "end": 10}, {"start": 10, "end": 14}]
    found = [{"start": 0, "end": 7}, {"start": 0, "end": 9}]
    pairs, missed, extra = pair_up(gold, found)
    assert pairs == [(gold[0], found[1])]
    assert (missed, extra) == ([gold[1]], [found[0]])


@pytest.mark.parametrize(("width", "pairs"), [(4, 0), (5, 1), (20, 1), (21, 0)])
def test_a_pair_shares_half_of_its_union(width: int, pairs: int) -> None:
    assert len(pair_up([{"start": 0, "end": 10}], [{"start": 0, "end": width}])[0]) == pairs


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("签约率", "签约率", 1.0),
        ("“336”集团化办学", "336集团化办学", 1.0),
        ("家庭医生签约", "签约", 0.5),
        ("签约", "养老", 0.0),
        (None, "签约", 0.0),
        ("的", "了", 0.0),
    ],
)
def test_likeness_counts_shared_characters(a: str | None, b: str, expected: float) -> None:
    assert likeness(a, b) == expected


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("1/3", "0.3333333", True),
        ("1/3", "0.333", False),
        ("100", "1e2", True),
        ("100", None, False),
        (None, "", True),
        ("1", "abc", False),
        ("1", "Infinity", False),
        ("1", "1/0", False),
    ],
)
def test_numbers_are_compared_as_fractions(gold: str, found: str, same: bool) -> None:
    assert FIELDS["value"]({"value": gold}, {"value": found}) is same


def write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_a_folder_without_gold_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no gold"):
        score(tmp_path, [])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('{"doc": "a.txt"}\n', "a.claims.jsonl:1: 'quote' is missing"),
        ("[1]\n", "a.claims.jsonl:1: not a record"),
        ("{\n", "a.claims.jsonl: not JSON Lines"),
    ],
)
def test_broken_gold_is_named_with_its_line(tmp_path: Path, text: str, cause: str) -> None:
    write(tmp_path / "a.claims.jsonl", text)
    with pytest.raises(UsageError) as error:
        score(tmp_path, [])
    assert cause in str(error.value)


def test_output_is_read_from_a_folder_with_its_programmes(tmp_path: Path) -> None:
    write(tmp_path / "claims.jsonl", '{"doc": "a.txt", "start": 0, "end": 1}\n')
    write(tmp_path / "programmes.jsonl", '{"doc": "a.txt", "name": "甲"}\n')
    claims, programmes = read_output(tmp_path)
    assert (len(claims), programmes) == (1, ({"doc": "a.txt", "name": "甲"},))


def test_output_may_be_the_claims_alone(tmp_path: Path) -> None:
    file = write(tmp_path / "some.jsonl", '{"doc": "a.txt", "start": 0, "end": 1}\n')
    assert read_output(file)[1] is None


def test_output_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_output(tmp_path)


def test_the_report_has_every_headline_figure_and_field() -> None:
    names = [line.split()[0] for line in lines(scored("dev: mixed")) if line]
    assert {"quantity", "exact_span", "claim", "programmes", *FIELDS} <= set(names)


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("rule", "own.c"),
        ("field", "bound"),
        ("doc", "001_8397c8ebf0e33a4e.txt"),
    ],
)
def test_the_report_has_the_table_asked_for(by: str, row: str) -> None:
    result = scored("dev: mixed")
    table = list(lines(result, by))[len(list(lines(result))) :]
    assert row in [line.split()[0] for line in table if line]


@pytest.mark.parametrize("by", ["rule", "field", "doc"])
def test_the_record_is_json_and_has_the_table_asked_for(by: str) -> None:
    result = scored("dev: mixed")
    record = json.loads(json.dumps(as_record(result, by)))
    assert record.pop(f"by_{by}")
    assert record == json.loads(json.dumps(result.as_dict()))


def test_an_empty_table_can_be_reported() -> None:
    for by in ("rule", "field", "doc"):
        assert "claim" in "\n".join(lines(scored("dev: empty"), by))
