"""Rows of the dock, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from gui.widgets.parts import label

__all__ = ["Lines"]


class Lines(QScrollArea):
    """The newest row on top; a sentence while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._empty = label("", "body", "muted")
        self._empty.setContentsMargins(16, 14, 16, 14)
        self._lines.addWidget(self._empty)
        self._lines.addStretch(1)
        self.setWidget(inside)

    def say_empty(self, text: str) -> None:
        """What stands here while there is no row."""
        self._empty.setText(text)

    def put(self, line: QWidget) -> None:
        """Adds a row on top."""
        self._empty.hide()
        self._lines.insertWidget(0, line)
