"""The window: the shell around the screens, and what they share."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QMainWindow, QStackedWidget, QWidget

from engine.session import Exported, ImportDataset, JobId, Problem, WorkspaceQuery, WorkspaceView
from gui import language, words
from gui.actions import Actions
from gui.closing import CloseDialog
from gui.engine_bridge import EngineBridge
from gui.jobs import Jobs, Mishap
from gui.problems import sentence
from gui.sample import Sample
from gui.screen import Screen
from gui.selection import Selection
from gui.shell.dock import Dock
from gui.shell.rail import Rail
from gui.shell.status_bar import StatusBar
from gui.shell.top_bar import TopBar
from gui.style import look
from gui.widgets.focus import FocusRing
from gui.widgets.states import StatesWidget

__all__ = ["MainWindow"]

CLOSE_STEP = 0.05
CLOSE_TRIES = 600


class MainWindow(QMainWindow):
    """Rail, top bar, screens, dock, status bar. Screens are made when first shown, the engine after the first frame."""

    SCREENS = ("studies", "compare", "shoppers")

    def __init__(self, workspace: Path, sample: bool) -> None:
        super().__init__()
        self.setWindowTitle("Crossaisle")
        self.setMinimumSize(look().px(960), look().px(620))
        self.resize(look().px(1440), look().px(900))
        self.bridge = EngineBridge(workspace, self)
        self.jobs = Jobs(self.bridge, self)
        self.selection = Selection(self)
        self.sample = Sample(self.jobs, self)
        self._wants_sample = sample
        self._screens: dict[str, Screen] = {}
        self.current = ""
        self._closing = self._closed = False
        self._rail, self._top, self._status = Rail(self.SCREENS), TopBar(), StatusBar(workspace)
        self._stack = QStackedWidget()
        self._start = StatesWidget(QWidget())
        self._stack.addWidget(self._start)
        self._inner = QMainWindow()
        self._inner.setWindowFlags(Qt.WindowType.Widget)
        self._inner.setCentralWidget(self._stack)
        self.dock = Dock(self.jobs, self.bridge, self._inner)
        self._inner.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        self._lay_out()
        self._actions = Actions(self)
        self._rail.set_menu(self._actions.view_menu)
        self.menuBar().setVisible(sys.platform == "darwin")
        self._ring = FocusRing(self)
        self._connect()
        self.retranslate()
        self._start.show_loading(self.tr("Opening the workspace…"))

    # what actions and screens ask for

    def screen_name(self, name: str) -> str:
        """A screen's name in the window's language."""
        return {"studies": self.tr("Studies"), "compare": self.tr("Compare"), "shoppers": self.tr("Shoppers")}.get(
            name, ""
        )

    def open_screen(self, name: str) -> None:
        """Brings a screen to the front; makes it if it was never shown."""
        if name not in self._screens:
            self._screens[name] = self._make(name)
            self._stack.addWidget(self._screens[name].view)
        self.current = name
        screen = self._screens[name]
        self._stack.setCurrentWidget(screen.view)
        self._rail.select(name)
        self._top.title.setText(self.screen_name(name) or "Crossaisle")
        self._top.set_aside(screen.aside())
        self._show_chip()
        screen.shown()

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
            self.open_screen("studies")

    def export_lists(self) -> None:
        """Exports the lists of the run in focus."""
        self.open_screen("shoppers")
        from gui.shoppers.controller import ShoppersScreen

        screen = self._screens["shoppers"]
        assert isinstance(screen, ShoppersScreen)
        screen.export()

    def open_lists(self, run: str, against: str) -> None:
        """Shows two runs' lists side by side."""
        self.selection.choose_runs(run, against)
        self.open_screen("shoppers")

    def toggle_dock(self, tab: str) -> None:
        self.dock.toggle(tab)

    def note(self, text: str, idle: str = "") -> None:
        """A line in the status bar for 8 s."""
        self._status.note(text, idle)

    def use_language(self, name: language.Language) -> None:
        language.use(_app(), name, remember=True)

    def step_panel(self, step: int) -> None:
        """F6: puts the focus into the next panel."""
        screen = self._screens.get(self.current)
        panels = [panel for panel in (screen.panels() if screen else []) if panel.isVisible()]
        focus = QApplication.focusWidget()
        at = (
            next((i for i, panel in enumerate(panels) if panel is focus or panel.isAncestorOf(focus)), -step)
            if focus
            else -1
        )
        if panels:
            panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Lets go of the window once the event loop has ended."""
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

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if event.key() == Qt.Key.Key_Alt and sys.platform != "darwin" and not event.isAutoRepeat():
            self.menuBar().setVisible(not self.menuBar().isVisible())

    def closeEvent(self, event: QCloseEvent) -> None:
        live = self.jobs.live()
        if (
            not self._closing
            and live
            and CloseDialog([entry.title for entry in live], self).exec() != CloseDialog.DialogCode.Accepted
        ):
            event.ignore()
            return
        if not self._closing:
            self._closing, self._tries = True, 0
            QSettings().setValue("geometry", self.saveGeometry())
        if self._closed or self.bridge.close(CLOSE_STEP):
            self._closed = True
            event.accept()
            return
        event.ignore()
        self.setEnabled(False)
        self.note(self.tr("Cancelling what runs; the window closes once files are safe"))
        QTimer.singleShot(0, self, self._wait_for_engine)

    def retranslate(self) -> None:
        """Every text in the window's language."""
        self._rail.set_texts({name: self.screen_name(name) for name in self.SCREENS}, self.tr("View"))
        self.jobs.retranslate()
        for part in (self._top, self._status, self.dock, self._actions):
            part.retranslate()
        for screen in self._screens.values():
            screen.retranslate()
        self._top.title.setText(self.screen_name(self.current) or "Crossaisle")
        self._show_chip()
        self._show_faint()

    # what happens

    def _open_engine(self) -> None:
        if not self.bridge.opened:
            self._stack.setFocus()
            self.bridge.open()
            self.ask_workspace()

    def ask_workspace(self) -> None:
        """Reads again what the workspace holds."""
        self.bridge.ask(WorkspaceQuery(), "workspace", self._on_workspace, self._on_workspace_refused)

    def _on_workspace(self, view: WorkspaceView) -> None:
        first = self.selection.workspace is None
        self.selection.set_workspace(view)
        self._actions.set_read_only(view.read_only)
        self._show_crumbs()
        self._show_faint()
        if first:
            self._begin(view)
        elif self.current == "first_run" and view.datasets:
            self.open_screen("studies")

    def _begin(self, view: WorkspaceView) -> None:
        if self._wants_sample and not view.read_only and not self.sample.is_done(view):
            self.run_sample()
        elif view.studies:
            self.sample.choose(view, self.selection) if self._wants_sample else None
            self.open_screen("compare")
        else:
            self.open_screen("studies" if view.datasets else "first_run")

    def _on_workspace_refused(self, problem: Problem) -> None:
        self.jobs.report(problem, self.tr("Workspace"))
        if self.selection.workspace is None:
            self._start.show_error(problem, self.tr("Try again"), self.ask_workspace)

    def _on_job_changed(self, number: JobId) -> None:
        entry = self.jobs.entries[number]
        self._status.show_job(self.jobs.running(), len(self.jobs.live()))
        self._show_chip()
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

    def _on_progressed(self, _number: JobId) -> None:
        self._status.show_job(self.jobs.running(), len(self.jobs.live()))

    def _on_went_wrong(self, mishap: Mishap) -> None:
        self._status.set_problems(len(self.jobs.problems))
        self.note(sentence(mishap.problem))

    def _on_study_done(self, study: str) -> None:
        """The sample's study is finished: its comparison is what the person waits for."""
        self.selection.choose_study(study)
        if self.current == "studies":
            self.open_screen("compare")

    def _wait_for_engine(self) -> None:
        self._tries += 1
        if self.bridge.close(CLOSE_STEP) or self._tries > CLOSE_TRIES:
            self._closed = True
            self.close()
        else:
            QTimer.singleShot(20, self, self._wait_for_engine)

    def _make(self, name: str) -> Screen:
        match name:
            case "studies":
                from gui.studies.controller import StudiesScreen

                return StudiesScreen(self.bridge, self.jobs, self.selection, self)
            case "compare":
                from gui.compare.controller import CompareScreen

                return CompareScreen(self.bridge, self.jobs, self.selection, self)
            case "shoppers":
                from gui.shoppers.controller import ShoppersScreen

                return ShoppersScreen(self.bridge, self.jobs, self.selection, self)
            case _:
                from gui.first_run.controller import FirstRunScreen

                return FirstRunScreen(self)

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
        kept = QSettings().value("geometry")
        if kept is not None:
            self.restoreGeometry(kept)

    def _connect(self) -> None:
        self._rail.chosen.connect(self.open_screen)
        self._top.dataset_chosen.connect(self.selection.choose_dataset)
        self._top.study_chosen.connect(self.selection.choose_study)
        self._status.tab_clicked.connect(self.dock.toggle)
        self.dock.opened.connect(self._status.set_open)
        self.jobs.changed.connect(self._on_job_changed)
        self.jobs.progressed.connect(self._on_progressed)
        self.jobs.went_wrong.connect(self._on_went_wrong)
        self.bridge.run_finished.connect(lambda _event: self.ask_workspace())
        self.sample.study_done.connect(self._on_study_done)
        self.selection.study_changed.connect(self._show_crumbs)

    def _show_crumbs(self) -> None:
        view, chosen = self.selection.workspace, self.selection
        names = [dataset.name for dataset in view.datasets] if view else []
        self._top.set_datasets(names, chosen.dataset)
        self._top.set_studies([(study.id, study.title) for study in chosen.studies()], chosen.study_id)
        self._show_chip()

    def _show_chip(self) -> None:
        running, study = self.jobs.running(), self.selection.study
        waiting = len(self.jobs.live()) - 1
        if self.current == "studies" and running is not None:
            remark = self.tr("%Ln more queued", "", waiting) if waiting > 0 else ""
            self._top.set_chip(self.tr("Running"), "accent", remark)
        elif self.bridge.read_only:
            self._top.set_chip(self.tr("Read-only"), "warning", self.tr("another program has this workspace open"))
        elif study is not None and self.current in ("compare", "shoppers"):
            self._top.set_chip(self.tr("%Ln runs", "", len(study.runs)))
        else:
            empty = self.selection.workspace is not None and not self.selection.workspace.datasets
            self._top.set_chip("", remark=self.tr("Empty workspace") if empty else "")

    def _show_faint(self) -> None:
        view = self.selection.workspace
        why = "" if view and view.studies else self.tr("Opens once a study has a finished run")
        for name in ("compare", "shoppers"):
            self._rail.set_faint(name, why)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
