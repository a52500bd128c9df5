"""Table text: a number in a cell takes the unit of its column, of its row or of its table.

A unit stands in the head of a column (发行总额（亿元）, 同比±%), in a column of units headed
单位, behind the label of the row, or over the table (单位：万元); the nearest wins in that
order. Cells are parted by tabs, bars or two blanks; lines that are no rows end a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple
from unicodedata import east_asian_width

from extract.model import Kind, Quantity
from extract.quantities.amounts import times
from extract.quantities.context import Context
from extract.quantities.per import Denominators
from extract.quantities.units import Units
from extract.rules.regexes import compiled
from extract.spacing import TABLE

__all__ = ["Rows", "Table", "Tables"]

_LINE = compiled(r"[^\r\n]+")
_TAB_CELL = compiled(r"[^\t]+")
_BAR_CELL = compiled(r"[^|]+")
_GAP_CELL = compiled(r"\S+(?: \S+)*")
_WORD_CELL = compiled(r"\S+")
_OF_TABLE = compiled(r"单位[:：] ?(?P<unit>[^\s，。；、）)]{1,8})[)）]?\s*$")
_IN_HEAD = compiled(
    r"(?:[（(\[【](?:单位[:：]?)?(?P<inside>[^（()）\[\]【】]{1,10})[)）\]】]"
    r"|[/，,](?P<after>[^/，,]{1,8})|(?P<sign>±?[%‰]))\s*$"
)
_LONGEST = 300  # characters of a row
_SCALE = compiled(r"(?:万亿|[十百千]?[万亿]|[百千])")
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNIT_HEADS = frozenset(("单位", "计量单位", "单 位"))
_NO_AMOUNT = compiled(r"序号|编号|代码|排名|名次|位次|排序|年份|年度|日期|时间|届|期号|邮编|电话")
_MONEY = compiled(r"额|资|款|收入|支出|产值|利润|税|费|价|债|销售|营收|成本|总值|增加值|预算")


class _Cell(NamedTuple):
    text: str
    start: int
    end: int
    left: int  # display columns, in which a Chinese character is two wide
    right: int
    number: int  # which cell of its line it is


class _Unit(NamedTuple):
    kind: Kind
    name: str
    factor: Decimal
    per: tuple[str, ...]
    rules: tuple[str, ...]


class Table(NamedTuple):
    """What the lines above say of the rows that follow."""

    unit: _Unit | None = None
    heads: tuple[_Cell, ...] = ()
    units: tuple[_Unit | None, ...] = ()


class Rows(NamedTuple):
    """Quantities of table rows, the spans of their units, and what they say of later rows."""

    quantities: list[Quantity]
    units: list[tuple[int, int]]
    table: Table | None


class Tables:
    """Finds the quantities of table rows."""

    def __init__(self, units: Units, denominators: Denominators) -> None:
        self._units = units
        self._denominators = denominators

    def find(self, work: Context, table: Table | None) -> Rows:
        """Quantities of the rows in ``work``; ``table`` is what earlier lines said of them.

        The table that it gives is None where the last line of ``work`` is no row.
        """
        if TABLE.search(work.folded) is None:
            return Rows([], [], None)
        found: list[Quantity] = []
        units: list[tuple[int, int]] = []
        for line in _LINE.finditer(work.folded):
            of_table = _OF_TABLE.search(line[0])
            if of_table is not None:
                table = Table(self._unit(of_table["unit"], ""))
                continue
            cells = _cells(line[0], line.start(), table)
            if len(cells) < 2:
                table = None
            elif any(_amount(work, cell) for cell in cells):
                table = table or Table()
                found += self._row(work, cells, table)
                unit = _unit_cell(cells, table)
                units += [(unit.start, unit.end)] if unit else []
            else:
                table = self._head(cells, table)
                heads = zip(table.heads, table.units, strict=True)
                units += [(cell.start, cell.end) for cell, unit in heads if unit]
        return Rows(found, units, table)

    def _head(self, cells: Sequence[_Cell], table: Table | None) -> Table:
        units = tuple(self._of_cell(cell) for cell in cells)
        return Table(table.unit if table else None, tuple(cells), units)

    def _row(self, work: Context, cells: Sequence[_Cell], table: Table) -> list[Quantity]:
        own = self._of_row(cells, table)
        found = []
        for cell in cells:
            head = _over(cell, cells, table)
            unit = table.units[head] if head is not None else None
            if unit is None:
                labels = cell is cells[0]  # a year, a rank
                labels |= head is not None and bool(_NO_AMOUNT.search(table.heads[head].text))
                unit = None if labels else own or table.unit
            quantity = _quantity(work, cell, unit) if unit else None
            if quantity is not None:
                found.append(quantity)
        return found

    def _of_row(self, cells: Sequence[_Cell], table: Table) -> _Unit | None:
        """The unit that the row itself names: in the column 单位, or behind its label."""
        unit = _unit_cell(cells, table)
        return self._unit(unit.text, cells[0].text) if unit else self._of_cell(cells[0])

    def _of_cell(self, cell: _Cell) -> _Unit | None:
        """The unit in a head or label: 发行总额（亿元）, 增速/%, 同比±%."""
        found = _IN_HEAD.search(cell.text)
        if found is None:
            return None
        if found["sign"]:
            return self._unit(found["sign"].lstrip("±"), "")
        return self._unit(found["inside"] or found["after"], cell.text[: found.start()])

    def _unit(self, text: str, label: str) -> _Unit | None:
        """A unit as written, such as 亿元 or 元/吨; a bare scale counts what the label says."""
        text = text.strip().lstrip("±")
        whole = self._parsed(text, 0, Decimal(1))
        scale = _SCALE.match(text)
        if whole is not None or scale is None:
            return whole and self._of_each(whole, label)
        factor = Decimal(1)
        for char in scale[0]:
            factor *= _SCALES[char]
        if scale.end() < len(text):
            whole = self._parsed(text, scale.end(), factor)
            return whole and self._of_each(whole, label)
        money = _MONEY.search(label) is not None
        kind: Kind = "money" if money else "count"
        return _Unit(kind, "元" if money else "个", factor, (), ("table.scale",))

    def _of_each(self, unit: _Unit, label: str) -> _Unit:
        """The unit with what its label counts it by: 人均可支配收入（元）."""
        pers = [p for p in self._denominators.of_label(label, unit.kind) if p.name not in unit.per]
        names = dict.fromkeys(per.name for per in pers)
        rules = tuple(rule for per in pers for rule in per.rules)
        return unit._replace(per=(*unit.per, *names), rules=(*unit.rules, *rules))

    def _parsed(self, text: str, at: int, factor: Decimal) -> _Unit | None:
        unit = self._units.find(text, at)
        if unit is None or unit.noun:
            return None
        end, pers = self._denominators.after(text, at + len(unit.form), unit.kind)
        if end != len(text):
            return None
        rules = (unit.rule, *(rule for per in pers for rule in per.rules))
        names = tuple(per.name for per in pers)
        return _Unit(unit.kind, unit.canonical, factor * unit.factor, names, rules)


def _unit_cell(cells: Sequence[_Cell], table: Table) -> _Cell | None:
    """The cell of a row in the column 单位."""
    for head in table.heads:
        if head.text in _UNIT_HEADS and head.number < len(cells):
            return cells[head.number]
    return None


def _cells(line: str, start: int, table: Table | None) -> list[_Cell]:
    """The cells of a line; one or none where it is no row."""
    if len(line) > _LONGEST:
        return []
    if "\t" in line:
        return _parted([*_TAB_CELL.finditer(line)], line, start, "\t")
    if "|" in line:
        return _parted([*_BAR_CELL.finditer(line)], line, start, "|")
    found = [*_GAP_CELL.finditer(line)]
    if len(found) == 1 and table and len(table.heads) > 2:
        found = [*_WORD_CELL.finditer(line)]
        found = found if len(found) == len(table.heads) else []
    return _parted(found, line, start, "")


def _parted(found: list[re.Match[str]], line: str, start: int, mark: str) -> list[_Cell]:
    """Cells with their places; blank ones count but are left out."""
    cells: list[_Cell] = []
    if len(found) < 2:
        return cells
    wide = at = 0
    for match in found:
        number = line.count(mark, 0, match.start()) if mark else len(cells)
        text = match[0].strip()
        left = match.end() - len(match[0].lstrip())
        wide += _width(line[at:left])
        at = left + len(text)
        if text:
            cells.append(_Cell(text, start + left, start + at, wide, wide + _width(text), number))
        wide += _width(text)
    return cells


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _over(cell: _Cell, cells: Sequence[_Cell], table: Table) -> int | None:
    """The index of the head over a cell: of the same number, else where they overlap."""
    heads = table.heads
    if not heads:
        return None
    numbered = [i for i, head in enumerate(heads) if head.number == cell.number]
    if len(heads) == len(cells) or heads[-1].number == cells[-1].number:
        return numbered[0] if numbered else None
    over = [i for i, head in enumerate(heads) if head.left < cell.right and cell.left < head.right]
    return over[0] if len(over) == 1 else None


def _amount(work: Context, cell: _Cell) -> bool:
    """Whether the cell is a number and nothing else."""
    numeral = work.by_start.get(cell.start)
    return (
        numeral is not None
        and numeral.end == cell.end
        and numeral.value is not None
        and numeral.form in ("arabic", "mixed")
    )


def _quantity(work: Context, cell: _Cell, unit: _Unit) -> Quantity | None:
    if not _amount(work, cell):
        return None
    numeral = work.by_start[cell.start]
    return Quantity(
        cell.start, cell.end, work.text[cell.start : cell.end], unit.kind,
        times(numeral.value, unit.factor), None, None, numeral.bound, unit.name, unit.per,
        "table.column", ("table.column", *unit.rules),
    )  # fmt: skip
