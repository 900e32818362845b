"""Curves over K with bands, the difference to the reference, and who gains and loses."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Signal
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from engine.session import RunId, RunRow
from gui import words
from gui.compare.claims import Claims
from gui.compare.difference import DifferencePlot
from gui.compare.face import Face, Services, Shown
from gui.compare.gains_panel import GainsPanel
from gui.compare.means import Means
from gui.style import look
from gui.widgets.bands import Band
from gui.widgets.k_plot import KCurve, KPlot
from gui.widgets.parts import Panel
from gui.widgets.plot_menu import PlotMenu

__all__ = ["CurvesFace"]

translate = QCoreApplication.translate
NARROW, WIDE = 1344, 1668


class CurvesFace(Face):
    """The metric in question large, precision and recall beside it, and the difference.

    Attributes:
        banded: runs that get a band besides the one in focus and the reference.
    """

    k_hovered = Signal(object)  # int, or None
    k_pinned = Signal(int)
    k_moved = Signal(int)
    freed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.f1 = KPlot(with_read_out=True)
        self.precision, self.recall = (KPlot(with_read_out=True, while_hovered=True) for _ in range(2))
        self.difference, self.gains = DifferencePlot(), GainsPanel()
        self.named_panels = {name: Panel(head_height=36) for name in self._all()}
        self._means: Means | None = None
        self.banded: set[RunId] = set()
        self.menus = {name: self._menu(name, plot, services) for name, plot in self._all().items()}
        for name, plot in self._all().items():
            self.named_panels[name].body.addWidget(plot)
            self.named_panels[name].body.setContentsMargins(2, 0, 6, 6)
            plot.k_hovered.connect(self.k_hovered)
            plot.k_pinned.connect(self.k_pinned)
            plot.k_moved.connect(self.k_moved)
            plot.freed.connect(self.freed)
        self._lay_out()
        self.retranslate()

    def plots(self) -> dict[str, KPlot]:
        """The plots of curves, by their metric; "f1" is that of the metric in question."""
        return {"f1": self.f1, "precision": self.precision, "recall": self.recall}

    def panels(self) -> list[QWidget]:
        return [*self._all().values(), self.gains.chart]

    def retranslate(self) -> None:
        arrows = translate("CurvesFace", "{0}: arrow keys move K, Enter pins it")
        titles = {"precision": translate("CurvesFace", "Precision@K"), "recall": translate("CurvesFace", "Recall@K")}
        titles["f1"] = f"{words.METRIC_TITLES[self._means.metric]}@K" if self._means is not None else "F1@K"
        for name, title in titles.items():
            self.named_panels[name].title.setText(title)
            self.plots()[name].setAccessibleName(arrows.format(title))
        self.difference.setAccessibleName(arrows.format(translate("CurvesFace", "Difference to the reference")))
        self.gains.retranslate()

    def fill(self, shown: Shown) -> None:
        means, claims, focus, reference = shown.means, shown.claims, shown.focus, shown.reference
        self._means = means
        self.retranslate()
        banded = self.banded | {run.id for run in (focus, reference) if run is not None}
        for name, plot in self.plots().items():
            metric = means.metric if name == "f1" else name
            curves, bands = [], []
            for run in shown.runs:
                place = means.position(run.id)
                if place is None:
                    continue
                curves.append(KCurve(run.id, means.label(run), run.series, means.curve(metric, place), run is focus))
                around = claims.band(metric, run.id) if claims is not None and run.id in banded else None
                if around is not None:
                    bands.append(Band(run.id, run.series, np.arange(1.0, around.shape[1] + 1), *around))
            plot.set_curves(curves, from_zero=metric == "recall", bands=bands)
            plot.say("" if curves else shown.why_nothing)
        self.named_panels["f1"].caption.setText(self._remark(claims is not None))
        self._draw_difference(means, claims, focus, reference)
        self._show_gains(claims, focus, shown.k)

    def move_to(self, shown: Shown) -> None:
        self._show_gains(shown.claims, shown.focus, shown.k)

    def show_k(self, k: int, pinned: bool, hovered: bool) -> None:
        """Moves the cursor of every plot."""
        for plot in self._all().values():
            inside = hovered and plot.underMouse()
            plot.show_k(k, pinned, QPointF(plot.mapFromGlobal(QCursor.pos())) if inside else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for place, share in enumerate((502, 354, 444) if self.width() < look().px(WIDE) else (720, 500, 640)):
            self._grid.setColumnStretch(place, share)
        narrow = self.window().width() < look().px(NARROW)  # its own width depends on what is shown
        self.gains.chart.setVisible(not narrow)  # there who gains is one line
        self._right.setStretch(1, 0 if narrow else 160)

    def _show_gains(self, claims: Claims | None, focus: RunRow | None, k: int) -> None:
        found = claims.gains(focus.id, k) if claims is not None and focus is not None else None
        claim = claims.of(focus.id, k) if claims is not None and focus is not None else None
        if found is None or claim is None or self._means is None:
            self.gains.clear()
            return
        evaluated = self._means.counts()[0]
        unchanged = translate("CurvesFace", "change in {0} · {1} unchanged").format(
            f"{words.METRIC_TITLES[self._means.metric]}@{k}", words.count(evaluated - claim.better - claim.worse)
        )
        self.gains.fill(*found, claim.worse, claim.better, unchanged)

    def _draw_difference(
        self, means: Means, claims: Claims | None, focus: RunRow | None, reference: RunRow | None
    ) -> None:
        plot, panel = self.difference, self.named_panels["difference"]
        metric = words.METRIC_TITLES[means.metric]
        found = claims.difference(focus.id) if claims is not None and focus is not None else None
        if found is None or claims is None or focus is None or reference is None:
            panel.title.setText(translate("CurvesFace", "Difference, {0}@K").format(metric))
            panel.caption.setText("")
            plot.set_difference(None, None, (), "")
            plot.say("" if claims is None else translate("CurvesFace", "The reference itself. Select another run."))
            return
        title = translate("CurvesFace", "{0} minus {1}, {2}@K")
        panel.title.setText(title.format(means.label(focus), means.label(reference), metric))
        panel.caption.setText(translate("CurvesFace", "paired, 95 % band"))
        curve = KCurve(focus.id, panel.title.text(), focus.series, found[0], True)
        stretches = claims.stretches(focus.id)
        plot.set_difference(curve, found[1], stretches, _shown_from(stretches, means.max_k))
        plot.say("")

    def _all(self) -> dict[str, KPlot]:
        return {**self.plots(), "difference": self.difference}

    def _remark(self, banded: bool = True) -> str:
        evaluated = self._means.counts()[0] if self._means else 0
        if banded:
            return translate("CurvesFace", "mean of %Ln shoppers, 95 % bands", "", evaluated)
        return translate("CurvesFace", "mean of %Ln shoppers", "", evaluated)

    def _menu(self, name: str, plot: KPlot, services: Services) -> PlotMenu:
        def told() -> tuple[str, str]:
            scope = words.scope(self._means.scope) if self._means else ""
            study = self._means.view.study.title if self._means else ""
            return f"{self.named_panels[name].title.text()}, {scope}, {study}", self._remark()

        return PlotMenu(plot, told, services.note, services.report)

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._grid.addWidget(self.named_panels["f1"], 0, 0, 2, 1)
        self._grid.addWidget(self.named_panels["precision"], 0, 1)
        self._grid.addWidget(self.named_panels["recall"], 1, 1)
        self._right = QVBoxLayout()
        self._right.setSpacing(12)
        self._right.addWidget(self.named_panels["difference"], 278)
        self._right.addWidget(self.gains, 160)
        self._grid.addLayout(self._right, 0, 2, 2, 1)
        self._grid.setRowStretch(0, 1)
        self._grid.setRowStretch(1, 1)


def _shown_from(stretches: Sequence[tuple[int, int, int]], deepest: int) -> str:
    """What stands over the bar along the axis."""
    if not stretches:
        return ""
    first, last, _ = stretches[0]
    if len(stretches) == 1 and last == deepest:
        if first == 1:
            return translate("CurvesFace", "shown at every K")
        return translate("CurvesFace", "shown from K = {0}").format(first)
    return translate("CurvesFace", "shown where marked")
