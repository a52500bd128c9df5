"""Errors with a place and a cause, and the exit codes of the command line."""

from __future__ import annotations

from enum import IntEnum

__all__ = [
    "Exit",
    "ExtractError",
    "NoInputError",
    "ReadError",
    "RuleError",
    "TableError",
    "UsageError",
]


class Exit(IntEnum):
    """Exit codes of every command; a contract for automation."""

    DONE = 0
    GATE_FAILED = 1
    USAGE = 2
    SOME_FAILED = 3
    NO_INPUT = 4
    INTERRUPTED = 130


class ExtractError(Exception):
    """What went wrong, and where: ``path:line: cause`` (line is 1-based, optional)."""

    exit_code = Exit.USAGE

    def __init__(self, cause: str, *, path: str = "", line: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.cause}" if where else self.cause


class UsageError(ExtractError):
    """The command or call cannot be carried out as given."""


class RuleError(ExtractError):
    """A rule file cannot be used."""


class ReadError(ExtractError):
    """One input cannot be read; the others still can.

    ``passing`` says that the cause may pass: the same input may be readable another time.
    """

    exit_code = Exit.SOME_FAILED

    def __init__(
        self, cause: str, *, path: str = "", line: int | None = None, passing: bool = False
    ) -> None:
        super().__init__(cause, path=path, line=line)
        self.passing = passing


class TableError(ExtractError):
    """A table cannot be read back, or does not fit its sources."""

    exit_code = Exit.GATE_FAILED


class NoInputError(ExtractError):
    """There is nothing to read; ``errors`` say why, path by path."""

    exit_code = Exit.NO_INPUT

    def __init__(self, cause: str, errors: tuple[ExtractError, ...] = ()) -> None:
        super().__init__(cause)
        self.errors = errors
