"""Label Studio: one task a document; what the rules say as predictions, verdicts as annotations.

The labelling interface that the tasks ask for is written beside them, as XML.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from extract.export.data import Data, Held, replace_file
from extract.model import Document, Kind
from extract.table.schema import CLAIMS

__all__ = ["interface", "write"]


def write(data: Data, to: Path) -> int:
    """The tasks to ``to``, the interface to the same name with ``.xml``."""
    tasks, count = [], 0
    plain = Data(data.run)
    for document in data.documents:
        found = plain.held(document.path)
        count += len(found)
        tasks.append(_task(document, found, None if data.standings is None else data))
    replace_file(to, (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode())
    replace_file(to.with_name(f"{to.name.removesuffix('.json')}.xml"), interface().encode())
    return count


def interface() -> str:
    """The labelling interface: a label for each kind of quantity."""
    labels = "".join(f"<Label value={quoteattr(kind)}/>" for kind in get_args(Kind))
    return (
        "<View>"
        f'<Labels name="label" toName="text">{labels}</Labels>'
        '<Text name="text" value="$text"/>'
        "</View>\n"
    )


def _task(document: Document, found: Sequence[Held], reviewed: Data | None) -> dict[str, Any]:
    task: dict[str, Any] = {
        "data": {
            "text": document.text,
            "doc": document.path,
            "date": document.date or "",
            "title": document.title,
        },
        "predictions": [{"model_version": "extract", "result": _regions(document, found)}],
    }
    if reviewed is not None:
        decided = [h for h in reviewed.held(document.path) if h.standing and h.standing.verdict]
        if decided:
            task["annotations"] = [{"result": _regions(document, decided)}]
    return task


def _regions(document: Document, found: Sequence[Held]) -> list[dict[str, Any]]:
    """A region for each piece of each claim; a claim of several pieces has as many."""
    return [
        {
            "id": held.id if len(held.spans) == 1 else f"{held.id}-{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": start,
                "end": end,
                "text": document.text[start:end],
                "labels": [held.row["kind"] or "count"],
            },
            "meta": {"text": [held.label, *_notes(held)]},
        }
        for held in found
        for number, (start, end) in enumerate(held.spans)
    ]


def _notes(held: Held) -> list[str]:
    names = ("bound", "change", "role", "period", "programme", "rule")
    titles = {column.name: column.title for column in CLAIMS.columns}
    return [f"{titles[name]}: {held.row[name]}" for name in names if held.row.get(name)]
