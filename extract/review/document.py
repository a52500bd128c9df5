"""One article as the page shows it: in reading order, with its layout, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extract.model import Document, Passage, Quantity, Span
from extract.numerals import find_numbers
from extract.pipeline import Extraction, extract_document, find_quantities
from extract.rules import RuleSet
from extract.table.encode import exact

__all__ = ["propose", "view"]

_LONGEST = 200


def view(document: Document, rules: RuleSet, *, candidates: bool) -> dict[str, Any]:
    """The text, its passages in reading order with their seams, and the numbers refused.

    Every character that is not blank is in exactly one piece of one passage. With
    ``candidates`` every number refused comes with its reading, for a page without a server.
    """
    got = extract_document(document, rules)
    return {
        "doc": document.path,
        "text": document.text,
        "passages": [_passage(passage) for passage in got.passages],
        "refused": list(_refused(got, rules, candidates=candidates)),
    }


def propose(document: Document, start: int, end: int, rules: RuleSet) -> dict[str, Any]:
    """How the engine reads the characters a reviewer selected, as fields of a claim.

    The span may shrink to the quantity found in it; ``{}`` where no number is in it.
    """
    text = document.text[start : min(end, start + _LONGEST)]
    found = max(find_quantities(text, rules), key=lambda q: q.end - q.start, default=None)
    if found is None:
        numbers = find_numbers(text)
        if not numbers:
            return {}
        number = max(numbers, key=lambda n: n.end - n.start)
        found = Quantity(
            number.start,
            number.end,
            number.quote,
            "count",
            number.value,
            number.low,
            number.high,
            number.bound,
        )
    return _reading(found, ((start + found.start, start + found.end),))


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind,
        "article": passage.article,
        "heading": passage.heading,
        "pieces": passage.pieces,
        "seams": [[seam.left, seam.right, seam.evidence] for seam in passage.seams if seam.mended],
    }


def _refused(got: Extraction, rules: RuleSet, *, candidates: bool) -> Iterator[dict[str, Any]]:
    for rejection, spans in got.rejections:
        if not find_numbers(rejection.quote):  # a phrase in quotation marks that is no name
            continue
        item: dict[str, Any] = {
            "spans": spans,
            "quote": rejection.quote,
            "rule": rejection.rule,
            "reason": rejection.reason,
        }
        if candidates:
            item["reading"] = propose(got.document, spans[0][0], spans[-1][1], rules)
        yield item


def _reading(quantity: Quantity, spans: Sequence[Span]) -> dict[str, Any]:
    return {
        "spans": spans,
        "quote": quantity.quote,
        "kind": quantity.kind,
        "value": exact(quantity.value) or None,
        "low": exact(quantity.low) or None,
        "high": exact(quantity.high) or None,
        "bound": quantity.bound,
        "unit": quantity.unit,
        "per": quantity.per,
    }
