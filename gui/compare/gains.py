"""Who gains, who loses: shoppers by the size of their change, losses left of the line and gains right of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import words
from gui.style import font, look

__all__ = ["GainsChart"]

Counts = npt.NDArray[np.int32]
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class GainsChart(QWidget):
    """Bars from 0; a click, or the arrow of a side, asks for the shoppers of that side."""

    asked = Signal(str)  # "better" or "worse"

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(look().px(64))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self._step = 0.0
        self._losing = self._gaining = np.zeros(0, np.int32)
        look().changed.connect(self.update)

    def set_counts(self, step: float, losing: Counts, gaining: Counts) -> None:
        """Shows shoppers by size of the change, the smallest first; `step` is the width of a bar."""
        self._step, self._losing, self._gaining = step, losing, gaining
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bars = len(self._losing)
        if bars:
            self._paint_bars(painter, bars)
        painter.end()

    def _paint_bars(self, painter: QPainter, bars: int) -> None:
        theme, px = look().theme, look().px
        middle, each = self.width() / 2, (self.width() / 2 - px(14)) / bars
        base, top = self.height() - px(16), px(16)
        highest = max(1, int(self._losing.max()), int(self._gaining.max()))
        painter.setFont(font("caption"))
        for counts, side, colour in ((self._losing, -1, theme.negative), (self._gaining, 1, theme.positive)):
            for place, number in enumerate(counts):
                left = middle + px(3) + place * each if side > 0 else middle - px(3) - (place + 1) * each
                high = (base - top) * int(number) / highest
                if number:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(colour))
                    painter.drawRect(QRectF(left + 1, base - max(1.0, high), each - 2, max(1.0, high)))
                    painter.setPen(QColor(theme.muted))
                    room = QRectF(left - each, base - high - px(15), 3 * each, px(14))
                    painter.drawText(room, CENTRE, words.count(int(number)))
                painter.setPen(QColor(theme.muted))
                edge = left + each if side > 0 else left
                text = f"{(place + 1) * self._step:.2f}".lstrip("0")
                painter.drawText(QRectF(edge - each / 2, base + 1, each, px(14)), CENTRE, text)
        painter.setPen(QPen(QColor(theme.strong), 1))
        painter.drawLine(QPointF(middle, px(4)), QPointF(middle, base))
        painter.setPen(QColor(theme.border))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton and len(self._losing):
            self.asked.emit("better" if event.position().x() >= self.width() / 2 else "worse")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sides = {Qt.Key.Key_Left: "worse", Qt.Key.Key_Right: "better"}
        if event.key() in sides and len(self._losing):
            self.asked.emit(sides[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
