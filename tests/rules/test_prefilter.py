"""The shape of a pattern: what every match has, on patterns made up and on the shipped ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.rules import default_rules, prefilter
from extract.rules.evaluators import placeholders
from extract.rules.prefilter import Shape, alternatives, shape


def chars(text: str) -> frozenset[str]:
    return frozenset(text)


@pytest.mark.parametrize(
    ("pattern", "first", "last", "letters", "needed", "width"),
    [
        ("增长$", "增", "长", "增长", ["增长"], 2),
        ("(?:增长|提高)了?$", "增提", "长高了", "增长提高了", ["增长", "提高"], 3),
        ("(?<!新)增(?!加)$", "增", "增", "增", ["增"], 1),
        (
            "(?P<drop>再?(?:涨|升))[到至]$",
            "再涨升",
            "到至",
            "再涨升到至",
            ["涨到", "涨至", "升到", "升至"],
            3,
        ),
        ("[0-2]{1,2}年", "012", None, "012年", ["年"], 3),
        ("每[^，]{0,4}$", "每", None, None, ["每"], 5),
        ("[^，]元$", None, "元", None, ["元"], 2),
        (".元", None, None, None, ["元"], 2),
        # A match without a character, or without an end, allows no look at one.
        ("了?$", None, None, "了", None, 1),
        ("增|减$", "增减", None, "增减", ["增", "减"], 1),
        ("(?i)a", None, None, None, None, None),
        (r"(a)\1", "a", None, None, ["a"], None),
        (r"共\s", "共", None, None, None, 2),
        # What stands ahead is needed, but is no part of the match.
        ("[^，]{2}(?=距今)", None, None, None, ["距今"], 2),
    ],
)
def test_the_shape(
    pattern: str,
    first: str | None,
    last: str | None,
    letters: str | None,
    needed: list[str] | None,
    width: int | None,
) -> None:
    found = shape(pattern)
    assert found.first == (first and chars(first))
    assert found.last == (last and chars(last))
    if letters is not None:
        assert found.letters == chars(letters)
    if needed is not None:
        assert found.needed == frozenset(needed)
    if width is not None:
        assert found.width == width


def test_a_pattern_that_is_none_is_told() -> None:
    with pytest.raises(re.error):
        shape("(")


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("甲|乙", ["甲", "乙"]),
        ("(?:甲|乙)丙|[|]丁", ["(?:甲|乙)丙", "[|]丁"]),
        (r"\||\(甲", [r"\|", r"\(甲"]),
        ("[]|]|[^]|]|乙", ["[]|]", "[^]|]", "乙"]),
        ("", [""]),
    ],
)
def test_alternatives(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


def allowed(found: Shape, match: str, ahead: str = "") -> bool:
    """Whether a match has the shape; ``ahead`` is the text after it."""
    bare = match.removesuffix("\n")
    return (
        (found.first is None or match[:1] in found.first)
        and (found.last is None or bare[-1:] in found.last or match[-1:] in found.last)
        and (found.letters is None or found.letters.issuperset(bare) or not bare)
        and (found.needed is None or any(word in match + ahead for word in found.needed))
        and len(bare) <= found.width
    )


PATTERNS = sorted(
    {
        default_rules().expand(rule.text(key), placeholders(stage, default_rules()), rule=rule)
        for stage, keys in {
            "change": ("left", "right", "quote"),
            "role": ("left", "left_not", "right", "clause", "quote", "anchor"),
            "trim": ("pattern",),
        }.items()
        for rule in default_rules().stage(stage)
        for key in keys
        if rule.text(key)
    }
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_every_match_of_a_shipped_pattern_has_its_shape(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    match = data.draw(st.from_regex(pattern, fullmatch=True))
    assert allowed(shape(pattern), match)


PIECES = st.recursive(
    st.sampled_from(["甲", "乙丙", "[丁戊]", "[^己]", ".", "(?<!庚)辛", "(?=壬)", r"\s"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{1,2}", "{0,2}?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(["", "$"]), st.text("甲乙丙丁戊己庚辛壬 ", max_size=12))
def test_every_match_of_a_made_up_pattern_has_its_shape(pattern: str, end: str, text: str) -> None:
    source = f"(?:{pattern}){end}"
    found = shape(source)
    for match in re.finditer(source, text):
        assert allowed(found, match[0], text[match.end() :])
        if found.closed:
            assert match.end() == len(text)


def test_a_module_that_cannot_be_read_keeps_no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefilter, "_version", lambda: prefilter._UNREAD)
    monkeypatch.setattr(prefilter, "remembered", lambda *_: pytest.fail("kept"))
    assert shape("增长$").last == chars("长")
