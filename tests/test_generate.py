from __future__ import annotations

import importlib.util
from pathlib import Path

BENCH = Path(__file__).parents[1] / "bench" / "generate.py"
spec = importlib.util.spec_from_file_location("generate", BENCH)
assert spec is not None
assert spec.loader is not None
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


def test_the_same_seed_gives_the_same_articles() -> None:
    assert list(generate.articles(9000, seed=5)) == list(generate.articles(9000, seed=5))


def test_another_seed_gives_other_articles() -> None:
    assert not set(generate.articles(9000, seed=5)) & set(generate.articles(9000, seed=6))


def test_there_are_as_many_characters_as_asked_for() -> None:
    assert 9000 <= sum(map(len, generate.articles(9000))) < 12000


def test_every_slot_is_filled() -> None:
    assert not any(sign in article for article in generate.articles(50_000) for sign in "{}")
