"""Precision over recall as K grows, and over the threshold of a probability for the runs that give one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.compare.face import Face, Services, Shown
from gui.compare.recall_plot import RecallPlot
from gui.widgets.parts import Panel
from gui.widgets.plot_menu import PlotMenu

__all__ = ["RecallFace"]

translate = QCoreApplication.translate


class RecallFace(Face):
    """One plot: every run's path from K = 1 to the deepest, with a dot at the K in focus."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.panel, self.plot = Panel(head_height=36), RecallPlot()
        self.panel.body.addWidget(self.plot)
        self.panel.body.setContentsMargins(2, 0, 6, 6)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panel)
        self._shown: Shown | None = None
        self.menu = PlotMenu(self.plot, lambda: (self.panel.title.text(), ""), services.note, services.report)
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

    def move_to(self, shown: Shown) -> None:
        self._shown = shown
        self.plot.show_k(shown.k)

    def retranslate(self) -> None:
        self.panel.title.setText(translate("RecallFace", "Precision over recall"))
        self.panel.caption.setText(translate("RecallFace", "from K = 1 on the left to the deepest K; dots at K"))
        self.plot.x_name.setText(translate("RecallFace", "recall"))
        self.plot.setAccessibleName(translate("RecallFace", "Precision over recall"))

    def panels(self) -> list[QWidget]:
        return [self.plot]
