"""Which place a figure is about, whatever an article calls it: 全区, 市南区 or 青岛市市南区.

A scope is believed where it is a word for the document's own place, a part of that place's
name, or plainly the name of another place. Everything else means the document's place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.rules import RuleSet
from extract.rules.model import alternation

__all__ = ["Entities"]

_LEVELS = ("省", "市", "区", "县", "旗", "州", "街道", "镇", "乡")
_PART = re.compile(
    "[一-鿿]{2,}?(?:特别行政区|自治区|自治州|地区|新区|街道|省|市|盟|州|区|县|旗|镇|乡)"
)
_NAME = re.compile("[一-鿿]{2,4}(?:省|市|州|区|县|旗|街道|镇|乡|村)")
# Particles, and areas that are no districts: a scope that holds one is a piece of a sentence.
_NO_NAME = re.compile(
    "[的了在是为与到已其该各把被并从由及占让给做每年]|[社小城园片校景街灾山矿库牧林郊]区"
)


class Entities:
    """The scopes of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        scopes = rules.stage("scope")
        self._levels: Mapping[str, str] = {
            word: rule.text("level") for rule in scopes for word in rule.words("words")
        }
        self._words = alternation(tuple(self._levels)) if self._levels else "(?!)"
        self._within = lru_cache(maxsize=1024)(self._compiled)

    def find(self, scope: str, home: str, indicator: str) -> str:
        """The canonical name: ``scope`` as the claim has it, ``home`` the document's place.

        An indicator that ends in 在市南区 names its place itself. The empty string is a
        place that nobody has named.
        """
        parts = chain(home)
        inside = re.search(f"在({'|'.join(map(re.escape, parts))})", indicator) if parts else None
        if inside:
            return _upto(parts, inside[1])
        if scope in self._levels:
            return _level(self._levels[scope], scope, parts)
        if scope in parts:
            return _upto(parts, scope)
        if _is_name(scope) and not scope.endswith(parts or ("\0",)) and not home.endswith(scope):
            return _named(scope, parts)
        return home

    def stripped(self, phrase: str, home: str) -> str:
        """The phrase without words for places: 全市三甲医院中在市南区 is 三甲医院."""
        return self._within(home).sub("", phrase)

    def _compiled(self, home: str) -> re.Pattern[str]:
        names = "|".join(map(re.escape, (home, *chain(home)))) if home else "(?!)"
        return re.compile(f"[在于]?(?:{names}|{self._words})(?:范围)?(?:之?内)?")


@lru_cache(maxsize=1024)
def chain(place: str) -> tuple[str, ...]:
    """The levels of a place's name, from wide to narrow.

    >>> chain("青岛市市南区")
    ('青岛市', '市南区')
    """
    return tuple(_PART.findall(place))


def _upto(parts: tuple[str, ...], name: str) -> str:
    return "".join(parts[: parts.index(name) + 1])


def _level(level: str, scope: str, parts: tuple[str, ...]) -> str:
    if level == "国":
        return "全国"
    if not level:
        return "".join(parts) or scope
    return next((_upto(parts, part) for part in parts if part.endswith(level)), scope)


def _is_name(scope: str) -> bool:
    return bool(_NAME.fullmatch(scope)) and not _NO_NAME.search(scope)


def _named(scope: str, parts: tuple[str, ...]) -> str:
    """Another place by its name, below what it shares with the document's place."""
    rank = _rank(scope)
    above = [part for part in parts if _rank(part) < rank]
    return "".join(above) + scope


def _rank(name: str) -> int:
    return next((i for i, level in enumerate(_LEVELS) if name.endswith(level)), len(_LEVELS))
