"""The nouns: what each stage takes and gives.

Note [Offsets]: every ``start`` and ``end`` is a half-open range of code points. Those of a
``Passage``'s contents count in ``Passage.text``; ``Passage.locate`` takes them home to the
document. Only ``Claim.spans``, ``Block`` and ``Passage.pieces`` count in ``Document.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

__all__ = [
    "BLOCK_KINDS",
    "Block",
    "Bound",
    "Change",
    "Claim",
    "Document",
    "Kind",
    "Mention",
    "Number",
    "Passage",
    "Period",
    "Programme",
    "Quantity",
    "Rejection",
    "Role",
    "Seam",
    "Section",
    "Span",
    "Value",
    "hull",
]

Span = tuple[int, int]
Value = Decimal | Fraction
Section = Literal["body", "headline", "caption", "byline", "ad"]
BLOCK_KINDS: tuple[Section, ...] = ("body", "headline", "caption", "byline", "ad")
Kind = Literal[
    "count",
    "money",
    "percent",
    "point",
    "multiple",
    "fraction",
    "measure",
    "duration",
    "age",
    "rank",
]
Bound = Literal["eq", "approx", "near", "gt", "ge", "lt", "le", "range", "vague"]
Change = Literal["level", "increase_by", "increase_to", "decrease_by", "decrease_to", "difference"]
Role = Literal["fact", "forecast", "standard", "criterion"]


def hull(spans: Sequence[Sequence[int]]) -> Span:
    """Where text of several pieces stands: from its first piece to the end of its last.

    Of its first piece alone, where another piece comes before that in the document.

    >>> hull([(3, 5), (9, 10)]), hull([(90, 94), (12, 13)])
    ((3, 10), (90, 94))
    """
    start, end = spans[0][0], spans[-1][1]
    return (start, end) if start < end else (start, spans[0][1])


class Document(NamedTuple):
    """One article or page as decoded: BOM removed, newlines as they are.

    ``path`` is relative to the corpus and is the document's id. ``date`` is ISO
    (YYYY, YYYY-MM or YYYY-MM-DD) or None; ``date_basis`` says where it comes from.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    date: str | None = None
    date_basis: str = ""
    outlet: str = ""
    place: str = ""
    title: str = ""


class Block(NamedTuple):
    """A run of lines of one kind; offsets in the document, white space trimmed."""

    kind: Section
    start: int
    end: int


class Seam(NamedTuple):
    """Where a reader joins two pieces that the page parts, and why it is believed.

    ``at`` is the offset in the passage; ``left`` and ``right`` the document offsets that
    meet; ``evidence`` a short phrase for `extract explain`; ``mended`` whether the pieces
    stand apart on the page (not merely on two lines).
    """

    at: int
    left: int
    right: int
    evidence: str
    mended: bool = True


class _Passage(NamedTuple):
    text: str
    pieces: tuple[Span, ...]
    kind: Section = "body"
    article: str = ""
    heading: str = ""
    seams: tuple[Seam, ...] = ()


class Passage(_Passage):
    """A paragraph as a reader reads it: pieces of the document in reading order.

    Law: ``text == "".join(document.text[a:b] for a, b in pieces)``. ``article`` is the
    headline of the article it stands in, ``heading`` the section heading above it.
    """

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(accumulate(b - a for a, b in self.pieces))

    def locate(self, start: int, end: int) -> tuple[Span, ...]:
        """Document spans of a range of this passage, in reading order.

        Adjoining spans are merged. Law: the pieces of text at the spans, joined, are
        ``self.text[start:end]``. An empty range gives one empty span.
        """
        if len(self.pieces) == 1 and 0 <= start <= end <= len(self.text):
            home = self.pieces[0][0]
            return ((home + start, home + end),)
        if start == end:
            at = self._home(start)
            return ((at, at),)
        index = bisect_right(self._ends, start)
        stop = self._ends[index]
        if end <= stop:
            shift = self.pieces[index][1] - stop
            return ((start + shift, end + shift),)
        spans: list[Span] = []
        at = start
        while at < end:
            piece_start, piece_end = self.pieces[index]
            base = self._ends[index] - (piece_end - piece_start)
            a = piece_start + at - base
            b = min(piece_end, piece_start + end - base)
            if spans and spans[-1][1] == a:
                spans[-1] = (spans[-1][0], b)
            else:
                spans.append((a, b))
            at = base + b - piece_start
            index += 1
        return tuple(spans)

    def _home(self, at: int) -> int:
        index = min(bisect_right(self._ends, at), len(self.pieces) - 1)
        _, piece_end = self.pieces[index]
        return piece_end - (self._ends[index] - at)


class Number(NamedTuple):
    """A numeral: any written form, nothing refused.

    ``value`` is exact, or None for a range (``low``, ``high``) or a vague amount.
    """

    start: int
    end: int
    quote: str
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    bound: Bound = "eq"


class Quantity(NamedTuple):
    """A numeral with its unit, normalised to the base unit; see gold/GUIDELINES.md."""

    start: int
    end: int
    quote: str
    kind: Kind
    value: Value | None
    low: Value | None = None
    high: Value | None = None
    bound: Bound = "eq"
    unit: str = ""
    per: tuple[str, ...] = ()
    rule: str = ""
    trace: tuple[str, ...] = ()


class Rejection(NamedTuple):
    """What was seen and refused: the span, the rule that refused it, and why."""

    start: int
    end: int
    quote: str
    rule: str
    reason: str


class Period(NamedTuple):
    """A time expression. ``calendar`` is true where its numbers are dates, never amounts.

    ``form`` names the way to resolve it to dates (see `extract.periods`).
    """

    start: int
    end: int
    quote: str
    rule: str
    form: str = ""
    calendar: bool = False


class Mention(NamedTuple):
    """One occurrence of a programme's name in a passage."""

    start: int
    end: int
    quote: str
    name: str
    type: str
    rule: str


class Programme(NamedTuple):
    """A named programme of one document: canonical name, type, every variant and span."""

    doc: str
    name: str
    type: str
    variants: tuple[str, ...]
    spans: tuple[Span, ...]
    rule: str = ""


class Claim(NamedTuple):
    """One row of the table; the fields are those of DESIGN.md's table.

    ``spans`` and ``sentence_spans`` are document spans; ``per`` and ``flags`` are lists. A
    named tuple, which is made six times faster than a frozen dataclass of as many fields.
    """

    claim_id: str
    doc: str
    article: str
    section: Section
    line: int
    start: int
    end: int
    quote: str
    spans: tuple[Span, ...]
    kind: Kind
    value: Value | None
    low: Value | None
    high: Value | None
    bound: Bound
    unit: str
    per: tuple[str, ...]
    indicator: str
    indicator_spans: tuple[Span, ...]
    change: Change
    role: Role
    period: str | None
    period_start: str | None
    period_end: str | None
    place: str | None
    programme: str | None
    sentence: str
    sentence_spans: tuple[Span, ...]
    rule: str
    flags: tuple[str, ...]
