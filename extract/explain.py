"""What was seen around one character of a document, and by which rules: for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from extract.errors import UsageError
from extract.language import sentences
from extract.model import Claim, Document, Passage, Quantity, Span
from extract.pipeline import Extraction, Reading, extract_document
from extract.rules import RuleSet
from extract.rules.schema import COMPARING
from extract.table.encode import exact

__all__ = ["explain"]

Row = tuple[str, ...]
_SIGNS = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤", "approx": "≈", "near": "→"}


@dataclass(frozen=True, slots=True)
class _Here:
    """One sentence of one passage; offsets in the passage."""

    reading: Reading
    start: int
    end: int

    @property
    def passage(self) -> Passage:
        return self.reading.passage

    def holds(self, start: int, end: int) -> bool:
        return start < self.end and end > self.start

    def where(self, start: int, end: int) -> str:
        spans = self.passage.locate(start, end)
        return "+".join(f"{a}-{b}" for a, b in spans)


def explain(document: Document, offset: int, rules: RuleSet) -> str:
    """The sentence at ``offset`` (a code point of the document), and all that was made of it.

    Several lines: the sentence; the numbers, periods and names recognised, each with its
    rules; what was refused and why; the claims; the seams where broken lines were joined;
    and the rules that were tried. Raises UsageError where the offset is not in the document.
    """
    if not 0 <= offset < len(document.text):
        raise UsageError(f"has {len(document.text)} characters, no {offset}", path=document.path)
    got = extract_document(document, rules)
    here = _find(got, offset)
    line = document.text.count("\n", 0, offset) + 1
    if here is None:
        return f"{document.path}:{offset}  line {line}: in no sentence (white space, or left out)"
    passage = here.passage
    claims = list(_claims(got.claims, here))
    place = [f"line {line}", passage.kind, *(f"“{t}”" for t in _titles(passage))]
    parts = [
        f"{document.path}:{offset}  {', '.join(place)}",
        f"\nsentence {here.where(here.start, here.end)}\n  {passage.text[here.start : here.end]}",
        *_section("recognised", _recognised(here)),
        *_section("refused", _refused(here)),
        *_section("claims", claims),
        *_section("seams", _seams(here)),
        *_section("rules tried", _tried(here, claims, rules)),
    ]
    return "\n".join(parts)


def _find(got: Extraction, offset: int) -> _Here | None:
    for reading in got.readings:
        at = 0
        for a, b in reading.passage.pieces:
            if a <= offset < b:
                inside = at + offset - a
                spans = sentences(reading.passage.text)
                start, end = next(span for span in spans if span[0] <= inside < span[1])
                return _Here(reading, start, end)
            at += b - a
    return None


def _titles(passage: Passage) -> Iterator[str]:
    yield from dict.fromkeys(title for title in (passage.article, passage.heading) if title)


def _recognised(here: _Here) -> Iterator[Row]:
    seen = here.reading
    for q in seen.quantities:
        if here.holds(q.start, q.end):
            yield here.where(q.start, q.end), q.quote, f"{q.kind} {_reading(q)}", _rules(q)
    for period in seen.periods:
        if here.holds(period.start, period.end):
            yield here.where(period.start, period.end), period.quote, "period", period.rule
    for name in seen.mentions:
        if here.holds(name.start, name.end):
            where = here.where(name.start, name.end)
            yield where, name.quote, f"programme {name.name} ({name.type})", name.rule


def _rules(quantity: Quantity) -> str:
    return " ".join(dict.fromkeys((quantity.rule, *quantity.trace)))


def _reading(quantity: Quantity) -> str:
    number = exact(quantity.value)
    if quantity.value is None:
        number = f"{exact(quantity.low)}…{exact(quantity.high)}"
    per = "".join(f"/{unit}" for unit in quantity.per)
    return f"{_SIGNS.get(quantity.bound, '=')} {number} {quantity.unit}{per} ({quantity.bound})"


def _refused(here: _Here) -> Iterator[Row]:
    for no in here.reading.rejections:
        if here.holds(no.start, no.end):
            yield here.where(no.start, no.end), no.quote, no.reason, no.rule


def _claims(claims: Iterable[Claim], here: _Here) -> Iterator[Row]:
    """The claims of the sentence in the order in which it is read."""
    sentence = here.passage.locate(here.start, here.end)
    for piece in sentence:
        for claim in claims:
            if not _overlap(claim.spans[0], piece):
                continue
            facts = {
                "period": claim.period,
                "place": claim.place,
                "programme": claim.programme,
                "flags": ", ".join(claim.flags),
            }
            about = [f"{key} {value}" for key, value in facts.items() if value]
            said = ", ".join([claim.change, claim.role, *about])
            yield claim.claim_id, f"{claim.indicator} = {claim.quote}", said, claim.rule


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _seams(here: _Here) -> Iterator[Row]:
    for seam in here.passage.seams:
        if here.start < seam.at < here.end:
            left, right = here.passage.text[: seam.at][-6:], here.passage.text[seam.at :][:6]
            joined = "joined across the page" if seam.mended else "joined lines"
            yield f"{seam.left}|{seam.right}", f"{left}|{right}", joined, seam.evidence


def _tried(here: _Here, claims: Iterable[Row], rules: RuleSet) -> Iterator[Row]:
    """Every stage whose rules were tried, and those of them that took part."""
    rows = (*_recognised(here), *_refused(here), *claims)
    fired = {rule for row in rows for rule in row[3].replace("+", " ").split()}
    idle = []
    for stage in dict.fromkeys(rule.stage for rule in rules.rules):
        mine = [rule.id for rule in rules.stage(stage) if rule.id in fired]
        if mine:
            yield stage, ", ".join(mine)
        elif stage != "words" and stage not in COMPARING:
            idle.append(stage)
    yield "others", f"matched nothing here: all of {', '.join(idle)}"


def _section(title: str, rows: Iterable[Row]) -> list[str]:
    """A titled block with aligned columns; wide characters count double."""
    table = list(rows)
    if not table:
        return [f"\n{title}\n  nothing"]
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    lines = [
        "  ".join(
            cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)
        )
        for row in table
    ]
    return [f"\n{title}", *(f"  {line.rstrip()}" for line in lines)]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(ch) in "WF" else 1 for ch in text)
