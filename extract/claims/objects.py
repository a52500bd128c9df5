"""The object that 把 or 将 moves before its verb: 把物业费收缴率由50%提高到91.3%."""

from __future__ import annotations

from extract.claims.frame import Scene
from extract.model import Span
from extract.rules.regexes import compiled

__all__ = ["object_start"]

# Not “一把手” and 把关, nor 将 as an auxiliary: 将近, 将来, 通行时间将由2小时缩短至….
_OBJECT = compiled(
    r"(?<![一两几刀火车门拖])把(?![手关握脉控守门玩戏柄])|(?<![即必大])将(?![近军来由从])"
)
_REACH = 60
# 由每年500元提高到, 将免费筛查年龄放宽到35至64周岁: what is set anew.
_SET = compiled("(?:[由从](?:每[^，。；]{1,4})?|(?:放宽|调整)[到至]|调整为|统一为|确定为)$")
_SET_REACH = 8
_SHORTEST = 3


def object_start(scene: Scene, clause: Span, stop: int, *, changed: bool) -> int | None:
    """Where the object begins of the verb before a number in its clause; None without one.

    ``stop`` is where the words before the number end. 将 marks an object only where the
    number is ``changed``, or set anew.
    """
    folded = scene.folded
    changed = changed or _SET.search(folded, max(clause[0], stop - _SET_REACH), stop) is not None
    low = max(clause[0], stop - _REACH)
    found = [m.end() for m in _OBJECT.finditer(folded, low, stop) if changed or m[0] == "把"]
    if not found or (stop - found[-1] < _SHORTEST and folded[found[-1] - 1] != "把"):
        return None
    return found[-1]
