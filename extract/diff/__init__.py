"""What changed between two tables: the same documents again, or other articles on the same."""

from __future__ import annotations

from extract.diff.batch import Batch
from extract.diff.change import Difference, Group, Totals
from extract.diff.place import by_place
from extract.diff.series.compare import by_series
from extract.diff.series.panel import panel

__all__ = ["Batch", "Difference", "Group", "Totals", "by_place", "by_series", "panel"]
