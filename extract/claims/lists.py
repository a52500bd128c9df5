"""Lists that pair names with numbers: A、B、C分别增长6%、5.2%、5.2%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.claims.frame import Frame, Scene
from extract.model import Span

__all__ = ["Lists"]

_RESPECTIVELY = re.compile(r"分别")
_JOINT = re.compile(r"以及|[、和与及]")
_SCOPE = re.compile(r"(?:全[国省市区县]|其中[，,]?|[我本][国省市区县])")
_VERB = re.compile(r"(?:居|位居|列|位列|排|排名|占|比|较|高于|低于)[^，。；、\ue000-\ue1ff]{0,10}$")
_DELIMITER = re.compile(r"[，。；：！？,;:\n（）()]")


# A numbered item that tells nothing done is a task: 2.养老帮困方面。新增护理员1万人。
_NUMBERED = re.compile(r"\s*(?:[0-9]{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[)）、])")
_DONE = re.compile(
    r"[了已]|达到?|增长|累计|完成|目前|截至|同比|上年|去年|以来|获|高于|实现(?!市县|全)|共|现有|建成|突破|超过|为[0-9]|占|居"
)


def is_task_list(folded: str) -> bool:
    """Whether a passage is a numbered list item whose sentences only tell what to do."""
    return bool(_NUMBERED.match(folded)) and _DONE.search(folded) is None


class Lists:
    """The 分别 lists of one passage: which names belong to which number."""

    def __init__(self, scene: Scene, narrow: Sequence[bool]) -> None:
        self.tasks = is_task_list(scene.folded)
        self._members: dict[int, tuple[Span, ...]] = {}
        self._places: dict[int, tuple[int, int]] = {}
        names: list[tuple[Span, ...]] = []
        at = 0
        for match in _RESPECTIVELY.finditer(scene.masked):
            if match.start() < at:
                continue
            start = max(
                (
                    m.end()
                    for m in _DELIMITER.finditer(
                        scene.masked, max(0, match.start() - 80), match.start()
                    )
                ),
                default=max(0, match.start() - 80),
            )
            named = _names(scene, start, match.start())
            names = named if len(named) > 1 else names
            at = match.end()
            self._pair(scene, narrow, names, match.end())

    def member(self, frame: Frame) -> tuple[Span, ...] | None:
        """The indicator of a number in such a list; None where it is in none."""
        return self._members.get(frame.index)

    def place(self, frame: Frame) -> tuple[int, int] | None:
        """The place of a number in a list without names of its own, and its length."""
        return self._places.get(frame.index)

    def _pair(
        self, scene: Scene, narrow: Sequence[bool], names: list[tuple[Span, ...]], at: int
    ) -> None:
        stop = _DELIMITER.search(scene.masked, at)
        end = stop.start() if stop else len(scene.masked)
        numbers = [
            f.index
            for f in scene.frames
            if at <= scene.quantities[f.index].start < end and not narrow[f.index]
        ]
        if len(names) < 2 and len(numbers) > 1:
            self._places.update((n, (k, len(numbers))) for k, n in enumerate(numbers))
        if len(names) < 2 or len(numbers) != len(names):
            return
        first = scene.quantities[numbers[0]]
        verb = _VERB.search(scene.masked, at, first.start)
        tail = ((verb.start(), first.start),) if verb else ()
        for name, index in zip(names, numbers, strict=True):
            self._members[index] = (*name, *tail)


def _names(scene: Scene, start: int, end: int) -> list[tuple[Span, ...]]:
    """The names before 分别, each with the head that the last one shares."""
    text = scene.folded
    scope = _SCOPE.match(text, start, end)
    prefix: tuple[Span, ...] = ()
    if scope is not None:
        prefix = ((start, scope.end()),) if not scope[0].startswith("其中") else ()
        start = scope.end()
    while start < end and "\ue000" <= scene.masked[start] <= "\ue1ff":
        start += 1
    parts: list[Span] = []
    at = start
    for joint in _JOINT.finditer(text, start, end):
        parts.append((at, joint.start()))
        at = joint.end()
    parts.append((at, end))
    parts = [(a, b) for a, b in parts if b > a]
    if len(parts) < 2:
        return [(*prefix, *parts)] if parts else []
    first, last = parts[0], parts[-1]
    length = first[1] - first[0]
    head = (last[0] + length, last[1])
    shares = last[1] - last[0] - length >= 2 and all(
        abs((b - a) - length) <= 1 for a, b in parts[:-1]
    )
    if not shares:
        return [(*prefix, part) for part in parts]
    return [(*prefix, part, head) for part in parts[:-1]] + [(*prefix, last)]
