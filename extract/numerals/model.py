"""What `scan` gives: a numeral, with what its own characters say about its bound."""

from __future__ import annotations

from typing import Literal, NamedTuple

from extract.model import Bound, Value

__all__ = ["Form", "Meaning", "Numeral"]

Form = Literal[
    "arabic",  # 1,234.5
    "han",  # 一千二百, 两万五, 十余
    "mixed",  # 1.2万, 3万4000
    "digits",  # 二〇二四, 幺三八
    "capital",  # 壹佰贰拾
    "fraction",  # 三分之二, 3/4, 一又二分之一, 万分之一
    "percent",  # 百分之五: value 5
    "permille",  # 千分之三: value 3
    "half",  # 半, 一半
    "power",  # 1.5e6, 1.5×10^6, 10的6次方
    "phrase",  # 成千上万, 若干
]


class Meaning(NamedTuple):
    """What the characters of a numeral mean, wherever they stand.

    ``value`` is the stated number, exact; None for a range or a vague amount, which have
    ``low`` and ``high`` (either may be None: open). ``bound`` is what stands *inside*: 余,
    多, 几, 来, 数, 上, adjacent digits. ``scale`` is the trailing multiplier (10**4 for
    1.2万, 10**6 for 三百万, 10**12 for 1.5万亿, else 1) and ``head`` the value without it.
    ``readings`` are the ids of the readings (``rules/readings.toml``) that shaped it.
    """

    value: Value | None
    low: Value | None = None
    high: Value | None = None
    bound: Bound = "eq"
    form: Form = "han"
    scale: int = 1
    head: Value | None = None
    readings: tuple[str, ...] = ()


class Numeral(NamedTuple):
    """A numeral at ``[start, end)`` code points of the text given; no unit, no outer modifier.

    Its meaning is shared by all numerals of the same characters; the properties are its
    fields.
    """

    start: int
    end: int
    meaning: Meaning

    @property
    def value(self) -> Value | None:
        """The stated number; None for a range or a vague amount."""
        return self.meaning.value

    @property
    def low(self) -> Value | None:
        """The lower end of a range or a vague amount; None where open or none."""
        return self.meaning.low

    @property
    def high(self) -> Value | None:
        """The upper end of a range or a vague amount; None where open or none."""
        return self.meaning.high

    @property
    def bound(self) -> Bound:
        """The bound that stands inside the numeral."""
        return self.meaning.bound

    @property
    def form(self) -> Form:
        """How it is written."""
        return self.meaning.form

    @property
    def scale(self) -> int:
        """The trailing multiplier, else 1."""
        return self.meaning.scale

    @property
    def head(self) -> Value | None:
        """The value without its trailing multiplier."""
        return self.meaning.head

    @property
    def readings(self) -> tuple[str, ...]:
        """Ids of the readings that shaped it."""
        return self.meaning.readings
