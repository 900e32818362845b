"""Bands of a plot: the area between two curves, under all lines, in a run's colour at 12 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem

from gui.style import look

__all__ = ["Band", "Bands"]

Floats = npt.NDArray[np.float64]
OPACITY = 0.12


@dataclass(frozen=True)
class Band:
    """An area over x.

    Attributes:
        key: names the band over redraws, so that its item is kept.
        series: the run's number, for the colour.
        low, high: NaN leaves a gap.
    """

    key: str
    series: int
    x: Floats
    low: Floats
    high: Floats


class Bands:
    """The bands of one plot."""

    def __init__(self, canvas: pg.PlotWidget) -> None:
        self._canvas = canvas
        self._drawn: dict[str, tuple[QGraphicsPathItem, Band]] = {}

    @property
    def shown(self) -> list[Band]:
        """The bands that are drawn."""
        return [band for _, band in self._drawn.values()]

    def set(self, bands: Sequence[Band]) -> None:
        """Draws these bands and no others."""
        wanted = {band.key for band in bands}
        for key in [key for key in self._drawn if key not in wanted]:
            self._canvas.removeItem(self._drawn.pop(key)[0])
        for band in bands:
            item, old = self._drawn.get(band.key, (None, None))
            if item is None:
                item = QGraphicsPathItem()
                item.setPen(QPen(Qt.PenStyle.NoPen))
                item.setZValue(1)
                self._canvas.addItem(item, ignoreBounds=True)
            if old is None or not _alike(old, band):
                item.setPath(_path(band))
            self._drawn[band.key] = item, band
            item.setBrush(_shade(band.series))

    def restyle(self) -> None:
        """Takes the colours in force."""
        for item, band in self._drawn.values():
            item.setBrush(_shade(band.series))


def _alike(one: Band, other: Band) -> bool:
    return all(
        np.array_equal(mine, theirs, equal_nan=True)
        for mine, theirs in ((one.x, other.x), (one.low, other.low), (one.high, other.high))
    )


def _path(band: Band) -> QPainterPath:
    path = QPainterPath()
    there = np.isfinite(band.low) & np.isfinite(band.high)
    for places in np.split(np.flatnonzero(there), np.flatnonzero(np.diff(np.flatnonzero(there)) > 1) + 1):
        if len(places) > 1:
            upper = [QPointF(band.x[place], band.high[place]) for place in places]
            lower = [QPointF(band.x[place], band.low[place]) for place in places[::-1]]
            path.addPolygon(QPolygonF(upper + lower))
            path.closeSubpath()
    return path


def _shade(series: int) -> QColor:
    colour = QColor(look().theme.run(series))
    colour.setAlphaF(OPACITY)
    return colour
