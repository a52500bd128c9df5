"""A review under way: the tables as they are on disk, the log, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any

from extract.errors import TableError, UsageError
from extract.explain import explain
from extract.review.document import propose, view
from extract.rules import RuleSet
from extract.table.schema import CLAIMS
from extract.verdicts import REASONS, SEEN, Run, Verdict, append, carry, read_log
from extract.verdicts.ladder import Carried
from extract.verdicts.log import standing
from extract.verdicts.model import ENUMS, ReviewerRole, Selector, parse
from extract.verdicts.place import selectors
from extract.write import current

__all__ = ["COLUMNS", "Session"]

COLUMNS = (
    "claim_id",
    "doc",
    "article",
    "section",
    "line",
    "spans",
    *SEEN,
    "sentence",
    "sentence_spans",
    "indicator_spans",
    "rule",
    "flags",
    "selector",
)
"""The columns of a claim as the page gets them, one list a claim."""


@dataclass
class Session:
    """What one reviewer reviews; all its methods may be called from several threads.

    ``blind`` hides the verdicts of others; ``share`` is the percentage of the claims that this
    review is about, the same ones for everybody.
    """

    output: Path
    log: Path
    reviewer: str
    rules: RuleSet
    role: ReviewerRole = "reviewer"
    blind: bool = False
    share: int = 100
    source: str | None = None

    def __post_init__(self) -> None:
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._run: Run | None = None

    @property
    def run(self) -> Run:
        """The tables as they are now; read again when another run has replaced them."""
        with self._lock:
            path = current(self.output, "claims.jsonl")
            try:
                about = path.stat()
            except OSError as error:
                raise TableError(error.strerror or str(error), path=str(path)) from None
            signature = (about.st_ino, about.st_size, about.st_mtime_ns)
            if self._run is None or signature != self._seen:
                self._run = Run.load(self.output, self.source)
                self._seen = signature
            return self._run

    def state(self) -> dict[str, Any]:
        """All that the page needs but the texts."""
        run = self.run
        log = read_log(self.log)
        claims = [claim for claim in run.claims if self._chosen(str(claim["claim_id"]))]
        fired = {rule for claim in claims for rule in claim["rule"].split("+")}
        return {
            "run": run.digest,
            "reviewer": self.reviewer,
            "role": self.role,
            "blind": self.blind,
            "share": self.share,
            "documents": [self._document(run, doc) for doc in run.documents],
            "columns": COLUMNS,
            "claims": [_row(run, claim) for claim in claims],
            "titles": {column.name: column.title for column in CLAIMS.columns},
            "rules": {rule.id: rule.doc for rule in self.rules.rules if rule.id in fired},
            "reasons": REASONS,
            "seen": SEEN,
            "enums": ENUMS,
            "verdicts": self._shown(standing(log.verdicts), run),
            "size": log.size,
            "faults": log.faults,
        }

    def document(self, doc: str, *, candidates: bool = False) -> dict[str, Any] | None:
        """One article; None where the run has not read it or its source is not at hand."""
        document = self.run.document(doc)
        return view(document, self.rules, candidates=candidates) if document else None

    def since(self, size: int) -> dict[str, Any]:
        """What was added to the log after its first ``size`` bytes."""
        log = read_log(self.log, start=size)
        fresh = [v for v in log.verdicts if v.decision != "withdraw"]
        return {
            "size": log.size,
            "reload": self.log.exists() and self.log.stat().st_size < size,
            "run": self.run.digest,
            "verdicts": self._shown(fresh, self.run),
            "withdrawn": [
                {"verdict_id": v.withdraws, "reviewer": v.reviewer}
                for v in log.verdicts
                if v.decision == "withdraw" and self._may_see(v)
            ],
        }

    def add(self, lines: object) -> dict[str, Any]:
        """Write decisions, and give their ids once they are on the disk.

        A line says itself what was seen, so it is right whatever the tables are by now; ``run``
        tells the page whether they are others. Raises UsageError where one is no verdict.
        """
        if not isinstance(lines, list) or not lines:
            raise UsageError("no list of verdicts")
        verdicts = [replace(parse(line), reviewer=self.reviewer, role=self.role) for line in lines]
        written = append(self.log, verdicts)
        return {"written": [verdict.verdict_id for verdict in written], "run": self.run.digest}

    def explain(self, doc: str, offset: int) -> str:
        """What was seen at a place, and why; "" where the text is not at hand."""
        document = self.run.document(doc)
        if document is None or offset >= len(document.text):
            return ""
        return explain(document, offset, self.rules)

    def propose(self, doc: str, start: int, end: int) -> dict[str, Any]:
        """The engine's reading of a selection; ``{}`` where it sees no number there."""
        document = self.run.document(doc)
        if document is None or not 0 <= start < end <= len(document.text):
            return {}
        return propose(document, start, end, self.rules)

    def _document(self, run: Run, doc: str) -> dict[str, Any]:
        row = run.documents[doc]
        keys = ("date", "outlet", "place", "title")
        return {
            "doc": doc,
            "chars": row.get("chars", ""),
            "text_sha256": run.text_hash(doc),
            **{key: row.get(key) or "" for key in keys},
        }

    def _chosen(self, claim_id: str) -> bool:
        return self.share >= 100 or int(claim_id[:8], 16) % 100 < self.share

    def _shown(self, verdicts: Sequence[Verdict], run: Run) -> list[dict[str, Any]]:
        """Verdicts with what became of them; those of others only where the reviewer may see."""
        return [_carried(item) for item in carry(filter(self._may_see, verdicts), run)]

    def _may_see(self, verdict: Verdict) -> bool:
        return not self.blind or verdict.reviewer == self.reviewer


def _row(run: Run, claim: Mapping[str, Any]) -> list[Any]:
    document = run.document(claim["doc"])
    where = selectors(document.text, claim["spans"]) if document else ()
    extra = {"selector": [_selector(piece) for piece in where]}
    return [extra[name] if name in extra else claim.get(name) for name in COLUMNS]


def _selector(piece: Selector) -> dict[str, Any]:
    return {
        "exact": piece.exact,
        "prefix": piece.prefix,
        "suffix": piece.suffix,
        "start": piece.start,
        "at": piece.at,
    }


def _carried(item: Carried) -> dict[str, Any]:
    verdict = item.verdict
    return {
        "verdict_id": verdict.verdict_id,
        "claim_id": item.claim_id,
        "doc": item.doc,
        "decision": verdict.decision,
        "reviewer": verdict.reviewer,
        "role": verdict.role,
        "at": verdict.at,
        "reason": verdict.reason,
        "note": verdict.note,
        "corrected": verdict.corrected,
        "seen": verdict.seen,
        "spans": item.spans,
        "batch": verdict.batch,
        "state": item.state,
        "changed": item.changed,
        "why": item.why,
    }
