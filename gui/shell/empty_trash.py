"""The question before the trash is emptied, which cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from engine.session.messages.acts import TrashView
from gui.widgets.asking import Asking
from gui.widgets.parts import button, column, label, row

__all__ = ["EmptyTrashDialog"]


class EmptyTrashDialog(Asking):
    """Names how much goes. Enter empties, Esc leaves it."""

    def __init__(self, held: TrashView, parent: QWidget) -> None:
        super().__init__(self.tr("Empty the trash"), parent)
        size = QLocale().formattedDataSize(held.bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        title = label(self.tr("Delete what is in the trash for good?"), "title")
        text = label(
            self.tr("%Ln deletions, {0}. This cannot be undone.", "", held.entries).format(size), "body", "muted"
        )
        text.setWordWrap(True)
        back = button(self.tr("Keep it"), clicked=self.reject)
        empty = button(self.tr("Delete {0}").format(size), "primary", clicked=self.accept)
        empty.setDefault(True)
        layout = column(title, text, 8, spacing=8, margins=(24, 22, 24, 20))
        layout.addLayout(row(None, back, empty))
        self.setLayout(layout)
        empty.setFocus()
