"""The face of Compare that shows settings instead of plots: asked for with the curves, filled when looked at."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut

from engine.session import Problem, StudyId
from engine.session.messages.comparing import SettingsQuery, SettingsView
from gui.compare.means import Means
from gui.compare.model import RunsModel
from gui.compare.view import CompareView
from gui.engine_bridge import EngineBridge

__all__ = ["Differing"]


class Differing(QObject):
    """Keeps the answer of one study and turns the lower half of the page over.

    A run has a column where it has a row in the table, in the same order.
    """

    def __init__(self, page: CompareView, bridge: EngineBridge, refused: Callable[[Problem], None]) -> None:
        super().__init__(page)
        self._page, self._bridge, self._refused = page, bridge, refused
        self._answer: SettingsView | None = None
        self._means: Means | None = None
        runs = page.table.model()
        assert isinstance(runs, RunsModel)
        self._runs = runs
        self._runs.modelReset.connect(self._fill)
        self._runs.layoutChanged.connect(self._fill)
        page.differ.toggled.connect(self._on_toggled)
        page.settings.close_button.clicked.connect(self.close)
        page.settings.which.chosen.connect(lambda _which: self._fill())
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), page.settings)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.close)

    @property
    def open(self) -> bool:
        """Whether the settings stand in the place of the plots."""
        return self._page.differ.isChecked()

    def ask(self, study: StudyId) -> None:
        """Reads the settings of a study's runs."""
        self._bridge.ask(SettingsQuery(study), "compare: settings", self._on_answer, self._refused)

    def forget(self) -> None:
        """Another study is in focus."""
        self._answer = self._means = None
        self._fill()

    def show(self, means: Means) -> None:
        """Other runs, or another reference."""
        self._means = means
        self._fill()

    def close(self) -> None:
        """Back to the plots."""
        self._page.differ.setChecked(False)

    def _on_answer(self, answer: SettingsView) -> None:
        self._answer = answer
        self._fill()

    def _on_toggled(self, on: bool) -> None:
        page = self._page
        page.halves.setCurrentIndex(int(on))
        if on:
            self._fill()
            page.settings.table.setFocus()
        else:
            page.differ.setFocus()

    def _fill(self) -> None:
        if self._answer is None or self._means is None:
            self._page.say_differing(None)
            return
        panel, means, reference = self._page.settings, self._means, self._means.reference()
        labels = {run.id: means.label(run) for run in self._runs.runs()}
        which = panel.which.current() or "differ"
        panel.model.show(self._answer, labels, reference.id if reference else "", which == "all")
        panel.say_counts(which)
        panel.fit_columns()
        self._page.say_differing(panel.model.counts()[0])
