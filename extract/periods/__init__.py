"""Time expressions: recognised, and resolved to dates.

Note [Parts and frames]: an expression is a chain of *parts* from wide to narrow
(2023年 | 10月 | 16日 | 上午 | 9时), which *frames* extend (截至…, …以来, …至…) or only give a
form (比…: a base of comparison). Both are rules of ``rules/periods.toml``.

Note [Forms]: ``Period.form`` is ``at`` (the time itself), ``range``, ``since``, ``until``,
``base`` (比去年: what a figure is compared with, never its period), ``each`` (每月5日: a date
that comes again, never one either), ``same`` (the year or days meant by the words around:
全年, 同年, 假期), ``now``, ``vague`` (近日, 近年来), ``span`` (近三年: counted from the
document's date), ``frame`` (五年来), ``run`` (连续5年), ``within`` (3年内), ``named`` (“3·15”) or
``lunar``.
"""

from extract.periods.recognise import find_periods
from extract.periods.resolve import infer_year, resolve

__all__ = ["find_periods", "infer_year", "resolve"]
