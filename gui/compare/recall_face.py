"""Precision over recall as K grows and, for a run that gives probabilities, as their threshold falls."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.session import RunRow
from engine.session.messages.evaluating import ProbabilityQuery, ProbabilityView
from gui import words
from gui.compare.face import Face, Services, Shown
from gui.compare.recall_plot import RecallPlot
from gui.widgets.parts import Panel
from gui.widgets.plot_menu import PlotMenu

__all__ = ["RecallFace"]

translate = QCoreApplication.translate


class RecallFace(Face):
    """Left every run's path from K = 1 to the deepest, right the run in focus by the threshold of its probability."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.plot, self.threshold = RecallPlot(), RecallPlot()
        self.panels_by = {"k": Panel(head_height=36), "threshold": Panel(head_height=36)}
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        for (name, panel), plot, share in zip(
            self.panels_by.items(), (self.plot, self.threshold), (55, 45), strict=True
        ):
            panel.body.addWidget(plot)
            panel.body.setContentsMargins(2, 0, 6, 6)
            whole.addWidget(panel, share)
            PlotMenu(plot, partial(self._told, name), services.note, services.report)
        self._shown: Shown | None = None
        self._asked: ProbabilityQuery | None = None
        self.retranslate()

    def fill(self, shown: Shown) -> None:
        means = shown.means
        self._shown = shown
        paths = []
        for run in shown.runs:
            place = means.position(run.id)
            if place is not None:
                recall, precision = means.curve("recall", place), means.curve("precision", place)
                paths.append((run.id, means.label(run), run.series, recall, precision, run is shown.focus))
        self.plot.set_paths(paths, shown.k)
        self.plot.say("" if paths else shown.why_nothing)
        self._ask_threshold(shown)

    def move_to(self, shown: Shown) -> None:
        self._shown = shown
        self.plot.show_k(shown.k)

    def retranslate(self) -> None:
        titles = {
            "k": translate("RecallFace", "Precision over recall"),
            "threshold": translate("RecallFace", "By the threshold of the probability"),
        }
        for (name, title), plot in zip(titles.items(), (self.plot, self.threshold), strict=True):
            self.panels_by[name].title.setText(title)
            plot.setAccessibleName(title)
            plot.x_name.setText(translate("RecallFace", "recall"))
        self.panels_by["k"].caption.setText(
            translate("RecallFace", "from K = 1 on the left to the deepest K; dots at K")
        )

    def panels(self) -> list[QWidget]:
        return [self.plot, self.threshold]

    def _told(self, name: str) -> tuple[str, str]:
        panel = self.panels_by[name]
        return panel.title.text(), panel.caption.text()

    def _ask_threshold(self, shown: Shown) -> None:
        focus = shown.focus
        if focus is None or not focus.has_probability:
            self._asked = None
            self.threshold.set_paths(())
            self.panels_by["threshold"].caption.setText("")
            none = translate("RecallFace", "{0} gives scores, no probabilities")
            self.threshold.say(none.format(focus.name) if focus is not None else "")
            return
        query = ProbabilityQuery(focus.id, shown.means.scope, shown.means.max_k)
        if query != self._asked:
            self._asked = query
            self._services.ask(query, "threshold", lambda view: self._on_threshold(query, focus, view))

    def _on_threshold(self, query: ProbabilityQuery, run: RunRow, view: ProbabilityView) -> None:
        if query != self._asked:
            return
        found = view.recall > 0.0  # above the highest threshold nothing is recommended, and precision has no value
        path = run.id, run.name, run.series, view.recall[found], view.precision[found], True
        self.threshold.set_paths([path], steps=(translate("RecallFace", "threshold"), view.threshold[found]))
        self.threshold.say("")
        caption = translate("RecallFace", "first {0}; Brier skill {1}, calibration error {2}")
        self.panels_by["threshold"].caption.setText(
            caption.format(query.k, words.signed(view.skill, 4), words.metric(view.error))
        )
