"""The project's own SVG icons, drawn at paint time in the theme's colours of that moment."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.style import look

__all__ = ["icon", "paint_icon"]


class _Tinted(QIconEngine):
    """Draws one SVG in the colour that a token has now; the "on" state may take another token."""

    def __init__(self, name: str, token: str, token_on: str) -> None:
        super().__init__()
        self._name, self._token, self._token_on = name, token, token_on

    def clone(self) -> QIconEngine:
        return _Tinted(self._name, self._token, self._token_on)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token_on if state == QIcon.State.On else self._token
        side = min(rect.width(), rect.height())  # a wider place leaves a gap to the button's text
        square = QRectF(rect.left(), rect.top() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, square, self._name, "strong" if mode == QIcon.Mode.Disabled else token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        made = self.pixmap(size, mode, state)
        made.setDevicePixelRatio(scale)
        return made


@cache
def icon(name: str, token: str = "text", token_on: str = "") -> QIcon:
    """An icon of `resources/icons`.

    Args:
        token: the theme's colour to draw it in.
        token_on: the colour while its button is checked; none: the same.
    """
    return QIcon(_Tinted(name, token, token_on or token))


def paint_icon(painter: QPainter, rect: QRectF, name: str, token: str) -> None:
    """Draws an icon at once, for delegates and painted widgets."""
    theme = look().theme
    _renderer(name, getattr(theme, token), theme.accent).render(painter, rect)


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str, accent: str) -> QSvgRenderer:
    text = resources.files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(text.replace("currentColor", colour).replace("accentColor", accent).encode())
