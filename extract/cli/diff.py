"""`extract diff`: what changed between two tables."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli import console
from extract.cli.options import RuleFolders
from extract.cli.output import OutFile, arrow, opened
from extract.errors import Exit, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from extract.diff.batch import Batch
    from extract.diff.change import Class, Group
    from extract.diff.series.compare import Comparison
    from extract.diff.series.pairs import Decision

__all__ = ["By", "Format", "diff"]


_ALONE: frozenset[Class] = frozenset({"added", "removed"})


class By(StrEnum):
    """What is set against what."""

    PLACE = "place"
    SERIES = "series"


class Format(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    MD = "md"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An output folder, or a claims.csv.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The one that came after.")],
    by: Annotated[
        By,
        typer.Option("--by", help="place: the same documents again; series: different articles."),
    ] = By.PLACE,
    stat: Annotated[bool, typer.Option("--stat", help="Only how many of each class.")] = False,
    only: Annotated[
        str | None,
        typer.Option("--only", metavar="CLASSES", help="Only these classes, e.g. rule,added."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TEXT,
    out: OutFile = None,
    rules: RuleFolders = None,
    pairs: Annotated[
        str, typer.Option(metavar="FILE", help="Decisions about pairs of indicators.")
    ] = "series.jsonl",
    confirm: Annotated[
        list[str] | None,
        typer.Option(metavar="PAIR", help="Write down that a pair is one thing; may be repeated."),
    ] = None,
    refuse: Annotated[
        list[str] | None,
        typer.Option(metavar="PAIR", help="Write down that it is not; may be repeated."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 where anything has changed.")
    ] = False,
) -> int:
    """Show what changed between two tables.

    --by place compares two runs over the same documents: each claim is same, moved, changed by
    a rule, by the text or by both, added or removed, and the cause is computed from the hashes
    that runs record. same and moved are counted, and listed only with --only.

    --by series compares different articles: claims about one thing, found by place, unit and
    words, with what lies between their values, or why they are not comparable. A pair whose
    wording is only alike has an id; --confirm ID or --refuse ID keeps your decision in --pairs.

    \b
    extract diff output-old/ output/
    extract diff output-old/ output/ --only rule,removed --format html -o changes.html
    extract diff output-old/ output/ --stat --exit-code
    extract diff 2022/ 2023/ --by series --format html -o series.html
    """
    from extract.diff.batch import Batch
    from extract.diff.change import CLASSES, Totals
    from extract.diff.views.stat import write_stat
    from extract.diff.views.write import write

    wanted = _classes(only, by)
    if (confirm or refuse) and by is not By.SERIES:
        raise UsageError("--confirm and --refuse go with --by series")
    head = {"by": by.value, "from": old, "to": new}
    totals = Totals()
    with Batch(old) as before, Batch(new) as after:
        picture = None
        if by is By.PLACE:
            from extract.diff.place import by_place

            groups = by_place(before, after, () if stat else wanted)
        else:
            found = _series(before, after, wanted, rules, pairs, _decided(confirm, refuse))
            groups, picture = iter(found.groups), _pictures(found)
        with opened(out, form.value) as to:
            if stat:
                write_stat(groups, form.value, head, totals, to)
            else:
                switches = [c for c in CLASSES if c in wanted]
                write(
                    groups,
                    form.value,
                    head,
                    totals,
                    to,
                    classes=switches,
                    arrow=arrow(out, form.value),
                    picture=picture,
                )
    console.say(totals.line())
    return Exit.GATE_FAILED if exit_code and totals.changed else Exit.DONE


def _series(
    old: Batch,
    new: Batch,
    wanted: Collection[Class],
    folders: Sequence[str] | None,
    file: str,
    decided: Mapping[str, Decision],
) -> Comparison:
    """The comparison by series; decisions are written down first and hold at once."""
    from extract.diff.series.compare import by_series
    from extract.diff.series.pairs import Decisions
    from extract.rules import rules_with

    ruleset, decisions = rules_with(folders or ()), Decisions(file)
    found = by_series(old, new, ruleset, decisions, wanted)
    if decided:
        decisions.record(decided, found.proposed)
        console.say(f"{console.counted(len(decided), 'decision')} {console.arrow()} {file}")
        found = by_series(old, new, ruleset, decisions, wanted)
    return found


def _pictures(found: Comparison) -> Callable[[Group], str]:
    """How a group is drawn: its comparable points, each a link to its quote."""
    from extract.diff.views.plot import draw, mark

    def picture(group: Group) -> str:
        olds, news = found.points.get(group.name, ([], []))
        marks = [mark(p, f"#old-{p.row.claim_id}") for p in olds]
        marks += [mark(p, f"#new-{p.row.claim_id}") for p in news]
        return draw(sorted(marks, key=lambda one: (one.when, one.href)))

    return picture


def _decided(confirm: Sequence[str] | None, refuse: Sequence[str] | None) -> dict[str, Decision]:
    both = sorted(set(confirm or ()) & set(refuse or ()))
    if both:
        raise UsageError(f"{', '.join(both)}: confirmed and refused at once")
    confirmed: dict[str, Decision] = dict.fromkeys(confirm or (), "confirmed")
    return confirmed | dict.fromkeys(refuse or (), "refused")


def _classes(only: str | None, by: By) -> Collection[Class]:
    """The classes asked for; by default all in which something changed.

    Most claims of different articles have no partner: these are counted.
    """
    from extract.diff.change import CLASSES, FOLDED

    if only is None:
        return frozenset(CLASSES) - FOLDED - (_ALONE if by is By.SERIES else frozenset())
    names = frozenset(filter(None, only.replace(" ", "").split(",")))
    unknown = sorted(names - set(CLASSES))
    if unknown or not names:
        known = ", ".join(CLASSES)
        raise UsageError(f"--only {only}: no class {', '.join(unknown)!r}; there are {known}")
    return frozenset(name for name in CLASSES if name in names)
