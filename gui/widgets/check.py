"""A check box in the look's own strokes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from gui.icons import paint_icon
from gui.style import font, look

__all__ = ["Check", "draw_check"]

GAP = 8
ROOM = 3  # around, for the ring of the focus


class Check(QCheckBox):
    """A box of 16 px and its words."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        px = look().px
        wide = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(2 * ROOM + px(16) + (GAP + wide if wide else 0) + 2, max(px(16), self.fontMetrics().height()) + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = look().theme, look().px(16)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        box = QRectF(ROOM, whole.center().y() - side / 2, side, side)
        draw_check(painter, box, self.isChecked(), self.isEnabled())
        painter.setFont(self.font())
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.strong))
        painter.drawText(whole.adjusted(box.right() + GAP, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 4, 4)
        painter.end()


def draw_check(painter: QPainter, box: QRectF, on: bool, enabled: bool = True) -> None:
    """The box of a check: filled with a tick, or an outline."""
    theme = look().theme
    colour = QColor(theme.accent if enabled else theme.control)
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 4, 4)
        inner = box.adjusted(2, 2, -2, -2)
        paint_icon(painter, inner, "check", "on_accent")
    else:
        painter.setPen(QPen(QColor(theme.strong if enabled else theme.control), 1.5))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 3.5, 3.5)
