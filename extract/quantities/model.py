"""What a numeral is read as, with its unit, before bounds and denominators are put on."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from extract.model import Bound, Kind, Value
from extract.numerals import Numeral

__all__ = ["Reading"]


class Reading(NamedTuple):
    """A number with its unit, before bounds are put on, in the unit of the table.

    ``end`` is the end of unit or numeral, ``last`` the index of the last numeral in it,
    ``form`` the unit as written, ``bare`` that none was. ``bound`` is what the number itself
    says; ``plain`` that it is one numeral and a unit, in which 一 may be an article;
    ``also`` further rules that made it.
    """

    numeral: Numeral
    last: int
    start: int
    end: int
    kind: Kind
    unit: str
    rule: str
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound
    form: str = ""
    factor: Decimal = Decimal(1)
    bare: bool = False
    plain: bool = True
    also: tuple[str, ...] = ()
