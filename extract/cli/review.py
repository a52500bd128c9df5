"""`extract review`: check every span in a browser."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from extract.cli import console
from extract.cli.options import RuleFolders
from extract.errors import Exit, UsageError

__all__ = ["VerdictsFile", "review"]

VerdictsFile = Annotated[
    str | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        help="The log of decisions; verdicts.jsonl beside OUTPUT unless given.",
    ),
]


def review(
    output: Annotated[str, typer.Argument(metavar="OUTPUT", help="The output folder of a run.")],
    html: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write the review as one file instead of serving it."),
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides; the login name unless given.")
    ] = None,
    curator: Annotated[
        bool, typer.Option("--curator", help="These decisions outrank those of reviewers.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Do not show what others have decided.")
    ] = False,
    sample: Annotated[
        int,
        typer.Option(
            metavar="PERCENT", min=1, max=100, help="Review a part, the same one for everybody."
        ),
    ] = 100,
    verdicts: VerdictsFile = None,
    source: Annotated[
        str | None,
        typer.Option(
            metavar="DIR", help="The folder of the articles; else where the run found them."
        ),
    ] = None,
    rules: RuleFolders = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Where to serve; 0 takes a free port. One by OUTPUT unless given.",
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in a browser.")
    ] = True,
) -> int:
    """Check every claim against its source, in a browser.

    Serves a page on this machine only; its address holds a secret. One key decides a claim and
    goes on to the next; ? lists the keys. Every decision is on disk before it counts as saved,
    in verdicts.jsonl, which is outside OUTPUT and only ever grows: the next run keeps the
    decisions that still hold, and shows the others as history. End with Control-C.

    With --html the same page is written as one file, which works from disk and exports its
    decisions; add them to the log with `extract verdicts merge`.

    \b
    extract review output/
    extract review output/ --reviewer li --blind --sample 20
    extract review output/ --html review.html
    """
    from extract.review import Server, Session, usual_port, write_page
    from extract.rules import rules_with
    from extract.verdicts import Run, beside

    folder = Path(output)
    Run.load(folder, source)  # what is wrong with it is said before anything is opened
    session = Session(
        output=folder,
        log=Path(verdicts) if verdicts else beside(folder),
        reviewer=_name(reviewer),
        rules=rules_with(rules or ()),
        role="curator" if curator else "reviewer",
        blind=blind,
        share=sample,
        source=source,
    )
    if html is not None:
        size = write_page(session, Path(html))
        console.say(
            f"{len(session.run.claims)} claims, {size / 1e6:.1f} MB {console.arrow()} {html}"
        )
        return Exit.DONE
    server = Server(session, usual_port(folder) if port is None else port)
    console.say(f"review at {server.url} (end with Control-C); decisions in {session.log}")
    if open_browser:
        _open(server.url)
    server.run()
    return Exit.DONE


def _name(given: str | None) -> str:
    try:
        name = (given if given is not None else getpass.getuser()).strip()
    except (KeyError, OSError):
        name = ""
    if not name or len(name) > 80 or not name.isprintable():
        raise UsageError("give your name with --reviewer")
    return name


def _open(url: str) -> None:
    """Open a browser beside us: the port listens already, and is answered once we serve."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
