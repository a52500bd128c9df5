"""The keys each stage's rules may have; an unknown key is an error.

A key maps to its type, and to True where it must be given.
"""

from __future__ import annotations

__all__ = ["COMMON", "STAGES"]

COMMON: dict[str, tuple[type, bool]] = {
    "id": (str, True),
    "doc": (str, True),
    "accept": (list, False),
    "reject": (list, False),
    "gaps": (list, False),
}

STAGES: dict[str, dict[str, tuple[type, bool]]] = {
    # Word lists that other rules name as {id}.
    "words": {"words": (list, True)},
    # Quoted labels whose numerals are no numbers (extract.programmes.labels).
    "label": {"pattern": (str, True), "reason": (str, True), "bare": (bool, False)},
}
