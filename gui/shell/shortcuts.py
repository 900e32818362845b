"""The window's own shortcuts, where the widget in focus would take their keys for itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

__all__ = ["Shortcuts"]


class Shortcuts(QObject):
    """Lets these actions of a window win over its fields: on X11 a line edit takes Ctrl+E as the end of the line.

    Only the widget in focus is watched: a filter of the whole application would see every event there is.
    """

    def __init__(self, window: QWidget, actions: Sequence[QAction]) -> None:
        super().__init__(window)
        self._window, self._own = window, [action for action in actions if not action.shortcut().isEmpty()]
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if any(action.isEnabled() and action.shortcut() == pressed for action in self._own):
                event.ignore()
                return True
        return False

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and isValid(old):
            old.removeEventFilter(self)
        if new is not None and isValid(self._window) and new.window() is self._window:
            new.installEventFilter(self)
