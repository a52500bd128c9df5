"""Reading tables back: records for programs, a DataFrame for analysts.

The only place where tables meet pandas; it is imported when first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import TableError
from extract.table.schema import CLAIMS, LIST_SIGN
from extract.write import current

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_claims", "records"]


def read_claims(path: str | Path) -> pd.DataFrame:
    """The claims of an output folder, a claims.csv or a claims.jsonl, every cell a string.

    The columns are those of claims.csv, whichever file is read; what is absent is the empty
    string. Turn ``value`` into ``decimal.Decimal`` or ``fractions.Fraction``, not float.
    Raises TableError.

    >>> claims = read_claims("output")
    >>> list(claims.columns[:3]), set(map(type, claims["value"]))
    (['claim_id', 'doc', 'article'], {<class 'str'>})
    """
    import pandas as pd  # noqa: PLC0415 - half a second that only table readers pay

    file = _claims_file(Path(path))
    if file.suffix == ".jsonl":
        rows = [[_cell(record.get(name)) for name in CLAIMS.names] for record in records(file)]
        return pd.DataFrame(rows, columns=list(CLAIMS.names), dtype=str)
    try:
        return pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise TableError(str(error), path=str(file)) from None


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file in order. Raises TableError with path and line."""
    try:
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise TableError("not a record", path=str(path), line=number)
                yield record
    except OSError as error:
        raise TableError(error.strerror or str(error), path=str(path)) from None
    except ValueError as error:
        raise TableError(f"not JSON Lines: {error}", path=str(path)) from None


def _claims_file(path: Path) -> Path:
    if not path.is_dir():
        if path.suffix not in (".csv", ".jsonl"):
            raise TableError("neither a folder, a .csv nor a .jsonl", path=str(path))
        return path
    for name in ("claims.csv", "claims.jsonl"):
        if (file := current(path, name)).exists():
            return file
    raise TableError("holds no claims.csv", path=str(path))


def _cell(value: object) -> str:
    if value is None:
        return ""
    return LIST_SIGN.join(map(str, value)) if isinstance(value, list) else str(value)
