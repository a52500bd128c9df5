"""brat standoff: a folder with a text and an annotation file for each document.

A span over a line end is split, as brat wants; the text is the source's own, line ends and
all, so offsets stay what they are.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from extract.errors import UsageError
from extract.export.data import Data, Held
from extract.model import Document, Kind, Span

__all__ = ["write"]

_CONFIG = "annotation.conf"
_FIELDS = ("value", "low", "high", "bound", "unit", "per", "change", "role", "period", "programme")


def write(data: Data, to: Path) -> int:
    """The folder ``to``, which must be new or an earlier export."""
    if to.exists() and not (to / _CONFIG).exists() and (not to.is_dir() or any(to.iterdir())):
        raise UsageError("is not empty, and no export of ours; name another", path=str(to))
    scratch = to.with_name(f".{to.name}.new")
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        count = sum(_document(data, document, scratch) for document in data.documents)
        (scratch / _CONFIG).write_text(_configuration(), encoding="utf-8")
        if to.exists():
            shutil.rmtree(to)
        scratch.replace(to)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(to)) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return count


def _document(data: Data, document: Document, folder: Path) -> int:
    name = re.sub(r"\.txt$", "", document.path)
    text = folder / f"{name}.txt"
    text.parent.mkdir(parents=True, exist_ok=True)
    text.write_bytes(document.text.encode("utf-8"))
    found = data.held(document.path)
    lines = "".join(_lines(number, held, document.text) for number, held in enumerate(found, 1))
    (folder / f"{name}.ann").write_bytes(lines.encode("utf-8"))
    return len(found)


def _lines(number: int, held: Held, text: str) -> str:
    """The entity, and a note with all that brat has no place for."""
    spans = [piece for span in held.spans for piece in _pieces(text, span)]
    places = ";".join(f"{a} {b}" for a, b in spans)
    words = " ".join(text[a:b] for a, b in spans)
    fields = {name: held.row[name] for name in _FIELDS if held.row.get(name)}
    about = {"claim_id": held.id, "indicator": held.row["indicator"], **fields}
    note = json.dumps(about, ensure_ascii=False)
    kind = held.row["kind"] or "count"
    return f"T{number}\t{kind} {places}\t{words}\n#{number}\tAnnotatorNotes T{number}\t{note}\n"


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span without its line ends."""
    for found in re.finditer(r"[^\r\n]+", text[span[0] : span[1]]):
        yield span[0] + found.start(), span[0] + found.end()


def _configuration() -> str:
    kinds = "\n".join(get_args(Kind))
    return f"[entities]\n{kinds}\n[relations]\n[events]\n[attributes]\n"
