"""Quoted strings: where a pair of quotation marks opens and closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["has_quotes", "quoted"]

# A pair never crosses a line. Inner single quotes are looked for on their own, since
# speech in double quotes may name a programme in single ones.
_ANY = re.compile('[“‘"]')
_PAIRS = tuple(
    re.compile(p) for p in ("“([^“”\n]*)”", "‘([^‘’\n]*)’", '"([^"\n]*)"')
)  # one scan a kind


def has_quotes(folded: str) -> bool:
    """Whether the folded text has an opening quotation mark at all."""
    return _ANY.search(folded) is not None


def quoted(folded: str, longest: int) -> Iterator[tuple[int, int, str]]:
    """Pairs of marks with at most ``longest`` characters between: start, end, inner text.

    ``start`` and ``end`` include the marks; ``folded`` comes from `extract.text.fold`.
    Not sorted across kinds of marks. An empty pair is left out.
    """
    for pair in _PAIRS:
        for found in pair.finditer(folded):
            if 0 < len(found[1]) <= longest:
                yield found.start(), found.end(), found[1]
