"""The view for a browser: one file, nothing loaded, both quotes side by side.

No script: classes are shown and hidden by check boxes and style rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TextIO

from extract.diff.change import CLASSES, Class, Difference, Group, Totals
from extract.diff.row import Row
from extract.diff.views.fold import Fold, folded
from extract.diff.views.quotes import Piece, contexts
from extract.diff.views.words import SIGNS, describe, fields

__all__ = ["END", "Picture", "page", "write_html"]

Picture = Callable[[Group], str]
_ARROW = "→"
END = "</body>\n</html>\n"

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --add: #2a7d3622; --del: #b3261e22; }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  margin: 0 auto; max-width: 80rem; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .2rem; }
.notes { margin: 0 0 .5rem; opacity: .75; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
td, th { border-top: 1px solid var(--line); padding: .35rem .5rem; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }
th:first-child, td:first-child { width: 22%; }
td.old { background: var(--del); } td.new { background: var(--add); }
mark { background: none; color: inherit; font-weight: 700; text-decoration: underline;
  text-underline-offset: .2em; }
mark.changed { background: #ffd54f; color: #000; text-decoration: none; padding: 0 .1em; }
.class { font-family: ui-monospace, monospace; font-size: .85em; border: 1px solid var(--line);
  border-radius: .3em; padding: 0 .35em; white-space: nowrap; }
.place { display: block; font-size: .8em; opacity: .7; }
.said { display: block; } .delta { font-weight: 600; }
label { margin-right: 1em; white-space: nowrap; }
figure { margin: .5rem 0; }
figure svg { max-width: 100%; height: auto; background: #fff; border-radius: .3em; }
:target { outline: 2px solid #ffb300; }
"""


def write_html(
    groups: Iterable[Group],
    title: str,
    totals: Totals,
    out: TextIO,
    *,
    classes: Iterable[Class] = CLASSES,
    picture: Picture | None = None,
) -> None:
    """The whole page, with a switch for each of the ``classes``.

    ``picture`` draws a group as SVG, or gives the empty string.
    """
    out.write(page(title))
    out.writelines(_switch(name) for name in classes)
    out.write("<main>\n")
    for number, group in enumerate(groups, 1):
        if group.differences or group.notes:
            drawn = picture(group) if picture else ""
            _section(group, number, drawn, out)
    out.write(f"</main>\n<p>{escape(totals.line())}</p>\n{END}")


def page(title: str) -> str:
    """The beginning of a page, up to its heading."""
    hidden = "\n".join(
        f"#show-{name}:not(:checked) ~ main .{name} {{ display: none; }}" for name in CLASSES
    )
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}{hidden}\n</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n"
    )


def _switch(name: str) -> str:
    shown = f'<input type="checkbox" id="show-{name}" checked>'
    return f'{shown}<label for="show-{name}">{name}</label>\n'


def _section(group: Group, number: int, drawn: str, out: TextIO) -> None:
    notes = [*group.notes, group.hidden]
    folds, alone = folded(group, _ARROW)
    out.write(f'<section id="g{number}">\n<h2>{escape(group.name)}</h2>\n')
    if any(notes):
        out.write(f'<p class="notes">{escape("; ".join(filter(None, notes)))}</p>\n')
    out.writelines(_folded(fold) for fold in folds)
    if drawn:
        out.write(f"<figure>{drawn}</figure>\n")
    if alone:
        out.write("<table>\n<thead><tr><th>claim<th>OLD<th>NEW</tr></thead>\n<tbody>\n")
        out.writelines(_row(found) for found in alone)
        out.write("</tbody>\n</table>\n")
    out.write("</section>\n")


def _folded(fold: Fold) -> str:
    name = f'<span class="class">{SIGNS[fold.class_]} {fold.class_}</span>'
    by = f" by {fold.cause}" if fold.cause else ""
    return f'<p class="{fold.class_}">{name} {escape(fold.said + by)}</p>\n'


def _row(found: Difference) -> str:
    old, new = contexts(found)
    said = [found.why_not, found.note, *fields(found, _ARROW)]
    if found.cause and found.cause != found.class_:
        said.append(f"by {found.cause}")
    words = "".join(f'<span class="said">{escape(text)}</span>' for text in said if text)
    delta = escape(describe(found.delta))
    name = f'<span class="class">{SIGNS[found.class_]} {found.class_}</span>'
    head = f'{name} {escape(found.row.indicator)} <span class="delta">{delta}</span>{words}'
    sides = _cell(found.old, old, "old") + _cell(found.new, new, "new")
    return f'<tr class="{found.class_}"><td>{head}</td>{sides}</tr>\n'


def _cell(row: Row | None, pieces: list[Piece], side: str) -> str:
    if row is None:
        return "<td></td>"
    place = f'<span class="place">{escape(row.doc)}:{escape(row.line)}</span>'
    text = "".join(_piece(piece) for piece in pieces)
    return f'<td class="{side}" id="{side}-{escape(row.claim_id, quote=True)}">{place}{text}</td>'


def _piece(piece: Piece) -> str:
    text = escape(piece.text)
    return f'<mark class="{piece.style}">{text}</mark>' if piece.style else text
