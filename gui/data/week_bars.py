"""Rows a week as soft bars over a base line, with the span in words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style import font, look

__all__ = ["WeekBars", "draw_weeks"]


def draw_weeks(painter: QPainter, rect: QRectF, weeks: npt.NDArray[np.int64], colour: str) -> None:
    """Bars from 0; where there are more weeks than room they stand as the largest of their neighbours."""
    count = len(weeks)
    top = int(weeks.max()) if count else 0
    if not top:
        return
    shown = weeks
    room = max(1, int(rect.width() // 2))
    if count > room:
        edges = np.linspace(0, count, room + 1).astype(np.intp)[:-1]
        shown = np.maximum.reduceat(weeks, edges)
    step = rect.width() / len(shown)
    wide = step - 1.5 if step >= 4 else step * 0.8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for place in np.flatnonzero(shown):
        high = max(1.0, rect.height() * float(shown[place]) / top)
        painter.drawRoundedRect(QRectF(rect.left() + place * step, rect.bottom() - high, wide, high), 1, 1)


class WeekBars(QWidget):
    """The bars, the first and the last day, and the longest gap between them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(94))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._weeks: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._texts = ("", "", "")
        look().changed.connect(self.update)

    def show_weeks(self, weeks: npt.NDArray[np.int64], first: str, between: str, last: str) -> None:
        self._weeks, self._texts = weeks, (first, between, last)
        self.setAccessibleName(", ".join(text for text in self._texts if text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - px(20)
        draw_weeks(painter, QRectF(0, 2, self.width(), base - 2), self._weeks, theme.bar_soft)
        painter.fillRect(QRectF(0, base, self.width(), 1), QColor(theme.border))
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        line = QRectF(0, base + 4, self.width(), px(15))
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for text, side in zip(self._texts, sides, strict=True):
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()
