"""The colours of the maps: 1 is neutral, the ramp above, the warm end below; their scale with numbers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QWidget

from gui.style import font, look
from gui.theme import DARK, LIGHT, Theme, mixed

__all__ = ["Scale", "colour_table", "image"]

NEUTRAL, OCTAVES = 128, 3.0  # as `AssociationsView` shades: 127 steps for three octaves
LOWEST = 1.25  # octaves below 1 at which the warm end is reached: 0.42


@lru_cache(maxsize=4)
def colour_table(name: str) -> list[int]:
    """256 colours by shade, for the theme of this name; 0 is unknown."""
    theme = {"light": LIGHT, "dark": DARK}[name]
    found = [_rgb(theme.track if name == "light" else theme.raised)]
    for shade in range(1, 256):
        octaves = (shade - NEUTRAL) * OCTAVES / 127
        found.append(_rgb(_above(theme, octaves / OCTAVES) if octaves >= 0 else _below(theme, -octaves / LOWEST)))
    return found


def image(shades: npt.NDArray[np.uint8]) -> QImage:
    """One pixel a cell; colours come from the table that is set on it."""
    rows, columns = shades.shape
    held = np.ascontiguousarray(shades)
    made = QImage(held.data, columns, rows, columns, QImage.Format.Format_Indexed8).copy()
    made.setColorTable(colour_table(look().theme.name))
    return made


class Scale(QWidget):
    """The colours from below 0.4 to 8 and beyond, with the numbers that they stand for."""

    MARKS = ((0.42, "≤ 0.4"), (1.0, "1"), (2.0, "2"), (4.0, "4"), (8.0, "8×"))

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(120), look().px(28))
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draws itself at the painter's origin."""
        theme, px = look().theme, look().px
        table = colour_table(theme.name)
        left, wide, high = px(8), self.width() - px(18), px(8)
        for step in range(wide):
            octaves = -LOWEST + (OCTAVES + LOWEST) * (step + 0.5) / wide
            shade = min(max(round(NEUTRAL + octaves * 127 / OCTAVES), 1), 255)
            painter.fillRect(left + step, 3, 1, high, QColor.fromRgb(table[shade]))
        painter.setPen(QColor(theme.border))
        painter.drawRect(QRectF(left - 0.5, 2.5, wide + 1, high + 1))
        painter.setFont(font("label"))
        painter.setPen(QColor(theme.muted))
        for value, text in self.MARKS:
            place = left + wide * (np.log2(value) + LOWEST) / (OCTAVES + LOWEST)
            painter.drawLine(QPointF(place, high + 4), QPointF(place, high + 6))
            box = QRectF(max(place - 20, 0.0), high + 5, 40, px(15))
            first = Qt.AlignmentFlag.AlignLeft if place < 20 else Qt.AlignmentFlag.AlignHCenter
            painter.drawText(box, int(first | Qt.AlignmentFlag.AlignVCenter), text)


def _above(theme: Theme, share: float) -> str:
    place = min(max(share, 0.0), 1.0) * (len(theme.ramp) - 1)
    step = min(int(place), len(theme.ramp) - 2)
    return mixed(theme.ramp[step + 1], theme.ramp[step], place - step)


def _below(theme: Theme, share: float) -> str:
    return mixed(theme.below, theme.ramp[0], min(max(share, 0.0), 1.0))


def _rgb(colour: str) -> int:
    made = QColor(colour)
    return qRgb(made.red(), made.green(), made.blue())
