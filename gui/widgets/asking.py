"""What the window's small questions share: window-modal, under a veil, with a visible focus."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from gui.style import look
from gui.widgets.focus import FocusRing
from gui.widgets.scrim import Scrim

__all__ = ["Asking"]

WIDTH = 440


class Asking(QDialog):
    """A question over its window. Esc is no; Enter is the default button. It lets itself go once answered."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(look().px(WIDTH))
        self._veiled = parent.window()
        self._scrim: Scrim | None = None
        self._ring = FocusRing(self)
        self.finished.connect(self._on_finished)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._scrim is None:
            self._scrim = Scrim(self._veiled)

    def _on_finished(self) -> None:
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        self.deleteLater()
