from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import Page
from tests.review.outputs import claim, write_output
from tests.review.served import ROOT, Process, Served

TEXT = (
    "区里办实事\n"
    "今年以来，全区新建健身路径56处，改造老旧小区12个，惠及居民3.5万户。\n"
    "截至目前，家庭医生签约29.88万人，签约率达61.16%。\n"
    "明年计划再建养老中心4处，覆盖街道8个。\n"
)
DOC = "a.txt"


@pytest.fixture
def output(tmp_path) -> Path:
    """Seven claims of one article."""
    quotes = ["56处", "12个", "3.5万户", "29.88万人", "61.16%", "4处", "8个"]
    claims = [claim(DOC, TEXT, quote, indicator=f"指标{i}") for i, quote in enumerate(quotes)]
    claims[2]["flags"] = ["mended"]
    return write_output(tmp_path, {DOC: TEXT}, claims)


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Start servers; they end with the test."""
    running: list[Served] = []

    def begin(folder: Path, *options: str, process: bool = False, **more: Any) -> Served:
        running.append(Process(folder, *options) if process else Served(folder, **more))
        return running[-1]

    yield begin
    for server in running:
        server.stop()


@pytest.fixture
def server(output, serve) -> Served:
    return serve(output)


@pytest.fixture
def page(clean, server) -> Page:
    return Page(clean, server.url)


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where pictures for people are kept; git does not."""
    return ROOT / "artefacts" / "review"
