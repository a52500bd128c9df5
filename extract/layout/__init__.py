"""Document to passages: what each part of a page is, and the order in which it is read.

Every character that is not blank is in exactly one piece of one passage; line ends and the
blanks around lines are in none. A table row is a passage of its own with its blanks kept,
so that its columns can be read; rows are never joined.
"""

from __future__ import annotations

from extract.layout.headings import settle
from extract.layout.kinds import label
from extract.layout.lines import split_lines
from extract.layout.order import in_reading_order
from extract.layout.paragraphs import Paragraph, paragraphs
from extract.layout.seams import find_joins
from extract.model import Block, Document, Passage
from extract.rules import RuleSet, default_rules

__all__ = ["blocks", "layout"]


def layout(document: Document, rules: RuleSet | None = None) -> tuple[Passage, ...]:
    """The passages of a document in reading order; never raises on text, in linear time.

    >>> page = Document("a.txt", "■新书房。今年全区共开展服务。".replace("。今", chr(10) + "今"))
    >>> [(passage.kind, passage.text) for passage in layout(page)]
    [('caption', '■新书房'), ('body', '今年全区共开展服务。')]
    """
    rules = rules or default_rules()
    page = _parts(document.text, rules)
    joins = find_joins(page, document.text, rules)
    for join in joins:
        page[join.left].kind = "body"  # the end of a column may look like a heading
    return in_reading_order(page, joins)


def blocks(document: Document, rules: RuleSet | None = None) -> tuple[tuple[Block, str], ...]:
    """The blocks of a document in file order, each with the id of the rule that named it."""
    page = _parts(document.text, rules or default_rules())
    return tuple((Block(p.kind, p.start, p.end), p.rule) for p in page)


def _parts(text: str, rules: RuleSet) -> list[Paragraph]:
    page = paragraphs(split_lines(text))
    label(page, rules)
    settle(page)
    return page
