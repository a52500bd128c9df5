"""How well the end of one paragraph goes on with the start of another.

Note [Weights]: each feature is something a reader sees at the seam; its weight is a log-odds,
fitted once on pages cut at random from newspaper text. `extract.layout.readings` adds them
up and compares whole readings of the page, so only differences matter.
"""

from __future__ import annotations

from typing import NamedTuple

from extract.language import untagged
from extract.layout.edges import Head, Tail, is_han
from extract.layout.grammar import affinity
from extract.layout.unbroken import Unbroken
from extract.rules.regexes import compiled

__all__ = ["Seen", "see"]

_WEIGHTS = {
    "word": 3.9,  # a dictionary word crosses the seam
    "long_word": 4.8,
    "broken_word": -0.5,  # but the word that the head began with is broken by it
    "left_over": -1.6,  # the end leaves half a word over, and the head does not complete it
    "two_signs": -3.1,
    "closes": 1.9,  # a quotation or bracket opened on the left is closed on the right
    "not_opened": -2.0,
    "not_closed": -2.0,
    "pair_seen": 1.9,  # the page has the characters at the seam side by side elsewhere
    "three_seen": 0.8,
    "four_seen": 3.1,
    "decimal": 3.0,
    "number_unit": 0.3,
    "number_cut": -2.1,
    "unit_alone": -2.3,
    "number_wanted": 0.8,
    "list_goes_on": 1.5,
    "frame": 0.6,
    "for_whom": 4.5,
}
_CLASSES = 0.9  # by the classes of the words on either side
_TOPIC = 1.4  # share of rare character pairs that both paragraphs have
_LIST = compiled("[^，。；]{0,12}(?:、|等)")
_FRAMES = (
    (compiled("[由从自][^，。；]{1,24}$"), compiled("[^，。；]{0,10}[到至降升减增提]")),
    (
        compiled("[以把将为在对向与同让][^，。；]{1,24}$"),
        compiled("[^，。；]{0,10}(?:为|上|中|下|方面|进行|提供|开展|之后|以后|以来|成)"),
    ),
)
# 为毕业5年内的求职青年|提供短期住宿
_FOR_WHOM = (
    compiled("[，。；][为向给][^，。；]{2,24}$"),
    compiled("(?:提供|发放|送去|送上|办理|开展|赠送|减免|解决|搭建|免费|上门|量身)"),
)
_WANTS_NUMBER = compiled("(?:[到至达约近逾占第于由共每]|超过|突破|增长|下降|提高|高出|合计)$")
_SEEN = {2: "pair_seen", 3: "three_seen", 4: "four_seen"}
_UNIT_SIGNS = frozenset("%％亿.")
_LARGE = frozenset("nvaox")  # classes whose single characters are mostly halves of words


class Seen(NamedTuple):
    """What a reader sees at one seam: features of `_WEIGHTS`, and the word across it, if any.

    ``weight``: log-odds that the two belong together, up to a constant.
    """

    weight: float
    names: list[str]
    word: str


def see(left: Tail, right: Head, page: Unbroken, topic: float) -> Seen:
    """Everything the seam between two paragraphs of a page shows; ``topic`` is what they share."""
    before, after = left.text[-1], right.text[0]
    # No word crosses a seam, and no pair is looked for, but between Chinese characters.
    is_inside = "一" <= before <= "鿿" and "一" <= after <= "鿿"
    word, is_broken = _crossing(left, right) if is_inside else ("", False)
    weight = right.weight
    names: list[str] = []
    if word:
        names.append("word" if len(word) == 2 else "long_word")
        if is_broken:
            names.append("broken_word")
    else:
        weight += _CLASSES * affinity(left.kind, right.kind)
        if len(left.word) == 1 and left.kind in _LARGE and is_han(left.word):
            names.append("left_over")
    if before in "，、,：" and "starts_sign" in right.start:
        names.append("two_signs")
    if left.opened or right.unopened:
        names += _seen_marks(left, right)
    if number := _seen_number(left, right):
        names.append(number)
    names += _seen_clause(left, right)
    if is_inside and (size := page.size(left.text, right.text)):
        names.append(_SEEN[size])
    for name in names:
        weight += _WEIGHTS[name]
    return Seen(weight + _TOPIC * topic, names, word)


def _crossing(left: Tail, right: Head) -> tuple[str, bool]:
    """The dictionary word across the seam, and whether the head's first word is no word here."""
    seam = len(left.chars)
    first_end = seam + len(right.word)
    found = ""
    at = 0
    for word in untagged(left.chars + right.chars):
        start, at = at, at + len(word)
        if start < seam < at and is_han(word):
            found = word
        if at >= first_end:
            return found, at != first_end
    return found, True


def _seen_marks(left: Tail, right: Head) -> list[str]:
    names = []
    opened, unopened = left.opened, right.unopened
    if opened & unopened:
        names.append("closes")
    if unopened - opened:
        names.append("not_opened")
    if opened - unopened:
        names.append("not_closed")
    return names


def _seen_number(left: Tail, right: Head) -> str:
    tail, head = left.text[-1], right.text[0]
    if tail.isdigit():
        is_digit, is_counted = head.isdigit(), right.kind in ("m", "q")
        goes_on = is_digit or is_counted or "starts_sign" in right.start
        if not goes_on or "starts_year" in right.start:
            return "number_cut"
        return "number_unit" if is_counted and not is_digit else ""
    if tail == "." and head.isdigit():
        return "decimal"
    if head in _UNIT_SIGNS:
        return "unit_alone"
    wants = right.kind == "m" and "starts_year" not in right.start
    return "number_wanted" if wants and _WANTS_NUMBER.search(left.text[-4:]) else ""


def _seen_clause(left: Tail, right: Head) -> list[str]:
    names = []
    if "、" in left.text[-16:] and _LIST.match(right.text):
        names.append("list_goes_on")
    if _FOR_WHOM[1].match(right.text) and _FOR_WHOM[0].search(left.text[-26:]):
        names.append("for_whom")
    for opens, closes in _FRAMES:
        if closes.match(right.text) and opens.search(left.text[-26:]):
            names.append("frame")
            break
    return names
