"""Spans of a passage that make one wording, and how their outer edges are trimmed."""

from __future__ import annotations

from collections.abc import Sequence

from extract.model import Span

__all__ = ["EDGE", "han", "length", "trim", "trimmed", "words"]

_CLOSER = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")"}
_OPENER = {b: a for a, b in _CLOSER.items()}
EDGE = " \t\r\n\u3000●■，。、；：:,;—-“”‘’\"'（）()《》【】"


def trim(text: str, start: int, end: int) -> tuple[Span, ...]:
    """``[start, end)`` without punctuation and space at its ends, as `trimmed` does."""
    if start >= end:
        return ()
    if text[start] in EDGE or text[end - 1] in EDGE:
        return trimmed(text, [(start, end)])
    return ((start, end),)


def trimmed(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """Without punctuation and space at the very ends, and without empty pieces.

    A quotation mark or bracket at an end stays where its partner is inside.
    """
    whole = words(text, pieces)
    while pieces:
        start, end = pieces[0]
        while start < end and _loose(text[start], _CLOSER, whole):
            start += 1
        if start < end:
            pieces[0] = (start, end)
            break
        pieces.pop(0)
    while pieces:
        start, end = pieces[-1]
        while end > start and _loose(text[end - 1], _OPENER, whole):
            end -= 1
        if end > start:
            pieces[-1] = (start, end)
            break
        pieces.pop()
    return tuple(pieces)


def _loose(sign: str, partners: dict[str, str], whole: str) -> bool:
    """Whether a sign at an end says nothing there."""
    return sign in EDGE and (sign not in partners or partners[sign] not in whole)


def words(text: str, spans: Sequence[Span]) -> str:
    """The characters at the spans, joined."""
    if len(spans) == 1:
        start, end = spans[0]
        return text[start:end]
    return "".join([text[a:b] for a, b in spans])


def length(spans: Sequence[Span]) -> int:
    """How many characters the spans hold."""
    return sum([end - start for start, end in spans])


def han(sign: str) -> bool:
    """Whether a character may begin a noun: a Han character or an opening quote."""
    return "一" <= sign <= "鿿" or sign == "“"
