"""Runs and verdicts for tests: texts through the pipeline, and a decision on a claim."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.model import Document
from extract.pipeline import extract_document
from extract.read import Columns, read_paths
from extract.read.again import Again
from extract.rules import default_rules
from extract.table.encode import claim_jsonl
from extract.verdicts import SEEN, Run, Verdict
from extract.verdicts.place import selectors
from extract.verdicts.run import Row

CORPUS = Path(__file__).parents[2] / "corpus"


def run_of(*documents: Document) -> Run:
    """The tables of these documents, as a run would hold them."""
    claims = [
        c for document in documents for c in extract_document(document, default_rules()).claims
    ]
    rows = tuple(json.loads(claim_jsonl(claim)) for claim in claims)
    return made(documents, rows)


def made(documents: Iterable[Document], rows: tuple[Row, ...]) -> Run:
    """A run that holds these rows, whatever the pipeline would say."""
    table = {d.path: {"path": d.path, "sha256": d.sha256} for d in documents}
    known = {document.path: document for document in documents}
    return Run(Path("out"), rows, table, Again((), Columns()), "sha256:0", known)


@cache
def corpus() -> Run:
    """The five articles, with their manifest."""
    documents = [d for d in read_paths([CORPUS]) if isinstance(d, Document)]
    return run_of(*documents)


def again(run: Run, doc: str, text: str) -> Run:
    """A later run over one document, whose text is now this."""
    document = run.document(doc)
    assert document is not None
    return run_of(document._replace(text=text, sha256="later"))


def decide(
    run: Run, claim: Row, decision: str = "accept", reviewer: str = "wang", **more
) -> Verdict:
    """A verdict as the page writes it."""
    document = run.document(claim["doc"])
    assert document is not None
    name = f"{claim['claim_id']}{decision}{reviewer}{more}"
    verdict = Verdict(
        verdict_id=sha256(name.encode()).hexdigest()[:16],
        claim_id=claim["claim_id"],
        doc=claim["doc"],
        decision=decision,  # type: ignore[arg-type]
        reviewer=reviewer,
        at="2024-05-01T08:30:00.000000Z",
        seen={key: claim[key] for key in SEEN},
        selector=selectors(document.text, claim["spans"]),
        text_sha256=run.text_hash(claim["doc"]),
        rule=claim["rule"],
    )
    return replace(verdict, **more)
