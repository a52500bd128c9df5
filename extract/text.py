"""Length-keeping folding, character classes, and the marks of same-length masking.

Note [Folding keeps length]: offsets must survive, so every character is folded to exactly
one. NFKC is banned here: it turns ``…`` into ``...`` and ``㎡`` into two characters.

Note [Marks]: a mask replaces a span by a run of private-use marks of the same length, one
*begin* mark and then *inner* marks, so that two adjoining spans stay apart. A private-use
character of the text itself is folded away first, so a mark is never the text's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extract.variants import SIMPLIFIED

__all__ = ["BEGIN", "DIGITS", "INNER", "LETTER", "PUNCTUATION", "fold", "mask", "run"]

DIGITS = "0123456789"
# A letter that is not Latin, for patterns: in Chinese text a Han character, of any plane.
# `re` compiles a class of a category at once, and one of 20,992 characters in a millisecond.
LETTER = r"[^\W\d_A-Za-z]"
PUNCTUATION = "，。、；：！？,.;:!?“”‘’\"'（）()《》〈〉【】[]「」『』—…·~～\n\r\t \u3000"

_VARIANTS = {
    "％": "%",
    "﹪": "%",
    "－": "-",
    "﹣": "-",
    "–": "—",
    "―": "—",
    "─": "—",
    "〜": "~",
    "～": "~",
    "∼": "~",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "．": ".",
    "○": "〇",
    "◯": "〇",
    "￥": "¥",
    "µ": "μ",
    "\u2126": "Ω",
    "＄": "$",
    "℅": "%",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "〝": "“",
    "〞": "”",
    "＂": '"',
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u200b": " ",
    "\ufeff": " ",
}
# Full-width ASCII, but for the signs whose full form Chinese text means as itself.
_KEEP_FULL = "！（），：；？"
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP_FULL}
_FOLD |= {ord(a): b for a, b in (_VARIANTS | SIMPLIFIED).items()}
# ASCII punctuation between Chinese is the full-width sign in disguise, but `,` and `.` are
# also signs inside numbers: they stay, and rules name both.
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), "\ufffd")
_FOLD |= _PRIVATE
# Most text has nothing to fold, and a search for that is many times faster than translate.
_FOLDS = re.compile(
    f"[{re.escape(''.join(chr(c) for c in _FOLD if c not in _PRIVATE))}\ue000-\uf8ff]"
)

_MARKS = (
    "number",
    "count",
    "money",
    "percent",
    "point",
    "multiple",
    "fraction",
    "measure",
    "duration",
    "age",
    "rank",
    "period",
    "programme",
    "refused",
)
BEGIN = {name: chr(0xE000 + i) for i, name in enumerate(_MARKS)}
INNER = {name: chr(0xE100 + i) for i, name in enumerate(_MARKS)}


def fold(text: str) -> str:
    """Fold width, sign variants and traditional characters, one character to one.

    >>> fold("２０％—３０％"), fold("兩萬個")
    ('20%—30%', '两万个')
    >>> len(fold("㎡…")) == 2
    True
    """
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    return text.translate(_FOLD) if _FOLDS.search(text) else text


# Every stage folds the passages of a document: those of a usual page are kept that long.
_SHORT = 2000
_folded_short = lru_cache(maxsize=128)(_folded)


def run(name: str, length: int) -> str:
    """A run of marks of this name, ``length`` code points long."""
    return BEGIN[name] + INNER[name] * (length - 1)


def mask(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Replace sorted, disjoint ``(start, end, mark name)`` spans by marks, keeping length.

    >>> len(mask("共56处", [(1, 4, "count")]))
    4
    """
    parts: list[str] = []
    at = 0
    for start, end, name in spans:
        parts += text[at:start], BEGIN[name], INNER[name] * (end - start - 1)
        at = end
    parts.append(text[at:])
    return "".join(parts)
