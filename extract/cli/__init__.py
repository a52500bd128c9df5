"""The command line: one module a command; whatever is heavy is imported inside them."""

from __future__ import annotations

from extract.cli.main import app, main

__all__ = ["app", "main"]
