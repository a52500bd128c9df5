"""Reviewing claims in a browser: one claim, its place in the article, one key to decide."""

from __future__ import annotations

from extract.review.serve import Server, usual_port, write_page
from extract.review.session import Session

__all__ = ["Server", "Session", "usual_port", "write_page"]
