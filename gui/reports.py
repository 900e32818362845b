"""A study's report, from the window: where it shall stand, and Open once it does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from engine.session import JobId
from engine.session.messages.reporting import ReportWritten, WriteReport
from gui import language
from gui.export import memory

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["Reports"]


class Reports(QObject):
    """The reports of one window, as `window.reports`."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.jobs.changed.connect(self._on_job_changed)

    def write(self, study: str = "") -> None:
        """Asks where to, and writes the report in the window's language.

        Args:
            study: its id; "" is the one in focus.
        """
        study = study or self._window.selection.study_id
        if not study:
            self._window.note(self.tr("There is no finished study to report"))
            return
        proposal = str(memory.folder() / f"{study}-report.html")
        kinds = self.tr("Web page (*.html)")
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Write report"), proposal, kinds)
        if chosen:
            out = Path(chosen)
            job = WriteReport(study, out, language.current())
            self._window.jobs.submit(job, lambda: self.tr("Report {0}").format(out.name))

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._window.jobs.entries[number]
        if entry.state == "finished" and isinstance(entry.result, ReportWritten):
            out = entry.result.out
            self._window.offer(self.tr("Saved the report {0}").format(out.name), self.tr("Open"), lambda: _open(out))


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
