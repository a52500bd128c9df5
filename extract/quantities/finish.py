"""A reading to a quantity: bound words beside it, denominators, the class 级 after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.model import Bound, Quantity
from extract.quantities.bounds import Bounds
from extract.quantities.context import Context
from extract.quantities.marks import Marks
from extract.quantities.per import Denominators
from extract.quantities.reading import Reading
from extract.rules.regexes import compiled

__all__ = ["Finish", "between"]

_CLASS = compiled(r"级(?![别联])")
_BOUNDED = ("fraction", "multiple")
_LOWER, _UPPER = ("gt", "ge"), ("lt", "le")
_TO = compiled(r"\s?(?:—{1,2}|[—–~～\-－]|至|到)\s?")
_LONGEST_DASH = 4
# 港币4.8万元增至5.3万元: one currency for both.
_TURNED = compiled(
    r"[，,]?\s?(?:(?:大幅)?(?:[上下]?[调涨升跌降减增]|提[高升]|上浮|下浮|增加|减少|下降|上升|降低)?(?:到了?|至|为)|[—~-]|和|及|、|与)\s?"
)
_PLAIN_YUAN = "unit.yuan"
_ALSO = ("", "，", "且", "但", "而", "并且", "，且", "，但", "同时")


class Finish(NamedTuple):
    """Puts bounds and denominators on what was read."""

    bounds: Bounds
    denominators: Denominators
    marks: Marks

    def bounded(self, folded: str, reading: Reading) -> bool:
        """Whether the number says or adjoins a bound, so that 一 in it is a number."""
        if reading.bound != "eq":
            return True
        sides = (
            self.bounds.before(folded, reading.start, reading.kind, reading.unit),
            self.bounds.after(folded, reading.end, reading.kind, reading.unit),
        )
        return sides != (None, None)

    def quantity(self, work: Context, reading: Reading) -> Quantity:
        """The finished quantity of a reading."""
        folded, kind, unit = work.folded, reading.kind, reading.unit
        start, end, bound = reading.start, reading.end, reading.bound
        trace = [reading.rule, *reading.also]
        if kind in ("measure", "money") and (level := _CLASS.match(folded, end)):
            end = level.end()
        end, pers = self.denominators.after(folded, end, kind)
        before = self.bounds.before(folded, start, kind, unit)
        after = self.bounds.after(folded, end, kind, unit)
        for found in (before, after):
            if found is not None:
                trace.append(found.rule)
                bound = found.bound if bound == "eq" else bound
        if before is not None:
            start = before.at
            marked = self.marks.before(folded, start)
            if marked and reading.form in marked[0].over:  # 港币约1200元
                unit = marked[0].canonical
        end = after.at if after is not None else end
        pers += self.denominators.before(work, reading.start, kind)
        names: dict[str, None] = {}
        for per in pers:
            if per.name not in names:
                names[per.name] = None
                trace += per.rules
        return Quantity(
            start, end, work.text[start:end], kind, reading.value, reading.low, reading.high,
            bound, unit, tuple(names), reading.rule, tuple(trace),
        )  # fmt: skip

    def special(self, work: Context, quantity: Quantity) -> Quantity:
        """A special form with the bound words that adjoin it (近一半, 一半以上)."""
        if quantity.kind not in _BOUNDED:
            return quantity
        start, end = quantity.start, quantity.end
        kind, unit, folded = quantity.kind, quantity.unit, work.folded
        before = self.bounds.before(folded, start, kind, unit)
        after = self.bounds.after(folded, end, kind, unit)
        found = before or after
        if found is None:
            return quantity
        start = before.at if before else start
        end = after.at if after else end
        bound: Bound = found.bound if quantity.bound == "eq" else quantity.bound
        return quantity._replace(
            start=start, end=end, quote=work.text[start:end], bound=bound,
            trace=(*quantity.trace, found.rule),
        )  # fmt: skip


def between(text: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """Sorted quantities, with ranges in two parts as one.

    五日以上十日以下, 14周岁以上不满18周岁, 3元/吨至5元/吨.
    """
    held: Quantity | None = None
    for found in quantities:
        quantity = found
        if held is not None and _same_currency(text, held, found):
            quantity = found._replace(unit=held.unit)
        if held is not None and (
            _bounds_from_above(text, held, quantity) or _same_rate(text, held, quantity)
        ):
            held = held._replace(
                end=quantity.end, quote=text[held.start : quantity.end], value=None,
                low=held.value, high=quantity.value, bound="range",
                trace=(*held.trace, *quantity.trace),
            )  # fmt: skip
            continue
        if held is not None:
            yield held
        held = quantity
    if held is not None:
        yield held


def _bounds_from_above(text: str, low: Quantity, high: Quantity) -> bool:
    return (
        low.bound in _LOWER
        and high.bound in _UPPER
        and text[low.end : high.start] in _ALSO
        and (low.kind, low.unit) == (high.kind, high.unit)
        and low.value is not None
        and high.value is not None
        and low.value < high.value
    )


def _same_currency(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a mark before ``first`` (港币4.8万元) holds for a plain 元 after it, too."""
    return (
        second.rule == _PLAIN_YUAN != first.rule
        and first.kind == "money"
        and first.unit != second.unit
        and first.quote[-1] in "元圆圓"
        and not first.quote.endswith(first.unit)
        and _TURNED.fullmatch(text, first.end, second.start) is not None
    )


def _same_rate(text: str, low: Quantity, high: Quantity) -> bool:
    """Whether 至 or a dash joins two amounts by the same denominators."""
    return (
        high.start - low.end <= _LONGEST_DASH
        and bool(low.per)
        and (low.kind, low.unit, low.per) == (high.kind, high.unit, high.per)
        and low.bound == high.bound == "eq"
        and low.value is not None
        and high.value is not None
        and low.value < high.value
        and _TO.fullmatch(text, low.end, high.start) is not None
    )
