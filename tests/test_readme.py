from __future__ import annotations

import re

import pytest

from tests.readme import READMES, ROOT, renewed


@pytest.mark.slow
@pytest.mark.parametrize("name", READMES)
def test_the_examples_print_what_the_readme_says(name):
    """`python -m tests.readme` writes them anew."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("```console") >= 4
    assert renewed(text) == text


@pytest.mark.parametrize("name", READMES)
def test_its_links_lead_somewhere(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert links
    assert [link for link in links if not leads(link, name)] == []


def leads(link, name):
    """Whether there is such a file, and in it such a heading."""
    path, _, heading = link.partition("#")
    target = ROOT / (path or name)
    if not heading:
        return target.exists()
    titles = re.findall("^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
    return heading in {title.lower().replace(" ", "-") for title in titles}
