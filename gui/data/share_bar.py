"""A share as a thin bar on its track."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.style import look
from gui.widgets.bars import draw_bar

__all__ = ["ShareBar"]


class ShareBar(QWidget):
    """In a token's colour; a share that is not 0 can always be seen."""

    def __init__(self, token: str, height: int, width: int = 0) -> None:
        super().__init__()
        self._token, self._share = token, 0.0
        self.setFixedHeight(look().px(height))
        if width:
            self.setFixedWidth(look().px(width))
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.update)

    def set_share(self, share: float) -> None:
        self._share = max(share, 0.02) if share > 0 else 0.0
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, self.rect().toRectF(), self._share, getattr(theme, self._token), theme.track)
        painter.end()
