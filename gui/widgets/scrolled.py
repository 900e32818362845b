"""A page that scrolls where the window is smaller than what it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

__all__ = ["Pages", "Scrolled"]


class Scrolled(QScrollArea):
    """As large as its room, or as its page needs at least, whichever is more; Tab brings what it reaches into view."""

    def __init__(self, page: QWidget, across: bool = True) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not across:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)


class Pages(QStackedWidget):
    """A stack that needs no more room than the page in front; Qt's own needs what the largest of its pages does."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())
