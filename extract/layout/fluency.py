"""How well the end of one paragraph goes on with the start of another.

Note [Weights]: each feature is something a reader sees at the seam; its weight is a log-odds,
fitted once on pages cut at random from clean newspaper text. `extract.layout.matching` adds
them up and compares whole readings of the page, so only differences matter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from extract import language

__all__ = ["NO_START", "WEIGHTS", "Edge", "Seen", "edge", "see"]

NO_START = frozenset("，。、；：！？”’」』）)》〉】,.;:!?%％‰…")
WEIGHTS = {
    "word": 1.8,  # a dictionary word crosses the seam
    "long_word": 1.7,
    "left_over": -1.9,  # the end leaves half a word over, and the head does not complete it
    "punctuation": 2.3,  # the head starts with a sign that starts nothing
    "two_signs": -4.0,
    "closes": 2.6,  # a quotation or bracket opened on the left is closed on the right
    "not_opened": -4.0,
    "not_closed": -4.0,
    "pair_seen": 0.9,  # the page has the two characters at the seam side by side elsewhere
    "three_seen": 1.0,
    "four_seen": 1.7,
    "topic": 1.5,  # share of rare character pairs that both paragraphs have
    "decimal": 3.0,
    "number_unit": 1.2,
    "number_cut": -1.6,
    "unit_alone": -2.5,
    "number_wanted": 1.3,
    "year_first": -1.6,
    "time_first": -2.3,
    "numbering": -3.5,
    "speech_first": -0.8,
    "particle": 0.9,
    "conjunction": 0.4,
    "pronoun": -0.7,
    "long_clause": -0.9,
    "list_goes_on": 0.5,
    "frame": 0.6,
    "verb_after_comma": 0.5,
    "same_class": 0.3,
    "number_noun": -0.9,
}
_WINDOW = 10  # characters on either side of the seam that are cut into words

_SIMILAR_CAP = 1.5
_PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")", "‘": "’"}
_MARKS = re.compile("[“”《》（）()‘’]")
_CLAUSE_BREAK = re.compile("[，。、；：！？,;:“”（）()]")
_HAN_RUN = re.compile("[一-鿿]{2,}")
_SENTENCE_TAIL = re.compile("[^。！？；]*$")
_YEAR = re.compile(r"(?:19|20)\d\d年|\d{1,2}月")
_NUMBER = re.compile(r"[\d一二三四五六七八九十两百千万数几半]")
_NUMBERING = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十][是、]|\d{1,2}[.．、](?!\d)|——"
)
_WANTS_NUMBER = re.compile(
    "(?:到|至|达|超过|突破|约|近|逾|占|第|增长|下降|提高|高出|于|共|合计|每)$"
)
_LIST = re.compile("[^，。；]{0,12}(?:、|等)")
_FRAMES = (
    (re.compile("[由从自][^，。；]{1,16}$"), re.compile("[^，。；]{0,10}[到至降升减增提]")),
    (
        re.compile("[以把将为在对向与同让][^，。；]{1,16}$"),
        re.compile("[^，。；]{0,10}(?:为|上|中|下|方面|进行|提供|开展|之后|以后|以来|成)"),
    ),
)
_UNIT_SIGNS = frozenset("%％亿.")


@dataclass(slots=True)
class Edge:
    """What a paragraph shows at its two ends."""

    text: str
    tail: str
    head: str
    last: tuple[str, str]
    first: tuple[str, str]
    opened: frozenset[str]
    unopened: frozenset[str]
    tail_clause: int
    head_clause: int
    grams: frozenset[str]


@dataclass(slots=True)
class Seen:
    """What a reader sees at one seam: features of `WEIGHTS` with their amounts."""

    amounts: dict[str, float]
    word: str

    @property
    def weight(self) -> float:
        """Log-odds that the two belong together, up to a constant."""
        return sum(WEIGHTS[name] * amount for name, amount in self.amounts.items())


def edge(text: str) -> Edge:
    """Look at both ends of a paragraph; loads the segmenter."""
    tail, head = text[-_WINDOW:], text[:_WINDOW]
    opened, unopened = _unpaired(text)
    sentence = _SENTENCE_TAIL.search(text, max(0, len(text) - 300))
    return Edge(
        text=text,
        tail=tail,
        head=head,
        last=_token(tail, -1),
        first=_token(head, 0),
        opened=opened,
        unopened=unopened,
        tail_clause=len(_CLAUSE_BREAK.split(sentence[0])[-1]) if sentence else 0,
        head_clause=len(_CLAUSE_BREAK.split(text[:60], maxsplit=1)[0]),
        grams=_grams(text),
    )


def _token(text: str, at: int) -> tuple[str, str]:
    tokens = language.tokenize(text)
    if not tokens:
        return "", "x"
    start, end, tag = tokens[at]
    return text[start:end], tag


def _unpaired(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Opening marks still open at the end, and those that closed without being opened."""
    depth: Counter[str] = Counter()
    unopened = set()
    for mark in _MARKS.findall(text):
        if mark in _PAIRS:
            depth[mark] += 1
            continue
        opener = next(a for a, b in _PAIRS.items() if b == mark)
        if depth[opener]:
            depth[opener] -= 1
        else:
            unopened.add(opener)
    return frozenset(m for m, n in depth.items() if n), frozenset(unopened)


def _grams(text: str) -> frozenset[str]:
    runs = _HAN_RUN.findall(text[:600])
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def see(left: Edge, right: Edge, page: str, rarity: Counter[str]) -> Seen:
    """Everything the seam between two paragraphs shows.

    ``rarity`` counts in how many paragraphs of the page each character pair stands.
    """
    word = _crossing(left.tail, right.head)
    amounts: dict[str, float] = {}
    if word:
        amounts["word" if len(word) == 2 else "long_word"] = 1.0
    elif _is_han(left.last[0]):
        amounts["left_over"] = 1.0
    _see_marks(left, right, amounts)
    _see_numbers(left, right, amounts)
    _see_grammar(left, right, amounts)
    _see_clause(left, right, amounts)
    _see_page(left, right, page, rarity, amounts)
    return Seen(amounts, word)


def _crossing(tail: str, head: str) -> str:
    """The dictionary word that the seam cuts, or the empty string."""
    both, seam = tail + head, len(tail)
    for start, end, _ in language.tokenize(both):
        if start < seam < end:
            word = both[start:end]
            return word if _HAN_RUN.fullmatch(word) else ""
    return ""


def _is_han(word: str) -> bool:
    return len(word) == 1 and "一" <= word <= "鿿"


def _see_marks(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    if right.text[0] in NO_START:
        amounts["punctuation"] = 1.0
        if left.text[-1] in "，、,：":
            amounts["two_signs"] = 1.0
    if left.opened & right.unopened:
        amounts["closes"] = 1.0
    if right.unopened - left.opened:
        amounts["not_opened"] = 1.0
    if left.opened - right.unopened:
        amounts["not_closed"] = 1.0
    if right.text[0] == "“":
        amounts["speech_first"] = 1.0


def _see_numbers(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    tail, head = left.text, right.text
    is_year = _YEAR.match(head) is not None
    is_number = _NUMBER.match(head) is not None and not is_year
    if tail[-1] == "." and head[0].isdigit():
        amounts["decimal"] = 1.0
    elif tail[-1].isdigit():
        if right.first[1] in ("m", "q") and not is_number and not is_year:
            amounts["number_unit"] = 1.0
        elif is_year or not (is_number or head[0] in NO_START or right.first[1] in ("m", "q")):
            amounts["number_cut"] = 1.0
    elif head[0] in _UNIT_SIGNS:
        amounts["unit_alone"] = 1.0
    elif is_number and _WANTS_NUMBER.search(tail[-4:]):
        amounts["number_wanted"] = 1.0
    if is_year:
        amounts["year_first"] = 1.0


def _see_grammar(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    tag = right.first[1]
    if tag == "t":
        amounts["time_first"] = 1.0
    if _NUMBERING.match(right.text):
        amounts["numbering"] = 1.0
    for name, tags in (("particle", "u"), ("conjunction", "c"), ("pronoun", "r")):
        if tag[:1] == tags:
            amounts[name] = 1.0
    if left.text[-1] in "，," and tag[:1] == "v":
        amounts["verb_after_comma"] = 1.0
    if tag[:1] == left.last[1][:1] and tag[:1] in "nv":
        amounts["same_class"] = 1.0
    if left.last[1] == "m" and tag[:1] == "n":
        amounts["number_noun"] = 1.0


def _see_clause(left: Edge, right: Edge, amounts: dict[str, float]) -> None:
    if left.tail_clause + right.head_clause > 18:
        amounts["long_clause"] = 1.0
    if "、" in left.text[-16:] and _LIST.match(right.text):
        amounts["list_goes_on"] = 1.0
    if any(a.search(left.text[-20:]) and b.match(right.text) for a, b in _FRAMES):
        amounts["frame"] = 1.0


def _see_page(
    left: Edge, right: Edge, page: str, rarity: Counter[str], amounts: dict[str, float]
) -> None:
    for size, name in ((4, "four_seen"), (3, "three_seen"), (2, "pair_seen")):
        if any(
            _stands(left.text[-n:] + right.text[: size - n], size, page) for n in range(1, size)
        ):
            amounts[name] = 1.0
            break
    shared = sum(1 / rarity[gram] for gram in left.grams & right.grams)
    scale = (len(left.grams) * len(right.grams) + 1) ** 0.5 / 10
    if shared:
        amounts["topic"] = min(shared / scale, _SIMILAR_CAP)


def _stands(string: str, size: int, page: str) -> bool:
    return len(string) == size and _HAN_RUN.fullmatch(string) is not None and string in page
