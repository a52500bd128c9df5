"""W3C Web Annotation: a page of annotations as JSON-LD, one a claim and one a verdict.

Positions count code points, as the standard wants. A quote with its context stands for every
place where it matches, so the context grows until it matches one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extract.export.data import Data, Held, replace_file
from extract.model import Document
from extract.verdicts.model import Verdict

__all__ = ["write"]

_CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"claim": "urn:extract:claim:", "prov": "http://www.w3.org/ns/prov#"},
]
_FIELDS = (
    "indicator",
    "kind",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "per",
    "change",
    "role",
    "period",
    "period_start",
    "period_end",
    "place",
    "programme",
    "rule",
    "flags",
)
_FIRST = 16


def write(data: Data, to: Path) -> int:
    """One AnnotationPage with all claims; gives their number."""
    items: list[dict[str, Any]] = []
    count = 0
    for document in data.documents:
        for held in data.held(document.path):
            items.append(_claim(held, document))
            items += _verdicts(held, document)
            count += 1
    page = {
        "@context": _CONTEXT,
        "id": "urn:extract:claims",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    replace_file(to, (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode())
    return count


def _claim(held: Held, document: Document) -> dict[str, Any]:
    fields = {f"claim:{name}": held.row[name] for name in _FIELDS if held.row.get(name)}
    text = {
        "type": "TextualBody",
        "value": held.label,
        "format": "text/plain",
        "language": "zh-CN",
        "purpose": "describing",
    }
    reading = {"type": "claim:NumericClaim", "purpose": "classifying", **fields}
    return {
        "id": f"urn:claim:{quote(held.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "generator": {"id": "urn:tool:extract", "type": "Software", "name": "extract"},
        "body": [text, reading],
        "target": [_target(document, a, b) for a, b in held.spans],
        "prov:wasQuotedFrom": _source(document),
    }


def _verdicts(held: Held, document: Document) -> Iterator[dict[str, Any]]:
    """What each reviewer says: an assessment, or an edit of the claim."""
    for verdict in held.standing.verdicts if held.standing else ():
        yield {
            "id": f"urn:verdict:{verdict.verdict_id}",
            "type": "Annotation",
            "motivation": "editing" if verdict.corrected else "assessing",
            "creator": {"type": "Person", "nickname": verdict.reviewer},
            "created": f"{verdict.at[:19]}Z",
            "body": _assessment(verdict),
            "target": {"source": f"urn:claim:{quote(held.id)}"},
            "prov:wasDerivedFrom": _source(document),
        }


def _assessment(verdict: Verdict) -> list[dict[str, Any]]:
    said = {"type": "TextualBody", "value": verdict.decision, "purpose": "assessing"}
    bodies: list[dict[str, Any]] = [said]
    if verdict.reason or verdict.note:
        words = " ".join(filter(None, (verdict.reason, verdict.note)))
        bodies.append({"type": "TextualBody", "value": words, "purpose": "commenting"})
    if verdict.corrected:
        fields = {f"claim:{name}": value for name, value in verdict.corrected.items()}
        bodies.append({"type": "claim:Correction", "purpose": "editing", **fields})
    return bodies


def _target(document: Document, start: int, end: int) -> dict[str, Any]:
    prefix, suffix = _context(document.text, start, end)
    return {
        "source": {
            "id": _source(document),
            "type": "Text",
            "format": "text/plain",
            "language": "zh-CN",
            "claim:sha256": document.sha256,
        },
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": document.text[start:end],
                "prefix": prefix,
                "suffix": suffix,
            },
        ],
    }


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Enough on both sides that the quote with it stands in one place only."""
    length = _FIRST
    while True:
        left, right = max(0, start - length), min(len(text), end + length)
        passage = text[left:right]
        unique = text.find(passage, text.find(passage) + 1) < 0
        if unique or (left == 0 and right == len(text)):
            return text[left:start], text[end:right]
        length *= 2


def _source(document: Document) -> str:
    return f"file:{quote(document.path)}"
