"""Studies: the list of all, the one that runs, and the form of a new one; one at a time."""

from __future__ import annotations

from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from engine.session import JobId
from gui import words
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs
from gui.selection import Selection
from gui.studies.draft import Draft
from gui.studies.following import Follower
from gui.studies.form import StudyFormScreen
from gui.studies.list import StudyList
from gui.studies.live import Live
from gui.studies.view import StudiesView
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["StudiesScreen", "templates"]


def templates() -> list[Path]:
    """The studies that come with the program."""
    folder = Path(str(resources.files("resources").joinpath("studies")))
    return [folder / f"{name}.toml" for name in ("quick", "full")]


class StudiesScreen(QObject):
    """Shows the running study while there is one and nobody is writing a study, else the list."""

    def __init__(self, bridge: EngineBridge, jobs: Jobs, selection: Selection, window: MainWindow) -> None:
        super().__init__(window)
        self._bridge, self._jobs, self._selection, self._window = bridge, jobs, selection, window
        self.list = StudyList(bridge, jobs, selection, window)
        self.form = StudyFormScreen(bridge, jobs, selection, window)
        self.page = StudiesView(self.list.page, self.form.page)
        self.states = StatesWidget(self.page)
        self.follower = Follower(bridge, jobs, selection, window, self.page.live)
        self._connect()

    @property
    def view(self) -> QWidget:
        return self.states

    @property
    def lives(self) -> dict[JobId, Live]:
        """What every study of this window has told."""
        return self.follower.lives

    def aside(self) -> QWidget | None:
        return None

    def panels(self) -> list[QWidget]:
        live, done, form = self.page.live, self.list.page, self.form.page
        return [
            *(live.progress.pause, live.progress.compare, live.form.recommenders, live.epochs, live.curves),
            *(done.new, done.table),
            *(form.back, form.models, form.toml, form.run),
        ]

    def shown(self) -> None:
        if self.states.currentWidget() is self.page and self.page.currentWidget() is self.page.form and self.form.draft:
            return
        studies = [entry for entry in self._jobs.live() if entry.is_study]
        running = next((entry for entry in studies if entry.state != "queued"), next(iter(studies), None))
        if running is not None:
            self.follow(running.id)
        elif self.follower.followed is None:
            self.show_list()
        self.follower.draw()

    def retranslate(self) -> None:
        self.page.retranslate()
        self.form.retranslate()
        self.follower.retranslate()
        self.list.model.repaint_rows()
        self.shown()

    def follow(self, number: JobId) -> None:
        """Brings a study's live page to the front."""
        self.follower.follow(number)
        self.page.setCurrentWidget(self.page.live)
        self.states.show_filled()
        self.follower.draw()

    def show_list(self) -> None:
        """Brings the list of all studies to the front, or says that there is none yet."""
        self.follower.followed = None
        self._show_list()
        self.list.ask()

    def new_study(self, draft: Draft | None = None, name: str = "") -> None:
        """Opens the form on a study of the four baselines, or on a draft."""
        if draft is None:
            draft = Draft()
            draft.fit_to(self._selection.dataset)
        self._show_form()
        self.form.open(draft, name or self.form.free_name(self.tr("My study")))

    def double(self, file: Path) -> None:
        """Opens the form on a copy of a study."""
        self._show_form()
        self.form.open_file(file)

    # what happens

    def _on_job_changed(self, number: JobId) -> None:
        entry = self._jobs.entries[number]
        writing = self.page.currentWidget() is self.page.form and self.form.draft is not None
        listing = self.page.currentWidget() is self.page.studies and self.list.view is not None
        starts = entry.is_study and entry.state == "running"
        if starts and self.follower.followed != number and not writing and not listing:
            self.follow(number)
        if listing:
            self.list.show()
            if not entry.live:
                self.list.ask()

    def _on_progressed(self, _number: JobId) -> None:
        if self.list.page.isVisible():
            self.list.model.repaint_rows()

    def _on_workspace_changed(self) -> None:
        if self.follower.followed is None and self.states.isVisible() and not self.form.page.isVisible():
            self.show_list()

    def _on_answered(self) -> None:
        if self.follower.followed is None and not self.form.page.isVisible():
            self._show_list()

    def _on_quick(self) -> None:
        if self._selection.dataset:
            self._window.sample.run_quick(self._selection.dataset)
            self.shown()

    def _on_templates(self) -> None:
        menu = QMenu(self.form.page)
        menu.aboutToHide.connect(menu.deleteLater)
        for file in templates():
            menu.addAction(words.study_words(file.stem), partial(self.form.open_template, file))
        button = self.form.page.template
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _on_again(self) -> None:
        if self.form.draft is not None:
            self._show_form()

    def _on_queued(self, number: JobId) -> None:
        if self.form.expected is not None:
            self.follower.expected[number] = self.form.expected
        self._window.ask_workspace()
        if self._jobs.running() is None or self._jobs.entries[number].state != "queued":
            self.follow(number)
            return
        self._window.note(self.tr("{0} is in the queue").format(self._jobs.entries[number].title))
        self.show_list()

    # what is shown

    def _show_form(self) -> None:
        self.page.setCurrentWidget(self.page.form)
        self.states.show_filled()

    def _show_list(self) -> None:
        view = self._selection.workspace
        if view is None or self.list.view is None:
            self.states.show_loading(self.tr("Reading the workspace…"))
            return
        if self.list.is_empty() and (view.read_only or not view.datasets):
            text = self.tr("A study needs a dataset. The sample brings one, and runs its first study.")
            act = "" if view.read_only else self.tr("Open the sample dataset")
            self.states.show_empty(self.tr("No study has been run yet"), text, act, self._window.run_sample)
            return
        page = self.list.page
        page.quick.setEnabled(not view.read_only and bool(self._selection.dataset))
        page.new.setEnabled(bool(view.datasets))
        page.new.setToolTip("" if view.datasets else self.tr("A study needs a dataset."))
        page.quick.setVisible(not self.list.is_empty())
        page.again.setVisible(self.form.draft is not None)
        self.page.setCurrentWidget(page)
        self.states.show_filled()
        self.list.show()
        self._show_table()

    def _show_table(self) -> None:
        """The table, or what will stand there."""
        if not self.list.is_empty():
            self.list.page.states.show_filled()
            return
        text = self.tr(
            "Four baselines and the Pipeline are trained on {0}, and their curves stand here while they learn."
        )
        self.list.page.states.show_empty(
            self.tr("No study has been run yet"),
            text.format(self._selection.dataset),
            self.tr("Run the quick study"),
            self._on_quick,
        )

    def _connect(self) -> None:
        self._jobs.changed.connect(self._on_job_changed)
        self._jobs.progressed.connect(self._on_progressed)
        self._selection.workspace_changed.connect(self._on_workspace_changed)
        self.list.answered.connect(self._on_answered)
        self.list.followed.connect(self.follow)
        self.list.doubled.connect(self.double)
        self.list.page.quick.clicked.connect(self._on_quick)
        self.list.page.new.clicked.connect(lambda: self.new_study())
        self.list.page.again.clicked.connect(self._on_again)
        self.follower.left.connect(self.show_list)
        self.follower.doubled.connect(self.double)
        self.form.closed.connect(self.show_list)
        self.form.done.connect(self._on_queued)
        self.form.page.template.clicked.connect(self._on_templates)
