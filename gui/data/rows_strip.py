"""Rows in, rows out, and the part between them magnified by reason."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.session.messages.checking import CheckView
from gui import words
from gui.data import sentences
from gui.style import font, look
from gui.widgets.parts import Panel, column, label, row, set_tone

__all__ = ["RowsStrip"]

OPACITY = (1.0, 0.65, 0.4, 0.25)
MARKED_MS = 2000


class _Strip(QWidget):
    """All rows as a bar, the lost ones in red at its end; below they fill the width, part by part."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(look().px(64))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._in = self._out = 0
        self._parts: tuple[tuple[str, int], ...] = ()
        self._lost = self._all = ""
        look().changed.connect(self.update)

    def show_rows(self, rows_in: int, rows_out: int, parts: tuple[tuple[str, int], ...], lost: str, every: str) -> None:
        self._in, self._out, self._parts, self._lost, self._all = rows_in, rows_out, parts, lost, every
        said = [f"{words.count(rows)} {text}" for text, rows in parts]
        self.setAccessibleName("; ".join((lost or every, *said)))
        self.setToolTip("\n".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px, wide = look().theme, look().px, float(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = px(14)
        share = self._out / self._in if self._in else 0.0
        lost = self._in - self._out
        kept = wide * share if not lost else min(wide * share, wide - 2)
        painter.setBrush(QColor(theme.track))
        painter.drawRoundedRect(QRectF(0, 0, wide, high), 2, 2)
        painter.setBrush(QColor(theme.bar_soft))
        painter.drawRoundedRect(QRectF(0, 0, kept, high), 2, 2)
        if lost:
            painter.setBrush(QColor(theme.negative))
            painter.drawRect(QRectF(kept, 0, wide - kept, high))
            painter.setBrush(QColor(theme.negative_soft))
            base = px(24)
            painter.drawPolygon(
                QPolygonF([QPointF(kept, high), QPointF(0, base), QPointF(wide, base), QPointF(wide, high)])
            )
            self._paint_parts(painter, base, high)
        self._paint_legend(painter, px(46), lost)
        painter.end()

    def _paint_parts(self, painter: QPainter, top: float, high: float) -> None:
        total = sum(rows for _, rows in self._parts) or 1
        room = self.width() - 2.0 * (len(self._parts) - 1)
        left = 0.0
        for place, (_, rows) in enumerate(self._parts):
            part = max(1.0, room * rows / total)
            painter.setBrush(self._colour(place))
            painter.drawRoundedRect(QRectF(left, top, part, high), 2, 2)
            left += part + 2

    def _paint_legend(self, painter: QPainter, top: float, lost: int) -> None:
        theme, px = look().theme, look().px
        painter.setFont(font("table", semibold=True))
        painter.setPen(QColor(theme.negative if lost else theme.positive))
        text = self._lost if lost else self._all
        painter.drawText(QRectF(0, top, self.width(), px(16)), Qt.AlignmentFlag.AlignVCenter, text)
        left = painter.fontMetrics().horizontalAdvance(text) + px(20)
        for place, (name, rows) in enumerate(self._parts):
            number = words.count(rows)
            painter.setFont(font("table"))
            need = px(14) + painter.fontMetrics().horizontalAdvance(f"{number}  {name}") + 4
            if left + need > self.width():
                painter.setPen(QColor(theme.muted))
                painter.drawText(QRectF(left, top, px(40), px(16)), Qt.AlignmentFlag.AlignVCenter, "…")
                return
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(place))
            painter.drawRoundedRect(QRectF(left, top + px(4), px(8), px(8)), 2, 2)
            left += px(14)
            painter.setFont(font("table", semibold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(left, top, px(120), px(16)), Qt.AlignmentFlag.AlignVCenter, number)
            left += painter.fontMetrics().horizontalAdvance(number) + 6
            painter.setFont(font("table"))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QRectF(left, top, px(400), px(16)), Qt.AlignmentFlag.AlignVCenter, name)
            left += painter.fontMetrics().horizontalAdvance(name) + px(20)

    def _colour(self, place: int) -> QColor:
        colour = QColor(look().theme.negative)
        colour.setAlphaF(OPACITY[min(place, len(OPACITY) - 1)])
        return colour


class RowsStrip(Panel):
    """104 px: rows in left, the strip, rows out right."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(104))
        self._in, self._in_name = label("", "verdict"), label("", "body", "muted")
        self._out, self._out_name = label("", "verdict"), label("", "body", "muted")
        self._strip = _Strip()
        for made in (self._out, self._out_name):
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
        left, right = QWidget(), QWidget()
        left.setLayout(column(None, self._in, self._in_name, None, spacing=2))
        right.setLayout(column(None, self._out, self._out_name, None, spacing=2))
        left.setMinimumWidth(look().px(120))
        right.setMinimumWidth(look().px(140))
        line = row(left, self._strip, right, spacing=28, margins=(19, 0, 19, 0))
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self._answer: CheckView | None = None
        self._marked = QTimer(self, singleShot=True, interval=MARKED_MS)
        self._marked.timeout.connect(lambda: set_tone(self._out, "text"))

    def set_counting(self, counting: bool) -> None:
        """The rows out are of the draft before, and muted."""
        self._marked.stop()
        set_tone(self._out, "muted" if counting else "text")
        if counting:
            self._out_name.setText(self.tr("counting…"))
        elif self._answer is not None:
            self.show_rows(self._answer)

    def said_out(self) -> str:
        """What is said of the rows out."""
        return self._out_name.text()

    def show_rows(self, answer: CheckView, marked: bool = False) -> None:
        """The counts of a check; `marked` puts the rows out into the accent for 2 s."""
        self._answer = answer
        lost = answer.rows_in - answer.rows_out
        share = answer.rows_out / answer.rows_in if answer.rows_in else 0.0
        self._in.setText(words.count(answer.rows_in))
        self._in_name.setText(self.tr("rows in", "", answer.rows_in))
        self._out.setText(words.count(answer.rows_out))
        self._out_name.setText(self.tr("rows out, {0}", "", answer.rows_out).format(words.percent(share)))
        left_out = [each for each in answer.findings if each.left_out and each.rows]
        parts = sorted(((sentences.finding_part(each), each.rows) for each in left_out), key=lambda part: -part[1])
        if len(parts) > len(OPACITY):
            rest = sum(rows for _, rows in parts[len(OPACITY) - 1 :])
            parts = [*parts[: len(OPACITY) - 1], (self.tr("for other reasons"), rest)]
        text = self.tr("%Ln left out", "", lost)
        self._strip.show_rows(answer.rows_in, answer.rows_out, tuple(parts), text, self.tr("Every row is kept"))
        set_tone(self._out, "accent" if marked else "text")
        if marked:
            self._marked.start()
