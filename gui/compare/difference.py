"""The difference curve: one run minus the reference over K, its band, and the K at which it is shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.style import font, look
from gui.widgets.bands import Band
from gui.widgets.k_plot import KCurve, KPlot, k_ticks
from gui.widgets.plot import nice_ticks

__all__ = ["DifferencePlot"]

Floats = npt.NDArray[np.float64]
Stretches = Sequence[tuple[int, int, int]]


class DifferencePlot(KPlot):
    """A KPlot around a zero line."""

    def __init__(self) -> None:
        super().__init__(with_read_out=True, while_hovered=True)
        self._zero = pg.InfiniteLine(0.0, angle=0)
        self._zero.setZValue(3)
        self.add(self._zero)
        self._along = _Along(self)
        look().changed.connect(self._restyle_zero)
        self._restyle_zero()

    def set_difference(self, curve: KCurve | None, band: Floats | None, stretches: Stretches, told: str) -> None:
        """Draws a difference; None draws nothing.

        Args:
            band: float64[2, k].
            stretches: where the difference is shown, as (first K, last K, sign).
            told: what stands over the bar along the axis.
        """
        self._along.set(stretches if curve is not None else (), told)
        if curve is None or band is None:
            self.set_curves(())
            return
        self.set_curves((curve,), bands=(Band(curve.key, curve.series, _ks(band), band[0], band[1]),))
        low, high = min(0.0, float(np.nanmin(band))), max(0.0, float(np.nanmax(band)))
        room = (high - low or 0.001) * 0.12  # for the bar along the axis
        ticks = nice_ticks(low - room, high, 4)
        self.set_ranges((1, max(2, len(curve.values))), k_ticks(len(curve.values)), (ticks[0], ticks[-1]), ticks)
        self.show_k(self._k, False)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._along.setGeometry(self.rect())
        self._along.raise_()

    def _restyle_zero(self) -> None:
        pen = QPen(QColor(look().theme.strong), 1)
        pen.setCosmetic(True)
        self._zero.setPen(pen)


class _Along(QWidget):
    """A bar of 5 px over the K at which a difference is shown, just above the axis."""

    def __init__(self, plot: DifferencePlot) -> None:
        super().__init__(plot)
        self._stretches: Stretches = ()
        self._told = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        look().changed.connect(self.update)

    def set(self, stretches: Stretches, told: str) -> None:
        self._stretches, self._told = tuple(stretches), told
        self.setAccessibleName(told)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stretches:
            return
        theme, px, plot = look().theme, look().px, self.parentWidget()
        assert isinstance(plot, DifferencePlot)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        bottom = plot.to_pixel(1, plot.y_range[0]).y()
        for first, last, sign in self._stretches:
            left, right = plot.to_pixel(first, 0).x(), plot.to_pixel(last, 0).x()
            painter.setBrush(QColor(theme.positive if sign > 0 else theme.negative))
            painter.drawRect(QRectF(left, bottom - px(5), max(px(3), right - left), px(5)))
        painter.setFont(font("caption", semibold=True))
        sign = self._stretches[-1][2]
        painter.setPen(QColor(theme.positive if sign > 0 else theme.negative))
        right = plot.to_pixel(plot.x_range[1], 0).x()
        where = QRectF(0, bottom - px(22), right, px(14))
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._told)
        painter.end()


def _ks(band: Floats) -> Floats:
    return np.arange(1.0, band.shape[1] + 1)
