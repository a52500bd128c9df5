"""Words between two numbers that belong to both: 在41个国家设立119个投票站."""

from __future__ import annotations

from extract.rules.regexes import compiled
from extract.text import BEGIN, INNER

__all__ = ["goes_on"]

_COUNT = BEGIN["count"] + INNER["count"]
# 提前半年 is no time after something.
_AROUND = compiled("(?<![提之以])[前后]$")
_THINKS = compiled("(?:认为|主张|建议|赞成|支持)$")
# What is made belongs to the verb.
_MADE = compiled("(?<=.)(?:设[立置有]|[新建]建|建[成立有设]|布设|开[设展]|举办|部署|安装|种植)了?$")


def goes_on(masked: str, start: int, at: int, cut: str) -> bool:
    """Whether ``cut``, from a number to the next one at ``at``, is no end: 41个国家设立119个….

    Nor is 26人发病前两周内有接触史, or 7人认为明年不应降息.
    """
    if masked[at] == BEGIN["period"]:
        return _THINKS.search(cut) is not None
    if masked[at] == BEGIN["count"]:
        return masked[start - 1] in _COUNT and _MADE.search(cut) is not None
    return masked[at] == BEGIN["duration"] and _AROUND.search(cut) is not None
