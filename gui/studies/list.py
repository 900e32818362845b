"""The list of studies at work: asks what there is, and does what is asked of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QMenu

from engine.session import Problem, RunStudy
from engine.session.messages.studies import StudiesQuery, StudiesView, StudyLine
from gui.acts import Entry
from gui.engine_bridge import EngineBridge
from gui.jobs import JobEntry, Jobs
from gui.selection import Selection
from gui.studies.list_model import Line, ListModel, lines_of
from gui.studies.list_view import ListPage

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["StudyList"]


class StudyList(QObject):
    """Keeps the table up to date. `followed` asks for a job's live page, `doubled` for a copy of a study."""

    answered = Signal()
    followed = Signal(int)
    doubled = Signal(object)

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.page = ListPage()
        self.model = ListModel()
        self.page.table.setModel(self.model)
        self.view: StudiesView | None = None
        page = self.page
        page.table.opened.connect(self._on_opened)
        page.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_acts())
        page.progress.clicked.connect(self._on_progress)
        page.compare.clicked.connect(self._on_compare)
        page.resume.clicked.connect(self._on_resume)
        page.run.clicked.connect(self._on_run)
        page.double.clicked.connect(self._on_double)
        page.remove.clicked.connect(self._on_remove)
        window.acts.attach(page.table, self._entry, self._add_acts)

    def ask(self) -> None:
        """Reads again what the workspace holds."""
        self._bridge.ask(StudiesQuery(), "studies", self._on_studies, self._on_refused)

    def is_empty(self) -> bool:
        """Whether there is nothing to list."""
        return self.view is not None and not self.view.lines and not self._live()

    def show(self) -> None:
        """Draws the lines of jobs and studies as they are now; the selected one stays."""
        held = self.line()
        self.model.show(lines_of(self._live(), self.view.lines if self.view else ()))
        row = next((row for row in range(self.model.rowCount()) if _same(self.model.line(row), held)), 0)
        if self.model.rowCount() and self.page.table.currentIndex().row() != row:
            self.page.table.setCurrentIndex(self.model.index(row, 0))
        self._show_acts()

    def line(self) -> Line | None:
        """The selected line."""
        return self.model.line(self.page.table.currentIndex().row())

    def resume(self, study: StudyLine) -> None:
        """Goes on with an interrupted study; its finished runs are kept."""
        number = self._jobs.submit(RunStudy(study.file, device="auto", resume=True))
        self.followed.emit(number)

    # what happens

    def _on_studies(self, view: StudiesView) -> None:
        self.view = view
        self.show()
        self.answered.emit()

    def _on_refused(self, problem: Problem) -> None:
        self._jobs.report(problem, self.tr("Studies"))

    def _on_opened(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        match line.standing if line else "":
            case "running" | "paused" | "queued":
                self._on_progress()
            case "finished":
                self._on_compare()
            case "interrupted":
                self._on_resume()
            case "kept":
                self._on_double()

    def _on_progress(self) -> None:
        line = self.line()
        if line is not None and line.entry is not None:
            self.followed.emit(line.entry.id)

    def _on_compare(self) -> None:
        line = self.line()
        if line is not None and line.study is not None and line.study.study.runs:
            self._selection.choose_study(line.study.study.id)
            self._window.open_screen("compare")

    def _on_resume(self) -> None:
        line = self.line()
        if line is not None and line.study is not None and self._may(line.study):
            self.resume(line.study)

    def _on_run(self) -> None:
        line = self.line()
        if line is not None and line.study is not None and self._may(line.study):
            self.followed.emit(self._jobs.submit(RunStudy(line.study.file)))

    def _on_double(self) -> None:
        line = self.line()
        if line is None:
            return
        job = line.entry.job if line.entry else None
        file = job.study if isinstance(job, RunStudy) else line.study.file if line.study else None
        if file is not None:
            self.doubled.emit(file)

    def _on_remove(self) -> None:
        line = self.line()
        if line is not None and line.entry is not None and line.standing == "queued":
            self._bridge.cancel(line.entry.id)

    # what is shown

    def _live(self) -> list[JobEntry]:
        return self._jobs.live()

    def _may(self, study: StudyLine) -> bool:
        """Whether a study can be run; says why not."""
        view = self._selection.workspace
        if view is not None and view.read_only:
            self._window.note(self.tr("This workspace can only be read, so no study can be run."))
            return False
        if study.dataset_gone:
            text = self.tr(
                "The dataset {0} is not there any more. Import it again, or duplicate the study for another."
            )
            self._window.note(text.format(study.study.dataset))
            return False
        return True

    def _entry(self) -> Entry | None:
        """What the window's own acts work on: a study with a folder."""
        line = self.line()
        if line is None or line.study is None or not line.study.study.id:
            return None
        return "study", line.study.study.id, line.title

    def _add_acts(self, menu: QMenu) -> None:
        page = self.page
        for made in page.acts():
            if not made.isHidden():
                menu.addAction(made.text(), made.click)  # type: ignore[attr-defined]

    def _show_acts(self) -> None:
        page, line = self.page, self.line()
        standing = line.standing if line else ""
        has_runs = line is not None and line.study is not None and bool(line.study.study.runs)
        for made, seen in (
            (page.progress, standing in ("running", "paused", "queued")),
            (page.compare, has_runs),
            (page.resume, standing == "interrupted"),
            (page.run, standing == "kept"),
            (page.double, bool(standing)),
            (page.remove, standing == "queued"),
        ):
            made.setVisible(seen)


def _same(line: Line | None, other: Line | None) -> bool:
    if line is None or other is None:
        return False
    if line.study is not None and other.study is not None:
        return line.study.file == other.study.file
    return line.entry is not None and other.entry is not None and line.entry.id == other.entry.id
