"""A dashed outline that takes files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy

from gui.style import look
from gui.widgets.parts import Glyph, label, row, set_tone

__all__ = ["DropZone", "local_files"]


def local_files(dragged: QMimeData) -> list[Path]:
    """The local files that a drag brings."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]


class DropZone(QFrame):
    """In the accent while files hover over it."""

    dropped = Signal(list)

    def __init__(self, height: int = 52) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setFixedHeight(look().px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._hovered = False
        self.text = label("", "body", "muted")
        self.setLayout(row(None, Glyph("import"), self.text, None, spacing=10))
        look().changed.connect(self.update)

    def set_hovered(self, hovered: bool) -> None:
        """Shows that what is dragged would be taken."""
        self._hovered = hovered
        set_tone(self.text, "accent" if hovered else "muted")
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()
            self.set_hovered(True)

    def dragLeaveEvent(self, event: object) -> None:
        self.set_hovered(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_hovered(False)
        event.acceptProposedAction()
        self.dropped.emit(local_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = look().theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.accent if self._hovered else theme.strong), 2 if self._hovered else 1)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.accent_soft if self._hovered else theme.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.end()
