from __future__ import annotations

import pytest

from tests.readme import READMES, ROOT, renewed


@pytest.mark.slow
@pytest.mark.parametrize("name", READMES)
def test_the_examples_print_what_the_readme_says(name):
    """`python -m tests.readme` writes them anew."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("```console") >= 4
    assert renewed(text) == text
