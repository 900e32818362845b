"""The weeks of a dataset with the two cuts as handles, moved by mouse or by the arrow keys."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session.messages.importing import SplitView
from gui import words
from gui.data.week_bars import draw_weeks
from gui.style import font, look
from gui.theme import mixed

__all__ = ["Cut", "Timeline", "day_number"]

SIDE, TOP, FOOT = 16, 44, 26


class Cut(QWidget):
    """A handle: arrow keys move it by a day, with Shift or by Page Up and Down by a week."""

    moved = Signal(int)
    dragged = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFixedWidth(look().px(18))
        look().changed.connect(self.update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        week = 7 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        steps = {
            Qt.Key.Key_Left: -week,
            Qt.Key.Key_Down: -week,
            Qt.Key.Key_Right: week,
            Qt.Key.Key_Up: week,
            Qt.Key.Key_PageUp: 7,
            Qt.Key.Key_PageDown: -7,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self.mapToParent(event.position()).x())

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        pen = QPen(QColor(theme.text), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(middle, px(14)), QPointF(middle, self.height()))
        grip = QRectF(middle - px(6), 1, px(12), px(16))
        painter.setPen(QPen(QColor(theme.focus if self.hasFocus() else theme.strong), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(theme.accent if self.hasFocus() else theme.surface))
        painter.drawRoundedRect(grip, 4, 4)
        painter.setPen(QPen(QColor(theme.on_accent if self.hasFocus() else theme.muted), 1))
        for offset in (-2, 2):
            painter.drawLine(QPointF(middle + offset, px(6)), QPointF(middle + offset, px(12)))
        painter.end()


class Timeline(QWidget):
    """Weeks as bars on three grounds: what is learned from, what tunes, what tests."""

    cuts_moved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(look().px(190))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.validation, self.test = Cut(self), Cut(self)
        self._weeks: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._first = self._last = self._end = 0
        self._cuts = [0, 0]
        self._dated = False
        for number, cut in enumerate((self.validation, self.test)):
            cut.moved.connect(lambda days, number=number: self._move(number, self._cuts[number] + days))
            cut.dragged.connect(lambda x, number=number: self._move(number, self._day_at(x)))
        look().changed.connect(self.update)

    def show_split(self, view: SplitView) -> None:
        """A split; the handles move only where times are dates."""
        self._weeks = view.weeks
        days = [_day(text) for text in (view.first, view.last, view.validation_start, view.test_start, view.test_end)]
        known = all(day is not None for day in days[:2]) and days[3] is not None
        self._dated = known and _is_date(view.first)
        for cut in (self.validation, self.test):
            cut.setVisible(known)
            cut.setEnabled(self._dated)
        self.validation.setVisible(known and days[2] is not None)
        if known:
            self._first, self._last = days[0] or 0, days[1] or 0
            self._cuts = [days[2] if days[2] is not None else self._first, days[3] or 0]
            self._end = days[4] if days[4] is not None else self._last
        else:
            self._first = self._last = 0
        self._place()

    def retranslate(self) -> None:
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(700), look().px(230))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _move(self, number: int, day: int) -> None:
        """Moves a cut within the data and on its side of the other."""
        low = self._first + 1 if number == 0 or self.validation.isHidden() else self._cuts[0] + 1
        high = self._cuts[1] - 1 if number == 0 else self._last
        day = min(max(day, low), high)
        if day != self._cuts[number] and self._dated:
            self._cuts[number] = day
            self._place()
            validation = "" if self.validation.isHidden() else _iso(self._cuts[0])
            self.cuts_moved.emit(validation, _iso(self._cuts[1]))

    def _place(self) -> None:
        for number, cut in enumerate((self.validation, self.test)):
            x = round(self._x(self._cuts[number]))
            cut.setFixedHeight(max(20, self.height() - look().px(TOP - 18) - look().px(FOOT)))
            cut.move(x - cut.width() // 2, look().px(TOP - 18))
        self._name()
        self.update()

    def _name(self) -> None:
        named = (
            (self.validation, self.tr("Start of validation, {0}"), self._cuts[0]),
            (self.test, self.tr("Start of the test, {0}"), self._cuts[1]),
        )
        for cut, text, day in named:
            cut.setAccessibleName(text.format(self._day_words(day)))
            hint = self.tr("Arrow keys move it by a day, with Shift by a week")
            cut.setToolTip(f"{text.format(self._day_words(day))}\n{hint}" if self._dated else "")

    def _day_words(self, day: int) -> str:
        return words.day(_iso(day)) if self._dated else f"day {day}"

    def _x(self, day: int) -> float:
        wide = self.width() - 2 * SIDE
        return SIDE + wide * (day - self._first) / max(1, self._last + 1 - self._first)

    def _day_at(self, x: float) -> int:
        wide = max(1, self.width() - 2 * SIDE)
        return self._first + round((x - SIDE) / wide * max(1, self._last + 1 - self._first))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - px(FOOT)
        rect = QRectF(SIDE, px(TOP), self.width() - 2 * SIDE, base - px(TOP))
        shown = not self.test.isHidden()
        for begin, end, colour in self._windows() if shown else ((self._first, self._last + 1, theme.bar_soft),):
            left, right = self._x(begin), self._x(end)
            painter.setClipRect(QRectF(left, rect.top(), max(1.0, right - left), rect.height()))
            draw_weeks(painter, rect, self._weeks, colour)
        painter.setClipping(False)
        if shown:
            self._write_names(painter)
        painter.fillRect(QRectF(SIDE, base, rect.width(), 1), QColor(theme.border))
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        line = QRectF(SIDE, base + 5, rect.width(), px(16))
        if shown:
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._day_words(self._first))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._day_words(self._last))
        painter.end()

    def _windows(self) -> list[tuple[int, int, str]]:
        """What is learned from, what tunes and what tests, each in a step of one hue; what lies behind in grey."""
        theme = look().theme
        start = self._cuts[1] if self.validation.isHidden() else self._cuts[0]
        return [
            (self._first, start, theme.bar_soft),
            (start, self._cuts[1], mixed(theme.accent, theme.surface, 0.55)),
            (self._cuts[1], self._end + 1, theme.accent),
            (self._end + 1, self._last + 1, theme.track),
        ]

    def _write_names(self, painter: QPainter) -> None:
        theme, px = look().theme, look().px
        parts = [
            (self._first, self.tr("Training"), ""),
            (self._cuts[1], self.tr("Test"), self._day_words(self._cuts[1])),
        ]
        if not self.validation.isHidden():
            parts.insert(1, (self._cuts[0], self.tr("Validation"), self._day_words(self._cuts[0])))
        free = 0.0
        for begin, name, day in parts:
            painter.setFont(font("table", semibold=True))
            wide = painter.fontMetrics().horizontalAdvance(name) + 8
            place = max(self._x(begin) - (px(6) if day else 0), free)
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(place, px(2), px(160), px(18)), Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(font("table"))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(place + wide, px(2), px(160), px(18)), Qt.AlignmentFlag.AlignVCenter, day)
            free = place + wide + (painter.fontMetrics().horizontalAdvance(day) + px(14) if day else 0)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def day_number(text: str) -> int:
    """A day as a number that orders; -1 for none."""
    found = _day(text)
    return -1 if found is None else found


def _day(text: str) -> int | None:
    """A day's number, of an ISO date or of "day 12"."""
    if not text:
        return None
    if _is_date(text):
        return (date.fromisoformat(text[:10]) - date(1970, 1, 1)).days
    number = text.rpartition(" ")[2]
    return int(float(number)) if number.replace(".", "", 1).isdigit() else None


def _iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()
