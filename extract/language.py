"""Sentences, clauses and words; the only importer of jieba and rjieba.

Note [Two back ends, one answer]: rjieba cuts as jieba does and twenty times faster; where
it is not installed, a private ``jieba.Tokenizer`` reads the same dictionary. Never
``jieba.dt``: it loads a cache file from the shared temp folder, where anybody can plant one.

Note [Words without HMM]: ``tokenize`` keeps to dictionary words. Guessed words glue a number
to its noun (88|天无, 1267|人约), and only dictionary words have the same tag in both back ends.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from extract.model import Span

__all__ = [
    "clauses",
    "frequency",
    "is_word",
    "sentences",
    "tagged",
    "tokenize",
    "tokenizer_identity",
    "untagged",
    "words",
]

Token = tuple[int, int, str]

_CLOSE = "”’」』）)》〉】\\]\"'"
# Each pattern begins with one class, which `re` skips to fast; what was met is then told by
# looking back. Brackets leave an empty group; they are bounded, so that an unclosed one costs
# and hides no more than this.
_BRACKETS = r"(?:(?<=[（(])[^（()）\n\r]{0,200}[)）]|(?<=《)[^《》\n\r]{0,100}》)()"
_SENTENCE_END = re.compile(
    rf"[（(《。！？!?；;.\r\n](?:{_BRACKETS}"
    r"|(?<=[\r\n])[\r\n]*"
    r"|(?:(?<=[。！？!?；;])|(?<=\.)(?<![0-9A-Za-z.\s]\.)(?![0-9A-Za-z.]))"
    rf"(?:[。！？!?；;]|(?<![0-9A-Za-z.\s])\.(?![0-9A-Za-z.]))*[{_CLOSE}]*[\r\n]*)"
)
_CLAUSE_END = re.compile(
    rf"[（(《，：。！？!?；;\r\n,:—─―….](?:{_BRACKETS}"
    r"|(?:(?<=[，：。！？!?；;\r\n])|(?<=[,:])(?:(?<![0-9][,:])|(?![0-9]))"
    r"|(?<=[—─―])[—─―]+|(?<=…)…*|(?<=\.)\.{2,})"
    rf"(?:[，：。！？!?；;\r\n]|(?<![0-9])[,:]|[,:](?![0-9])|[—─―]{{2,}}|…+|\.{{3,}})*[{_CLOSE}]*)"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences: they tile the whole text in order.

    A sentence ends after 。！？；, after an ASCII stop outside numbers and Latin words, with
    the closing quotes and brackets that follow, and at a line end. Brackets are kept whole.

    >>> [text[a:b] for text in ["增长5.4%。其中（含；税）30元；好"] for a, b in sentences(text)]
    ['增长5.4%。', '其中（含；税）30元；', '好']
    """
    return _tiles(_SENTENCE_END, text, 0, len(text))


def clauses(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Spans of the clauses within ``text[start:end]``: they tile it in order.

    A clause ends after ， ： —— …… and whatever ends a sentence; a comma or colon between
    digits (1,200, 12:30) does not end it, and brackets are kept whole. 、 joins, it does not end.

    >>> [text[a:b] for text in ["共1,200户，覆盖A、B：好"] for a, b in clauses(text)]
    ['共1,200户，', '覆盖A、B：', '好']
    """
    return _tiles(_CLAUSE_END, text, start, len(text) if end is None else end)


def _tiles(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[Span, ...]:
    ends = [m.end() for m in pattern.finditer(text, start, end) if m[1] is None]
    if start < end and (not ends or ends[-1] < end):
        ends.append(end)
    return tuple(zip([start, *ends[:-1]], ends, strict=True)) if ends else ()


class _Segmenter(Protocol):
    def cut(self, text: str, *, guess: bool = True) -> list[str]: ...
    def tag(self, text: str) -> list[tuple[str, str]]: ...
    def has(self, word: str) -> bool: ...


class _Rust:
    """rjieba; its dictionary is compiled in."""

    def __init__(self) -> None:
        import rjieba  # noqa: PLC0415

        self._engine = rjieba

    def cut(self, text: str, *, guess: bool = True) -> list[str]:
        cut: list[str] = self._engine.cut(text, guess)
        return cut

    def tag(self, text: str) -> list[tuple[str, str]]:
        tagged: list[tuple[str, str]] = self._engine.tag(text, False)  # noqa: FBT003
        return tagged

    def has(self, word: str) -> bool:
        return bool(self._engine.has_word(word))


class _Private:
    """jieba with a tokenizer of our own: no cache file, nothing shared."""

    def __init__(self) -> None:
        import warnings  # noqa: PLC0415

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's own invalid escapes
            import jieba  # noqa: PLC0415
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        self._tokenizer = tokenizer

    def cut(self, text: str, *, guess: bool = True) -> list[str]:
        return list(self._tokenizer.lcut(text, HMM=guess))

    def tag(self, text: str) -> list[tuple[str, str]]:
        tags = _dictionary()[1]
        cut = self._tokenizer.lcut(text, HMM=False)
        return [(word, tags.get(word) or _shape(word)) for word in cut]

    def has(self, word: str) -> bool:
        return bool(self._tokenizer.FREQ.get(word))


def _shape(word: str) -> str:
    """Tag a word outside the dictionary as rjieba does: m, eng or x."""
    latin = [c for c in word if c.isascii() and c.isalnum()]
    if not latin:
        return "x"
    return "m" if all(c.isdigit() for c in latin) else "eng"


@lru_cache(maxsize=1)
def _segmenter() -> _Segmenter:
    return _Rust() if find_spec("rjieba") else _Private()


@lru_cache(maxsize=1)
def _dictionary() -> tuple[dict[str, str], dict[str, str]]:
    """Frequencies and tags by word, from jieba's dict.txt; jieba itself is not imported."""
    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return {}, {}
    flat = (Path(folders[0]) / "dict.txt").read_text(encoding="utf-8").split()
    names = flat[0::3]
    return dict(zip(names, flat[1::3], strict=True)), dict(zip(names, flat[2::3], strict=True))


def tokenize(text: str) -> list[Token]:
    """Cut into dictionary words: (start, end, part-of-speech tag), tiling the text in order.

    Tags are jieba's (n, v, vn, a, d, m, q, …); outside the dictionary m, eng or x. See
    Note [Words without HMM].
    """
    tokens: list[Token] = []
    at = 0
    for word, tag in _segmenter().tag(text):
        end = at + len(word)
        tokens.append((at, end, tag))
        at = end
    return tokens


def tagged(text: str) -> list[tuple[str, str]]:
    """Cut as `tokenize` does: the words themselves with their tags."""
    return _segmenter().tag(text)


def untagged(text: str) -> list[str]:
    """Cut as `tokenize` does: the words alone, which costs less."""
    return _segmenter().cut(text, guess=False)


def words(text: str) -> list[str]:
    """Cut as ``jieba.lcut`` does, new words guessed; joined, the words are the text."""
    return _segmenter().cut(text)


def is_word(string: str) -> bool:
    """Whether the string is a word of the dictionary."""
    return _segmenter().has(string)


def frequency(string: str) -> int:
    """How often the dictionary has counted the word; 0 outside the dictionary."""
    return int(_dictionary()[0].get(string, 0))


@lru_cache(maxsize=1)
def tokenizer_identity() -> str:
    """Name and version of the back end in use, for manifests: ``rjieba 0.2.2``."""
    from importlib.metadata import version  # noqa: PLC0415

    name = "rjieba" if find_spec("rjieba") else "jieba"
    return f"{name} {version(name)}"
