"""What cells hold besides text and bars: an interval on a shared scale, who gains and loses, parts of a whole."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from gui.models import Whisker
from gui.style import look
from gui.theme import mixed

__all__ = ["paint_pair", "paint_stack", "paint_whisker"]

STEPS = (1.0, 0.65, 0.4, 0.25)  # opacities of the parts of one whole


def paint_whisker(painter: QPainter, rect: QRectF, whisker: Whisker, tone: str) -> None:
    """Draws an interval: zero dashed, whisker 2 px, dot 3.5 px."""
    theme, px = look().theme, look().px
    inner = rect.adjusted(4, 0, -4, 0)
    middle = rect.center().y()

    def at(place: float) -> float:
        return inner.left() + place * inner.width()

    zero = QPen(QColor(theme.strong), 1)
    zero.setDashPattern([2.0, 2.0])
    painter.setPen(zero)
    painter.drawLine(QPointF(at(whisker.zero), middle - px(8)), QPointF(at(whisker.zero), middle + px(8)))
    pen = QPen(QColor(getattr(theme, tone)), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(at(whisker.low), middle), QPointF(at(whisker.high), middle))
    for end in (whisker.low, whisker.high):
        painter.drawLine(QPointF(at(end), middle - px(4)), QPointF(at(end), middle + px(4)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(theme, tone)))
    painter.drawEllipse(QPointF(at(whisker.middle), middle), 3.5, 3.5)


def paint_pair(painter: QPainter, rect: QRectF, text_font: QFont, pair: tuple[str, str]) -> None:
    """Writes "106 / 75" to the right, the first in the colour of gains, the second in that of losses."""
    theme = look().theme
    painter.setFont(text_font)
    right = rect.right()
    for text, colour in ((pair[1], theme.negative), (" / ", theme.muted), (pair[0], theme.positive)):
        wide = painter.fontMetrics().horizontalAdvance(text)
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(right - wide, rect.top(), wide + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        right -= wide


def paint_stack(painter: QPainter, rect: QRectF, parts: tuple[float, ...], number: int) -> None:
    """Draws parts of a whole side by side, paler by steps of a run's hue, a hairline between them."""
    theme = look().theme
    painter.setPen(Qt.PenStyle.NoPen)
    left = rect.left()
    for part, step in zip(parts, STEPS, strict=False):
        wide = rect.width() * max(0.0, part)
        if wide > 0:
            painter.setBrush(QColor(mixed(theme.run(number), theme.surface, step)))
            painter.drawRect(QRectF(left, rect.top(), max(0.5, wide - 1), rect.height()))
        left += wide
