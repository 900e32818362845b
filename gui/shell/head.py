"""What stands beside a screen's title: dataset and study, or a trail of its own, and the state of the moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.session import Problem
from gui import words
from gui.shell.top_bar import TopBar

if TYPE_CHECKING:
    from gui.main_window import MainWindow

__all__ = ["Head"]

GONE, BUSY = "workspace-gone", "workspace-busy"


class Head(QObject):
    """Fills the top bar from the selection, the jobs and what is wrong with the workspace.

    Attributes:
        hindrance: why the workspace could not be opened, or not for writing.
    """

    def __init__(self, window: MainWindow, bar: TopBar) -> None:
        super().__init__(window)
        self._window, self._bar = window, bar
        self._notice = ""  # code of what is wrong with the workspace as a whole
        self.hindrance: Problem | None = None
        bar.dataset_chosen.connect(window.selection.choose_dataset)
        bar.study_chosen.connect(window.selection.choose_study)

    def hinder(self, problem: Problem) -> None:
        """Takes what the engine met when it opened the workspace, before any question was answered."""
        self.hindrance = self.hindrance or problem
        self.notice(problem)

    def notice(self, problem: Problem) -> bool:
        """Takes what is wrong with the workspace; False where that was known already."""
        news = problem.code != self._notice
        if problem.code.startswith("workspace-"):
            self._notice = problem.code
        self.show_state()
        return news

    def is_back(self) -> bool:
        """The workspace has answered; whether it had been gone before."""
        was_gone = self._notice == GONE
        self._notice = "" if was_gone else self._notice
        return was_gone

    def show(self) -> None:
        """Everything anew."""
        chosen = self._window.selection
        self._bar.title.setText(self._window.screen_name(self._window.current) or "Crossaisle")
        self._bar.set_datasets(chosen.datasets(), chosen.dataset)
        studies = chosen.studies()
        names = zip((study.id for study in studies), words.study_titles(studies), strict=True)
        self._bar.set_studies(list(names), chosen.study_id)
        self.show_state()

    def show_state(self) -> None:
        """The chip, its remark, and a screen's own trail."""
        window, bar = self._window, self._bar
        of_screen = getattr(window.shown_screen(window.current), "trail", None)
        trail: tuple[str, ...] | None = of_screen() if of_screen is not None else None
        bar.set_trail(trail)
        running, study, view = window.jobs.running(), window.selection.study, window.selection.workspace
        waiting = len(window.jobs.live()) - 1
        if self._notice == GONE:
            bar.set_chip(self.tr("Not there"), "warning", self.tr("the workspace was moved or its disk removed"))
        elif window.current == "studies" and running is not None and running.is_study:
            remark = self.tr("%Ln more queued", "", waiting) if waiting > 0 else ""
            bar.set_chip(self.tr("Paused") if running.state == "paused" else self.tr("Running"), "accent", remark)
        elif window.bridge.read_only:
            busy = self.tr("another program has this workspace open")
            why = busy if self._notice == BUSY else self.tr("this workspace cannot be written")
            bar.set_chip(self.tr("Read-only"), "warning", why)
        elif study is not None and window.current in ("compare", "shoppers"):
            bar.set_chip(self.tr("%Ln runs", "", len(study.runs)))
        else:
            empty = view is not None and not view.datasets and not trail
            bar.set_chip("", remark=self.tr("Empty workspace") if empty else "")
