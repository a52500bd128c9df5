"""One indicator over time as a small SVG: bounds as intervals, every point a link to its quote.

Drawn with matplotlib, because its SVG needs no script: some ten kilobytes a picture, where the
libraries that draw in the browser would put one to five megabytes into every file. Only digits
are drawn as text; Chinese stays in the page, whose reader has the fonts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING, Any

from extract.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from extract.diff.series.point import Point

__all__ = ["Mark", "draw", "mark"]

_OWN_ID = re.compile(r' id="(?!mark-)[A-Za-z0-9.]+_[0-9]+"')
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "extract",
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.formatter.useoffset": False,
}
_COLOUR = "#1565c0"
_LABELS = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """One point: the ISO day that orders it and its label, what it can be, where it leads.

    ``title`` is shown when the pointer rests on it. An end that is None is not known.
    """

    when: str
    label: str
    low: Fraction | None
    high: Fraction | None
    about: bool
    href: str
    title: str


def mark(point: Point, href: str) -> Mark:
    """The mark of a point that has a time; ``href`` is where its quote stands in the page."""
    row, value, day = point.row, point.value, point.time.end
    return Mark(
        day,
        day.removesuffix("-12-31"),
        value.low,
        value.high,
        value.about,
        href,
        f"{point.time.text or day[:4]}: {row.quote} ({row.doc}:{row.line})",
    )


def draw(marks: Sequence[Mark]) -> str:
    """The SVG of two or more marks; the empty string for fewer. Raises UsageError.

    An open end reaches to the edge of the picture, 约 is a hollow point.
    """
    if len(marks) < 2:
        return ""
    try:
        from matplotlib import rc_context  # noqa: PLC0415 - most of a second, and an extra
        from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415
        from matplotlib.figure import Figure  # noqa: PLC0415
    except ModuleNotFoundError:
        cause = "pictures need matplotlib: pip install 'zh-claims-extract[plot]'"
        raise UsageError(cause) from None
    with rc_context(_STYLE):
        figure = Figure(figsize=(7, 2.4), layout="constrained")
        FigureCanvasSVG(figure)
        _paint(figure.add_subplot(), marks)
        out = io.StringIO()
        figure.savefig(
            out, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    return _titled(out.getvalue(), marks)


def _paint(axes: Axes, marks: Sequence[Mark]) -> None:
    places = [_place(one.when) for one in marks]
    values = [_middle(one) for one in marks]
    axes.plot(places, values, color=_COLOUR, linewidth=0.8, alpha=0.5, zorder=1)
    axes.margins(x=0.08, y=0.25)
    for number, (one, x, y) in enumerate(zip(marks, places, values, strict=True)):
        points = axes.scatter(
            [x],
            [y],
            s=42,
            zorder=3,
            edgecolors=_COLOUR,
            facecolors="none" if one.about else _COLOUR,
        )
        points.set_urls([one.href])
        points.set_gid(f"mark-{number}")
    bottom, top = axes.get_ylim()
    for one, x in zip(marks, places, strict=True):
        if one.low != one.high:
            low = bottom if one.low is None else float(one.low)
            high = top if one.high is None else float(one.high)
            axes.plot([x, x], [low, high], color=_COLOUR, linewidth=5, alpha=0.25, zorder=2)
    axes.set_ylim(bottom, top)
    ticks = dict(zip(places, (one.label for one in marks), strict=True))
    if len(ticks) <= _LABELS:
        axes.set_xticks(list(ticks), list(ticks.values()))
    axes.yaxis.set_major_formatter("{x:,.6g}")
    axes.grid(axis="y", linewidth=0.4, alpha=0.5)


def _middle(one: Mark) -> float:
    """Where the point itself is drawn: at the number that was stated."""
    ends = [end for end in (one.low, one.high) if end is not None]
    return float(sum(ends) / len(ends)) if ends else 0.0


def _place(when: str) -> float:
    day = date.fromisoformat(when)
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _titled(svg: str, marks: Sequence[Mark]) -> str:
    """The SVG alone, without ids of its own, each point with its title."""
    svg = _METADATA.sub("", _OWN_ID.sub("", svg[svg.index("<svg") :]))
    for number, one in enumerate(marks):
        title = f"<g><title>{escape(one.title)}</title>"
        svg = svg.replace(f'<g id="mark-{number}">', title, 1)
    return svg.strip()
