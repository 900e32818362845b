"""Baskets a week as bars, the cut dashed, weeks with a purchase in a new category in green."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session import ShopperView
from gui.style import font, look
from gui.theme import mixed
from gui.words import month

__all__ = ["Weeks"]


class Weeks(QWidget):
    """A small plot of its own: some fifty bars need no plotting library."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(68))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view: ShopperView | None = None
        self._test_word = ""
        look().changed.connect(self.update)

    def show_view(self, view: ShopperView | None, test_word: str, spoken: str) -> None:
        """Takes a shopper; `test_word` stands under the weeks after the cut."""
        self._view, self._test_word = view, test_word
        self.setAccessibleName(spoken)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        view, theme, px = self._view, look().theme, look().px
        if view is None or not len(view.weeks):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right, base = px(12), self.width() - px(12), self.height() - px(18)
        each = (right - left) / len(view.weeks)
        cut = left + each * view.cut_week
        painter.fillRect(QRectF(cut, 2, right - cut, base - 2), QColor(theme.raised))
        self._draw_bars(painter, view, left, each, base)
        painter.setPen(QColor(theme.border))
        painter.drawLine(QPointF(left, base + 0.5), QPointF(right, base + 0.5))
        pen = QPen(QColor(theme.strong), 1)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(cut, 2), QPointF(cut, base))
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        metrics = painter.fontMetrics()
        end = right - metrics.horizontalAdvance(self._test_word)
        painter.drawText(QRectF(end, base + 2, right - end + 2, px(16)), Qt.AlignmentFlag.AlignVCenter, self._test_word)
        free = left - 1.0
        for week, label in view.week_labels:
            text = month(label)
            at, wide = left + each * week, metrics.horizontalAdvance(text)
            if at >= free and at + wide < end - 8:
                painter.drawText(QRectF(at, base + 2, wide + 4, px(16)), Qt.AlignmentFlag.AlignVCenter, text)
                free = at + wide + 24.0
        painter.end()

    def _draw_bars(self, painter: QPainter, view: ShopperView, left: float, each: float, base: float) -> None:
        theme = look().theme
        top = max(1, int(view.weeks.max()))
        new = np.zeros(len(view.weeks), dtype=bool)
        new[view.new_weeks[view.new_weeks < len(view.weeks)]] = True
        painter.setPen(Qt.PenStyle.NoPen)
        for week in np.flatnonzero(view.weeks):
            high = (base - 4) * int(view.weeks[week]) / top
            past = week < view.cut_week
            colour = theme.positive if new[week] else theme.run(6) if past else mixed(theme.run(6), theme.surface, 0.55)
            painter.setBrush(QColor(colour))
            bar = QRectF(left + each * week + 0.5, base - high, max(1.0, each - 1.5), high)
            painter.drawRoundedRect(bar, 1, 1)
