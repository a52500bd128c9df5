"""The keys each stage's rules may have; an unknown key is an error.

A key maps to its type, and to True where it must be given.
"""

from __future__ import annotations

__all__ = ["COMMON", "COMPARING", "STAGES"]

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
    # Approximate words inside a numeral, and what each means (extract.numerals.readings).
    "reading": {
        "words": (list, True),
        "position": (str, True),
        "bound": (str, True),
        "low": (str, False),
        "high": (str, False),
        "not_after": (list, False),
        "not_before": (list, False),
        "followed_by": (list, False),
    },
    # Quoted labels whose numerals are no numbers (extract.programmes.labels).
    "label": {
        "pattern": (str, True),
        "reason": (str, True),
        "bare": (bool, False),
        "anchors": (list, False),
    },
    # Named programmes (extract.programmes.quoted and .plain).
    "programme": {
        "where": (str, True),
        "words": (list, False),
        "pattern": (str, False),
        "type": (str, False),
        "reason": (str, False),
        "lead": (int, False),
        "reach": (int, False),
        "anchors": (list, False),
        "drop": (bool, False),
        "least": (int, False),
    },
    # Programmes known by name; the user's own list is a file of this stage.
    "name": {"names": (list, True), "type": (str, True), "aliases": (dict, False)},
    # Units, classifiers and nouns that end a quantity (extract.quantities.units).
    "unit": {
        "kind": (str, True),
        "forms": (list, True),
        "canonical": (str, False),
        "factor": (str, False),
        "noun": (bool, False),
        "numeral": (str, False),
        "unless_next": (str, False),
        "next": (str, False),
        "before": (str, False),
        "plus": (str, False),
        "tenths": (bool, False),
        "marks": (list, False),
        "over": (list, False),
        "needs_form": (bool, False),
    },
    # Amounts in two units or more (extract.quantities.compound).
    "compound": {
        "big": (list, True),
        "small": (list, False),
        "ratio": (int, False),
        "keep": (str, True),
        "unit": (str, True),
        "kind": (str, True),
        "factor": (str, False),
        "digits": (int, False),
        "most": (int, False),
        "unless_next": (str, False),
    },
    # What a denominator is called in the table (extract.quantities.per).
    "denominator": {"forms": (list, True), "per": (str, True)},
    # Words that bound a number (extract.quantities.bounds).
    "bound": {
        "side": (str, True),
        "bound": (str, True),
        "words": (list, True),
        "inside": (list, False),
        "not_after": (list, False),
        "unless_next": (str, False),
        "next": (str, False),
        "kinds": (list, False),
        "not_kinds": (list, False),
        "not_units": (list, False),
        "unless_cue": (list, False),
        "pattern": (str, False),
    },
    # Quantities with a form of their own (extract.quantities.special).
    "quantity": {
        "pattern": (str, True),
        "kind": (str, True),
        "unit": (str, True),
        "value": (str, False),
        "low": (str, False),
        "high": (str, False),
        "bound": (str, False),
        "before": (str, False),
        "before_not": (str, False),
        "form": (str, False),
        "text": (list, False),
    },
    # Numerals that are no quantities (extract.quantities.refuse).
    "refuse": {
        "reason": (str, True),
        "pattern": (str, False),
        "before": (list, False),
        "before_pattern": (str, False),
        "text": (list, False),
        "form": (str, False),
        "kinds": (list, False),
        "unless_before": (list, False),
        "unless_after": (str, False),
        "unless_alone": (bool, False),
        "unit_wins": (bool, False),
    },
    # Literal words that hold numerals and are no numbers (extract.quantities.refuse).
    "phrase": {"words": (list, True), "reason": (str, True), "unless_next": (str, False)},
    # Denominators of a quantity (extract.quantities.per).
    # What the words around a number say of it (extract.claims.cues, extract.claims.roles).
    "change": {
        "change": (str, True),
        "left": (str, True),
        "right": (str, False),
        "quote": (str, False),
        "kinds": (list, False),
        "keep": (bool, False),
    },
    "role": {
        "role": (str, True),
        "left": (str, False),
        "left_not": (str, False),
        "right": (str, False),
        "clause": (str, False),
        "quote": (str, False),
        "anchor": (str, False),
        "kinds": (list, False),
        "attributive": (bool, False),
        "noun": (bool, False),
        "owner": (bool, False),
        "lasting": (bool, False),
    },
    # What is trimmed from the words around a number (extract.claims.indicator).
    "trim": {"side": (str, True), "pattern": (str, True)},
    "per": {
        "pattern": (str, True),
        "per": (str, False),
        "kinds": (list, False),
        "not_kinds": (list, False),
    },
    # Named pieces of the patterns of stage periods.
    "period-parts": {"pattern": (str, True)},
    # Time expressions (extract.periods): parts have a level, frames do not.
    "periods": {
        "pattern": (str, False),
        "starts": (list, False),
        "ends": (list, False),
        "level": (str, False),
        "weak": (bool, False),
        "calendar": (bool, False),
        "offset": (int, False),
        "before": (str, False),
        "after": (str, False),
        "between": (str, False),
        "on": (list, False),
        "context": (bool, False),
        "both": (bool, False),
        "over": (bool, False),
        "form": (str, False),
        "dates": (dict, False),
    },
    # Parts of a page (extract.layout.kinds).
    "layout": {
        "section": (str, True),
        "pattern": (str, True),
        "longest": (int, False),
        "sentence": (bool, False),
        "context": (bool, False),
        "anchors": (list, False),
    },
    # How claims of different articles are set against each other (extract.diff.series).
    "alias": {"words": (list, True)},
    "contrast": {"words": (list, True)},
    "dimension": {"units": (dict, True)},
    "scope": {"words": (list, True), "level": (str, True)},
    "check": {"pattern": (str, True)},
}

COMPARING = frozenset({"alias", "contrast", "dimension", "scope", "check"})
"""Stages that set tables side by side and read no text."""
