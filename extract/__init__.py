"""Numeric claims of Chinese news articles, each traceable to its characters.

>>> import extract
>>> [(q.quote, str(q.value), q.unit) for q in extract.find_quantities("新建健身路径56处。")]
[('56处', '56', '处')]

``extract_text`` gives the claims of one text, ``run`` the tables of many files, ``read_claims``
a table as a DataFrame; ``find_quantities`` and ``find_numbers`` work below the claims.
Importing this package is cheap: each name is imported from its home when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.batch import run
    from extract.model import Claim, Number, Quantity
    from extract.numerals import find_numbers
    from extract.pipeline import extract_text, find_quantities
    from extract.table import read_claims

__all__ = [
    "Claim",
    "Number",
    "Quantity",
    "extract_text",
    "find_numbers",
    "find_quantities",
    "read_claims",
    "run",
]

_HOMES = {
    "Claim": "extract.model",
    "Number": "extract.model",
    "Quantity": "extract.model",
    "extract_text": "extract.pipeline",
    "find_numbers": "extract.numerals",
    "find_quantities": "extract.pipeline",
    "read_claims": "extract.table",
    "run": "extract.batch",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
