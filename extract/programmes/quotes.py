"""Quoted strings: where a pair of quotation marks opens and closes."""

from __future__ import annotations

from extract.rules.regexes import compiled

__all__ = ["quoted"]

# Each opening mark with its pairs, which never cross a line. Single marks are looked for on
# their own, since speech in double ones may name a programme in single ones.
_PAIRS = tuple(
    (mark, compiled(pair))
    for mark, pair in (("“", "“([^“”\n]*)”"), ("‘", "‘([^‘’\n]*)’"), ('"', '"([^"\n]*)"'))
)


def quoted(folded: str, longest: int) -> list[tuple[int, int, str]]:
    """Pairs of marks with at most ``longest`` characters between: start, end, inner text.

    ``start`` and ``end`` include the marks; ``folded`` comes from `extract.text.fold`.
    Not sorted across kinds of marks. An empty pair is left out.
    """
    found: list[tuple[int, int, str]] = []
    for mark, pair in _PAIRS:
        if mark in folded:
            for match in pair.finditer(folded):
                start, end = match.span()
                if 2 < end - start <= longest + 2:
                    found.append((start, end, match[1]))
    return found
