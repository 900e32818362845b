"""The window: the shell around the screens, and what they share."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QMainWindow, QStackedWidget, QWidget

from engine.session import Exported, ImportDataset, JobId, Problem, WorkspaceQuery, WorkspaceView
from gui import language, place, screens, words
from gui.actions import Actions
from gui.acts import Acts
from gui.closing import Leaving
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs, Mishap
from gui.problems import sentence
from gui.remedies import remedy
from gui.remembered import Remembered
from gui.reports import Reports
from gui.sample import Sample
from gui.screen import Screen
from gui.selection import Selection
from gui.shell.dock import Dock
from gui.shell.file_drops import FileDrops
from gui.shell.head import Head
from gui.shell.rail import Rail
from gui.shell.status_bar import StatusBar
from gui.shell.top_bar import TopBar
from gui.shell.workspaces import Workspaces
from gui.style import look
from gui.watch import Watch
from gui.widgets.focus import FocusRing
from gui.widgets.scrolled import Scrolled
from gui.widgets.states import StatesWidget

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["MainWindow"]


class MainWindow(QMainWindow):
    """Rail, top bar, screens, dock, status bar. Screens are made when first shown, the engine after the first frame."""

    left_for = Signal(Path)
    """The window closes because another workspace is to be opened in its place."""

    SCREENS = screens.SCREENS

    def __init__(self, workspace: Path, sample: bool) -> None:
        super().__init__()
        self.setWindowTitle("Crossaisle")
        self.setMinimumSize(look().px(800), look().px(600))
        self.resize(place.first_size(QSize(look().px(1440), look().px(900)), self.screen().availableSize()))
        place.put_back(self)
        self.bridge = EngineBridge(workspace, self)
        self.jobs = Jobs(self.bridge, self)
        self.selection = Selection(self)
        self.sample = Sample(self.jobs, self)
        self.acts = Acts(self)
        self.reports = Reports(self)
        self._wants_sample = sample
        self._screens: dict[str, Screen] = {}
        self._pages: dict[str, Scrolled] = {}
        self.current = ""
        self._leaving = Leaving(self)
        self._remembered = Remembered(workspace)
        self._watch = Watch(workspace, self)
        self._rail, self._top, self._status = Rail(self.SCREENS), TopBar(), StatusBar()
        self._head = Head(self, self._top)
        self._stack = QStackedWidget()
        self._start = StatesWidget(QWidget())
        self._stack.addWidget(self._start)
        self._inner = QMainWindow()
        self._inner.setWindowFlags(Qt.WindowType.Widget)
        self._inner.setCentralWidget(self._stack)
        self.dock = Dock(self.jobs, self.bridge, lambda mishap: remedy(mishap, self), self._inner)
        self._inner.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self._lay_out()
        self._actions = Actions(self)
        self.workspaces = Workspaces(self, self._status)
        self._rail.set_menu(self._actions.view_menu, self._actions.help)
        self.menuBar().setVisible(sys.platform == "darwin")
        self._ring = FocusRing(self)
        self._drops = FileDrops(self)
        self._connect()
        self.retranslate()
        self._start.show_loading(self.tr("Opening the workspace…"))

    # what actions and screens ask for

    def screen_name(self, name: str) -> str:
        """A screen's name in the window's language."""
        return screens.title(name)

    def open_screen(self, name: str) -> None:
        """Brings a screen to the front; makes it if it was never shown."""
        if name not in self._screens:
            self._screens[name] = screens.make(name, self)
            self._pages[name] = Scrolled(self._screens[name].view)
            self._stack.addWidget(self._pages[name])
        focus, self.current, screen = QApplication.focusWidget(), name, self._screens[name]
        was_inside = focus is not None and self._stack.isAncestorOf(focus)
        if was_inside:
            self._stack.setFocus()  # else Qt gives the focus to whatever comes next, such as the rail
        self._stack.setCurrentWidget(self._pages[name])
        self._rail.select(name)
        self._top.set_aside(screen.aside())
        self._head.show()
        screen.shown()
        if was_inside and QApplication.focusWidget() is self._stack:
            self.step_panel(1)

    def shown_screen(self, name: str) -> Screen | None:
        """A screen that has been shown."""
        return self._screens.get(name)

    def title(self) -> str:
        """What the top bar calls the screen."""
        return self._top.title.text()

    def status_text(self) -> str:
        """What the status bar says."""
        return self._status.text()

    def run_sample(self) -> None:
        """Imports the sample and runs the quick study."""
        self.sample.start(self.selection.workspace)
        self.open_screen("studies")

    def choose_recipe(self) -> None:
        """Asks for a recipe file and imports what it says."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import from a recipe"), "", self.tr("Recipes (*.toml)"))
        if chosen:
            self.jobs.submit(ImportDataset(Path(chosen)))
            self.open_screen("data")

    def import_files(self, files: Sequence[Path]) -> None:
        """Opens the import with these files."""
        self.open_screen("data")
        screens.data_screen(self).import_files(files)

    def refresh_head(self) -> None:
        """The screen in front has another breadcrumb."""
        self._head.show_state()

    def export_lists(self, users: Sequence[str] = (), chosen: bool = False) -> None:
        """Opens the export of the run in focus.

        Args:
            users: whom it proposes where single shoppers are chosen.
            chosen: whether it begins with these alone.
        """
        if self.selection.study is None:
            self.note(self.tr("There is no finished run whose lists could be exported"))
            return
        from gui.export.controller import ExportController

        ExportController(self, users, chosen).open()

    def open_lists(self, run: str, against: str) -> None:
        """Shows two runs' lists side by side."""
        self.selection.choose_runs(run, against)
        self.open_screen("shoppers")

    def open_shoppers(self, positions: npt.NDArray[np.int32], why: str) -> None:
        """Shows some shoppers of the dataset in focus, under a filter that says why."""
        self.open_screen("shoppers")
        screens.shoppers_screen(self).show_chosen(positions, why)

    def toggle_dock(self, tab: str) -> None:
        self.dock.toggle(tab)

    def note(self, text: str, idle: str = "") -> None:
        """A line in the status bar for 8 s."""
        self._status.note(text, idle)

    def offer(self, text: str, act: str, on_act: Callable[[], None]) -> None:
        """A line in the status bar for 10 s, with something to do about it."""
        self._status.offer(text, act, on_act)

    def choose_workspace(self) -> None:
        """Asks for a folder and opens it as the workspace."""
        self.workspaces.choose()

    def switch_workspace(self, folder: Path) -> None:
        """Closes this workspace, asking where a job runs, and opens another in a window in this one's place."""
        if folder.expanduser().absolute() != self.bridge.workspace.expanduser().absolute():
            self._leaving.to = folder
            self.close()

    def use_device(self, device: str) -> None:
        """What studies run on that are started from now on."""
        self.workspaces.use_device(device)

    def remember(self) -> None:
        """Keeps what shall stand again when this workspace is opened next."""
        place.keep(self)
        if self.selection.workspace is not None:
            self._remembered.keep(self.selection, self.current)
        self.dock.remember()

    def use_language(self, name: language.Language) -> None:
        language.use(_app(), name, remember=True)

    def step_panel(self, step: int) -> None:
        """F6: puts the focus into the next panel."""
        screen = self._screens.get(self.current)
        stops = [*(screen.panels() if screen else []), self.dock.panel()]
        panels = [panel for panel in stops if panel.isVisible()]
        focus = QApplication.focusWidget()
        at = (
            next((i for i, panel in enumerate(panels) if panel is focus or panel.isAncestorOf(focus)), -step)
            if focus
            else -1
        )
        if panels:
            panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Lets go of the window once it is closed."""
        self._watch.stop()
        self.bridge.close(30.0)
        self.hide()
        self.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Qt's side

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._open_engine)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.ask_workspace()  # other programs may have changed it, and not every disk tells

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Alt and sys.platform != "darwin" and not event.isAutoRepeat():
            self.menuBar().setVisible(not self.menuBar().isVisible())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving.may():
            event.ignore()
            return
        event.accept()
        if self._leaving.to is not None:
            to, self._leaving.to = self._leaving.to, None
            self.left_for.emit(to)

    def retranslate(self) -> None:
        """Every text in the window's language."""
        self._rail.set_texts({name: self.screen_name(name) for name in self.SCREENS}, self.tr("View"))
        self.jobs.retranslate()
        for part in (self._top, self._status, self.dock, self._actions, self.workspaces):
            part.retranslate()
        for screen in self._screens.values():
            screen.retranslate()
        self._top.title.setText(self.screen_name(self.current) or "Crossaisle")
        self._head.show_state()
        self._show_faint()

    # what happens

    def _open_engine(self) -> None:
        if not self.bridge.opened:
            self._stack.setFocus()
            self.bridge.open()
            self.ask_workspace()

    def ask_workspace(self) -> None:
        """Reads again what the workspace holds."""
        if self.bridge.opened and not self._leaving.agreed:
            self.bridge.ask(WorkspaceQuery(), "workspace", self._on_workspace, self._on_workspace_refused)

    def _on_workspace(self, view: WorkspaceView) -> None:
        first = self.selection.workspace is None
        if self._head.is_back():
            self.note(self.tr("The workspace is there again"))
        self.selection.set_workspace(view)
        self._actions.set_read_only(view.read_only)
        self._watch.look_again()
        self._head.show()
        self._show_faint()
        if first:
            self._begin(view)

    def _begin(self, view: WorkspaceView) -> None:
        self._remembered.note_opened()
        last = self._remembered.put_back(view, self.selection)
        if self._wants_sample and not view.read_only and not self.sample.is_done(view):
            self.run_sample()
        elif self._wants_sample and view.studies:
            self.sample.choose(view, self.selection)
            self.open_screen("compare")
        else:
            self.open_screen(last if last in self.SCREENS and view.datasets else screens.home(view))

    def _on_workspace_refused(self, problem: Problem) -> None:
        if self.selection.workspace is None:
            problem = self._head.hindrance or problem
            self._start.show_error(problem, self.tr("Choose another workspace"), self.choose_workspace)
        if self._head.notice(problem):
            self.jobs.report(problem, self.tr("Workspace"))

    def _on_job_changed(self, number: JobId) -> None:
        entry = self.jobs.entries[number]
        self._show_counts()
        self._head.show_state()
        if not entry.live:
            self.ask_workspace()
        if isinstance(entry.result, Exported):
            saved = self.tr("Saved %Ln rows to {0}", "", entry.result.rows)
            self.note(saved.format(entry.result.out), idle=saved.format(entry.result.out.name))
        if entry.state == "finished" and entry.is_study:
            at = time.strftime("%H:%M")
            line = self.tr("{0} finished at {1}, in {2}").format(entry.title, at, words.duration(entry.elapsed))
            self.note(line, idle=line)
        if entry.state == "failed" and self.current == "studies":
            self.dock.open_at("problems")

    def _show_counts(self) -> None:
        live, problems = len(self.jobs.live()), len(self.jobs.problems)
        self._status.show_job(self.jobs.running(), live)
        self._status.set_problems(problems)
        self.dock.set_counts(live, problems)

    def _on_progressed(self, _number: JobId) -> None:
        self._status.show_job(self.jobs.running(), len(self.jobs.live()))

    def _on_went_wrong(self, mishap: Mishap) -> None:
        self._show_counts()
        self.note(sentence(mishap.problem))

    def _on_files_hovered(self, files: list[Path]) -> None:
        if "data" in self._screens:
            screens.data_screen(self).hover(files)
        if files:
            self.note(self.tr("Let go to import %Ln files", "", len(files)))

    def _on_study_done(self, study: str) -> None:
        """The sample's study is finished: its comparison is what the person waits for."""
        self.selection.choose_study(study)
        if self.current == "studies":
            self.open_screen("compare")

    def _lay_out(self) -> None:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._rail, 0, 0, 2, 1)
        grid.addWidget(self._top, 0, 1)
        grid.addWidget(self._inner, 1, 1)
        grid.addWidget(self._status, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        grid.setColumnStretch(1, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.open_screen)
        self._drops.hovered.connect(self._on_files_hovered)
        self._drops.dropped.connect(self.import_files)
        self._status.tab_clicked.connect(self.dock.toggle)
        self.dock.opened.connect(self._status.set_open)
        self.jobs.changed.connect(self._on_job_changed)
        self.jobs.progressed.connect(self._on_progressed)
        self.jobs.went_wrong.connect(self._on_went_wrong)
        self.bridge.run_finished.connect(lambda _event: self.ask_workspace())
        self.bridge.problem_found.connect(lambda found: self._head.hinder(found.problem))
        self._watch.changed.connect(self.ask_workspace)
        self.sample.study_done.connect(self._on_study_done)
        self.selection.study_changed.connect(self._head.show)

    def _show_faint(self) -> None:
        for name in self.SCREENS:
            self._rail.set_faint(name, screens.why_faint(name, self.selection.workspace))


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
