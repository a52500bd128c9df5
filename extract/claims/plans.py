"""The times of plans: what 2030年 is told of as a goal is over where a fact is told next."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.claims.frame import Frame
from extract.model import Period, Role

__all__ = ["Plans"]


@dataclass(slots=True)
class Plans:
    """Which times of one passage a plan was told of first, by their starts."""

    _roles: dict[int, Role] = field(default_factory=dict)

    def over(self, period: Period, frame: Frame, role: Role) -> bool:
        """Whether the time of a plan ended with its sentence, and a fact is told now.

        2030年规模将达到1.2亿千瓦。目前执行满两年，…. Asked number by number, in text order.
        """
        if period.start >= frame.sentence[0]:
            self._roles.setdefault(period.start, role)
            return False
        return role == "fact" and self._roles.get(period.start) == "forecast"
