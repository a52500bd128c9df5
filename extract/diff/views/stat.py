"""The short view: of each group, how many claims of each class."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TextIO

from rich.cells import cell_len

from extract.diff.change import CLASSES, Class, Group, Totals
from extract.diff.views.html import END, page
from extract.diff.views.markdown import escaped
from extract.diff.views.records import SCHEMA_VERSION
from extract.diff.views.text import padded

__all__ = ["write_stat"]

_Row = tuple[str, Mapping[Class, int]]


def write_stat(
    groups: Iterable[Group], form: str, head: Mapping[str, str], totals: Totals, out: TextIO
) -> None:
    """Write the counts of each group in the format asked for; ``totals`` counts them all."""
    rows = [(g.name, g.counts) for g in totals.watch(groups) if +g.counts]
    classes = [name for name in CLASSES if totals.counts[name]]
    match form:
        case "text":
            _text(rows, classes, out)
        case "md":
            _markdown(rows, classes, out)
        case "html":
            _html(rows, classes, f"{head['from']} → {head['to']}, by {head['by']}", out)
        case "csv":
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(("group", *CLASSES))
            writer.writerows((name, *(counts[c] for c in CLASSES)) for name, counts in rows)
        case "json":
            listed = [{"group": name, **{c: n[c] for c in CLASSES}} for name, n in rows]
            summary = {c: totals.counts[c] for c in CLASSES} | {"groups": totals.groups}
            whole = {"schema_version": SCHEMA_VERSION, **head, "groups": listed, "summary": summary}
            out.write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def _text(rows: Sequence[_Row], classes: Sequence[Class], out: TextIO) -> None:
    width = max((cell_len(name) for name, _ in rows), default=0)
    wide = {name: max(6, len(name)) for name in classes}
    out.write(" " * width + "".join(f"  {name:>{wide[name]}}" for name in classes) + "\n")
    for name, counts in rows:
        cells = "".join(f"  {counts[c] or '.':>{wide[c]}}" for c in classes)
        out.write(padded(name, width) + cells + "\n")


def _markdown(rows: Sequence[_Row], classes: Sequence[Class], out: TextIO) -> None:
    out.write("| | " + " | ".join(map(escaped, classes)) + " |\n")
    out.write("| --- |" + " ---: |" * len(classes) + "\n")
    for name, counts in rows:
        cells = " | ".join(str(counts[c] or "") for c in classes)
        out.write(f"| {escaped(name)} | {cells} |\n")


def _html(rows: Sequence[_Row], classes: Sequence[Class], title: str, out: TextIO) -> None:
    out.write(page(title) + "<table>\n<tr><th></th>")
    out.write("".join(f"<th>{name}</th>" for name in classes) + "</tr>\n")
    for name, counts in rows:
        cells = "".join(f"<td>{counts[c] or ''}</td>" for c in classes)
        out.write(f"<tr><th>{escape(name)}</th>{cells}</tr>\n")
    out.write("</table>\n" + END)
