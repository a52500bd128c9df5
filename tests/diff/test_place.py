"""Whole runs compared: files re-encoded, given other names, edited, gone and come."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from extract.batch import run
from extract.diff.batch import Batch, Source
from extract.diff.change import CLASSES
from extract.diff.place import by_place
from tests.diff.tables import ARTICLES, CORPUS, made, write

EDITED = ARTICLES[2]


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Path:
    """The tables of the corpus."""
    folder = tmp_path_factory.mktemp("old") / "out"
    run([CORPUS], folder)
    return folder


@pytest.fixture
def corpus(tmp_path) -> Path:
    """A copy of the corpus, to be changed."""
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def again(corpus: Path, **options) -> Path:
    run([corpus], corpus.parent / "out", **options)
    return corpus.parent / "out"


def groups(old: Path, new: Path, wanted=CLASSES):
    with Batch(old) as before, Batch(new) as after:
        return {group.name: group for group in by_place(before, after, wanted)}


def totals(found):
    return sum((group.counts for group in found.values()), Counter())


def test_two_runs_over_the_same_files_are_the_same(old, corpus):
    found = groups(old, again(corpus), ())

    assert set(totals(found)) == {"same"}
    assert all(group.notes == () for group in found.values())


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("gb18030", ("encoding utf-8 to gb18030",)),
        ("utf-16", ("encoding utf-8 to utf-16-le",)),
        ("utf-8-sig", ()),
    ],
)
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_another_encoding_changes_nothing(old, corpus, path, encoding, notes):
    copy = corpus / path.name
    copy.write_bytes(path.read_text("utf-8").encode(encoding))
    found = groups(old, again(corpus))

    assert set(totals(found)) == {"same"}
    assert found[path.name].notes == notes


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_another_name_changes_nothing(old, corpus, path):
    (corpus / path.name).rename(corpus / "new name.txt")
    manifest = corpus / "documents.csv"
    named = manifest.read_text("utf-8").replace(path.name, "new name.txt")
    manifest.write_text(named, encoding="utf-8")
    found = groups(old, again(corpus))

    assert set(totals(found)) == {"same"}
    assert found["new name.txt"].notes == (f"was {path.name}",)


def test_another_name_and_an_edit_at_once(old, corpus):
    copy = corpus / EDITED.name
    copy.write_text(copy.read_text("utf-8").replace("412家", "413家"), encoding="utf-8")
    copy.rename(corpus / "new.txt")
    manifest = corpus / "documents.csv"
    manifest.write_text(manifest.read_text("utf-8").replace(EDITED.name, "new.txt"), "utf-8")
    group = groups(old, again(corpus))["new.txt"]

    assert group.notes == (f"was {EDITED.name}", "text changed (+0 chars)")
    assert next(d.new.quote for d in group.differences if d.class_ == "text") == "413家"
    assert not {"added", "removed"} & set(group.counts)


def test_a_document_gone_and_one_come(old, corpus):
    (corpus / EDITED.name).unlink()
    (corpus / "other.txt").write_text("今年，东陵新区新建公园77处。\n", encoding="utf-8")
    found = groups(old, again(corpus))

    assert found[EDITED.name].notes == ("document removed",)
    assert {d.cause for d in found[EDITED.name].differences} == {"document"}
    assert found["other.txt"].counts == {"added": 1}


def test_a_line_and_a_rule_on_one_day(old, corpus, tmp_path):
    """A line inserted into one article, and one rule that another folder has overruled."""
    first = corpus / ARTICLES[0].name
    head = "健康医疗：分级诊疗畅通就医通道"
    text = first.read_text("utf-8").replace(head, f"昨日天气晴好，市民纷纷出游。\n\n{head}")
    first.write_text(text, encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "mine.toml").write_text(
        'stage = "unit"\n[[rule]]\nid = "my.classifier"\ndoc = "床位 by name"\nkind = "count"\n'
        'forms = ["张"]\ncanonical = "床"\n',
        encoding="utf-8",
    )
    found = groups(old, again(corpus, rules=[rules]))
    changed = [d for group in found.values() for d in group.differences if d.class_ == "rule"]

    assert [(d.new.quote, d.old.unit, d.new.unit) for d in changed] == [("3860张", "张", "床")]
    assert changed[0].cause == "rules"
    assert "unit" in changed[0].fields
    assert set(found[first.name].counts) == {"same", "moved"}
    assert set(totals(found)) == {"same", "moved", "rule"}


def test_another_date_in_the_manifest_is_its_own_cause(old, corpus):
    manifest = corpus / "documents.csv"
    dated = manifest.read_text("utf-8").replace(f"{EDITED.name},2022", f"{EDITED.name},2021")
    manifest.write_text(dated, encoding="utf-8")
    group = groups(old, again(corpus))[EDITED.name]
    changed = [d for d in group.differences if d.class_ != "same"]

    assert group.notes == ("date 2022 to 2021",)
    assert {(d.class_, d.cause) for d in changed} == {("rule", "manifest")}
    assert changed


def test_files_of_equal_text_are_paired_one_to_one(tmp_path):
    def table(name, docs):
        rows = [made(doc=doc, quote="3个", sentence="3个") for doc in docs]
        return write(tmp_path / name, rows, [Source(doc, text_sha256="x") for doc in docs])

    found = groups(table("old", "ab"), table("new", "cd"))

    assert {name: group.notes[0] for name, group in found.items()} == {"c": "was a", "d": "was b"}


def test_tables_without_companions_still_compare(tmp_path, old):
    bare = tmp_path / "claims.csv"
    shutil.copy(old / "claims.csv", bare)
    text = bare.read_text("utf-8")
    other = tmp_path / "other.csv"
    other.write_text(text.replace(",412家,count,412,", ",412家,count,4120,"), encoding="utf-8")
    found = groups(bare, other)
    [changed] = [d for g in found.values() for d in g.differences if d.class_ != "same"]

    assert (changed.class_, changed.cause, changed.fields) == ("rule", "not recorded", ("value",))


def test_exchanged_tables_give_the_mirror_image(old, corpus):
    copy = corpus / EDITED.name
    text = copy.read_text("utf-8")
    copy.write_text(text.replace("412家", "约500家").replace("其中三甲医院6家", ""), "utf-8")
    (corpus / ARTICLES[0].name).unlink()
    new = again(corpus)

    there, back = seen(groups(old, new)), seen(groups(new, old), mirrored=True)
    assert there == back


def seen(found, *, mirrored=False):
    """Every difference, as it looks from the other side where it is mirrored."""
    turned = {"added": "removed", "removed": "added"}
    lines = []
    for group in found.values():
        for d in group.differences:
            sides = (d.new, d.old) if mirrored else (d.old, d.new)
            name = turned.get(d.class_, d.class_) if mirrored else d.class_
            lines.append((name, *(side or () for side in sides), d.tier, d.score, d.fields))
    return sorted(lines)
