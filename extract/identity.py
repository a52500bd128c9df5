"""What a claim is called: a name that survives an inserted line and a renamed rule."""

from __future__ import annotations

import hashlib

from extract.text import fold

__all__ = ["claim_id"]


def claim_id(doc: str, clause: str, quote: str, ordinal: int) -> str:
    """16 hex digits from what the claim says: no offset, rule or date goes in.

    ``clause`` is the clause around the number and ``quote`` the number with its unit, as in
    the source; width, signs and white space are folded away here. ``ordinal`` counts from 0
    the claims of the document whose clause and quote are equal.

    >>> claim_id("a.txt", "新建健身路径５６处，", "５６处", 0)
    '2ef12609b5a5665c'
    >>> claim_id("a.txt", "新建 健身路径56处，", "56处", 0)
    '2ef12609b5a5665c'
    """
    parts = (doc, _plain(clause), _plain(quote), str(ordinal))
    name = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(name).hexdigest()[:16]


def _plain(text: str) -> str:
    return "".join(fold(text).split())
