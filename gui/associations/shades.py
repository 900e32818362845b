"""The colours of the maps, the ramp above their neutral point and the warm end below; their scale with numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, qRgb
from PySide6.QtWidgets import QWidget

from gui.style import font, look
from gui.theme import DARK, LIGHT, Theme, mixed
from gui.words import MINUS

__all__ = ["Scale", "colour_table", "image"]

NEUTRAL, STEPS = 128, 127


@dataclass(frozen=True)
class _Axis:
    """How numbers lie along a scale, 0 at the neutral point.

    Attributes:
        low, high: its ends.
        reach: how far below the neutral point shade 1 stands for.
        marks: places, and the numbers there.
    """

    low: float
    high: float
    reach: float
    marks: tuple[tuple[float, str], ...]

    def shade(self, place: float) -> int:
        """As `AssociationsView` shades: 127 steps up to the end, and 127 down to the reach."""
        end = self.high if place >= 0 else self.reach
        return min(max(round(NEUTRAL + STEPS * place / end), 1), 255)

    def below(self, shade: int) -> float:
        """Which share of the warm end a shade below the neutral point has."""
        return (NEUTRAL - shade) / STEPS * self.reach / -self.low


# Ratios by octaves about 1, the warm end reached at 0.42; signed ones by their root about 0.
RATIOS = _Axis(-1.25, 3.0, 3.0, ((-1.25, "≤ 0.4"), (0.0, "1"), (1.0, "2"), (2.0, "4"), (3.0, "8×")))
SIGNED = _Axis(
    -math.sqrt(2),
    math.sqrt(8),
    math.sqrt(2),
    ((-math.sqrt(2), f"≤ {MINUS}2"), (0.0, "0"), (1.0, "1"), (2.0, "4"), (math.sqrt(8), "8×")),
)


@lru_cache(maxsize=4)
def colour_table(name: str, signed: bool = False) -> list[int]:
    """256 colours by shade, for the theme of this name; 0 is unknown."""
    theme, axis = {"light": LIGHT, "dark": DARK}[name], SIGNED if signed else RATIOS
    found = [_rgb(unknown(theme))]
    for shade in range(1, 256):
        above = shade >= NEUTRAL
        found.append(_rgb(_above(theme, (shade - NEUTRAL) / STEPS) if above else _below(theme, axis.below(shade))))
    return found


def unknown(theme: Theme) -> str:
    """The grey of a cell of which nothing is known."""
    return theme.control


def image(shades: npt.NDArray[np.uint8], signed: bool = False) -> QImage:
    """One pixel a cell; colours come from the table that is set on it."""
    rows, columns = shades.shape
    held = np.ascontiguousarray(shades)
    made = QImage(held.data, columns, rows, columns, QImage.Format.Format_Indexed8).copy()
    made.setColorTable(colour_table(look().theme.name, signed))
    return made


class Scale(QWidget):
    """The colours with the numbers that they stand for; before them the grey of cells without one, and its reason."""

    GREY = 56  # px before the colours

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(120 + self.GREY), look().px(28))
        self.signed, self._none = False, ""
        look().changed.connect(self.update)

    def show_signed(self, signed: bool) -> None:
        """Numbers about 0, or ratios about 1."""
        self.signed = signed
        self.update()

    def say_none(self, text: str, tip: str) -> None:
        """What a grey cell means, in a word and in a sentence."""
        self._none = text
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draws itself at the painter's origin."""
        theme, px, axis = look().theme, look().px, SIGNED if self.signed else RATIOS
        table = colour_table(theme.name, self.signed)
        left, high = px(8 + self.GREY), px(8)
        wide, cell = self.width() - left - px(10), px(14)
        middle = px(22)
        painter.fillRect(QRectF(middle - cell / 2, 3, cell, high), QColor.fromRgb(table[0]))
        for step in range(wide):
            shade = axis.shade(axis.low + (axis.high - axis.low) * (step + 0.5) / wide)
            painter.fillRect(left + step, 3, 1, high, QColor.fromRgb(table[shade]))
        painter.setPen(QColor(theme.border))
        painter.drawRect(QRectF(left - 0.5, 2.5, wide + 1, high + 1))
        painter.setFont(font("label"))
        painter.setPen(QColor(theme.muted))
        painter.drawText(self._below(middle), int(Qt.AlignmentFlag.AlignCenter), self._none)
        for value, text in axis.marks:
            place = left + wide * (value - axis.low) / (axis.high - axis.low)
            painter.drawLine(QPointF(place, high + 4), QPointF(place, high + 6))
            painter.drawText(self._below(place), int(Qt.AlignmentFlag.AlignCenter), text)

    @staticmethod
    def _below(place: float) -> QRectF:
        return QRectF(place - 30, look().px(8) + 5, 60, look().px(15))


def _above(theme: Theme, share: float) -> str:
    place = min(max(share, 0.0), 1.0) * (len(theme.ramp) - 1)
    step = min(int(place), len(theme.ramp) - 2)
    return mixed(theme.ramp[step + 1], theme.ramp[step], place - step)


def _below(theme: Theme, share: float) -> str:
    return mixed(theme.below, theme.ramp[0], min(max(share, 0.0), 1.0))


def _rgb(colour: str) -> int:
    made = QColor(colour)
    return qRgb(made.red(), made.green(), made.blue())
