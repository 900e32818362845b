"""The verdict: a sentence at 20 px, what it rests on, and the interval of the difference."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui import words
from gui.style import font, look, repolish
from gui.widgets.parts import Elided, Panel, button, column, row
from gui.widgets.plot import nice_ticks

__all__ = ["IntervalAxis", "VerdictPanel"]


class VerdictPanel(Panel):
    """Its left edge is positive or negative where a difference is shown, else neutral."""

    def __init__(self) -> None:
        super().__init__(headed=False)
        self.setFixedHeight(look().px(92))
        self._tone = "strong"
        self.sentence = VerdictLine()
        self.evidence = Elided("", "body", "muted")
        self.left_out = Elided("", "caption", "muted")
        self.act = button("")
        self.act.hide()
        self.interval = IntervalAxis()
        lines = column(None, self.sentence, self.evidence, self.left_out, None, spacing=3)
        line = row(spacing=16, margins=(20, 0, 16, 0))
        line.addLayout(lines, 1)
        line.addWidget(self.act)
        line.addWidget(self.interval)
        self.body.addLayout(line)

    def say(self, sentence: str, evidence: str, tone: str = "strong", figure: str = "") -> None:
        """Shows a verdict.

        Args:
            tone: token of the left edge; "positive" and "negative" also colour the figure.
            figure: the part of the sentence that is coloured.
        """
        self._tone = tone
        self.sentence.say(sentence, figure, tone)
        self.evidence.setText(evidence)
        self.update()

    def warn(self, sentence: str, wrong: bool) -> None:
        """The third line: who was evaluated, or what makes the comparison doubtful."""
        self.left_out.setText(sentence)
        tone = "warning" if wrong else "muted"
        if self.left_out.property("tone") != tone:
            self.left_out.setProperty("tone", tone)
            repolish(self.left_out)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setClipRect(0, 0, 4, self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(look().theme, self._tone)))
        painter.drawRoundedRect(QRectF(0, 0, 16, self.height()), 8, 8)
        painter.end()


class VerdictLine(Elided):
    """A line of which one figure may stand in the colour of its sign."""

    def __init__(self) -> None:
        super().__init__("", "verdict")
        self._figure, self._tone = "", "text"
        look().changed.connect(self.update)

    def say(self, sentence: str, figure: str, tone: str) -> None:
        self._figure, self._tone = figure, tone
        self.setText(sentence)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        before, figure, after = self.text().partition(self._figure) if self._figure else (self.text(), "", "")
        if not figure or self.fontMetrics().horizontalAdvance(self.text()) > self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        left = 0
        for part, token in ((before, "text"), (figure, self._tone), (after, "text")):
            painter.setPen(QColor(getattr(look().theme, token)))
            wide = painter.fontMetrics().horizontalAdvance(part)
            painter.drawText(QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, part)
            left += wide
        painter.end()


class IntervalAxis(QWidget):
    """An interval over an axis whose zero is dashed."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(372), look().px(84))
        self._title, self._values, self._tone, self._share = "", (0.0, 0.0, 0.0), "strong", True
        look().changed.connect(self.update)
        self.hide()

    def set(self, title: str, low: float, middle: float, high: float, tone: str, share: bool) -> None:
        """Shows an interval.

        Args:
            share: the values are shares, shown as percentages; else they are differences of the metric.
        """
        self._title, self._values, self._tone, self._share = title, (low, middle, high), tone, share
        self.setAccessibleName(title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        low, middle, high = (100 * value if self._share else value for value in self._values)
        ticks = nice_ticks(min(low, 0.0), max(high, 0.0), 5)
        inner = QRectF(px(16), px(22), self.width() - 2 * px(20), px(36))

        def at(value: float) -> float:
            return inner.left() + (value - ticks[0]) / (ticks[-1] - ticks[0]) * inner.width()

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("caption", semibold=True))
        painter.setPen(QColor(theme.muted))
        title = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - px(8))
        painter.drawText(QRectF(px(8), px(2), self.width(), px(16)), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(QColor(theme.border))
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        painter.setFont(font("caption"))
        painter.setPen(QColor(theme.muted))
        for tick in ticks:
            text = f"{tick:+g}".replace("-", words.MINUS) if abs(tick) > 1e-12 else "0"
            text += f"{words.NO_BREAK}%" if self._share and tick == ticks[-1] else ""
            where = QRectF(at(tick) - px(30), inner.bottom() + px(4), px(60), px(14))
            painter.drawText(where, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
        self._paint_interval(painter, inner, at(low), at(middle), at(high), at(0.0))
        painter.end()

    def _paint_interval(
        self, painter: QPainter, inner: QRectF, low: float, middle: float, high: float, zero: float
    ) -> None:
        theme, px = look().theme, look().px
        colour = QColor(getattr(theme, self._tone))
        line = inner.top() + px(16)
        soft = QColor(colour)
        soft.setAlphaF(0.2)
        painter.fillRect(QRectF(low, line - px(7), high - low, px(14)), soft)
        pen = QPen(QColor(theme.strong), 1)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(zero, inner.top() + px(2)), QPointF(zero, inner.bottom()))
        painter.setPen(QPen(colour, 2))
        for end in (low, high):
            painter.drawLine(QPointF(end, line - px(9)), QPointF(end, line + px(9)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(middle, line), px(5), px(5))
