"""Some lines of a file as they stand in it, the delimiters tinted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import words
from gui.style import font, look

__all__ = ["RawLines"]

LINES, LONGEST = 4, 600


class RawLines(QWidget):
    """The header and three lines; the line numbers stand before them."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: tuple[tuple[int, str], ...] = ()
        self._delimiter = ""
        self.setFixedHeight(look().px(20) * LINES)
        look().changed.connect(self.update)

    def show_lines(self, lines: Sequence[tuple[int, str]], delimiter: str) -> None:
        self._lines = tuple((number, text[:LONGEST]) for number, text in lines[:LINES])
        self._delimiter = delimiter
        self.setFixedHeight(look().px(20) * max(1, len(self._lines)))
        self.setAccessibleDescription("\n".join(text for _, text in self._lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        high = px(20)
        for place, (number, text) in enumerate(self._lines):
            painter.setFont(font("mono"))
            painter.setPen(QColor(theme.muted))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, place * high, px(56), high), int(side), words.count(number))
            painter.setFont(font("mono", semibold=place == 0 and number == 1))
            self._write(painter, text, px(68), place * high, high)
        painter.end()

    def _write(self, painter: QPainter, text: str, left: float, top: float, high: float) -> None:
        theme, metrics = look().theme, QFontMetricsF(painter.font())
        parts = text.split(self._delimiter) if self._delimiter else [text]
        mark = "→" if self._delimiter == "\t" else self._delimiter
        wide = metrics.horizontalAdvance(mark)
        for place, part in enumerate(parts):
            if place:
                painter.fillRect(QRectF(left, top + 2, wide, high - 4), QColor(theme.accent_soft))
                painter.setPen(QColor(theme.accent))
                painter.drawText(QRectF(left, top, wide + 2, high), Qt.AlignmentFlag.AlignVCenter, mark)
                left += wide
            room = self.width() - left
            if room < 12:
                return
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(left, top, room, high), Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(part)
