"""What every format is written from: claims, and on request what reviewers say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.model import Document
from extract.table.schema import CLAIMS, Column
from extract.verdicts.gold import section
from extract.verdicts.model import MISSED
from extract.verdicts.run import Row, Run
from extract.verdicts.standing import Standing, reading

__all__ = ["COLUMNS", "VERDICT_COLUMNS", "Data", "Held", "replace_file"]

VERDICT_COLUMNS = (
    Column("verdict", "审核结论", "accept, reject, correct, missed, unsure, conflict or empty"),
    Column("verdict_reason", "理由", "why it is rejected"),
    Column("verdict_by", "审核人", "who decided, joined by /"),
    Column("verdict_at", "审核时间", "when, UTC"),
    Column("verdict_note", "备注", "what the reviewer noted"),
    Column("corrected", "更正", "the corrected fields, as JSON"),
)
COLUMNS = CLAIMS.columns
_PLAIN = {"kind": "count", "bound": "eq", "change": "level", "role": "fact", "unit": ""}


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as it is held to be: the rules' reading, or the reviewers'."""

    row: Row
    spans: tuple[tuple[int, int], ...]
    standing: Standing | None = None

    @property
    def id(self) -> str:
        """Its id; ``missed:…`` for one that reviewers added."""
        return str(self.row["claim_id"])

    @property
    def label(self) -> str:
        """What it says, short: 家庭医生签约 = 298800 人."""
        row = self.row
        sign = {"eq": "=", "approx": "≈", "gt": ">", "ge": "≥", "lt": "<", "le": "≤"}
        number = row["value"] or f"{row['low'] or ''}…{row['high'] or ''}"
        per = "".join(f"/{unit}" for unit in row["per"])
        bound = sign.get(row["bound"], "~")
        return f"{row['indicator'] or '?'} {bound} {number} {row['unit'] or ''}{per}".strip()


@dataclass(frozen=True)
class Data:
    """A run, and the standings of its claims where verdicts were asked for."""

    run: Run
    standings: Mapping[str, Standing] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table of claims."""
        return COLUMNS if self.standings is None else (*COLUMNS, *VERDICT_COLUMNS)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """The rows of the table of claims, with the verdicts' columns where asked for.

        A claim that reviewers added comes last, with what they said of it.
        """
        if self.standings is None:
            return self.run.claims
        rows = [
            {**claim, **_columns(self.standings.get(claim["claim_id"]))}
            for claim in self.run.claims
        ]
        rows += [{**held.row, **_columns(held.standing)} for held in self._missed()]
        return rows

    def held(self, doc: str) -> Sequence[Held]:
        """The claims of a document as they are held to be, by place; rejected ones left out."""
        found = [
            _held(claim, (self.standings or {}).get(claim["claim_id"]))
            for claim in self.run.by_doc.get(doc, ())
        ]
        found += [held for held in self._missed() if held.row["doc"] == doc]
        return sorted(filter(None, found), key=lambda held: held.spans)

    @property
    def documents(self) -> Iterator[Document]:
        """The documents with their texts. Raises UsageError where one is not at hand."""
        for doc in self.run.documents:
            document = self.run.document(doc)
            if document is None:
                cause = "its source is gone or has changed; name its folder with --source"
                raise UsageError(cause, path=doc)
            yield document

    def _missed(self) -> Iterator[Held]:
        for claim_id, standing in (self.standings or {}).items():
            said = reading(standing.verdict) if standing.verdict else None
            if claim_id.startswith(MISSED) and said is not None:
                yield Held(self._added(claim_id, standing, said), standing.spans, standing)

    def _added(self, claim_id: str, standing: Standing, said: Row) -> dict[str, Any]:
        """A row for a claim that no rule has made."""
        doc = claim_id.split(":", 2)[2]
        document = self.run.document(doc)
        start = standing.spans[0][0]
        return {
            **{column.name: None for column in COLUMNS},
            **_PLAIN,
            **said,
            "section": section(document, start) if document else "body",
            "rule": "review.missed",
            "claim_id": claim_id,
            "doc": doc,
            "line": document.text.count("\n", 0, start) + 1 if document else None,
            "start": start,
            "end": standing.spans[-1][1],
            "spans": [list(span) for span in standing.spans],
            "per": said.get("per") or [],
            "flags": ["missed"],
        }


def replace_file(to: Path, data: bytes) -> None:
    """Write a file beside its place and move it there. Raises UsageError."""
    scratch = to.with_name(f".{to.name}.new")
    try:
        scratch.write_bytes(data)
        scratch.replace(to)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror or error}", path=str(to)) from None


def _held(claim: Row, standing: Standing | None) -> Held | None:
    if standing is None or standing.verdict is None:
        return Held(claim, _pairs(claim["spans"]), standing)
    said = reading(standing.verdict)
    if said is None:
        return None
    row = {**claim, **said}
    return Held(row, _pairs(row["spans"]), standing)


def _pairs(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((a, b) for a, b in spans)


def _columns(standing: Standing | None) -> dict[str, str]:
    if standing is None or standing.outcome == "undecided":
        return {column.name: "" for column in VERDICT_COLUMNS}
    verdict = standing.verdict
    corrected = verdict.corrected if verdict and verdict.decision == "correct" else {}
    return {
        "verdict": standing.outcome,
        "verdict_reason": verdict.reason if verdict else "",
        "verdict_by": "/".join(sorted({v.reviewer for v in standing.verdicts})),
        "verdict_at": max(v.at for v in standing.verdicts),
        "verdict_note": verdict.note if verdict else "",
        "corrected": json.dumps(corrected, ensure_ascii=False) if corrected else "",
    }
