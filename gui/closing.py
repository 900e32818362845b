"""Leaving the window: the question while a job runs, the wait for the engine, and then the end or another workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from gui.widgets.asking import Asking
from gui.widgets.parts import button, column, label, row

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["CloseDialog", "Leaving"]

STEP = 0.05  # seconds that a turn of the event loop waits for the engine
AGAIN_MS = 20
TRIES = 600


class Leaving(QObject):
    """Says whether the window may close. It may once the person agrees and the engine's files are closed.

    Attributes:
        to: the workspace that is opened instead, None where the program ends.
        agreed: whether the window is being left, so that the engine is asked nothing more.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.to: Path | None = None
        self.agreed = self._closed = False
        self._tries = 0

    def may(self) -> bool:
        """Asks, once; then tries to close the engine, and has the window closed again when that is done."""
        window = self._window
        if not self.agreed:
            titles = [entry.title for entry in window.jobs.live()]
            if titles and CloseDialog(titles, window, self.to).exec() != CloseDialog.DialogCode.Accepted:
                self.to = None
                return False
            self.agreed = True
            window.remember()
        if self._closed or window.bridge.close(STEP):
            self._closed = True
            return True
        window.setEnabled(False)
        window.note(self.tr("Cancelling what runs; the window closes once files are safe"))
        QTimer.singleShot(0, self, self._wait)
        return False

    def _wait(self) -> None:
        self._tries += 1
        if self._window.bridge.close(STEP) or self._tries > TRIES:
            self._closed = True
            self._window.close()
        else:
            QTimer.singleShot(AGAIN_MS, self, self._wait)


class CloseDialog(Asking):
    """Names what would be cancelled. Enter closes, Esc goes back."""

    def __init__(self, titles: list[str], parent: QWidget, to: Path | None = None) -> None:
        super().__init__(self.tr("Open another workspace") if to else self.tr("Close Crossaisle"), parent)
        asked = self.tr("Cancel what runs and open {0}?").format(to.name) if to else None
        title = label(asked or self.tr("Close and cancel what runs?"), "title")
        title.setWordWrap(True)
        running = label(", ".join(titles), "strong")
        running.setWordWrap(True)
        text = label(
            self.tr("Finished runs are kept. The run that is being trained can be started again later."),
            "body",
            "muted",
        )
        text.setWordWrap(True)
        back = button(self.tr("Keep it running"), clicked=self.reject)
        act = self.tr("Cancel %n jobs and open", "", len(titles)) if to else None
        close = button(act or self.tr("Cancel %n jobs and close", "", len(titles)), "primary", clicked=self.accept)
        close.setDefault(True)
        layout = column(title, running, text, 8, spacing=8, margins=(24, 22, 24, 20))
        layout.addLayout(row(None, back, close))
        self.setLayout(layout)
        close.setFocus()
