"""Tables in the formats of other tools; one module a format, each a function of the data.

Every format but the tables needs the source texts. With verdicts, the formats of annotation
tools show what reviewers hold: rejected claims are left out, corrections are applied, and
missed claims are added; tables get columns that say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from extract.export.data import Data

__all__ = ["FORMATS", "Data", "export"]

FORMATS: Mapping[str, str] = {
    "webannotation": ".jsonld",
    "labelstudio": ".labelstudio.json",
    "brat": ".brat",
    "doccano": ".doccano.jsonl",
    "xlsx": ".xlsx",
    "parquet": ".parquet",
    "sqlite": ".sqlite",
}
"""Every format, and how its file (for brat: its folder) is called."""


def export(data: Data, form: str, to: Path) -> int:
    """Write ``data`` in one of ``FORMATS`` to ``to``; gives the number of claims written.

    What is at ``to`` is replaced as one. Raises UsageError where it cannot be written, a
    text is missing, or an extra is not installed.
    """
    write: Callable[[Data, Path], int] = import_module(f"extract.export.{form}").write
    return write(data, to)
