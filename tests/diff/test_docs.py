"""The names of columns are a contract: docs/diff.md has them all, with their meanings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.diff.change import CLASSES
from extract.diff.views.panel import PANEL_COLUMNS
from extract.diff.views.records import COLUMNS

TEXT = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
OWN = {name: said for name, said in COLUMNS.items() if not name.startswith(("from_", "to_"))}


@pytest.mark.parametrize(
    ("heading", "columns"), [("extract diff", OWN), ("extract series", PANEL_COLUMNS)]
)
def test_the_columns_are_described_in_order(heading, columns):
    section = TEXT.partition(f"### Columns of `{heading}`")[2].partition("\n#")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)

    assert [row for row in rows if not row[0].startswith(("from_", "to_"))] == list(columns.items())


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_described(name):
    assert re.search(rf"^\| .*`{name}`.* \| .+ \|$", TEXT, re.MULTILINE)
