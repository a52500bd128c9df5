"""The body of a page in file order: where columns may begin and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.layout.edges import NO_START
from extract.layout.headings import LIST_ITEM
from extract.layout.paragraphs import Paragraph

__all__ = ["Place", "may_dangle", "places"]

_LONG_HEADING = 25  # characters; longer ones are looked at twice
# How soon a stop comes in the rest of a word and what follows it.
_SHORT_CLAUSE = 6
_BULLETS = frozenset("·•・◆◇★☆●○▪◎")
_WIDE = 2  # more blank lines than usual: a column or a picture stands between


@dataclass(slots=True)
class Place:
    """A paragraph that may be one half of a broken one, and what stands around it.

    ``number`` counts places, ``index`` paragraphs. ``top``: a column may begin here;
    ``last``: one may end here; ``follows``: right below an end; ``headed``: below a heading
    that is surely one; ``faint``: a heading by itself, and only a seam shows that it is none;
    ``lead``: right below the headline of an article, or its byline.
    """

    number: int
    index: int
    paragraph: Paragraph
    ends: bool
    faint: bool
    top: bool
    follows: bool
    headed: bool
    column: int
    article: int
    last: bool = True
    lead: bool = False


def _is_prose(paragraph: Paragraph) -> bool:
    """Whether it is running text, not a row, an item or another kind of block."""
    is_item = paragraph.rule == LIST_ITEM or paragraph.text[0] in _BULLETS
    return paragraph.kind == "body" and not paragraph.row and not is_item


def _is_faint(paragraph: Paragraph) -> bool:
    return paragraph.rule == "headline.plain" and not paragraph.article


def may_dangle(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether anything on the page looks broken, as far as can be told without words."""
    faint = False
    for p in paragraphs:
        if faint and (p.kind not in ("body", "headline") or p.gap >= _WIDE):
            return True  # a heading over no body
        if _is_prose(p) and (not p.closed or _starts_badly(p.text)):
            return True
        if faint and "，" in p.text[2:_SHORT_CLAUSE]:
            return True  # 升级掌上服 / 务平台，打通…
        faint = _is_faint(p)
        if faint and (len(p.text) > _LONG_HEADING or p.text.count("，") > 1):
            return True
    return False


def _starts_badly(text: str) -> bool:
    """Whether a paragraph starts in mid-sentence: a stray sign, a clause of one character."""
    return (
        text[0] in NO_START
        or text[1:2] in ("，", "。")
        or "。" in text[:4]
        or text.count("”") > text.count("“")
    )


def places(paragraphs: Sequence[Paragraph]) -> list[Place]:
    """Body and what might be body, in file order; numbers the columns of the paragraphs."""
    usual = Counter([p.gap for p in paragraphs]).most_common(1)[0][0]
    found: list[Place] = []
    column = article = 0
    apart, headed = True, False  # whether a picture, a gap or a heading stands between
    lead = False
    for index, paragraph in enumerate(paragraphs):
        apart = apart or paragraph.gap >= usual + _WIDE
        faint = _is_faint(paragraph)
        if not faint and not _is_prose(paragraph):
            is_heading = paragraph.kind == "headline"
            headed = headed or (is_heading and not paragraph.article)
            apart = apart or not is_heading or bool(paragraph.article)
            article += is_heading and bool(paragraph.article)
            lead = is_heading or (lead and paragraph.kind == "byline")
            continue
        above = found[-1] if found else None
        follows = above is not None and above.ends and not headed
        column += apart or headed or follows
        found.append(
            Place(
                number=len(found),
                index=index,
                paragraph=paragraph,
                ends=faint or not paragraph.closed,
                faint=faint,
                top=apart or follows,
                follows=follows,
                headed=headed,
                column=column,
                article=article,
                lead=lead and not headed,
            )
        )
        paragraph.column = column
        if above is not None:
            above.last = apart
        apart = headed = lead = False
    return found
