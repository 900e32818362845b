"""The question before the window closes on a running job."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from gui.style import look
from gui.widgets.parts import button, column, label, row

__all__ = ["CloseDialog"]


class CloseDialog(QDialog):
    """Names what would be cancelled. Enter closes, Esc goes back."""

    def __init__(self, titles: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Close Crossaisle"))
        self.setMinimumWidth(look().px(440))
        title = label(self.tr("Close and cancel what runs?"), "title")
        running = label(", ".join(titles), "strong")
        running.setWordWrap(True)
        text = label(
            self.tr("Finished runs are kept. The run that is being trained can be started again later."),
            "body",
            "muted",
        )
        text.setWordWrap(True)
        back = button(self.tr("Keep it running"), clicked=self.reject)
        close = button(self.tr("Cancel %n jobs and close", "", len(titles)), "primary", clicked=self.accept)
        close.setDefault(True)
        layout = column(title, running, text, 8, spacing=8, margins=(24, 22, 24, 20))
        layout.addLayout(row(None, back, close))
        self.setLayout(layout)
        close.setFocus()
