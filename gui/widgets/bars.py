"""Bars: one fraction, a bar of parts as wide as their time, and the small bars of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.icons import paint_icon
from gui.style import font, look
from gui.theme import mixed

__all__ = ["PartsBar", "Piece", "ProgressBar", "draw_bar"]


def draw_bar(painter: QPainter, rect: QRectF, fraction: float, colour: str, track: str = "") -> None:
    """A bar from the left of its track; `fraction` in [0, 1]."""
    painter.setPen(Qt.PenStyle.NoPen)
    if track:
        painter.setBrush(QColor(track))
        painter.drawRoundedRect(rect, 2, 2)
    width = rect.width() * min(max(fraction, 0.0), 1.0)
    if width >= 0.5:
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), width, rect.height()), min(2, width / 2), 2)


class ProgressBar(QWidget):
    """One fraction on a track; grey while its job is being cancelled."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedHeight(look().px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fraction, self._grey = 0.0, False
        look().changed.connect(self.update)

    def set_fraction(self, fraction: float, grey: bool = False) -> None:
        if (fraction, grey) != (self._fraction, self._grey):
            self._fraction, self._grey = fraction, grey
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(
            painter, QRectF(self.rect()), self._fraction, theme.strong if self._grey else theme.accent, theme.track
        )
        painter.end()


@dataclass(frozen=True)
class Piece:
    """A part of a job: its share of the whole time, how much of it is done, and what stands under it."""

    begin: float
    end: float
    done: float
    title: str
    remark: str = ""
    current: bool = False

    @property
    def past(self) -> bool:
        return self.done >= 1.0 and not self.current

    @property
    def to_come(self) -> bool:
        return self.done <= 0.0 and not self.current


class PartsBar(QWidget):
    """A bar of parts as wide as their time: past parts paler, the current one in full, what is to come as track."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(34))
        self._pieces: tuple[Piece, ...] = ()
        self._grey = False
        look().changed.connect(self.update)

    def set_pieces(self, pieces: Sequence[Piece], grey: bool = False) -> None:
        self._pieces, self._grey = tuple(pieces), grey
        self.setAccessibleName("; ".join(f"{piece.title} {piece.remark}".strip() for piece in pieces))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, past = self.width(), mixed(theme.accent, theme.surface, 0.6)
        if not self._pieces:
            draw_bar(painter, QRectF(0, 0, width, px(10)), 0, theme.accent, theme.track)
        taken = 0.0
        for index, piece in enumerate(self._pieces):
            left, right = width * piece.begin, width * piece.end
            last = index == len(self._pieces) - 1
            gap = 0 if last else min(4.0, (right - left) / 2)
            colour = theme.strong if self._grey else theme.accent if piece.current else past
            draw_bar(painter, QRectF(left, 0, max(1.0, right - left - gap), px(10)), piece.done, colour, theme.track)
            taken = self._write(painter, piece, left, max(right, left + 1), taken, last)
        painter.end()

    def _write(self, painter: QPainter, piece: Piece, left: float, right: float, taken: float, last: bool) -> float:
        """Writes a part's name under it if there is room since the name before; returns where the room ends."""
        theme, px = look().theme, look().px
        painter.setFont(font("table", semibold=piece.current))
        mark = px(18) if piece.past else 0
        wide = mark + painter.fontMetrics().horizontalAdvance(piece.title)
        whole = wide + (8 + painter.fontMetrics().horizontalAdvance(piece.remark) if piece.remark else 0)
        room = self.width() - left if last or piece.current else right - left
        start = left
        if piece.current and left + whole > self.width():
            start = max(taken, self.width() - whole)
        elif wide > room or left < taken:
            return taken
        line = QRectF(start, px(14), whole + 8, px(18))
        if piece.past:
            paint_icon(painter, QRectF(start, px(16), px(14), px(14)), "check", "positive")
        painter.setPen(QColor(theme.muted if piece.to_come else theme.text))
        painter.drawText(line.adjusted(mark, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, piece.title)
        if piece.remark and (piece.current or whole <= room):
            painter.setFont(font("table"))
            painter.setPen(QColor(theme.muted))
            painter.drawText(line.adjusted(wide + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, piece.remark)
            return start + whole + 12
        return start + wide + 12
