"""The characters around a seam, where they stand side by side elsewhere on the page."""

from __future__ import annotations

from extract.layout.edges import is_han

__all__ = ["Unbroken"]

# How many characters, and how many of them before the seam.
_AROUND = ((4, 1), (4, 2), (4, 3), (3, 1), (3, 2))


class Unbroken:
    """What stands side by side on a page, looked up when asked."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._after: dict[str, set[str]] = {}

    def size(self, tail: str, head: str) -> int:
        """How many characters around the seam, up to 4, also stand unbroken; 0 for less than 2."""
        before, after = tail[-1], head[0]
        found = self._after.get(before)
        if found is None:
            # One pass for all heads; a doubled character leaves an empty part.
            parts = self._page.split(before)[1:]
            found = self._after[before] = {part[:1] or before for part in parts}
        return self._most(tail, head) if after in found else 0

    def _most(self, tail: str, head: str) -> int:
        page, pair = self._page, tail[-1] + head[0]
        at = page.find(pair)
        if at < 0:
            return 0
        around = [(size, n, tail[-n:] + head[: size - n]) for size, n in _AROUND]
        around = [(s, n, string) for s, n, string in around if len(string) == s and is_han(string)]
        most = 2
        while at >= 0 and around:
            for size, n, string in around:
                if size > most and page.startswith(string, max(0, at + 1 - n)):
                    most = size
            at = page.find(pair, at + 1) if most < 4 else -1
        return most
