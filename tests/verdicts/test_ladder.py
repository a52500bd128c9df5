"""Each rung of the ladder, on texts small enough to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.model import Document
from extract.verdicts import Run, carry
from tests.verdicts.making import again, decide, made, run_of

TEXT = (
    "今年以来，全区新建健身路径56处。居民出门就能锻炼，满意度很高，街坊都说好。\n"
    "去年，社区开展文艺演出200场，吸引了周边居民。\n"
    "截至目前，家庭医生签约29.88万人，服务更细更实。\n"
)
DOC = "a.txt"


def run(text: str = TEXT) -> Run:
    return run_of(Document(DOC, text, date="2024-05-01", sha256="first"))


def claim(of: Run, quote: str):
    [found] = [c for c in of.claims if c["quote"] == quote]
    return found


def after(text: str, quote: str = "56处", **more):
    first = run()
    verdict = decide(first, claim(first, quote), **more)
    later = again(first, DOC, text)
    return carry([verdict], later)[0], later


def test_kept():
    item, later = after(TEXT)
    assert (item.state, item.claim_id) == ("kept", claim(later, "56处")["claim_id"])
    assert item.holds


def test_moved():
    item, later = after("又一行。\n" + TEXT)
    assert (item.state, item.claim_id) == ("moved", claim(later, "56处")["claim_id"])
    assert item.holds


def test_width_and_white_space_do_not_count():
    item, _ = after(TEXT.replace("56处", "５６处").replace("新建健身", "新建\n健身"))
    assert item.state != "kept"
    assert item.spans
    assert item.changed == ("quote", "indicator") or "quote" in item.changed


def test_a_changed_context_is_asked_about():
    text = TEXT.replace(
        "居民出门就能锻炼，满意度很高，街坊都说好。", "器材由厂家定期维护，请放心。"
    )
    item, _ = after(text, "56处")
    assert item.state == "confirm"
    assert not item.holds


def test_a_sentence_that_stands_twice_is_asked_about():
    item, _ = after(TEXT + TEXT)
    assert item.state == "confirm"


def test_another_number_shows_the_verdict_as_history():
    item, later = after(TEXT.replace("56处", "58处"))
    assert (item.state, item.claim_id) == ("edited", claim(later, "58处")["claim_id"])
    assert item.why == "56处 is now 58处"
    assert not item.holds


@pytest.mark.parametrize("number", ["156处", "5.56处", "56.5处", "五十六处", "560处", "56万处"])
def test_no_numeral_is_taken_for_a_part_of_another(number):
    item, _ = after(TEXT.replace("56处", number))
    assert item.state in ("edited", "orphan")


def test_a_deleted_sentence_leaves_an_orphan_with_its_words():
    item, _ = after(TEXT.replace("今年以来，全区新建健身路径56处。", ""))
    assert (item.state, item.claim_id) == ("orphan", "")
    assert item.verdict.seen["quote"] == "56处"


@pytest.mark.parametrize("field", ["value", "bound", "unit", "indicator", "period", "role", "per"])
def test_another_reading_of_the_same_text_is_stale(field):
    first = run()
    verdict = decide(first, claim(first, "56处"))
    other = {**claim(first, "56处"), field: ["天"] if field == "per" else "1"}
    later = made([first.document(DOC)], (other,))
    [item] = carry([verdict], later)
    assert (item.state, item.changed) == ("stale", (field,))
    assert not item.holds


def test_another_span_at_the_same_place_is_stale():
    first = run()
    was = claim(first, "56处")
    (a, b) = was["spans"][0]
    other = {**was, "claim_id": "0" * 16, "quote": "径56处", "spans": [[a - 1, b]], "start": a - 1}
    [item] = carry([decide(first, was)], made([first.document(DOC)], (other,)))
    assert (item.state, item.changed, item.claim_id) == ("stale", ("quote",), "0" * 16)


def test_a_renamed_rule_or_claim_id_changes_nothing():
    first = run()
    was = claim(first, "56处")
    other = {**was, "claim_id": "0" * 16, "rule": "renamed", "flags": ["x"]}
    [item] = carry([decide(first, was)], made([first.document(DOC)], (other,)))
    assert (item.state, item.claim_id) == ("kept", "0" * 16)


def test_a_verdict_stays_in_its_document():
    first = run()
    verdict = decide(first, claim(first, "56处"), "reject", reason="not_a_claim")
    both = run_of(
        first.document(DOC)._replace(path="b.txt", sha256="b"),
        Document(DOC, TEXT.replace("56处", "若干处"), sha256="c"),
    )
    [item] = carry([verdict], both)
    assert item.state == "orphan"


def test_a_renamed_document_is_known_by_its_text():
    first = run()
    renamed = run_of(first.document(DOC)._replace(path="new/a.txt"))
    [item] = carry([decide(first, claim(first, "56处"))], renamed)
    assert (item.state, item.doc, item.why) == ("kept", "new/a.txt", "a.txt is now new/a.txt")


def test_without_its_text_a_verdict_asks():
    first = run()
    blind = replace(first, _read={DOC: None})
    [item] = carry([decide(first, claim(first, "56处"))], blind)
    assert (item.state, item.why) == ("confirm", "its source is not at hand")


def test_a_document_that_is_gone_leaves_an_orphan():
    first = run()
    [item] = carry([decide(first, claim(first, "56处"))], run_of(Document("z.txt", "没有数字。")))
    assert (item.state, item.why) == ("orphan", "its document is not in this run")


class TestCorrections:
    def test_is_kept_where_the_rules_say_the_same_as_before(self):
        assert after("又一行。\n" + TEXT, decision="correct", corrected={"unit": "条"})[0].holds

    def test_is_no_longer_needed_where_the_rules_agree(self):
        first = run()
        was = claim(first, "56处")
        verdict = decide(first, was, "correct", corrected={"bound": "ge"})
        [item] = carry([verdict], made([first.document(DOC)], ({**was, "bound": "ge"},)))
        assert (item.state, item.why) == ("settled", "the rules now say so themselves")

    def test_a_corrected_span_is_settled_by_a_claim_at_that_span(self):
        first = run()
        was = claim(first, "56处")
        (a, b) = was["spans"][0]
        verdict = decide(first, was, "correct", corrected={"quote": "56", "spans": [[a, b - 1]]})
        now = {**was, "quote": "56", "spans": [[a, b - 1]], "end": b - 1}
        assert carry([verdict], made([first.document(DOC)], (now,)))[0].state == "settled"

    def test_is_stale_where_the_rules_say_a_third_thing(self):
        first = run()
        was = claim(first, "56处")
        verdict = decide(first, was, "correct", corrected={"bound": "ge"})
        [item] = carry([verdict], made([first.document(DOC)], ({**was, "bound": "gt"},)))
        assert item.state == "stale"


class TestRejections:
    def test_is_settled_where_nothing_is_claimed_any_more(self):
        first = run()
        verdict = decide(first, claim(first, "56处"), "reject", reason="not_a_claim")
        [item] = carry([verdict], made([first.document(DOC)], ()))
        assert (item.state, item.why) == ("settled", "it is no longer claimed")

    def test_an_accepted_claim_that_is_gone_is_an_orphan(self):
        first = run()
        [item] = carry([decide(first, claim(first, "56处"))], made([first.document(DOC)], ()))
        assert item.state == "orphan"
        assert "nothing is claimed" in item.why


class TestMissed:
    def missed(self, first: Run):
        was = claim(first, "56处")
        held = {k: was[k] for k in ("quote", "value", "unit", "bound", "kind")}
        return decide(first, was, "missed", corrected=held, seen={}, claim_id="missed:x")

    def test_moves_with_its_text(self):
        first = run()
        later = again(first, DOC, "又一行。\n" + TEXT)
        [item] = carry([self.missed(first)], made([later.document(DOC)], ()))
        (a, b) = item.spans[0]
        assert item.state == "moved"
        assert item.claim_id == f"missed:{a}-{b}:{DOC}"

    def test_is_settled_where_it_is_found_now(self):
        first = run()
        assert carry([self.missed(first)], first)[0].state == "settled"

    def test_is_stale_where_it_is_found_and_read_otherwise(self):
        first = run()
        other = {**claim(first, "56处"), "bound": "gt"}
        [item] = carry([self.missed(first)], made([first.document(DOC)], (other,)))
        assert (item.state, item.changed) == ("stale", ("bound",))

    def test_a_rejected_one_stays_a_matter_of_dispute(self):
        first = run()
        verdict = replace(self.missed(first), decision="reject", verdict_id="x" * 16)
        [item] = carry([verdict], made([first.document(DOC)], ()))
        assert (item.state, item.claim_id) == ("kept", "missed:13-16:a.txt")


def test_two_places_never_become_one():
    text = TEXT + "另外，社区开展文艺演出200场，吸引了周边居民。\n"
    first = run(text)
    verdicts = [decide(first, c) for c in first.claims if c["quote"] == "200场"]
    later = again(first, DOC, text.replace("去年，社区开展文艺演出200场，吸引了周边居民。\n", ""))
    got = carry(verdicts, later)
    assert [item.state for item in got].count("orphan") >= 1
    assert len({item.claim_id for item in got if item.claim_id}) <= 1


def test_an_emoji_and_a_rare_character_before_the_claim():
    item, later = after("𠮷🎉\n" + TEXT)
    document = later.document(DOC)
    assert "".join(document.text[a:b] for a, b in item.spans) == "56处"
