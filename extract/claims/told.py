"""Whether a time is told of a number after it, before what became of what was counted."""

from __future__ import annotations

from extract.claims.frame import Frame, Scene
from extract.model import Period
from extract.rules.regexes import compiled
from extract.text import LETTER

__all__ = ["told_after"]

# 8栋已于去年12月封顶.
_AT_LAST = compiled(
    "[^，。；：、的]{0,4}(?:已经?|均|都|全部|将|预计|计划|有望|力争|同时|率先){1,3}[于在]"
)
# 8间客房从9月底起就订满了.
_NOUN = compiled(f"{LETTER}{{1,6}}")
_SINCE_REACH = 14
# 首批30吨救援物资预计今天运抵, 30个行业9月份实现增长.
_SUBJECT = compiled(
    f"(?:{LETTER}{{0,6}}[、和的][\ue000-\ue00a]+)?(?:{LETTER}|[0-9]){{2,12}}(?<![凭按以用对比较由据因从自至到为])(?<!支持|表示|要求|呼吁|希望)"
)
# Not 3家门店今年新开的柜台, a part of a name.
_PREDICATE = compiled(f"(?!的|[前后起]|之[前后]){LETTER}(?![^，。；：、]{{0,12}}的{LETTER})")
_SUBJECT_REACH = 20
_FIGURE = compiled("[\ue000-\ue00a]")


def told_after(scene: Scene, period: Period, frame: Frame) -> bool:
    """Whether a period next after a number tells when it came to be: 8栋已于去年12月封顶."""
    folded, start, end = scene.folded, frame.quantity.start, frame.quantity.end
    if not end <= period.start < min(frame.clause[1], end + _SUBJECT_REACH):
        return False
    if period.start < end + _SINCE_REACH:
        since = period.form == "since" and (period.quote[0] in "从自" or period.quote[-1] == "起")
        if (_NOUN if since else _AT_LAST).fullmatch(folded, end, period.start):
            return True
    return (
        period.calendar
        and period.form == "at"
        and (frame.quantity.kind in ("count", "rank") or folded.endswith("批", 0, start))
        and _FIGURE.search(scene.masked, period.end, frame.clause[1]) is None
        and (
            (end == period.start and folded[end].isdigit())  # 首批2万剂17日运抵
            or _SUBJECT.fullmatch(scene.masked, end, period.start) is not None
        )
        and _PREDICATE.match(folded, period.end) is not None
    )
