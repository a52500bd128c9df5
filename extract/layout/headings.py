"""Headings and articles: which short lines stand over a body, and which open an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, zip_longest

from extract.layout.paragraphs import Paragraph
from extract.rules.regexes import compiled

__all__ = ["LIST_ITEM", "settle", "title"]

LIST_ITEM = "body.list"
_HEADINGS = frozenset({"headline.plain", "headline.numbered", "headline.kicker"})
_NAMES = frozenset({"byline.names", "byline.signature"})
_SIGNED = _NAMES | {"byline.square", "byline.reporter", "byline.bracketed", "byline.speaker"}
_REPORTERS = frozenset({"byline.square", "byline.reporter"})
_DASHES = ("——", "──")
_LONG = 32  # characters of a headline of three clauses
_LIST_RUN = 5  # so many short lines in a row are a list, not a stack of headlines
_NO_START = frozenset("，。、；：！？”’」』）)》〉】,.;:!?%％…")
_NO_END = frozenset("，、,；;（(《“‘「『")
_PAIRS = ("“”", "《》", "（）", "()", "【】")
_PAIRED = compiled("[“”《》（）()【】]")
_STYLE = compiled(
    r"[（(第]?(?:(?P<han>[一二三四五六七八九十百]+)|(?P<digit>\d+)|[①-⑩●◆◇·•])[）)、.．章节]?"
)
_LETTERS = re.compile(r"[^\W\d_].*?[^\W\d_]", re.DOTALL)  # two at least
_Run = list[Paragraph]


def title(text: str) -> str:
    """A headline without its Markdown signs."""
    return text.lstrip("#").strip() if text.startswith("#") else text


def settle(paragraphs: Sequence[Paragraph]) -> None:
    """Decide every proposed heading, and name the article that a headline opens."""
    flow = [p for p in paragraphs if p.kind not in ("caption", "ad")]
    _drop_unlikely(flow)
    _settle_names(flow)
    runs = [(kind, list(run)) for kind, run in groupby(flow, key=_class)]
    supported = [False] * (len(runs) + 1)
    for at in reversed(range(len(runs))):
        supported[at] = runs[at][0] == "body" or supported[at + 1]
    read = False  # whether a body stands between the last article's headline and here
    for at, (kind, run) in enumerate(runs):
        if kind == "heading":
            _list_items(run, alone=at > 0)
            stack = [p for p in run if _settle_one(p, run, is_supported=supported[at])]
            if stack and _opens_article(stack, runs, at, read=read):
                _name_article(stack)
                read = False
        read = read or kind == "body"


def _class(paragraph: Paragraph) -> str:
    if paragraph.kind == "headline" or paragraph.rule in _HEADINGS:
        return "heading"
    return paragraph.kind


def _drop_unlikely(flow: Sequence[Paragraph]) -> None:
    """A piece of a sentence is no heading, however short: body, and its end dangles."""
    for paragraph, below in zip_longest(flow, flow[1:]):
        if paragraph.rule in _HEADINGS and not _is_likely(paragraph.text, over=_opens(below)):
            paragraph.rule = ""


def _opens(below: Paragraph | None) -> bool:
    """Whether a paragraph opens a report, so that what stands over it is its headline."""
    return below is not None and (below.rule == "body.dateline" or below.rule in _REPORTERS)


def _is_likely(text: str, *, over: bool) -> bool:
    return (
        text[0] not in _NO_START
        and text[-1] not in _NO_END
        and _LETTERS.search(text) is not None
        and not (text[-1] == "." or (not over and _is_rambling(text)))
        and (_PAIRED.search(text) is None or _is_paired(text))
    )


def _is_paired(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS)


def _is_rambling(text: str) -> bool:
    """Whether it has more clauses than a headline."""
    commas = text.count("，") + text.count(",")
    return not text.endswith(_DASHES) and (commas > 2 or (commas > 1 and len(text) > _LONG))


def _settle_names(flow: Sequence[Paragraph]) -> None:
    """Names and offices sign an article below its headline or after its last sentence."""
    for at in [at for at, p in enumerate(flow) if p.rule in _NAMES]:
        paragraph = flow[at]
        above = flow[at - 1] if at else None
        below = flow[at + 1] if at + 1 < len(flow) else None
        is_under_headline = above is not None and _class(above) != "body"
        ends = above is not None and (below is None or _class(below) != "body")
        if is_under_headline or ends:
            paragraph.kind = "byline"
        else:
            paragraph.rule = "headline.plain"


def _list_items(run: _Run, *, alone: bool) -> None:
    """Numbered siblings without a body between them, and long runs, are lists."""
    styles = [_style(p) for p in run]
    for at, paragraph in enumerate(run):
        around = styles[max(0, at - 1) : at] + styles[at + 1 : at + 2]
        if styles[at] and styles[at] in around:
            paragraph.rule = LIST_ITEM
    plain = [p for p in run if p.rule in _HEADINGS]
    if len(plain) >= _LIST_RUN:
        for paragraph in plain if alone else plain[1:]:
            paragraph.rule = LIST_ITEM


def _style(paragraph: Paragraph) -> str:
    """How a line is numbered, with the number left out: （一） gives （#）."""
    found = _STYLE.match(paragraph.text)
    if found is None or paragraph.kind == "headline" or found.end() == len(paragraph.text):
        return ""
    mark = found[0].replace(found["han"] or "\0", "H").replace(found["digit"] or "\0", "D")
    return mark if len(mark) > 1 or mark not in "HD" else ""


def _settle_one(paragraph: Paragraph, run: _Run, *, is_supported: bool) -> bool:
    """Whether a proposed heading is one; if not, it is body. A kicker needs one below it."""
    if paragraph.rule in _HEADINGS:
        leads_nowhere = paragraph.rule == "headline.kicker" and paragraph is run[-1]
        if is_supported and not leads_nowhere:
            paragraph.kind = "headline"
        else:
            paragraph.rule = ""
    return paragraph.kind == "headline"


def _opens_article(stack: _Run, runs: list[tuple[str, _Run]], at: int, *, read: bool) -> bool:
    if any(p.text.startswith("# ") for p in stack):
        return True
    if all(p.rule in ("headline.numbered", "headline.markdown") for p in stack):
        return False
    if not read and not any(kind == "body" for kind, _ in runs[:at]):
        return True
    below = runs[at + 1] if at + 1 < len(runs) else ("", [])
    if below[0] == "byline" and any(p.rule in _SIGNED for p in below[1]):
        return True
    above = runs[at - 1] if at else ("", [])
    return read and above[0] == "byline" and any(p.rule in _SIGNED for p in above[1])


def _name_article(stack: _Run) -> None:
    """The headline of a stack: the one marked so, else the shortest, as it is printed largest."""
    marked = [p for p in stack if p.text.startswith("# ")]
    plain = [p for p in stack if p.rule == "headline.plain"]
    main = min(marked or plain or stack, key=lambda p: len(p.text))
    for paragraph in stack:
        paragraph.article = title(main.text)
