"""Predictions made from gold, perfect or with errors planted by plain counting.

No chance is used, so that the figures expected of them can be written down.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "gold"
SETS = ("dev", "dev-reports")
Record = dict[str, Any]

OTHER = {
    "span": lambda claim: {"end": claim["end"] + 1},
    "kind": lambda claim: {"kind": "money" if claim["kind"] == "count" else "count"},
    "value": lambda _: {"value": "77777", "low": None, "high": None},
    "bound": lambda claim: {"bound": "lt" if claim["bound"] != "lt" else "eq"},
    "unit": lambda claim: {"unit": claim["unit"] + "们"},
    "per": lambda claim: {"per": [*claim["per"], "鼎"]},
    "change": lambda claim: {"change": "difference" if claim["change"] == "level" else "level"},
    "role": lambda claim: {"role": "forecast" if claim["role"] == "fact" else "fact"},
    "period": lambda _: {"period": "民国三年"},
    "section": lambda _: {"section": "ad"},
    "programme": lambda claim: {"programme": None if claim["programme"] else "鼎鼎大名"},
    "indicator": lambda claim: {"indicator": claim["indicator"][:1] + "鼎铛玉石"},
}


def lines(name: str, ending: str) -> list[Record]:
    files = sorted((GOLD / name).glob(f"*.{ending}.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def perfect(name: str) -> list[Record]:
    claims = lines(name, "claims")
    return [
        {**claim, "indicator": claim["indicator"][0], "rule": "own.perfect"} for claim in claims
    ]


def planted(name: str, field: str, every: int) -> list[Record]:
    return [
        {**claim, **OTHER[field](claim), "rule": "own.wrong"} if i % every == 0 else claim
        for i, claim in enumerate(perfect(name))
    ]


def mixed(name: str) -> list[Record]:
    """All kinds of errors at once: wrong fields, lost claims, invented ones, other paths."""
    claims: list[Record] = []
    for i, claim in enumerate(perfect(name)):
        if i % 11 == 4:
            continue
        wrong = dict(claim, doc=f"deep/in/{claim['doc']}", rule="own.a|own.b")
        for step, field in enumerate(OTHER, 5):
            if i % (2 * step + 1) == step:
                wrong.update(OTHER[field](claim))
        claims.append(wrong)
        if i % 7 == 0:
            claims.append(dict(wrong, start=claim["end"] + 2, end=claim["end"] + 4, rule="own.c"))
        if i % 13 == 0:
            claims.append(dict(wrong, start=claim["start"] - 1, end=claim["end"] - 1))
    return claims


def names(name: str) -> list[Record]:
    """Programmes: some by another form, some lost, some invented."""
    found: list[Record] = []
    for i, programme in enumerate(lines(name, "programmes")):
        forms = [programme["name"], *programme["variants"]]
        if i % 5 != 3:
            found.append({"doc": programme["doc"], "name": forms[i % len(forms)]})
        if i % 9 == 1:
            found.append({"doc": programme["doc"], "name": f"虚构{i}号"})
    return found
