"""What reviewers found, as gold: annotations for `extract score`, and examples for rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.layout import layout
from extract.model import Document, hull
from extract.verdicts.model import MISSED, Verdict
from extract.verdicts.place import clause
from extract.verdicts.run import Row, Run
from extract.verdicts.standing import Standing, reading

__all__ = ["GAPS", "Written", "section", "write_gold"]

GAPS = "rule-gaps.toml"
_FIELDS = (
    "kind",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "per",
    "indicator",
    "change",
    "period",
    "role",
    "programme",
)
_SHOWN = ("value", "low", "high", "bound", "unit", "per", "indicator", "change", "role", "period")


@dataclass(frozen=True, slots=True)
class Written:
    """How many records were written, of which undecided; and examples for rules."""

    documents: int
    records: int
    optional: int
    examples: int


def write_gold(run: Run, standings: Mapping[str, Standing], folder: Path) -> Written:
    """Gold files of every document with a verdict, with its text, and ``rule-gaps.toml``.

    A claim that is accepted, corrected or was missed is a record; a rejected one is none; one
    that is undecided or in dispute is an optional record, which counts neither way. Raises
    UsageError where two documents share a name, or a text is not at hand.
    """
    docs = sorted({_doc(run, key) for key in standings})
    names = Counter(Path(doc).name for doc in docs)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise UsageError(f"two documents are named {twice[0]}; export them one folder at a time")
    folder.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for doc in docs:
        document = run.document(doc)
        if document is None:
            raise UsageError("its text is not at hand; name its folder with --source", path=doc)
        rows = sorted(
            _records(run, document, standings), key=lambda row: (row["start"], row["end"])
        )
        name = Path(doc).name
        _write(folder / f"{Path(doc).stem}.claims.jsonl", "".join(map(_line, rows)))
        (folder / name).write_bytes(document.text.encode("utf-8"))
        counts["records"] += len(rows)
        counts["optional"] += sum(1 for row in rows if row["optional"])
    examples = list(_examples(run, standings))
    if examples:
        _write(folder / GAPS, "\n".join(examples))
    return Written(len(docs), counts["records"], counts["optional"], len(examples))


def _doc(run: Run, claim_id: str) -> str:
    if claim_id.startswith(MISSED):
        return claim_id.split(":", 2)[2]
    return str(run.by_id[claim_id]["doc"])


def _records(run: Run, document: Document, standings: Mapping[str, Standing]) -> Iterator[Row]:
    for claim in run.by_doc[document.path]:
        standing = standings.get(claim["claim_id"])
        outcome = standing.outcome if standing else "undecided"
        if outcome == "reject":
            continue
        held = reading(standing.verdict) if standing and standing.verdict else None
        note = "" if held is not None else f"{outcome} by the reviewers"
        yield _record(document, held or claim, claim["spans"], claim["section"], note)
    for claim_id, standing in standings.items():
        if claim_id.startswith(MISSED) and _doc(run, claim_id) == document.path:
            held = reading(standing.verdict) if standing.verdict else None
            if held is not None:
                part = section(document, standing.spans[0][0])
                yield _record(document, held, standing.spans, part, "")


def _record(
    document: Document, held: Row, spans: Sequence[Sequence[int]], part: str, note: str
) -> dict[str, Any]:
    spans = held.get("spans", spans)
    start, end = hull(spans)
    indicator = held.get("indicator")
    record = {
        "doc": Path(document.path).name,
        "quote": "".join(document.text[a:b] for a, b in spans),
        "start": start,
        "end": end,
        **{key: held.get(key) for key in _FIELDS},
        "per": list(held.get("per") or []),
        "indicator": [indicator] if indicator else [],
        "section": part,
        "optional": bool(note),
        "note": note,
    }
    if record["role"] == "criterion":
        record["period"] = None
    return record


def section(document: Document, at: int) -> str:
    """The kind of block in which a character stands."""
    for passage in layout(document):
        if any(a <= at < b for a, b in passage.pieces):
            return passage.kind
    return "body"


def _examples(run: Run, standings: Mapping[str, Standing]) -> Iterator[str]:
    """One ``[[rule]]`` table a correction, missed claim or rejection, ready to be sorted in."""
    for claim_id, standing in sorted(standings.items()):
        verdict = standing.verdict
        if verdict is None or verdict.decision == "accept":
            continue
        document = run.document(_doc(run, claim_id))
        if document is None:
            continue
        held = reading(verdict)
        spans = (held or {}).get("spans", standing.spans)
        start, end = hull(spans)
        text = _example(document.text, start, end)
        if held is None:
            key, more = "reject", {"why": verdict.reason.replace("_", " ") or "no claim"}
        else:
            shown = _SHOWN if verdict.decision == "missed" else tuple(verdict.corrected)
            key, more = (
                "gaps",
                {name: held[name] for name in _SHOWN if name in shown and held.get(name)},
            )
        yield _toml(verdict, f"{document.path}:{start}", key, {"text": text, **more})


def _example(text: str, start: int, end: int) -> str:
    left, right = clause(text, start, end)
    marked = f"{text[left:start]}⟦{text[start:end]}⟧{text[end:right]}"
    return " ".join(marked.split())


def _toml(verdict: Verdict, place: str, key: str, example: Mapping[str, Any]) -> str:
    pairs = ", ".join(f"{name} = {_string(value)}" for name, value in example.items())
    said = {"missed": "missed", "correct": "corrected"}.get(verdict.decision, "rejected")
    heads = [f"# {place}: {said} by {verdict.reviewer}".replace("\n", " ")]
    if verdict.note:
        heads.append(f"# {' '.join(verdict.note.split())}")
    return "\n".join(
        [*heads, "[[rule]]", f"id = {_string(verdict.rule)}", f"{key} = [{{ {pairs} }}]", ""]
    )


def _string(value: object) -> str:
    """A TOML string; JSON's escapes are TOML's too."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_string, value)) + "]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
