"""The leak audit of a study, as a face of Compare: asked for, watched and read here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QWidget

from engine.session import JobId, Problem, StudyId
from engine.session.messages.auditing import AuditQuery, AuditStudy, AuditView, ExportLeak
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.compare.leak_pages import AskPage, WorkPage
from gui.compare.leaks_view import LeaksView
from gui.jobs import JobEntry, Jobs
from gui.problems import sentence
from gui.widgets.parts import Tone
from gui.widgets.states import StatesWidget

__all__ = ["LeaksFace"]

KEY = "compare: leaks"


class LeaksFace(Face):
    """Asks before there is an audit, shows how far it is while it is made, and then what it found."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._jobs: Jobs = services.window.jobs
        self.ask_page, self.work_page, self.filled = AskPage(), WorkPage(), LeaksView()
        self.pages = StatesWidget(self.filled)
        self.pages.addWidget(self.ask_page)
        self.pages.addWidget(self.work_page)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._study: StudyId = ""
        self._title = ""
        self._view: AuditView | None = None
        self._problem: Problem | None = None
        self._known = False
        self._connect()

    def fill(self, shown: Shown) -> None:
        study = shown.means.view.study
        self._title = words.study_title(study)
        if study.id != self._study:
            self._study, self._view, self._problem, self._known = study.id, None, None, False
        self._ask()
        self._show()

    def move_to(self, shown: Shown) -> None:
        """K is nothing to an audit."""

    def retranslate(self) -> None:
        for part in (self.ask_page, self.work_page, self.filled):
            part.retranslate()

    def panels(self) -> list[QWidget]:
        front = self.pages.currentWidget()
        if front is self.filled:
            return self.filled.panels()
        return [self.work_page.cancel if front is self.work_page else self.ask_page.act]

    # what happens

    def _ask(self) -> None:
        study = self._study

        def answered(view: AuditView | None) -> None:
            if study == self._study:
                self._take(view)

        self._services.bridge.ask(AuditQuery(study), KEY, answered, self._on_refused)

    def _take(self, view: AuditView | None) -> None:
        self._known, self._problem = True, None
        if view is not None and view != self._view:
            self.filled.show_view(view)
        self._view = view
        self._show()

    def _on_refused(self, problem: Problem) -> None:
        self._problem, self._view = problem, None
        self._services.report(problem)
        self._show()

    def _start(self, full: bool) -> None:
        title = self._title
        self._jobs.submit(AuditStudy(self._study, full), lambda: self.tr("Leak audit of {0}").format(title))
        self._show()

    def _cancel(self) -> None:
        entry = self._entry()
        if entry is not None and entry.live:
            self._services.bridge.cancel(entry.id)

    def _export(self, key: str) -> None:
        proposal = Path(QDir.homePath()) / f"{self._study}-{key}.csv"
        window = self._services.window
        out, _ = QFileDialog.getSaveFileName(
            window, self.tr("Export all rows"), str(proposal), self.tr("Rows behind a finding (*.csv)")
        )
        if out:
            file = Path(out)
            job = ExportLeak(self._study, key, file if file.suffix else file.with_suffix(".csv"))
            self._jobs.submit(job, lambda: self.tr("Export to {0}").format(job.out.name))

    def _on_job(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        if not isinstance(entry.job, AuditStudy) or entry.job.study != self._study:
            return
        if isinstance(entry.result, AuditView):
            self._take(entry.result)
        else:
            self._show()

    # what is shown

    def _entry(self) -> JobEntry | None:
        """The newest audit of this study that this window has asked for."""
        entries = reversed(self._jobs.entries.values())
        return next((e for e in entries if isinstance(e.job, AuditStudy) and e.job.study == self._study), None)

    def _show(self) -> None:
        focus = QApplication.focusWidget()
        inside = focus is not None and self.pages.isAncestorOf(focus)
        before = self.pages.currentWidget()
        self._turn()
        if inside and self.pages.currentWidget() is not before:
            self.panels()[0].setFocus()

    def _turn(self) -> None:
        """Puts the page up that fits what is known."""
        entry = self._entry()
        remark, tone = self._remark(entry)
        workspace = self._services.window.selection.workspace
        locked = self._services.bridge.read_only or (workspace is not None and workspace.read_only)
        self.ask_page.lock(locked)
        self.filled.lock(locked)
        if entry is not None and entry.live:
            self.work_page.show_entry(entry)
            self.pages.setCurrentWidget(self.work_page)
        elif self._view is not None:
            self.filled.remark(remark, tone)
            self.pages.show_filled()
        elif self._problem is not None:
            self.pages.show_error(self._problem, self.tr("Try again"), self._ask)
        elif not self._known:
            self.pages.show_loading(self.tr("Reading the audit of {0}…").format(self._title))
        else:
            self.ask_page.say(remark, tone)
            self.pages.setCurrentWidget(self.ask_page)

    def _remark(self, entry: JobEntry | None) -> tuple[str, Tone]:
        """What became of the last audit if it found nothing out."""
        if entry is not None and entry.state == "failed" and entry.problem is not None:
            return self.tr("The audit failed. {0}").format(sentence(entry.problem)), "negative"
        if entry is not None and entry.state == "cancelled":
            kept = self._view is not None
            return (
                self.tr("Cancelled; what was found before stays.")
                if kept
                else self.tr("The audit was cancelled; nothing of it was kept.")
            ), "muted"
        return "", "muted"

    def _connect(self) -> None:
        self.ask_page.asked.connect(self._start)
        self.filled.again.connect(self._start)
        self.filled.export_asked.connect(self._export)
        self.work_page.cancelled.connect(self._cancel)
        self._jobs.changed.connect(self._on_job)
        self._jobs.progressed.connect(self._on_job)
