"""Where a quantity stands: its sentence, clause and item, in masked text.

Note [Items]: a clause ends at ， 。 ； and the like. Inside it, 、 parts two items only where
both hold a quantity (组建12个共同体、10个共研体); the 、 of 学校、幼儿园22所 does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Period, Quantity, Span
from extract.rules.regexes import compiled
from extract.text import LETTER, fold, mask

__all__ = ["Frame", "Scene", "scene"]

_ENDS = "。！？!?\n】"
_END = compiled(f"[{_ENDS}]+[”’」』）)]*")
# Each pattern begins with one character class: `re` skips quickly to where that can match.
# A comma between digits is no delimiter; brackets part a note from what it explains.
_DELIMITER = compiled(r"[，。；！？：!?;:\n…】\u3000]")
_CLAUSE = compiled(
    r"[，。；！？：!?;:\n…】\u3000—,](?:(?<![—,])|(?<=—)—|(?<=,)(?:(?<![0-9],)|(?![0-9])))"
)
_BRACKETS = compiled(r"[（(]([^（()）]{0,80})[）)]")
_NOTE = compiled("[，。；,;\ue000-\ue1ff]")
# The blank between the parts of a headline, not before the figure of a table.
_PART = compiled(
    rf"(?<=(?:{LETTER}|[0-9.%”]){{5}})(?:\u3000(?={LETTER}|“)| (?=(?:{LETTER}|[0-9“”]){{6}}))"
)
_GAP = compiled(f" {LETTER}")
_SHORT_NOTE = 12
# 9金4银2铜, 两荤两素: what is counted in a tally, one character each.
_TALLIED = "金银铜胜平负荤素"
# 14个县（市、区）: one noun, whose 、 parts no items.
_VARIANTS = compiled("[县市区省州](?:[（(][县市区旗州乡镇](?:、[一-鿿]{1,3}){1,3}[）)])")
_LONG_SENTENCE = 1000
_LONG_CLAUSE = 200


@dataclass(slots=True, eq=False)
class Frame:
    """The places around one quantity, all half-open in the passage's text.

    Not frozen, as what is made for every number must be cheap to make; but never changed.
    """

    nth: int
    quantity: Quantity
    sentence: Span
    clause: Span
    item: Span


@dataclass(slots=True, eq=False)
class Scene:
    """One passage made ready: text, folded and masked, its quantities and their frames.

    In ``masked`` every quantity but criteria and 首批, and every period, is a run of marks.
    ``notes`` are bracketed notes, which an indicator leaves out; ``stops`` is where
    delimiters begin, and the end of the text.
    """

    text: str
    folded: str
    masked: str
    quantities: Sequence[Quantity]
    periods: Sequence[Period]
    frames: tuple[Frame, ...]
    notes: tuple[Span, ...]
    stops: list[int]

    def notes_within(self, start: int, end: int) -> tuple[Span, ...]:
        """The notes that begin in ``[start, end)``."""
        if not self.notes:
            return ()
        low = bisect_left(self.notes, (start, 0))
        return self.notes[low : bisect_left(self.notes, (end, 0), low)]


def scene(
    text: str, quantities: Sequence[Quantity], periods: Sequence[Period], criteria: Sequence[bool]
) -> Scene:
    """Cut one passage into frames. ``criteria`` says which quantities only narrow.

    Quantities, and periods, come in text order and do not overlap one another.
    """
    folded = fold(text)
    plain = [
        q
        for q, narrow in zip(quantities, criteria, strict=True)
        if not narrow and not (q.unit == "首" and q.kind == "rank")
    ]
    masked = mask(folded, _marks(plain, periods))
    if "、" in folded and _VARIANTS.search(folded):
        masked = _VARIANTS.sub(lambda m: m[0].replace("、", "·"), masked)
    if "\u3000" in text or (" " in text and "。" not in text):
        masked = _with_blanks(masked, text)
    if " " in folded:
        masked = _with_gaps(masked, plain)
    cuts = _Cuts(masked)
    frames = _frames(cuts, quantities, criteria, plain)
    return Scene(text, folded, masked, quantities, periods, tuple(frames), cuts.notes, cuts.stops)


def _with_blanks(masked: str, text: str) -> str:
    """The masked text with the blanks that part a headline, which folding makes plain."""
    chars = list(masked)
    for part in _PART.finditer(text):
        chars[part.start()] = "\u3000"
    return "".join(chars)


def _with_gaps(masked: str, plain: Sequence[Quantity]) -> str:
    """The masked text with the blanks after a figure as delimiters: 建面89平方米 总价98万元.

    Not in a text that puts blanks on both sides of its figures.
    """
    gaps = [
        q.end
        for q in plain
        if _GAP.match(masked, q.end) and masked[max(0, q.start - 1) : q.start] != " "
    ]
    if not gaps:
        return masked
    chars = list(masked)
    for at in gaps:
        chars[at] = "\u3000"
    return "".join(chars)


def _marks(plain: Sequence[Quantity], periods: Sequence[Period]) -> list[tuple[int, int, str]]:
    """Marks of quantities, and of the parts of periods outside them."""
    marks: list[tuple[int, int, str]] = [(q.start, q.end, q.kind) for q in plain]
    if not periods:
        return marks
    starts = [q.start for q in plain]
    for period in periods:
        at, end = period.start, period.end
        while at < end:
            index = bisect_right(starts, at)
            if index and plain[index - 1].end > at:
                at = plain[index - 1].end
                continue
            stop = min(end, starts[index]) if index < len(starts) else end
            marks.append((at, stop, "period"))
            at = stop
    marks.sort()
    return marks


class _Cuts:
    """Sentence ends, delimiters and notes of one masked text, for binary search.

    The clause between delimiters runs from ``begins[i]`` to ``stops[i]``.
    """

    def __init__(self, masked: str) -> None:
        self.masked = masked
        self.notes = _notes(masked) if "（" in masked or "(" in masked else ()
        if not self.notes and "," not in masked and "—" not in masked:
            self.stops = [m.start() for m in _DELIMITER.finditer(masked)]
            self.begins = [0, *[stop + 1 for stop in self.stops]]
        else:
            cuts = [m.span() for m in _CLAUSE.finditer(masked)]
            for start, end in self.notes:
                cuts += ((start, start + 1), (end - 1, end))
            cuts.sort()
            self.begins = [0, *[end for _, end in cuts]]
            self.stops = [start for start, _ in cuts]
        self.sentences = _sentences(masked, self.stops)
        self.stops.append(len(masked))

    def sentence(self, at: int) -> Span:
        """The sentence around ``at``."""
        index = bisect_right(self.sentences, at)
        return (self.sentences[index - 1] if index else 0), self.sentences[index]

    def clause(self, start: int, end: int) -> Span:
        """The clause around a quantity."""
        left, right = bisect_left(self.stops, start), bisect_left(self.stops, end)
        if self.notes:
            left, right, note = self._outside(start, left, right)
            if note is not None:
                low, high = self.begins[left], self.stops[right]
                return max(low, note[0] + 1), min(high, note[1] - 1)
        return self.begins[left], self.stops[right]

    def _outside(self, at: int, left: int, right: int) -> tuple[int, int, Span | None]:
        """A note on the way is stepped over: its brackets and inner cuts end no clause.

        No further than a clause may be long.
        """
        note = self._note(at)
        if note is None:
            low, high = at - _LONG_CLAUSE, at + 2 * _LONG_CLAUSE
            while left and (inner := self._note(self.stops[left - 1])) and inner[1] > low:
                left = bisect_left(self.stops, inner[0])
            last = len(self.stops) - 1
            while right < last and (inner := self._note(self.stops[right])) and inner[0] < high:
                right = bisect_left(self.stops, inner[1])
        return left, right, note

    def _note(self, at: int) -> Span | None:
        index = bisect_right(self.notes, (at, len(self.masked))) - 1
        return self.notes[index] if index >= 0 and at < self.notes[index][1] else None


def _sentences(masked: str, stops: Sequence[int]) -> list[int]:
    """Where sentences end: after a run of end marks and the quotes and brackets it closes."""
    ends: list[int] = []
    at = 0
    for stop in stops:
        if stop >= at and masked[stop] in _ENDS and (run := _END.match(masked, stop)):
            at = run.end()
            ends.append(at)
    ends.append(len(masked))
    return ends


def _notes(masked: str) -> tuple[Span, ...]:
    return tuple(
        m.span()
        for m in _BRACKETS.finditer(masked)
        if m.end() - m.start() - 2 > _SHORT_NOTE or _NOTE.search(m[1])
    )


def _frames(
    cuts: _Cuts,
    quantities: Sequence[Quantity],
    criteria: Sequence[bool],
    plain: Sequence[Quantity],
) -> list[Frame]:
    """The frames of all quantities, in text order."""
    frames = []
    seen = 0
    # Where the clause and the item of the last quantity but criteria begin.
    clause_before = item_before = 0
    for index, quantity in enumerate(quantities):
        start, end = quantity.start, quantity.end
        clause = low, high = cuts.clause(start, end)
        if start - low > _LONG_CLAUSE or high - end > _LONG_CLAUSE:
            clause = low, high = _near(clause, start, end, _LONG_CLAUSE)
        if clause_before == low:
            low = item_before
        if seen and (before := plain[seen - 1].end) > low:
            low = _joint(cuts.masked, before, start, low)
        seen += seen < len(plain) and plain[seen] is quantity
        if seen < len(plain) and (after := plain[seen].start) < high:
            cut = _joint(cuts.masked, end, after, 0)
            # Without the 、 or 和 before the cut, but with what a tally counts.
            high = cut - (cuts.masked[cut - 1] not in _TALLIED) if cut else high
        sentence = cuts.sentence(start)
        if sentence[1] - sentence[0] > _LONG_SENTENCE:
            sentence = _near(sentence, start, end, _LONG_SENTENCE)
        frames.append(Frame(index, quantity, sentence, clause, (low, high)))
        if not criteria[index]:
            clause_before, item_before = clause[0], low
    return frames


def _near(span: Span, start: int, end: int, reach: int) -> Span:
    """No more than ``reach`` on either side, so that text without stops stays linear."""
    low, high = span
    return max(low, start - reach), min(high, end + reach)


def _joint(masked: str, left: int, right: int, otherwise: int) -> int:
    """After which 、 a new item begins between two quantities; ``otherwise`` where none.

    Directly after the first quantity, else directly before the second, else the first one.
    """
    if right - left == 1 and masked[left] in _TALLIED:
        return right
    first = masked.find("、", left, right)
    if first > left and masked[right - 1] in "和及与":
        return right  # 430名女干部、女职工与587名儿童: the 、 is within a list
    if first < 0:
        linked = 0 < right - left < 24 and masked[right - 1] in "和及与"
        return right if linked else otherwise
    if first == left:
        return left + 1
    if masked[right - 1] == "的":
        return otherwise  # 来自52个国家、地区和国际组织的300家企业
    if masked.find("等", first, right) >= 0:
        return otherwise  # 40所小学开发绳操、踢毽等游戏69种: one list of examples
    return right if masked[right - 1] == "、" else first + 1
