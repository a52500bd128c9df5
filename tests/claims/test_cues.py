"""Short cuts change no answer: with and without them the same rules hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.claims.cues import PERIOD, Changes
from extract.claims.frame import Frame, Scene
from extract.claims.roles import Roles
from extract.claims.trims import Trims
from extract.rules import Rule, RuleSet, default_rules
from tests.claims.reading import readings

CORPUS = Path(__file__).parents[2] / "corpus"
RULES = default_rules()


def sentences() -> list[str]:
    """Of the corpus, and of the examples of the claim rules."""
    examples = [
        example.text
        for stage in ("change", "role", "trim")
        for rule in RULES.stage(stage)
        for example in (*rule.accept, *rule.reject)
    ]
    pages = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    return [*examples, *(line for page in pages for line in page.splitlines())]


@pytest.fixture(scope="module")
def scenes() -> list[tuple[Scene, Frame]]:
    from extract.claims.frame import scene
    from extract.periods import find_periods
    from extract.pipeline import find_quantities

    found = []
    for text in sentences():
        quantities = find_quantities(text)
        view = scene(text, quantities, find_periods(text, RULES), [False] * len(quantities))
        found += [(view, frame) for frame in view.frames]
    return found


def pattern(rule: Rule, key: str) -> re.Pattern[str]:
    return re.compile(RULES.expand(rule.text(key), {"period": PERIOD}, rule=rule))


def changes(scene: Scene, frame: Frame) -> Iterator[str]:
    """The rules of change that hold, all of them tried in full."""
    quantity = frame.quantity
    left = scene.masked[max(frame.item[0], quantity.start - 64) : quantity.start]
    right = scene.masked[quantity.end : min(frame.item[1], quantity.end + 24)]
    for rule in RULES.stage("change"):
        if (
            (not rule.words("kinds") or quantity.kind in rule.words("kinds"))
            and (not rule.text("quote") or pattern(rule, "quote").search(quantity.quote))
            and (not rule.text("right") or pattern(rule, "right").match(right))
            and pattern(rule, "left").search(left)
        ):
            yield rule.id


def test_the_first_rule_of_change_that_holds_is_found(scenes: list[tuple[Scene, Frame]]) -> None:
    stage = Changes(RULES)
    found = [(cue.rule if (cue := stage.find(*place)) else None) for place in scenes]
    assert found == [next(changes(*place), None) for place in scenes]
    assert len({rule for rule in found if rule}) > 15


def attributive(text: str, frame: Frame) -> Iterator[str]:
    """The attributive rules that hold, all of them tried in full."""
    quantity = frame.quantity
    left = text[max(0, quantity.start - 24) : quantity.start]
    right = text[quantity.end : quantity.end + 24]
    for rule in RULES.stage("role"):
        if (
            rule.flag("attributive")
            and (not rule.words("kinds") or quantity.kind in rule.words("kinds"))
            and (not rule.text("quote") or pattern(rule, "quote").search(quantity.quote))
            and (not rule.text("right") or pattern(rule, "right").match(right))
            and (not rule.text("left") or pattern(rule, "left").search(left))
            and (not rule.text("clause") or pattern(rule, "clause").search(left))
            and not (rule.text("left_not") and pattern(rule, "left_not").search(left))
        ):
            yield rule.id


def test_the_first_attributive_rule_that_holds_is_found(
    scenes: list[tuple[Scene, Frame]],
) -> None:
    stage = Roles(RULES)
    found = [
        (cue.id if (cue := stage.attributive(scene.text, frame.quantity)) else None)
        for scene, frame in scenes
    ]
    assert found == [next(attributive(scene.text, frame), None) for scene, frame in scenes]
    assert len({rule for rule in found if rule}) > 5


def one(side: str) -> str:
    return "|".join(
        RULES.expand(rule.text("pattern"), {"period": PERIOD}, rule=rule)
        for rule in RULES.stage("trim")
        if rule.text("side") == side
    )


def test_trims_are_those_of_the_rules(scenes: list[tuple[Scene, Frame]]) -> None:
    trims = Trims(RULES)
    frame_words = re.compile(
        rf"(?:[\s、：:—,，]|[“”](?=[\s，])|{PERIOD}(?:[的末底初内])?|(?:{one('anaphor')}|{one('head')})(?!$))*"
    )
    link = re.compile(rf"(?:{one('anaphor')}|{one('tail')}|[：:\s]|{PERIOD}的?)+$")
    predicate, after, every = (re.compile(one(side)) for side in ("predicate", "after", "all"))
    for scene, frame in scenes:
        start, end = max(frame.item[0], frame.quantity.start - 48), frame.quantity.start
        masked = scene.masked
        head = frame_words.match(masked, start, end)
        tail = link.search(masked, max(start, end - 24), end)
        assert trims.head(masked, start, end) == (head.end() if head else start)
        assert trims.link(masked, start, end) == (tail.start() if tail else end)
        assert trims.all(masked, start, end) == bool(every.fullmatch(masked, start, end))
        assert trims.predicate(masked, start, end) == bool(predicate.match(masked, start, end))
        assert trims.after(masked, start, end) == bool(after.match(masked, start, end))


def test_a_users_rule_counts_at_once() -> None:
    rule = Rule(
        "change.mine", "change", "x", {"change": "increase_by", "left": "蹿了$"}, (), (), (), "", 1
    )
    rules = RuleSet((rule, *RULES.rules), "")
    from extract.claims.compose import Composer
    from extract.pipeline import find_quantities

    text = "气温蹿了3倍。"
    _, [mine] = Composer(rules).read(text, find_quantities(text), ())
    assert (mine.change, readings(text)[0].change) == ("increase_by", "level")
