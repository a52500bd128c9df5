"""Table rows: lines of aligned cells, which are never joined into sentences."""

from __future__ import annotations

from collections.abc import Sequence

from extract.layout.lines import Line
from extract.rules.regexes import compiled

__all__ = ["mark_rows"]

_CELL_GAP = compiled(r"\t+|[ \u3000\u00a0]{2,}| *[|｜] *")
_NUMBER_CELL = compiled(r"[-+−]?[\d.,]+[%％‰]?")


def mark_rows(lines: Sequence[Line]) -> None:
    """Mark table rows: neighbours of the same number of cells, figures among them."""
    run: list[Line] = []
    before = 0
    for line in lines:
        text = line.text
        # Most lines have no blank at all, and are spared the call.
        if " " in text or "\t" in text or "|" in text or "\u3000" in text:
            count = _cell_count(text)
        else:
            count = 1
        if run and (count == 1 or abs(count - before) > 1):
            _mark(run)
            run = []
        if count > 1:
            run.append(line)
            before = count
    _mark(run)


def _mark(run: Sequence[Line]) -> None:
    if len(run) > 1 and _has_figures(run):
        for line in run:
            line.row = True


def _has_figures(run: Sequence[Line]) -> bool:
    return any(_NUMBER_CELL.fullmatch(cell) for line in run for cell in line.text.split())


def _cell_count(text: str) -> int:
    if "。" in text or len(text) > 300:
        return 1
    gaps = len(_CELL_GAP.findall(text.strip("|｜ ")))
    if gaps:
        return gaps + 1
    cells = text.split()
    return len(cells) if len(cells) > 2 and len(text) < 120 else 1
