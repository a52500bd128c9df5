"""What is streamed is what `find` finds, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import ReadError
from extract.read.find import find
from extract.read.source import Source
from extract.read.stream import sources

NAMES = st.sampled_from(["a", "a.txt", "a-b", "a b.txt", "新", "z.csv", ".h", "a~", "b.jsonl.gz"])


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=12), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_tree(tmp_path_factory, paths, archives):
    top = tmp_path_factory.mktemp("tree")
    for parts in paths:
        path = top.joinpath(*parts)
        if not path.exists() and not any(p.is_file() for p in path.parents):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("一家")
    assert list(sources([top], archives=archives)) == find([top], archives=archives)


def test_a_manifest_speaks_of_streamed_files_too(tmp_path):
    (tmp_path / "a.txt").write_text("一家")
    (tmp_path / "documents.csv").write_text("path,date\na.txt,2023-05\nb.txt,2023\n")
    error, found = sources([tmp_path])
    assert isinstance(error, ReadError)
    assert "no file 'b.txt'" in error.cause
    assert isinstance(found, Source)
    assert found.entry
    assert found.entry.date == "2023-05"


@pytest.mark.parametrize("other", ["link", "twice"])
def test_where_files_can_be_reached_twice_all_are_known_first(tmp_path, other):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text("一家")
    if other == "link":
        (tmp_path / "in/b.txt").symlink_to("a.txt")
        paths = [tmp_path / "in"]
    else:
        paths = [tmp_path / "in", tmp_path]
    assert len([s for s in sources(paths) if isinstance(s, Source)]) == 1


def test_many_files_are_not_held(tmp_path):
    """The first comes before the second is looked at."""
    for number in range(3):
        (tmp_path / f"{number}").mkdir()
        (tmp_path / f"{number}/a.txt").write_text("一家")
    found = sources([tmp_path])
    assert next(found).doc == "0/a.txt"
    (tmp_path / "2/a.txt").rename(tmp_path / "2/b.txt")
    assert [each.doc for each in found] == ["1/a.txt", "2/b.txt"]
