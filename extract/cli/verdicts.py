"""`extract verdicts`: what reviewers have decided, merged, compared and made into gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli import console
from extract.errors import Exit, NoInputError

if TYPE_CHECKING:
    from extract.verdicts.agreement import Agreement
    from extract.verdicts.ladder import Carried
    from extract.verdicts.report import Status

__all__ = ["Output", "Source", "Verdicts", "app", "load"]

app = typer.Typer(
    help="Count, merge, compare and export what reviewers decided.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Output = Annotated[str, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")]
Verdicts = Annotated[
    list[str] | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        help="Logs of decisions, may be repeated; verdicts.jsonl beside OUTPUT unless given.",
    ),
]
Source = Annotated[
    str | None,
    typer.Option(metavar="DIR", help="The folder of the articles; else where the run found them."),
]
Json = Annotated[bool, typer.Option("--json", help="One line of JSON instead of text.")]


@app.command("status")
def show_status(
    output: Output, verdicts: Verdicts = None, source: Source = None, as_json: Json = False
) -> int:
    """What the decisions come to on this run.

    How many claims are decided, and what became of every decision: kept; moved with its text;
    to be confirmed, as its surroundings changed; edited, the number is another one; stale, it
    is read otherwise now; orphan, its text is gone; settled, the rules agree. Nothing is
    dropped: those that no longer count are listed with their quote and reviewer.

    \b
    extract verdicts status output/
    """
    found = load(output, verdicts, source)
    if as_json:
        console.show(json.dumps(_as_record(found), ensure_ascii=False))
    else:
        _show(found)
    missed = found.outcomes["missed"]
    counts = [f"{found.decided} of {found.claims} claims decided", f"{missed} missed ones added"]
    counts.append(f"{len(found.conflicts)} in dispute")
    console.say(", ".join(counts))
    return Exit.DONE


@app.command("merge")
def merge_logs(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Logs of decisions.")],
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="The merged log.")],
) -> int:
    """Merge the logs of several reviewers.

    The lines of all, by time, each once; OUT may be one of the files. `cat` does as well: lines
    are independent of each other, and one that stands twice counts once.

    \b
    extract verdicts merge wang.jsonl li.jsonl -o verdicts.jsonl
    """
    from extract.verdicts.log import merge

    paths = [Path(file) for file in files]
    absent = [path for path in paths if not path.exists()]
    if absent:
        raise NoInputError(f"{absent[0]}: no such file")
    log = merge(paths, Path(out))
    _faults(log.faults)
    console.say(f"{len(log.verdicts)} lines of {len(files)} files {console.arrow()} {out}")
    return Exit.SOME_FAILED if log.faults else Exit.DONE


@app.command("agree")
def show_agreement(
    output: Output, verdicts: Verdicts = None, source: Source = None, as_json: Json = False
) -> int:
    """How far reviewers agree.

    For the decision, the span and each field: on how many claims two or more reviewers
    decided, on how many only one did; how often pairs agree; the same with the claims of one
    reviewer counted as not agreed; and Krippendorff's alpha (nominal), which takes off what
    chance would do. A dash: all say the same one thing, or nobody met.

    \b
    extract verdicts agree output/ --verdicts wang.jsonl --verdicts li.jsonl
    """
    from extract.verdicts.agreement import agreement

    found = load(output, verdicts, source)
    rows = agreement(found.standings.values())
    if as_json:
        console.show(json.dumps([_agreed(row) for row in rows], ensure_ascii=False))
    else:
        console.show(f"{'field':<14}{'both':>6}{'one':>6}{'agree':>8}{'of all':>8}{'alpha':>8}")
        for row in rows:
            shares = "".join(f"{_share(value):>8}" for value in (row.exact, row.of_all, row.alpha))
            console.show(f"{row.field:<14}{row.both:>6}{row.one:>6}{shares}")
    states = found.standings.values()
    said = {name: sum(1 for s in states if s.agreement == name) for name in _AGREEMENTS}
    console.say(", ".join(f"{count} {name}" for name, count in said.items()))
    return Exit.DONE


@app.command("export")
def export_gold(
    output: Output,
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR", help="The folder of gold.")],
    verdicts: Verdicts = None,
    source: Source = None,
) -> int:
    """Write decisions as gold, and as examples for rules.

    For every document with a decision NAME.claims.jsonl and its text, in the project's gold
    format, so that `extract score` measures against them: accepted, corrected and missed claims
    are records, rejected ones are none, and what is undecided or in dispute is optional. What
    was corrected, missed or rejected is also written to rule-gaps.toml, as examples that only
    have to be sorted into the rules.

    \b
    extract verdicts export output/ -o gold/
    extract score gold/ output/
    """
    from extract.verdicts.gold import write_gold

    found = load(output, verdicts, source)
    if not found.standings:
        raise NoInputError("no decision speaks of a claim of this run")
    done = write_gold(found.run, found.standings, Path(out))
    counts = [
        f"{done.records} records",
        f"{done.optional} of them optional",
        f"{done.documents} documents",
        f"{done.examples} examples for rules",
    ]
    console.say(f"{', '.join(counts)} {console.arrow()} {out}")
    return Exit.DONE


def load(output: str, verdicts: list[str] | None, source: str | None) -> Status:
    """The decisions on a run; a log that was named must be there."""
    from extract.verdicts import Run, beside, read_log
    from extract.verdicts.report import status

    paths = [Path(path) for path in verdicts or ()]
    absent = [path for path in paths if not path.exists()]
    if absent:
        raise NoInputError(f"{absent[0]}: no such file")
    log = read_log(*(paths or [beside(output)]))
    _faults(log.faults)
    return status(Run.load(output, source), log)


_AGREEMENTS = ("agree", "disagree", "single", "curated")
_SETTLED = {
    "correct": "corrections no longer needed: the rules say so themselves",
    "missed": "missed claims are found now",
    "reject": "rejected claims are no longer made",
}
_STATES = ("kept", "moved", "settled", "confirm", "edited", "stale", "orphan")


def _faults(faults: tuple[str, ...]) -> None:
    for fault in faults:
        console.say(f"  {fault}")


def _show(found: Status) -> None:
    console.show("claims    " + _counts(found.outcomes))
    console.show("verdicts  " + _counts({state: found.states[state] for state in _STATES}))
    for decision, count in found.settled.items():
        console.show(f"settled   {count} {_SETTLED[decision]}")
    for reviewer, decisions in sorted(found.reviewers.items()):
        console.show(f"{reviewer}  {_counts(decisions)}")
    for standing in found.conflicts:
        said = ", ".join(f"{v.reviewer} {v.decision}" for v in standing.verdicts)
        console.show(f"in dispute  {_place(found, standing.claim_id)}  {said}")
    for item in found.lost:
        console.show(_lost(item))


def _counts(counts: Any) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none"


def _place(found: Status, claim_id: str) -> str:
    claim = found.run.by_id.get(claim_id)
    return f"{claim['doc']}:{claim['start']} {claim['quote']}" if claim else claim_id


def _lost(item: Carried) -> str:
    verdict = item.verdict
    quote = verdict.seen.get("quote") or verdict.corrected.get("quote") or ""
    why = item.why or (f"now otherwise: {', '.join(item.changed)}" if item.changed else "")
    said = f"{verdict.decision} by {verdict.reviewer}"
    return f"{item.state}  {verdict.doc}  {quote}  {said}" + (f"  ({why})" if why else "")


def _as_record(found: Status) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "claims": found.claims,
        "decided": found.decided,
        "outcomes": dict(found.outcomes),
        "states": {state: found.states[state] for state in _STATES},
        "reviewers": {name: dict(counts) for name, counts in found.reviewers.items()},
        "conflicts": [standing.claim_id for standing in found.conflicts],
        "lost": [
            {
                "verdict_id": item.verdict.verdict_id,
                "state": item.state,
                "doc": item.verdict.doc,
                "quote": item.verdict.seen.get("quote") or item.verdict.corrected.get("quote"),
                "decision": item.verdict.decision,
                "reviewer": item.verdict.reviewer,
                "changed": item.changed,
                "why": item.why,
            }
            for item in found.lost
        ],
        "errors": list(found.log.faults),
    }


def _agreed(row: Agreement) -> dict[str, Any]:
    return {
        "field": row.field,
        "both": row.both,
        "one": row.one,
        "agreement": row.exact,
        "agreement_of_all": row.of_all,
        "alpha": row.alpha,
    }


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
