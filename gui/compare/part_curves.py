"""The recall of each part of a list over K, a plot a part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.session import RunRow
from gui.widgets.k_plot import KCurve, KPlot
from gui.widgets.parts import Panel

__all__ = ["PartCurves"]

PARTS = 3  # what has no category is in the tables alone


class PartCurves(QWidget):
    """Three plots side by side; their arrow keys and clicks choose K."""

    k_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.plots = [KPlot(with_read_out=True, while_hovered=True) for _ in range(PARTS)]
        self.panels = [Panel(head_height=36) for _ in range(PARTS)]
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        for panel, plot in zip(self.panels, self.plots, strict=True):
            panel.body.addWidget(plot)
            panel.body.setContentsMargins(2, 0, 6, 6)
            across.addWidget(panel, 1)
            plot.k_moved.connect(self.k_chosen)
            plot.k_pinned.connect(self.k_chosen)

    def set_curves(self, runs: Sequence[tuple[RunRow, str, bool]], recall: npt.NDArray[np.float64]) -> None:
        """Draws float64 [runs, parts, k]; the runs with their names and whether they are selected."""
        for part, plot in enumerate(self.plots):
            curves = [
                KCurve(run.id, name, run.series, recall[row, part], selected)
                for row, (run, name, selected) in enumerate(runs)
            ]
            plot.set_curves(curves, from_zero=True)

    def show_k(self, k: int) -> None:
        """Moves the cursor of every plot."""
        for plot in self.plots:
            plot.show_k(k, False)

    def name(self, titles: Sequence[str], captions: Sequence[str]) -> None:
        """Writes what the plots are of."""
        for panel, plot, title, caption in zip(self.panels, self.plots, titles, captions, strict=True):
            panel.title.setText(title)
            panel.caption.setText(caption)
            plot.setAccessibleName(title)
