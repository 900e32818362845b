"""Small multiples: a small panel a segment, every run as a dot with its band, all on one scale."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from gui.compare.segment_rows import SegmentRows, few_words, interval_words, shoppers_words
from gui.style import font, look
from gui.widgets.plot import nice_ticks, tick_texts

__all__ = ["Multiples"]

AXIS, NARROWEST, LOWEST, HEAD, FOOT = 46, 112, 124, 36, 22
MANY_FEW = 8  # panels that only say that there are too few shoppers; where there are more, one line counts them
CENTRE = Qt.AlignmentFlag.AlignCenter
WRAPPED = int(CENTRE | Qt.TextFlag.TextWordWrap)


class Multiples(QWidget):
    """Arrow keys and clicks walk over segments, Enter and double clicks open one; runs stand as in the table above.

    Attributes:
        current: the segment in focus, by its place in the rows; -1 for none.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(look().px(AXIS + NARROWEST))
        self._rows: SegmentRows | None = None
        self._shown: list[int] = []  # segments with a panel, by their place in the rows
        self._ticks = [0.0, 1.0]
        self.current = -1
        look().changed.connect(self.update)

    def set_rows(self, rows: SegmentRows | None) -> None:
        """Draws these segments."""
        self._rows = rows
        number = len(rows.names) if rows is not None else 0
        few = int(rows.few.sum()) if rows is not None else 0
        self._shown = [i for i in range(number) if rows is not None and not (rows.few[i] and few > MANY_FEW)]
        self.current = min(self.current, number - 1)
        shown = rows.high[:, ~rows.few] if rows is not None else np.zeros(0)
        finite = shown[np.isfinite(shown)]
        self._ticks = nice_ticks(0.0, float(finite.max()) if len(finite) else 0.01, 4)
        self._fit_height()
        self.update()

    def show_current(self, segment: int) -> None:
        """Puts a segment into focus and brings its panel into view."""
        if segment == self.current:
            return
        self.current = segment
        self.update()
        area = self._area()
        if segment in self._shown and area is not None:
            place = self._panel(self._shown.index(segment)).center()
            area.ensureVisible(int(place.x()), int(place.y()), 0, int(self._high() / 2))

    def left_out(self) -> int:
        """How many segments with too few shoppers have no panel."""
        return len(self._rows.names) - len(self._shown) if self._rows is not None else 0

    def has_rings(self) -> bool:
        """Whether a dot is a ring, because its interval is as wide as its value."""
        return self._rows is not None and bool(self._rows.wide[:, self._shown].any())

    # where things stand

    def _across(self) -> int:
        room = max(1, self.width() - look().px(AXIS))
        return max(1, min(len(self._shown), room // look().px(NARROWEST)))

    def _lines(self) -> int:
        return max(1, math.ceil(len(self._shown) / self._across()))

    def _high(self) -> float:
        foot = look().px(FOOT) if self.left_out() else 0
        return max(float(look().px(LOWEST)), (self.height() - foot) / self._lines())

    def _panel(self, place: int) -> QRectF:
        wide = (self.width() - look().px(AXIS) - 4) / self._across()
        line, column = divmod(place, self._across())
        return QRectF(look().px(AXIS) + column * wide, line * self._high(), wide, self._high())

    def _scale(self, panel: QRectF, value: float) -> float:
        """Where a value stands in a panel."""
        top, bottom = panel.top() + look().px(HEAD) + 8, panel.bottom() - 10
        low, high = self._ticks[0], self._ticks[-1]
        return bottom - (value - low) / (high - low) * (bottom - top)

    def _area(self) -> QScrollArea | None:
        viewport = self.parentWidget()
        above = viewport.parentWidget() if viewport is not None else None
        return above if isinstance(above, QScrollArea) else None

    def _fit_height(self) -> None:
        foot = look().px(FOOT) if self.left_out() else 0
        self.setMinimumHeight(self._lines() * look().px(LOWEST) + foot if self._shown else look().px(LOWEST))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._rows is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in range(self._lines()):
            self._paint_ticks(painter, line)
        for place, segment in enumerate(self._shown):
            panel = self._panel(place)
            if panel.intersects(QRectF(event.rect())):
                self._paint_panel(painter, panel, segment)
        if left := self.left_out():
            painter.setFont(font("caption"))
            painter.setPen(QColor(look().theme.muted))
            foot = QRectF(look().px(12), self._lines() * self._high(), self.width() - look().px(24), look().px(FOOT))
            more = self.tr("%Ln more with fewer than 30 shoppers: too few to say anything", "", left)
            painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, more)
        painter.end()

    def _paint_ticks(self, painter: QPainter, line: int) -> None:
        theme, first = look().theme, self._panel(line * self._across())
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        for tick, text in zip(self._ticks, tick_texts(self._ticks), strict=True):
            y = self._scale(first, tick)
            room = QRectF(0, y - look().px(8), look().px(AXIS) - 6, look().px(16))
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_panel(self, painter: QPainter, panel: QRectF, segment: int) -> None:
        rows, theme, px = self._rows, look().theme, look().px
        assert rows is not None
        inner = panel.adjusted(4, 2, -4, -2)
        if segment == self.current:
            painter.setPen(QPen(QColor(theme.focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection if self.hasFocus() else theme.hover))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QColor(theme.text))
        painter.setFont(font("caption", semibold=True))
        head = QRectF(inner.left() + 6, inner.top() + 2, inner.width() - 12, px(16))
        name = painter.fontMetrics().elidedText(rows.names[segment], Qt.TextElideMode.ElideRight, int(head.width()))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(theme.muted))
        painter.setFont(font("caption"))
        below = head.translated(0, px(15))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shoppers_words(int(rows.users[segment])))
        if rows.few[segment]:
            body = QRectF(head.left(), panel.top() + px(HEAD), head.width(), panel.height() - px(HEAD) - 8)
            painter.drawText(body, WRAPPED, few_words())
            return
        for tick in self._ticks:
            painter.setPen(QColor(theme.border if tick == 0 else theme.line))
            y = round(self._scale(panel, tick)) + 0.5
            painter.drawLine(QPointF(head.left(), y), QPointF(head.right(), y))
        step = min(float(px(30)), head.width() / max(1, len(rows.runs)))
        start = head.center().x() - step * (len(rows.runs) - 1) / 2
        for run in range(len(rows.runs)):
            self._paint_dot(painter, panel, start + run * step, run, segment)

    def _paint_dot(self, painter: QPainter, panel: QRectF, x: float, run: int, segment: int) -> None:
        rows, theme = self._rows, look().theme
        assert rows is not None
        mean, low, high = (float(values[run, segment]) for values in (rows.mean, rows.low, rows.high))
        if not np.isfinite(mean):
            return
        focus, colour = run == rows.focus, QColor(theme.run(rows.runs[run].series))
        pen = QPen(colour, 2 if focus else 1)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        if np.isfinite(low) and np.isfinite(high):
            top, bottom = self._scale(panel, high), self._scale(panel, max(low, self._ticks[0]))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.drawLine(QPointF(x - 3, top), QPointF(x + 3, top))
            if low > self._ticks[0]:
                painter.drawLine(QPointF(x - 3, bottom), QPointF(x + 3, bottom))
        uncertain = bool(rows.wide[run, segment])
        painter.setPen(QPen(colour, 1.5) if uncertain else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface) if uncertain else colour)
        radius = 4.5 if focus else 3.5
        painter.drawEllipse(QPointF(x, self._scale(panel, mean)), radius, radius)

    # what a person does

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            segment = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.told(segment) if segment >= 0 else "", self)
            return True
        return super().event(event)

    def told(self, segment: int) -> str:
        """The figures of one segment, a line a run."""
        rows = self._rows
        if rows is None or not 0 <= segment < len(rows.names):
            return ""
        lines = [f"{rows.names[segment]}: {shoppers_words(int(rows.users[segment]))}"]
        if rows.few[segment]:
            return "\n".join([*lines, few_words()])
        for run, row in enumerate(rows.runs):
            figures = (float(values[run, segment]) for values in (rows.mean, rows.low, rows.high))
            lines.append(f"{row.name}: {interval_words(*figures)}")
        return "\n".join(lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        segment = self._at(event.position())
        if segment >= 0:
            self._choose(segment)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        segment = self._at(event.position())
        if segment >= 0:
            self.opened.emit(segment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.opened.emit(self.current)
            return
        across = self._across()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._shown) - 1}
        key = Qt.Key(event.key())
        if not self._shown or key not in {*steps, *ends}:
            super().keyPressEvent(event)
            return
        place = self._shown.index(self.current) if self.current in self._shown else -1
        wanted = ends[key] if key in ends else place + steps[key] if place >= 0 else 0
        if 0 <= wanted < len(self._shown):
            self._choose(self._shown[wanted])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _choose(self, segment: int) -> None:
        self.show_current(segment)
        self.setAccessibleDescription(self.told(segment))
        self.chosen.emit(segment)

    def _at(self, point: QPointF) -> int:
        found = (s for place, s in enumerate(self._shown) if self._panel(place).contains(point))
        return next(found, -1)
