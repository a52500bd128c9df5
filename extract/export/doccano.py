"""doccano: JSON Lines for a sequence labelling project, one document a line."""

from __future__ import annotations

import json
from pathlib import Path

from extract.export.data import Data, replace_file

__all__ = ["write"]


def write(data: Data, to: Path) -> int:
    """``text``, ``label`` (start, end and kind of each piece), and what doccano calls meta."""
    lines, count = [], 0
    for document in data.documents:
        found = data.held(document.path)
        count += len(found)
        record = {
            "text": document.text,
            "label": [[a, b, held.row["kind"] or "count"] for held in found for a, b in held.spans],
            "doc": document.path,
            "date": document.date or "",
            "title": document.title,
        }
        lines.append(json.dumps(record, ensure_ascii=False) + "\n")
    replace_file(to, "".join(lines).encode())
    return count
