"""Files dropped anywhere in the window, where no part of it takes them itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from gui.widgets.drop_zone import local_files

__all__ = ["FileDrops"]


class FileDrops(QObject):
    """Watches a window's drags; tells of files held over it (none once they have left) and of files let go."""

    hovered = Signal(list)
    dropped = Signal(list)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent):
            files = local_files(event.mimeData())
            if files:
                event.acceptProposedAction()
                self.hovered.emit(files)
            return bool(files)
        if event.type() == QEvent.Type.DragLeave:
            self.hovered.emit([])
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            files = local_files(event.mimeData())
            self.hovered.emit([])
            if files:
                event.acceptProposedAction()
                self.dropped.emit(files)
            return bool(files)
        return False
