"""One comparison in the format asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from extract.diff.change import CLASSES, Class, Group, Totals
from extract.diff.views.html import Picture, write_html
from extract.diff.views.markdown import write_markdown
from extract.diff.views.records import write_csv, write_json
from extract.diff.views.text import write_text

__all__ = ["write"]


def write(
    groups: Iterable[Group],
    form: str,
    head: Mapping[str, str],
    totals: Totals,
    out: TextIO,
    *,
    classes: Iterable[Class] = CLASSES,
    arrow: str = "→",
    picture: Picture | None = None,
) -> None:
    """Write every difference as text, json, csv, html or md; ``totals`` counts as they pass.

    ``head`` says what was compared: by, from, to. ``classes`` are those that can occur;
    ``arrow`` is one that ``out`` can show; ``picture`` draws a group for the HTML.
    """
    watched = totals.watch(groups)
    title = f"{head['from']} → {head['to']}, by {head['by']}"
    match form:
        case "text":
            write_text(watched, out, arrow)
        case "json":
            write_json(watched, head, totals, out)
        case "csv":
            write_csv(watched, out)
        case "html":
            write_html(watched, title, totals, out, classes=classes, picture=picture)
        case "md":
            write_markdown(watched, title, totals, out)
