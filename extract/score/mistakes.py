"""Every mistake as a line that a rule author can work from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.score.compare import Record
from extract.score.programmes import MatchedNames
from extract.score.tally import Matched

__all__ = ["Mistake", "claim_mistakes", "name_mistakes"]

_AROUND = 30


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing that is wrong: where, what (a field, ``missed``, ``extra``, …), and both sides.

    ``start`` counts code points in the document; ``rule`` is what made the found side.
    """

    doc: str
    start: int
    what: str
    gold: str
    found: str
    rule: str
    sentence: str

    def line(self) -> str:
        """The mistake as tab-separated cells, the place first, as ``doc:start``."""
        cells = (
            f"{self.doc}:{self.start}",
            self.what,
            self.gold,
            self.found,
            self.rule,
            self.sentence,
        )
        return "\t".join(" ".join(cell.split()) for cell in cells)


def claim_mistakes(document: Matched, claims: Sequence[Record], text: str) -> Iterator[Mistake]:
    """What is wrong with the claims of a document; ``text`` helps to show what was missed."""
    for record in document.missed:
        sentence = _sentence(record["start"], claims) or _excerpt(record, text)
        yield Mistake(document.doc, record["start"], "missed", record["quote"], "", "", sentence)
    for record in document.extra:
        quote = f"{record.get('quote') or ''}: {record.get('indicator') or ''}"
        yield Mistake(document.doc, record["start"], "extra", "", quote, *_origin(record))
    for pair in document.pairs:
        for name in pair.wrong:
            gold = f"{pair.gold['quote']}: {_side(pair.gold, name)}"
            found = _side(pair.found, name)
            yield Mistake(document.doc, pair.gold["start"], name, gold, found, *_origin(pair.found))


def name_mistakes(names: MatchedNames) -> Iterator[Mistake]:
    """What is wrong with the programmes of a document; they have no offset."""
    for name in names.missed:
        yield Mistake(names.doc, 0, "programme missed", name, "", "", "")
    for name in names.extra:
        yield Mistake(names.doc, 0, "programme extra", "", name, "", "")


def _origin(record: Record) -> tuple[str, str]:
    return record.get("rule") or "", record.get("sentence") or ""


def _side(record: Record, name: str) -> str:
    keys = {"value": ("value", "low", "high"), "span": ("quote",)}.get(name, (name,))
    return " ".join(_shown(record.get(key)) for key in keys)


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return " | ".join(map(str, value)) or "–"
    return "–" if value is None or value == "" else str(value)


def _sentence(at: int, claims: Iterable[Record]) -> str:
    """The sentence of another claim that holds this offset, or ''."""
    for claim in claims:
        if any(start <= at < end for start, end in claim.get("sentence_spans") or ()):
            return str(claim.get("sentence") or "")
    return ""


def _excerpt(record: Record, text: str) -> str:
    return text[max(0, record["start"] - _AROUND) : record["end"] + _AROUND]
