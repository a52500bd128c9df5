"""What every match of a pattern must have, read off its parse tree once.

Note [Prefilter]: a pattern that ends in ``$`` is tried from every position of a text, and a
rule whose words are not there is tried for nothing. One look at a character rules most of
these trials out. What to look for is worked out from the pattern itself, so rule files need
no second list of words that could come to disagree with the first. None means that nothing
is known, and that the pattern must be tried.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise, product
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from extract.rules.regexes import remembered

__all__ = ["Shape", "Strings", "alternatives", "shape"]

_LIMIT = 256  # of strings or characters, beyond which a set tells little
_SPACE = frozenset(c for c in map(chr, range(0x3001)) if c.isspace())
# An escaped sign, the opening of a class with a ] that it holds, and the signs that nest.
_SYNTAX = re.compile(r"\\.|\[\^?\]?|[\]()|]", re.DOTALL)
_ASSERTIONS = ("ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Strings = frozenset[str] | None
Node = tuple[Any, Any]


class Shape(NamedTuple):
    """Of each match: a first and a last character, all its characters, a string it needs.

    Each is a set of which one must be there (``letters``: outside which nothing may be), or
    None. ``needed`` stands in the match, or ahead of it in the text. ``width`` is the most
    characters a match may have. ``closed``: every match ends with ``$``; only then ``last`` is
    known, and is the last character of the text, or the one before a newline there.
    """

    first: Strings = None
    last: Strings = None
    letters: Strings = None
    needed: Strings = None
    width: int = sys.maxsize
    closed: bool = False


class _Part(NamedTuple):
    """The same of a part of a pattern; ``exact`` are all the strings it matches.

    ``empty``: it may match nothing; ``closed``: it ends with ``$``.
    """

    empty: bool
    first: Strings = None
    last: Strings = None
    letters: Strings = None
    needed: Strings = None
    exact: Strings = None
    closed: bool = False


_UNREAD = "0"
_NOTHING = frozenset[str]()
_EMPTY = frozenset([""])
_ZERO = _Part(empty=True, first=_NOTHING, last=_NOTHING, letters=_NOTHING, exact=_EMPTY)
_END = _ZERO._replace(closed=True)


def shape(pattern: str) -> Shape:
    """The shape of a pattern for `re`; raises re.error where it is none."""
    version = _version()
    if version == _UNREAD:
        return _shape(pattern)
    return Shape(*remembered(f"shape {version} {pattern}", lambda: tuple(_shape(pattern))))


@lru_cache(maxsize=1)
def _version() -> str:
    """Of this module; what an older one found out is of no use."""
    try:
        return str(zlib.crc32(Path(__file__).read_bytes()))
    except OSError:
        return _UNREAD


def _shape(pattern: str) -> Shape:
    from re import _parser  # type: ignore[attr-defined]  # noqa: PLC0415  # has no public name

    tree = _parser.parse(pattern)
    if tree.state.flags & ~re.UNICODE:
        return Shape()
    part = _row(list(_parts(tree)))
    first = None if part.empty else part.first
    last = part.last if part.closed and not part.empty else None
    width = int(tree.getwidth()[1])
    return Shape(first, last, part.letters, part.needed, width, part.closed)


def _parts(nodes: Iterable[Node]) -> Iterator[_Part]:
    """What stands in a row: groups opened, literals put together, most assertions left out."""
    for name, group in groupby(_flat(nodes), key=itemgetter(0)):
        if name == "LITERAL":
            yield _word("".join(chr(code) for _, code in group))
        else:
            yield from (_part(name, value) for _, value in group)


def _flat(nodes: Iterable[Node]) -> Iterator[tuple[str, Any]]:
    for name, value in nodes:
        kind = str(name)
        if kind == "SUBPATTERN":
            yield from _flat(value[-1])
        elif kind == "ATOMIC_GROUP":
            yield from _flat(value)
        elif kind == "ASSERT" and value[0] > 0:
            yield "AHEAD", value[1]
        elif kind not in _ASSERTIONS and (kind != "AT" or str(value) == "AT_END"):
            yield kind, value


def _part(name: str, value: Any) -> _Part:
    if name == "AT":
        return _END
    if name == "AHEAD":
        # What stands ahead is no part of a match, but the text holds it.
        return _ZERO._replace(needed=_row(list(_parts(value))).needed)
    if name == "IN":
        return _some(_class(value))
    if name == "BRANCH":
        return _either([_branch(branch) for branch in value[1]])
    if name in _REPEATS:
        return _repeat(value[0], value[1], _row(list(_parts(value[2]))))
    return _Part(empty=name not in {"ANY", "NOT_LITERAL"})


def _branch(nodes: Sequence[Node]) -> _Part:
    """One of several alternatives; most are words."""
    codes = [value for name, value in nodes if str(name) == "LITERAL"]
    if codes and len(codes) == len(nodes):
        return _word("".join(map(chr, codes)))
    return _row(list(_parts(nodes)))


def _word(word: str) -> _Part:
    one = frozenset([word])
    return _Part(
        empty=False, first=frozenset(word[0]), last=frozenset(word[-1]), letters=frozenset(word),
        needed=one, exact=one,
    )  # fmt: skip


def _some(found: Strings) -> _Part:
    return _Part(empty=False, first=found, last=found, letters=found, needed=found, exact=found)


def _class(items: Iterable[Node]) -> Strings:
    """The characters of a class; None where it names them by what they are not, or many."""
    found = set[str]()
    for name, value in items:
        kind = str(name)
        if kind == "LITERAL":
            found.add(chr(value))
        elif kind == "RANGE" and value[1] - value[0] < _LIMIT:
            found.update(map(chr, range(value[0], value[1] + 1)))
        elif kind == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            found |= _SPACE
        else:
            return None
    return frozenset(found)


def _row(parts: Sequence[_Part]) -> _Part:
    """Parts one after the other."""
    whole = _ZERO
    for part in parts:
        whole = _Part(
            empty=whole.empty and part.empty,
            first=_union(whole.first, part.first) if whole.empty else whole.first,
            last=_union(whole.last, part.last) if part.empty else part.last,
            letters=_union(whole.letters, part.letters),
            exact=_joined(whole.exact, part.exact),
            closed=part.closed,
        )
    return whole._replace(needed=_needed(parts))


def _either(parts: Sequence[_Part]) -> _Part:
    return _Part(
        empty=any(part.empty for part in parts),
        first=_union(*(part.first for part in parts)),
        last=_union(*(part.last for part in parts)),
        letters=_union(*(part.letters for part in parts)),
        needed=_union(*(part.needed for part in parts)),
        exact=_union(*(part.exact for part in parts)),
        closed=all(part.closed for part in parts),
    )


def _repeat(least: int, most: int, part: _Part) -> _Part:
    exact = part.exact if most == 1 else None
    if least:
        return part._replace(exact=exact)
    return part._replace(
        empty=True, needed=None, exact=None if exact is None else exact | _EMPTY, closed=False
    )


def _needed(parts: Sequence[_Part]) -> Strings:
    """The most telling strings of which a row holds one: neighbours count together."""
    best: Strings = None
    run: Strings = _EMPTY
    for part in parts:
        longer = None if part.empty else _joined(run, part.exact)
        if longer is None:
            best = max(best, run, part.needed, key=_worth)
            longer = _EMPTY if part.empty or part.exact is None else part.exact
        run = longer
    best = max(best, run, key=_worth)
    return best if _worth(best) > _worth(None) else None


def _worth(strings: Strings) -> tuple[int, int]:
    """Of a set: how long its shortest string is, then how few there are."""
    shortest = min(map(len, strings)) if strings else 0
    return (shortest, -len(strings)) if strings and shortest else (0, 0)


def _union(*sets: Strings) -> Strings:
    known = [strings for strings in sets if strings is not None]
    return _NOTHING.union(*known) if len(known) == len(sets) else None


def _joined(one: Strings, other: Strings) -> Strings:
    if one is None or other is None or len(one) * len(other) > _LIMIT:
        return None
    return frozenset([a + b for a, b in product(one, other)])


def alternatives(pattern: str) -> list[str]:
    """The pattern cut at each ``|`` outside groups and classes.

    >>> alternatives("居(?!民|住)|[|]达|至")
    ['居(?!民|住)', '[|]达', '至']
    """
    cuts, depth, inside = [-1], 0, False
    for found in _SYNTAX.finditer(pattern):
        sign = found[0]
        if inside:
            inside = sign != "]"
        elif sign[0] == "[":
            inside = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and depth == 0:
            cuts.append(found.start())
    return [pattern[a + 1 : b] for a, b in pairwise([*cuts, len(pattern)])]
