"""What a claim is called: a name that survives an inserted line and a renamed rule."""

from __future__ import annotations

from hashlib import sha256

from extract.text import fold

__all__ = ["Names", "claim_id"]


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
    return _name(doc, f"{_plain(fold(clause))}\0{_plain(fold(quote))}", ordinal)


class Names:
    """The names of the claims of one document, asked in text order."""

    def __init__(self, doc: str) -> None:
        self._doc = doc
        self._seen: dict[str, int] = {}

    def claim_id(self, clause: str, quote: str) -> str:
        """As `claim_id` names it, the ordinal counted; clause and quote come folded."""
        said = f"{''.join(clause.split())}\0{''.join(quote.split())}"
        ordinal = self._seen.get(said, 0)
        self._seen[said] = ordinal + 1
        return _name(self._doc, said, ordinal)


def _name(doc: str, said: str, ordinal: int) -> str:
    name = f"{doc}\0{said}\0{ordinal}".encode("utf-8", "surrogatepass")
    return sha256(name).hexdigest()[:16]


def _plain(folded: str) -> str:
    return "".join(folded.split())
