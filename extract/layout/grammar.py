"""Word classes side by side: which class of word follows which in newspaper prose."""

from __future__ import annotations

__all__ = ["affinity", "word_class"]

# Rows: the word before; columns, named in the first line: the word after. Twice the natural
# log of how often the two stand together against chance, counted once over dictionary tags
# of newspaper text.
_TABLE = """
    n  v  a  d  m  q  p  c  r  f  t 的 了  u ， 。 、 “ ”  x  o
n   0  0 -1  0 -2 -3  0  1 -2  1 -1  1 -3  1  1  1  2 -2  1  0  0
v   0  0  0 -1  0 -1  0  0  0  0 -1  0  3  0  1  0 -1  0 -1 -2  0
a   0  0 -1 -2 -2 -2 -1 -1 -3 -2 -3  2  0 -1  0  0  0 -1  0 -2 -1
d  -1  2  1  1 -1 -4  2 -1 -1 -3 -1 -2 -5 -2 -3 -3 -3 -1 -4 -5  1
m   0 -1  0 -2  3  4 -2 -4 -4  0  1 -1 -4 -2  0 -1 -2 -2 -1  3  0
q   1 -1  1 -1  0 -2 -2 -3 -3  0  0 -1 -3 -2  1  1 -1  1  1  0  1
p   1  0  0 -1  1 -2 -2 -6  2 -1  2 -6 -2 -2 -6 -6 -6  1 -4 -1  0
c   0  1  0  1 -1 -2  1 -1  1 -2  0 -6 -5 -4 -1 -6 -6  0 -5 -3  0
r   0  1  0  2  0  1  1  0 -1 -2  0  1 -5 -2 -2 -2 -4 -1 -3 -2  0
f  -1  0 -1  1  0 -2 -1 -2 -1 -2 -2  1 -1 -2  3 -1 -3 -2 -2 -3 -1
t  -1  0 -1  1  0 -3  1 -1  1  1  2  1 -2 -2  1 -2 -2 -1  0 -2 -1
的  1  0  1 -2  0 -2 -5 -3 -2 -3 -1 -6 -6 -6 -3 -2 -5  1 -5 -1 -2
了  0 -1  2 -1  2  0 -1 -5  1 -3  0 -5 -5 -1 -1  0 -4  3 -2  1  0
u   1 -1  1 -1  1  1 -1 -3 -1 -1 -1 -2 -3 -1  0  1 -3 -1 -2 -3  0
，  0  1  0  2 -1 -3  2  2  2 -2  1 -6 -6 -5 -6 -6 -6  0 -6 -4 -1
、  2  0  1 -2 -1  1 -3 -4 -2 -3 -2 -6 -6 -4 -6 -6 -6  2 -5  0  1
“   1  0  0 -1  0 -1  0 -2  2  0  1 -6 -4 -1 -6 -6 -5 -3 -3 -2  0
”  -1 -1 -3 -1 -3 -1  0  0  0  0 -1  2 -1  2  1  3  2  1 -3 -1 -1
x   0 -2 -2 -2  3 -2 -1 -1  0  1  0 -1 -5  2  0  0  0 -2  3  4  0
o  -1  0  3  1 -1  1  0 -1 -2  0 -1 -1 -2  0  0  0  1 -1  1  2  1
"""
_HEADER, *_ROWS = (line.split() for line in _TABLE.strip("\n").splitlines())
_AFFINITY = {
    (row[0], after): int(amount) / 2
    for row in _ROWS
    for after, amount in zip(_HEADER, row[1:], strict=True)
}
_NOUNS = frozenset("jlis")  # short forms, set phrases, places: they stand where nouns stand
_ADJECTIVES = frozenset("zb")
_AS_THEY_ARE = frozenset("dmqpcrfta")


def word_class(word: str, tag: str) -> str:
    """One of the classes of the table for a word and its dictionary tag."""
    if tag == "x":
        folded = "，" if word == "," else word
        return folded if folded in "，。、“”" else "x"
    first = tag[:1]
    if first in "nv":
        return first
    if first == "u":
        return word if word in "的了" else "u"
    if tag in _NOUNS:
        return "n"
    if tag in _ADJECTIVES:
        return "a"
    return first if first in _AS_THEY_ARE else "o"


def affinity(before: str, after: str) -> float:
    """Log-odds that a word of class ``after`` follows one of class ``before``; about -3 to 2."""
    return _AFFINITY.get((before, after), 0.0)
