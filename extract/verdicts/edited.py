"""The same words around another number: what a verdict was about may now be this claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.text import fold
from extract.verdicts.anchor import ASK, likeness, plain
from extract.verdicts.model import Selector, Verdict
from extract.verdicts.place import selectors
from extract.verdicts.run import Row

__all__ = ["Clauses"]

_NUMBER = re.compile("[0-9.%〇零一二两三四五六七八九十百千万亿余多近约超]+")


class Clauses:
    """The claims of one document by their clauses, with every number left out."""

    def __init__(self, text: str, claims: Sequence[Row]) -> None:
        self._claims: dict[tuple[str, ...], list[tuple[Row, Selector]]] = {}
        for claim in claims if text else ():
            where = selectors(text, claim["spans"])
            self._claims.setdefault(_words(where), []).append((claim, where[0]))

    def edited(self, verdict: Verdict) -> Row | None:
        """The claim that says another number in the words of the verdict's, if one does."""
        if not verdict.selector:
            return None
        was = verdict.selector[0]
        quote = verdict.seen.get("quote")
        scored = [
            (_like(was, now), claim)
            for claim, now in self._claims.get(_words(verdict.selector), ())
            if claim["quote"] != quote
        ]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= ASK else None


def _like(was: Selector, now: Selector) -> float:
    return likeness(plain(was.prefix), plain(now.prefix), plain(was.suffix), plain(now.suffix))


def _words(where: Sequence[Selector]) -> tuple[str, ...]:
    """The clauses without their numbers; the quote itself leaves its unit too."""
    return tuple(part for piece in where for part in _parts(piece))


def _parts(piece: Selector) -> tuple[str, ...]:
    a, b = piece.at
    cut = (piece.exact[:a], piece.exact[a:b], piece.exact[b:])
    return tuple(_NUMBER.sub("#", fold("".join(part.split()))) for part in cut)
