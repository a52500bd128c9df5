"""The panel of `extract series`, for people and for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import TextIO

from rich.cells import cell_len

from extract.diff.amount import shown
from extract.diff.series.panel import Entry, Series
from extract.diff.views.html import END, page
from extract.diff.views.markdown import escaped
from extract.diff.views.plot import Mark, draw, mark
from extract.diff.views.text import padded
from extract.diff.views.words import describe

__all__ = ["PANEL_COLUMNS", "write_panel"]

_VERSION = 1
PANEL_COLUMNS: Mapping[str, str] = {
    "series_id": "8 hex digits of entity, indicator, unit and measure",
    "entity": "the place, in full",
    "series": "the indicator's shortest wording",
    "measure": "level, change or difference",
    "indicator": "as this source words it",
    "role": "fact, forecast or standard",
    "period": "verbatim",
    "start": "ISO day on which it begins, by period or document date",
    "end": "ISO day by which the series is ordered; empty where no time is known",
    "time_basis": "where these days come from",
    "value": "as in claims.csv, in the claim's own unit",
    "low": "as in claims.csv",
    "high": "as in claims.csv",
    "bound": "as in claims.csv",
    "unit": "the claim's own unit",
    "at_least": "least that the value can be, in the series' unit; empty where not known",
    "at_most": "most that it can be",
    "series_unit": "the unit of at_least and at_most",
    "comparable": "true or false: whether it may be set against an earlier value of the series",
    "why_not": "why it may not",
    "delta_abs": "this minus the earlier value, where it is one number",
    "delta_pct_min": "least change in percent",
    "delta_pct_max": "most change in percent",
    "delta_pp": "change in percentage points, where both are shares",
    "note": "how the two are ordered",
    "quote": "verbatim",
    "doc": "document of the first source",
    "line": "line in it",
    "claim_id": "claim of the first source",
    "sources": "how many claims say so",
    "also": "the others, as doc:line joined by |",
}
"""Every column in order, and its meaning; the keys of the JSON are the same."""


def write_panel(series: Sequence[Series], form: str, title: str, out: TextIO, arrow: str) -> None:
    """Write the panel as text, json, csv, html or md; people see series of two points or more."""
    long = [one for one in series if len(one.entries) > 1]
    match form:
        case "csv":
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(PANEL_COLUMNS)
            writer.writerows(_cells(one, entry) for one in series for entry in one.entries)
        case "json":
            _json(series, out)
        case "md":
            _markdown(long, title, out)
        case "html":
            _html(long, title, out)
        case _:
            _text(long, out, arrow)


def _cells(one: Series, entry: Entry) -> list[str]:
    point, delta = entry.point, entry.delta
    row, time, value = point.row, point.time, point.value
    exact = delta.exact if delta.known else None
    round_ = delta.pct_low != delta.pct_high
    return [
        one.id,
        one.entity,
        one.name,
        one.gate[3],
        row.indicator,
        row.role,
        row.period,
        time.start,
        time.end,
        time.basis,
        row.value,
        row.low,
        row.high,
        row.bound,
        row.unit,
        _exact(value.low),
        _exact(value.high),
        one.unit,
        "true" if entry.comparable else "false",
        entry.why_not,
        "" if delta.points else _exact(exact),
        _percent(delta.pct_low, -1 if round_ else 0),
        _percent(delta.pct_high, 1 if round_ else 0),
        _exact(exact) if delta.points else "",
        entry.note,
        row.quote,
        row.doc,
        row.line,
        row.claim_id,
        str(len(entry.sources)),
        "|".join(f"{other.doc}:{other.line}" for other in point.also),
    ]


def _exact(number: Fraction | None) -> str:
    return "" if number is None else shown(number)


def _percent(number: Fraction | None, outward: int) -> str:
    return "" if number is None else shown(number, 2, outward=outward)


def _json(series: Iterable[Series], out: TextIO) -> None:
    out.write(f'{{"schema_version": {_VERSION}, "entries": [')
    comma = ""
    for one in series:
        for entry in one.entries:
            cells = dict(zip(PANEL_COLUMNS, _cells(one, entry), strict=True))
            fields: dict[str, object] = {key: value or None for key, value in cells.items()}
            fields["comparable"] = entry.comparable
            fields["sources"] = len(entry.sources)
            out.write(f"{comma}\n{json.dumps(fields, ensure_ascii=False)}")
            comma = ","
    out.write("\n]}\n")


def _heading(one: Series) -> str:
    measure = "" if one.gate[3] == "level" else one.gate[3]
    return " · ".join(filter(None, (one.name, one.entity, one.unit, measure)))


def _when(entry: Entry) -> str:
    time = entry.point.time
    return time.text or (f"({time.end[:4]})" if time.end else "(no date)")


def _change(entry: Entry) -> str:
    said = describe(entry.delta) or (f"not comparable: {entry.why_not}" if entry.why_not else "")
    planned = "" if entry.point.row.role == "fact" else entry.point.row.role
    return "; ".join(filter(None, (planned, said)))


def _source(entry: Entry) -> str:
    row = entry.point.row
    more = f" and {len(entry.point.also)} more" if entry.point.also else ""
    return f"{row.doc}:{row.line}{more}"


def _text(series: Iterable[Series], out: TextIO, arrow: str) -> None:
    for one in series:
        out.write(f"{_heading(one)}  {one.id}\n".replace("→", arrow))
        lines = [(_when(e), e.point.row.quote, _change(e), _source(e)) for e in one.entries]
        widths = [max(cell_len(line[i]) for line in lines) for i in range(3)]
        for line in lines:
            cells = [padded(text, width) for text, width in zip(line, widths, strict=False)]
            out.write(f"  {'  '.join((*cells, line[3]))}\n")


def _markdown(series: Iterable[Series], title: str, out: TextIO) -> None:
    out.write(f"# {escaped(title)}\n")
    for one in series:
        out.write(f"\n## {escaped(_heading(one))}\n\n| | | | |\n| --- | --- | --- | --- |\n")
        for e in one.entries:
            cells = (_when(e), e.point.row.quote, _change(e), _source(e))
            out.write(f"| {' | '.join(map(escaped, cells))} |\n")


def _html(series: Iterable[Series], title: str, out: TextIO) -> None:
    out.write(page(title) + "<main>\n")
    for one in series:
        out.write(f'<section id="s-{one.id}">\n<h2>{escape(_heading(one))}</h2>\n')
        if picture := draw(list(_marks(one))):
            out.write(f"<figure>{picture}</figure>\n")
        out.write("<table>\n<tbody>\n")
        out.writelines(_row(entry) for entry in one.entries)
        out.write("</tbody>\n</table>\n</section>\n")
    out.write("</main>\n" + END)


def _row(entry: Entry) -> str:
    row = entry.point.row
    at, sentence = entry.point.at, row.sentence
    quoted = (
        f'{escape(sentence[:at])}<mark class="quote">{escape(row.quote)}</mark>'
        f"{escape(sentence[at + len(row.quote) :])}"
    )
    place = f'<span class="place">{escape(_source(entry))}</span>'
    said = f'<span class="said delta">{escape(_change(entry))}</span>'
    return (
        f'<tr id="p-{escape(row.claim_id, quote=True)}"><td>{escape(_when(entry))} '
        f"{escape(row.quote)}{said}</td><td>{place}{quoted}</td></tr>\n"
    )


def _marks(one: Series) -> Iterator[Mark]:
    """What can be drawn: values with a time that may be set against each other."""
    for entry in one.entries:
        if entry.point.time.end and entry.comparable:
            yield mark(entry.point, f"#p-{entry.point.row.claim_id}")
