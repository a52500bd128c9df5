"""Reading gold annotations and the tables to be scored. The format: ``tests/gold/README.md``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import ExtractError, UsageError
from extract.score.compare import Record
from extract.table import records
from extract.write import current

__all__ = ["Gold", "read_gold", "read_output"]

_CLAIM_FIELDS = {
    "doc": str,
    "quote": str,
    "start": int,
    "end": int,
    "kind": str,
    "bound": str,
    "unit": (str, type(None)),
    "per": list,
    "indicator": list,
    "change": str,
    "role": str,
    "period": (str, type(None)),
    "programme": (str, type(None)),
    "section": str,
}
_PROGRAMME_FIELDS = {"doc": str, "name": str, "variants": list}


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one document, and its text where it is at hand."""

    doc: str
    claims: tuple[Record, ...]
    programmes: tuple[Record, ...]
    text: str = ""


def read_gold(folder: Path) -> tuple[Gold, ...]:
    """The gold of a folder: ``NAME.claims.jsonl`` and ``NAME.programmes.jsonl``, sorted by name.

    The texts are read too where they lie beside it. Raises UsageError with path and line.
    """
    claims = _annotations(folder, ".claims.jsonl", _CLAIM_FIELDS)
    programmes = _annotations(folder, ".programmes.jsonl", _PROGRAMME_FIELDS)
    if not claims and not programmes:
        raise UsageError("holds no gold: no NAME.claims.jsonl with records", path=str(folder))
    return tuple(
        Gold(doc, claims.get(doc, ()), programmes.get(doc, ()), _text(folder / doc))
        for doc in sorted(claims | programmes)
    )


def _annotations(
    folder: Path, ending: str, fields: Mapping[str, Any]
) -> dict[str, tuple[Record, ...]]:
    files = (_checked(path, fields) for path in sorted(folder.glob(f"*{ending}")))
    return {str(file[0]["doc"]): file for file in files if file}


def read_output(path: str | Path) -> tuple[tuple[Record, ...], tuple[Record, ...] | None]:
    """The claims and, where they are there, the programmes of a run.

    ``path`` is an output folder or its claims.jsonl. Raises UsageError with path and line.
    """
    path = Path(path)
    file = path if path.suffix == ".jsonl" else current(path, "claims.jsonl")
    beside = (
        current(path, "programmes.jsonl") if path.is_dir() else path.with_name("programmes.jsonl")
    )
    claims = _checked(file, {"doc": str, "start": int, "end": int})
    programmes = _checked(beside, {"doc": str, "name": str}) if beside.exists() else None
    return claims, programmes


def _checked(path: Path, fields: Mapping[str, Any]) -> tuple[Record, ...]:
    found: list[Record] = []
    try:
        for line, record in enumerate(records(path), 1):
            bad = next((key for key, kind in fields.items() if not _has(record, key, kind)), None)
            if bad is not None:
                raise UsageError(
                    f"{bad!r} is missing or of another type", path=str(path), line=line
                )
            found.append(record)
    except UsageError:
        raise
    except ExtractError as error:
        raise UsageError(error.cause, path=error.path, line=error.line) from error
    return tuple(found)


def _has(record: Record, key: str, kind: Any) -> bool:
    return key in record and isinstance(record[key], kind)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8") if path.is_file() else ""
