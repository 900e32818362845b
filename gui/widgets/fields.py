"""Fields to type into that bear an icon and can be cleared."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from gui.icons import icon

__all__ = ["search_field"]


def search_field(icon_name: str = "search") -> QLineEdit:
    """A line to type into, with an icon in front and a cross at its end once it holds something."""
    made = QLineEdit()
    made.setClearButtonEnabled(True)
    cross = made.findChild(QAction, "_q_qlineeditclearaction")
    if cross is not None:
        cross.setIcon(icon("close", "muted"))
    made.addAction(icon(icon_name, "muted"), QLineEdit.ActionPosition.LeadingPosition)
    return made
