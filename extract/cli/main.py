"""The commands together, and the one place where errors become lines and exit codes."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from extract.cli import console
from extract.cli.diff import diff
from extract.cli.explain import explain
from extract.cli.export import export
from extract.cli.review import review
from extract.cli.rules import app as rules
from extract.cli.run import run
from extract.cli.score import score
from extract.cli.series import series
from extract.cli.verdicts import app as verdicts
from extract.cli.verify import verify
from extract.errors import Exit, ExtractError, NoInputError

__all__ = ["app", "main"]

app = typer.Typer(
    name="extract",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: every console can show it, and it is there at once
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(run)
app.command()(verify)
app.command()(explain)
app.command()(diff)
app.command()(series)
app.command()(score)
app.command()(review)
app.command()(export)
app.add_typer(rules, name="rules")
app.add_typer(verdicts, name="verdicts")

# Between looks for unreachable cycles: reading rules makes many objects, and no garbage.
_OBJECTS = 100_000

# typer brings its own click or uses the installed one; this is the class of either.
_UsageError = cast(type[Exception], typer.BadParameter.__bases__[0])


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"extract {version('zh-claims-extract')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Read Chinese news articles and write a table of their numeric claims.

    Each claim has its exact value, unit, bound, period and programme, the place in the source
    where it can be checked, and the rule that made it.

    \b
    extract run corpus/            tables of all articles, into output/
    extract verify output/         do the tables still fit their sources?
    extract explain a.txt:120      what was seen at character 120, and why
    extract review output/         check every claim in a browser

    Exit codes: 0 done; 1 a check failed; 2 wrong usage, configuration or rule; 3 some
    documents failed, the rest is written; 4 nothing to read; 130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is an `extract.errors.Exit`."""
    gc.set_threshold(_OBJECTS)
    console.prepare()
    try:
        code = int(app(args=arguments, prog_name="extract", standalone_mode=False) or Exit.DONE)
    except NoInputError as error:
        console.list_errors(error.errors)
        console.say(f"extract: {error}")
        return error.exit_code
    except ExtractError as error:
        console.say(f"extract: {error}")
        return error.exit_code
    except _UsageError as error:
        return _usage(error)
    if code == Exit.INTERRUPTED:  # typer's word for Control-C
        console.say("extract: interrupted")
    return code


def _usage(error: BaseException) -> int:
    """One line for a wrong call; the help itself where nothing was asked."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "extract"
    message = getattr(error, "format_message", lambda: str(error))().strip()
    if "\n" in message:
        console.say(message)
    else:
        console.say(f"extract: {message.rstrip('.')} (see {command} --help)")
    return Exit.USAGE
