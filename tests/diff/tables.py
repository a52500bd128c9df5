"""Tables for comparison, made of articles by the real pipeline or row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from extract.diff.batch import Batch, Source
from extract.diff.row import Row
from extract.model import Claim, Document
from extract.pipeline import extract_document
from extract.rules import default_rules
from extract.table.encode import claim_csv

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = sorted(CORPUS.glob("*.txt"))
PLACE = "青岛市市南区"


def row(claim: Claim) -> Row:
    """A claim as the table has it."""
    return Row(*map(str, claim_csv(claim)))


def claims(doc: str, text: str) -> tuple[Claim, ...]:
    """The claims of a text as an article of 2023."""
    document = Document(doc, text, date="2023", place=PLACE)
    return extract_document(document, default_rules()).claims


@cache
def article(path: Path) -> tuple[str, tuple[Claim, ...]]:
    """An article of the corpus and its claims."""
    text = path.read_text("utf-8")
    return text, claims(path.name, text)


def made(**cells: object) -> Row:
    """A row in which only some cells matter."""
    plain = {
        "claim_id": "0" * 16,
        "doc": "a.txt",
        "section": "body",
        "line": "1",
        "start": "0",
        "end": "1",
        "kind": "count",
        "bound": "eq",
        "change": "level",
        "role": "fact",
        "rule": "unit.general",
    }
    return Row(**{name: str(cells.get(name, plain.get(name, ""))) for name in Row._fields})


def write(
    folder: Path,
    rows: Iterable[Row],
    sources: Iterable[Source] = (),
    run: Mapping[str, object] | None = None,
) -> Path:
    """An output folder with these rows; documents.csv and run.json where they are given."""
    folder.mkdir(parents=True, exist_ok=True)
    _csv(folder / "claims.csv", Row._fields, rows)
    names = list(Source.__dataclass_fields__)
    described = [[getattr(source, name) for name in names] for source in sources]
    if described:
        _csv(folder / "documents.csv", names, described)
    if run is not None:
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def _csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def opened(*folders: Path) -> list[Batch]:
    """Tables opened; tests end before their files matter."""
    return [Batch(folder) for folder in folders]
