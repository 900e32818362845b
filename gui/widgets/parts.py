"""Small parts of every screen: labels by role, panels, buttons, segments, chips, swatches and badges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.icons import icon, paint_icon
from gui.style import Role, font, look

__all__ = [
    "Chip",
    "Elided",
    "Glyph",
    "Kind",
    "Panel",
    "Segments",
    "Swatch",
    "Tone",
    "button",
    "clear",
    "column",
    "draw_swatch",
    "label",
    "row",
    "rule",
    "run_pen",
    "set_tone",
]

Tone = Literal["text", "muted", "accent", "positive", "negative", "warning", "run0", "run2", "run3", "run4"]
Kind = Literal["plain", "primary", "danger", "link", "quiet"]


def label(text: str = "", role: Role = "body", tone: Tone = "text", semibold: bool = False) -> QLabel:
    """A text in a role of the type scale."""
    made = QLabel(text)
    made.setFont(font(role, semibold))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Changes the colour of a label."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(
    text: str = "",
    kind: Kind = "plain",
    icon_name: str = "",
    clicked: Callable[[], None] | None = None,
    small: bool = False,
    alone: bool = False,
) -> QPushButton:
    """A push button. One whose icon stands alone gets a tool tip and an accessible name too."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setAutoDefault(False)
    if icon_name:
        tokens = {"primary": "on_accent", "danger": "negative", "link": "accent", "quiet": "muted"}
        made.setIcon(icon(icon_name, tokens.get(kind, "text")))
        made.setIconSize(QSize(look().px(16 if alone else 20), look().px(16)))
        made.setProperty("alone", alone)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def row(
    *parts: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Widgets side by side; None stretches, a number is a gap."""
    made = QHBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def column(
    *parts: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Widgets one below the other; None stretches, a number is a gap."""
    made = QVBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: Sequence[QWidget | int | None],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            layout.addWidget(part)


def rule() -> QFrame:
    """A hairline between groups."""
    made = QFrame()
    made.setProperty("rule", True)
    made.setFixedHeight(1)
    return made


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Takes everything out of a layout and lets it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Panel(QFrame):
    """A surface with an outline and, if wanted, a head of 40 px: title left, caption right."""

    def __init__(self, headed: bool = True, head_height: int = 40) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.title = label("", "strong")
        self.caption = Elided("", "caption", "muted")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.head = row(self.title, self.caption, margins=(12, 0, 12, 0))
        self.head.setStretch(1, 1)
        holder = QWidget(self)  # holds title and caption also where no head is shown: they would outlive the panel
        holder.setLayout(self.head)
        holder.setFixedHeight(look().px(head_height))
        holder.setVisible(headed)
        if headed:
            whole.addWidget(holder)
        whole.addLayout(self.body, 1)


class Segments(QFrame):
    """Two to four choices side by side, one of them taken; arrow keys walk."""

    chosen = Signal(str)

    def __init__(self, name: str = "", small: bool = False) -> None:
        super().__init__()
        self.setProperty("segments", True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._small = small
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._layout = row(spacing=0, margins=(1, 1, 1, 1))
        self.setLayout(self._layout)
        self._keys: tuple[str, ...] = ()

    def set_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """Shows (key, text) pairs; texts may change while the keys stay, then the buttons stay too."""
        keys = tuple(key for key, _ in choices)
        if keys != self._keys:
            self._build(keys)
        for made, (key, text) in zip(self._group.buttons(), choices, strict=True):
            made.setText(text)
            made.setAccessibleName(text)
            made.setChecked(key == current)
            # the one that is taken is semibold, which the button's own size does not reckon with
            room = 2 * look().px(9 if self._small else 11) + 6
            made.setMinimumWidth(QFontMetrics(font("strong")).horizontalAdvance(text) + room)

    def current(self) -> str:
        checked = self._group.checkedButton()
        return str(checked.property("key")) if checked else ""

    def set_enabled(self, key: str, enabled: bool, why: str = "") -> None:
        """Greys one choice; its tool tip says why."""
        for made in self._group.buttons():
            if made.property("key") == key:
                made.setEnabled(enabled)
                made.setToolTip(why)

    def _build(self, keys: tuple[str, ...]) -> None:
        for made in self._group.buttons():
            self._group.removeButton(made)
        clear(self._layout)
        self._keys = keys
        for index, key in enumerate(keys):
            made = QPushButton()
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("segment", True)
            made.setProperty("small", self._small)
            made.setProperty("key", key)
            made.setProperty("place", "first" if index == 0 else "last" if index == len(keys) - 1 else "middle")
            self._group.addButton(made)
            self._layout.addWidget(made)

    def _on_clicked(self, made: QAbstractButton) -> None:
        self.chosen.emit(str(made.property("key")))


class Chip(QLabel):
    """A short remark on a coloured ground: neutral, accent, positive, negative or warning."""

    def __init__(self, text: str = "", tone: Tone = "text") -> None:
        super().__init__(text)
        self._tone = tone
        self.setFont(font("caption", semibold=True))
        self.setContentsMargins(7, 3, 7, 3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._paint_ground()
        look().changed.connect(self._paint_ground)

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self._paint_ground()

    def _paint_ground(self) -> None:
        self.setProperty("tone", self._tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        grounds = {"text": theme.track, "muted": theme.track, "accent": theme.accent_soft}
        ground = grounds.get(self._tone) or getattr(theme, f"{self._tone}_soft")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setPen(QColor(getattr(theme, self._tone)))
        painter.setFont(self.font())
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Elided(QLabel):
    """A line that ends in an ellipsis where the room ends; the tool tip holds it whole."""

    def __init__(self, text: str = "", role: Role = "body", tone: Tone = "text") -> None:
        super().__init__(text)
        self.setFont(font(role))
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if text != self.text() else "")
        painter.drawText(
            self.rect(),
            Qt.AlignmentFlag.AlignVCenter | (self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask),
            text,
        )
        painter.end()


class Glyph(QWidget):
    """An icon that stands by itself, in the colour that its token has now."""

    def __init__(self, name: str, token: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._name, self._token = name, token
        self.setFixedSize(look().px(size), look().px(size))
        look().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, QRectF(self.rect()), self._name, self._token)
        painter.end()


class Swatch(QWidget):
    """A piece of a run's line: colour and dash as in the plots."""

    def __init__(self, series: int = 0) -> None:
        super().__init__()
        self.series = series
        self.setFixedSize(look().px(28), look().px(10))
        look().changed.connect(self.update)

    def set_series(self, series: int) -> None:
        self.series = series
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_swatch(painter, QRectF(self.rect()), self.series)
        painter.end()


def run_pen(series: int, width: float = 1.0, solid: bool = False) -> QPen:
    """The pen of a run's number: colour for life, dash in units of the pen's width, flat cap."""
    theme = look().theme
    pen = QPen(QColor(theme.run(series)), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setCosmetic(True)
    dash = theme.dash(series)
    if dash and not solid:
        pen.setDashPattern([float(part) for part in dash])
    return pen


def draw_swatch(painter: QPainter, rect: QRectF, series: int) -> None:
    """Draws a run's line in the middle of a rectangle."""
    pen = run_pen(series, 2.0)
    if pen.dashPattern():
        # at 2 px the dashes of the scale would be longer than a swatch: halved, they look as in a plot at 1 px
        pen.setDashPattern([part / 2 * 1.2 for part in pen.dashPattern()])
    painter.setPen(pen)
    middle = rect.center().y()
    painter.drawLine(QPointF(rect.left(), middle), QPointF(rect.right(), middle))
