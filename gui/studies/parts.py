"""What the form of a new study and the locked one of a running study are both made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QWidget

from gui.style import font

__all__ = ["memory", "scrolled", "toml_edit"]


def memory(size: int) -> str:
    """Bytes as GB or MB."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"


def scrolled(inside: QWidget) -> QScrollArea:
    """A part that scrolls up and down where it has no room."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def toml_edit(read_only: bool = False) -> QPlainTextEdit:
    """A text in fixed pitch that is never wrapped; Tab leaves it."""
    made = QPlainTextEdit()
    made.setFont(font("mono"))
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setTabChangesFocus(True)
    made.setReadOnly(read_only)
    return made
