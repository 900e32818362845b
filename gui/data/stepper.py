"""The bar of steps on top of the wizard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from gui.icons import paint_icon
from gui.style import font, look

__all__ = ["Stepper"]

DISC, GAP = 22, 8


class _StepButton(QAbstractButton):
    """A disc with the step's number, or a check once it is done, and its name."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self.state, self._hovered = number, "later", False
        self.setProperty("ring", True)
        look().changed.connect(self.update)

    def set_state(self, state: str, spoken: str) -> None:
        self.state = state
        self.setAccessibleName(spoken)
        can = state == "done"
        self.setEnabled(can)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(font("strong")).horizontalAdvance(self.text())
        return QSize(look().px(DISC) + GAP + wide + 4, look().px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = look().theme, look().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(0.5, (self.height() - px(DISC)) / 2 + 0.5, px(DISC) - 1, px(DISC) - 1)
        grounds = {"done": theme.accent_soft, "now": theme.accent, "later": theme.window}
        painter.setBrush(QColor(grounds[self.state]))
        painter.setPen(QPen(QColor(theme.strong), 1) if self.state == "later" else Qt.PenStyle.NoPen)
        painter.drawEllipse(disc)
        if self.state == "done":
            side = px(14)
            middle = disc.center()
            paint_icon(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), "check", "accent")
        else:
            painter.setFont(font("caption", semibold=True))
            painter.setPen(QColor(theme.on_accent if self.state == "now" else theme.muted))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(font("strong" if self.state == "now" else "body"))
        lively = self.state == "now" or (self.state == "done" and self._hovered)
        painter.setPen(QColor(theme.text if lively else theme.muted))
        place = QRectF(px(DISC) + GAP, 0, self.width(), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class _Link(QWidget):
    """The line between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(look().px(40), look().px(28))
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() // 2, self.width(), 1, QColor(look().theme.border))
        painter.end()


class Stepper(QWidget):
    """56 px: done steps can be clicked, the one shown is filled, later ones are outlined."""

    chosen = Signal(int)

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setFixedHeight(look().px(56))
        self.steps = [_StepButton(number + 1) for number in range(count)]
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        for index, step in enumerate(self.steps):
            if index:
                line.addWidget(_Link())
            line.addWidget(step)
            step.clicked.connect(lambda _on=False, index=index: self.chosen.emit(index))
        line.addStretch(1)

    def show_steps(self, names: Sequence[str], now: int, reached: int) -> None:
        """Names the steps and marks which is shown and how far the person has been."""
        for index, (step, name) in enumerate(zip(self.steps, names, strict=True)):
            step.setText(name)
            state = "now" if index == now else "done" if index < max(now, reached + 1) else "later"
            words = {"now": self.tr("this step"), "done": self.tr("done"), "later": self.tr("not yet")}
            step.set_state(state, self.tr("{0}, step {1}: {2}").format(name, index + 1, words[state]))
            step.updateGeometry()
