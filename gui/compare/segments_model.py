"""The table of segments: the selected run beside the reference, and whether the difference is one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from gui import words
from gui.compare.segment_rows import SegmentRows, few_words
from gui.models import Cell, CellModel, Whisker

__all__ = ["SegmentsModel"]

NAME, USERS, OWN, AGAINST, DIFFERENCE, VERDICT = range(6)
MANY = 20


class SegmentsModel(CellModel):
    """One row a segment."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: SegmentRows | None = None
        self._metric = self._own = self._against = ""
        self._scale = (0.0, 1.0)

    def set_rows(self, rows: SegmentRows | None, metric: str, own: str, against: str) -> None:
        """Takes the segments.

        Args:
            rows: in the order in which they stand.
            metric: such as "F1@10".
            own, against: names of the selected run and of the reference; "" where there is none.
        """
        self._rows, self._metric, self._own, self._against = rows, metric, own, against
        if rows is not None:
            self._scale = _scale(rows)
        self.reset_rows(np.arange(len(rows.names) if rows is not None else 0))

    def titles(self) -> list[str]:
        return [
            self.tr("Segment"),
            self.tr("Shoppers"),
            self._own,
            self._against,
            self.tr("Difference"),
            "",
        ]

    def right_aligned(self, column: int) -> bool:
        return USERS <= column <= AGAINST

    def header_tip(self, column: int) -> str:
        return {
            OWN: self.tr("Mean {0} of the selected run").format(self._metric),
            AGAINST: self.tr("Mean {0} of the reference").format(self._metric),
            DIFFERENCE: self.tr(
                "Paired, with a 95 % band; all segments on one scale, 0 dashed; "
                "for all of them at once; the widest are cut."
            ),
        }.get(column, "")

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        rows = self._rows
        if rows is None:
            return None
        silent = np.where(rows.few, np.nan, 0.0)
        keys: dict[int, npt.NDArray[Any]] = {
            NAME: np.arange(len(rows.names)),
            USERS: rows.users,
            OWN: rows.own + silent,
            AGAINST: rows.against + silent,
            DIFFERENCE: rows.difference + silent,
            VERDICT: rows.sign,
        }
        return keys[column]

    def cell(self, position: int, column: int) -> Cell:
        rows = self._rows
        assert rows is not None
        if column == NAME:
            return Cell(rows.names[position], tip=rows.names[position])
        if column == USERS:
            return Cell(words.count(int(rows.users[position])), right=True)
        if rows.few[position]:
            told = self.tr("too few")
            return Cell(told if column == AGAINST else "", right=column == AGAINST, tone="muted", tip=few_words())
        if column == OWN:
            wide = bool(rows.own_wide[position])
            tip = self.tr("The interval is as wide as the value.") if wide else ""
            return Cell(words.metric(float(rows.own[position])), right=True, tone="muted" if wide else "text", tip=tip)
        if column == AGAINST:
            return Cell(words.metric(float(rows.against[position])), right=True)
        if np.isnan(rows.lower[position]):
            return Cell()
        return self._difference(rows, position) if column == DIFFERENCE else self._verdict(rows, position)

    def _difference(self, rows: SegmentRows, position: int) -> Cell:
        low, high = self._scale
        wide = (high - low) or 1.0
        ends = float(rows.lower[position]), float(rows.difference[position]), float(rows.upper[position])
        places = [min(max((value - low) / wide, 0.0), 1.0) for value in (*ends, 0.0)]
        lower, middle, upper = (words.signed(value, 4) for value in ends)
        text = self.tr("{0} ({1} to {2})").format(middle, lower, upper)
        return Cell(text, whisker=Whisker(*places), tone=_tone(rows, position), tip=text)

    def _verdict(self, rows: SegmentRows, position: int) -> Cell:
        said = {1: self.tr("better"), -1: self.tr("worse"), 0: self.tr("not shown")}
        sign = int(rows.sign[position])
        return Cell(said[sign], tone=_tone(rows, position), semibold=bool(sign))


def _scale(rows: SegmentRows) -> tuple[float, float]:
    """The scale of all whiskers; it holds 0, and nine tenths of their ends where a few would press the others flat."""
    low, high = (part[np.isfinite(part)] for part in (rows.lower, rows.upper))
    if not len(low):
        return 0.0, 1.0
    many = len(low) > MANY
    lowest, highest = (np.quantile(low, 0.1), np.quantile(high, 0.9)) if many else (low.min(), high.max())
    return min(0.0, float(lowest)), max(0.0, float(highest))


def _tone(rows: SegmentRows, position: int) -> str:
    return {1: "positive", -1: "negative"}.get(int(rows.sign[position]), "muted")
