"""One pass for many words finds what a search for each would."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Passage
from extract.programmes import find_programmes, forms
from extract.programmes.contexts import ending_in
from extract.programmes.literals import Literals


def each(words: Sequence[str], text: str) -> dict[str, list[int]]:
    places = {w: [at for at in range(len(text)) if text.startswith(w, at)] for w in words}
    return {word: found for word, found in places.items() if found}


@given(
    st.lists(st.text(alphabet="甲乙丙-]^", min_size=1, max_size=4), max_size=6),
    st.text(alphabet="甲乙丙-]^\n", max_size=30),
)
def test_every_occurrence_of_every_word(words: list[str], text: str) -> None:
    assert Literals(words).places(text) == each(words, text)


@pytest.mark.parametrize(
    ("label", "lead", "taken"),
    [
        ("大事", 0, True),
        ("头等大事", 0, False),
        ("头等大事", 2, True),
        ("天字头等大事", 2, False),
        ("大", 2, False),
    ],
)
def test_a_label_that_ends_in_a_word(label: str, lead: int, taken: bool) -> None:
    assert bool(ending_in(frozenset({"大事", "难题"}), lead)(label)) is taken


def test_many_names_are_found_again_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms are looked for one by one, or, where they are many, by their first characters."""
    text = "推出“邻里一家亲”项目，办“暖家”服务。邻里一家亲受欢迎，“暖家”也是，温暖家庭不是。"
    passages = [Passage(text, ((0, len(text)),))]
    few = find_programmes(passages, "d")
    monkeypatch.setattr(forms, "_FEW", 0)
    assert find_programmes(passages, "d") == few
    assert len(few.mentions[0]) == 4
