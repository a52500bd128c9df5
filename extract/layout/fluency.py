"""How well the end of one paragraph goes on with the start of another.

Note [Weights]: each feature is something a reader sees at the seam; its weight is a log-odds,
fitted once on pages cut at random from newspaper text. `extract.layout.readings` adds them
up and compares whole readings of the page, so only differences matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extract.language import tagged
from extract.layout.edges import Edge
from extract.layout.grammar import affinity

__all__ = ["WEIGHTS", "Rarity", "Seen", "see", "start_weight"]

WEIGHTS = {
    # between the two
    "word": 3.9,  # a dictionary word crosses the seam
    "long_word": 4.8,
    "broken_word": -0.5,  # but the word that the head began with is broken by it
    "left_over": -1.6,  # the end leaves half a word over, and the head does not complete it
    "classes": 0.9,  # by the classes of the words on either side
    "two_signs": -3.1,
    "closes": 1.9,  # a quotation or bracket opened on the left is closed on the right
    "not_opened": -2.0,
    "not_closed": -2.0,
    "pair_seen": 1.9,  # the page has the characters at the seam side by side elsewhere
    "three_seen": 0.8,
    "four_seen": 3.1,
    "topic": 1.4,  # share of rare character pairs that both paragraphs have
    "decimal": 3.0,
    "number_unit": 0.3,
    "number_cut": -2.1,
    "unit_alone": -2.3,
    "number_wanted": 0.8,
    "list_goes_on": 1.5,
    "frame": 0.6,
}
# How the head starts: whether it may be the start of a paragraph.
WEIGHTS |= {
    "starts_sign": 4.8,
    "starts_v": 1.5,
    "starts_d": 1.2,
    "starts_u": 3.6,
    "starts_a": 1.3,
    "starts_c": 1.1,
    "starts_m": 1.0,
    "starts_q": 1.0,
    "starts_f": 1.3,
    "starts_p": -0.1,
    "starts_t": -0.5,
    "starts_r": -0.1,
    "starts_half_word": 1.1,
    "starts_opener": -1.9,
    "starts_lead": -1.9,
    "starts_quote": -1.5,
    "starts_year": -1.0,
    "starts_numbered": -3.5,
    "word_then_sign": 0.9,
    "verb_then": 0.9,
    "short_sentence": 3.1,
    "shortish_sentence": 1.6,
}
_SIMILAR_CAP = 1.5
_HAN_RUN = re.compile("[一-鿿]+")
_LIST = re.compile("[^，。；]{0,12}(?:、|等)")
_FRAMES = (
    (re.compile("[由从自][^，。；]{1,24}$"), re.compile("[^，。；]{0,10}[到至降升减增提]")),
    (
        re.compile("[以把将为在对向与同让][^，。；]{1,24}$"),
        re.compile("[^，。；]{0,10}(?:为|上|中|下|方面|进行|提供|开展|之后|以后|以来|成)"),
    ),
)
_WANTS_NUMBER = re.compile("(?:[到至达约近逾占第于由共每]|超过|突破|增长|下降|提高|高出|合计)$")
# How many characters, and how many of them before the seam.
_AROUND = ((4, 1), (4, 2), (4, 3), (3, 1), (3, 2))
_SEEN = {2: "pair_seen", 3: "three_seen", 4: "four_seen"}
_UNIT_SIGNS = frozenset("%％亿.")
_LARGE = frozenset("nvaox")  # classes whose single characters are mostly halves of words


@dataclass(slots=True)
class Seen:
    """What a reader sees at one seam: features of `WEIGHTS` with their amounts."""

    amounts: dict[str, float]
    word: str = ""

    @property
    def weight(self) -> float:
        """Log-odds that the two belong together, up to a constant."""
        return sum([WEIGHTS[name] * amount for name, amount in self.amounts.items()])


class Rarity:
    """In how many of some paragraphs each pair of characters stands; counted when asked."""

    def __init__(self, edges: Iterable[Edge]) -> None:
        self._grams = [edge.grams for edge in edges]
        self._counts: dict[int, int] = {}

    def shared(self, left: Edge, right: Edge) -> float:
        """How much two of the paragraphs share: a pair that few others have counts most."""
        total = 0.0
        for gram in left.grams & right.grams:
            count = self._counts.get(gram)
            if count is None:
                count = self._counts[gram] = sum([gram in grams for grams in self._grams])
            total += 1 / count
        return total


def start_weight(right: Edge) -> float:
    """Log-odds, by its start alone, that a paragraph goes on with another."""
    return sum([WEIGHTS[name] for name in right.start])


def see(left: Edge, right: Edge, page: str, rarity: Rarity) -> Seen:
    """Everything the seam between two paragraphs of a page shows."""
    seen = Seen(dict.fromkeys(right.start, 1.0))
    _see_words(left, right, seen)
    _see_marks(left, right, seen.amounts)
    _see_numbers(left, right, seen.amounts)
    _see_clause(left, right, seen.amounts)
    _see_page(left, right, page, seen.amounts)
    shared = rarity.shared(left, right)
    if shared:
        scale = (len(left.grams) * len(right.grams) + 1) ** 0.5 / 10
        seen.amounts["topic"] = min(shared / scale, _SIMILAR_CAP)
    return seen


def _see_words(left: Edge, right: Edge, seen: Seen) -> None:
    seam = len(left.tail)
    first_end = seam + len(right.first)
    is_broken = True  # whether the head's first word is no word here
    at = 0
    for word, _ in tagged(left.tail + right.head):
        start, at = at, at + len(word)
        if start < seam < at and _HAN_RUN.fullmatch(word):
            seen.word = word
        if at >= first_end:
            is_broken = at != first_end
            break
    if seen.word:
        seen.amounts["word" if len(seen.word) == 2 else "long_word"] = 1.0
        if is_broken:
            seen.amounts["broken_word"] = 1.0
        return
    last, last_class = left.last
    seen.amounts["classes"] = affinity(last_class, right.first_class)
    if len(last) == 1 and last_class in _LARGE and _HAN_RUN.match(last):
        seen.amounts["left_over"] = 1.0


def _see_marks(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    if left.text[-1] in "，、,：" and "starts_sign" in right.start:
        amounts["two_signs"] = 1.0
    opened, unopened = left.marks[0], right.marks[1]
    if not opened and not unopened:
        return
    if opened & unopened:
        amounts["closes"] = 1.0
    if unopened - opened:
        amounts["not_opened"] = 1.0
    if opened - unopened:
        amounts["not_closed"] = 1.0


def _see_numbers(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    tail, head = left.text[-1], right.text[0]
    is_digit = head.isdigit()
    if tail == "." and is_digit:
        amounts["decimal"] = 1.0
    elif tail.isdigit():
        is_counted = right.first_class in ("m", "q")
        goes_on = is_digit or is_counted or "starts_sign" in right.start
        if not goes_on or "starts_year" in right.start:
            amounts["number_cut"] = 1.0
        elif is_counted and not is_digit:
            amounts["number_unit"] = 1.0
    elif head in _UNIT_SIGNS:
        amounts["unit_alone"] = 1.0
    elif right.first_class == "m" and "starts_year" not in right.start and _wants_number(left):
        amounts["number_wanted"] = 1.0


def _wants_number(left: Edge) -> bool:
    return _WANTS_NUMBER.search(left.text[-4:]) is not None


def _see_clause(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    if "、" in left.text[-16:] and _LIST.match(right.text):
        amounts["list_goes_on"] = 1.0
    end = left.text[-26:]
    for opens, closes in _FRAMES:
        if closes.match(right.text) and opens.search(end):
            amounts["frame"] = 1.0
            return


def _see_page(left: Edge, right: Edge, page: str, amounts: dict[str, float]) -> None:
    tail, head = left.text, right.text
    pair = tail[-1] + head[0]
    at = page.find(pair) if _HAN_RUN.fullmatch(pair) else -1
    if at < 0:
        return
    around = [(size, n, tail[-n:] + head[: size - n]) for size, n in _AROUND]
    around = [(s, n, string) for s, n, string in around if _is_han(string, s)]
    most = 2
    while at >= 0 and around:
        for size, n, string in around:
            if size > most and page.startswith(string, max(0, at + 1 - n)):
                most = size
        at = page.find(pair, at + 1) if most < 4 else -1
    amounts[_SEEN[most]] = 1.0


def _is_han(string: str, size: int) -> bool:
    return len(string) == size and _HAN_RUN.fullmatch(string) is not None
