"""The lines of a page, and whether a text ends as a sentence does."""

from __future__ import annotations

from dataclasses import dataclass

from extract.rules.regexes import compiled

__all__ = ["Line", "finished", "split_lines"]

_LINE = compiled(r"\S[^\n\r\x0b\x0c\x85\u2028\u2029]*")
# What ends a sentence, then closing marks, then a bracketed remark (…完成。（王玮）).
_FINISHED = compiled(
    "[。！？!?；;：:….][”’」』）)》〉】\\]\"'\\s]*(?:[（(][^（()）]{1,40}[)）]\\s*)?$"
)
_SURE_END = frozenset("。！？!?；;：:…")
_CLOSERS = frozenset(".”’」』）)》〉】]\"'")
_BREAKS = compiled(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

# “…到晚上12点。”——市民 胡倩: who said it closes a line.
_SAID_BY = compiled("”——[^，。；：、0-9]{2,14}$")
_SPEAKER = 17


@dataclass(slots=True)
class Line:
    """One line without the blanks at either end.

    ``indent`` counts the blanks before it, ``gap`` the blank lines above; a page break
    counts as many.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: int
    row: bool = False


def finished(text: str) -> bool:
    """Whether a paragraph's text ends as a sentence or a list item does."""
    last = text[-1:]
    if last in _SURE_END:
        return True
    if last == "." and text[-2:-1].isdigit():
        return False
    if last in _CLOSERS:
        return _FINISHED.search(text, max(0, len(text) - 60)) is not None
    return "”—" in text[-_SPEAKER:] and _SAID_BY.search(text, len(text) - _SPEAKER) is not None


def split_lines(text: str) -> list[Line]:
    """Every line that is not blank, in order."""
    lines: list[Line] = []
    last = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        between = text[last:start]
        stripped = found[0].rstrip()
        if between in {"\n", "\n\n"}:
            lines.append(Line(start, start + len(stripped), stripped, 0, len(between) - 1))
        else:
            breaks = [m.end() for m in _BREAKS.finditer(between)]
            indent = len(between) - breaks[-1] if breaks else len(between)
            gap = max(len(breaks) - 1, 9 * ("\x0c" in between))
            lines.append(Line(start, start + len(stripped), stripped, indent, gap))
        last = end
    return lines
