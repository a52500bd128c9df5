"""Reviewing claims in a browser: one claim, its place in the article, one key to decide."""

from __future__ import annotations

from extract.review.serve import Server, write_page
from extract.review.session import Session

__all__ = ["Server", "Session", "write_page"]
