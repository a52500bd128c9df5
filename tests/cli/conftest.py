from __future__ import annotations

from pathlib import Path

import pytest

from extract import batch
from tests.cli.command import CORPUS


@pytest.fixture(scope="session")
def corpus_tables(tmp_path_factory) -> Path:
    """The tables of the corpus, fresh; not to be changed."""
    folder = tmp_path_factory.mktemp("tables") / "out"
    batch.run([CORPUS], folder)
    return folder
