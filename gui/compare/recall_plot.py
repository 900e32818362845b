"""A plot of precision over recall, a line for every run with a dot at one K."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import Qt

from gui.style import look
from gui.widgets.plot import Line, Plot, dot_brush, dot_pen, nice_ticks

__all__ = ["Path", "RecallPlot"]

Floats = npt.NDArray[np.float64]
Path = tuple[str, str, int, Floats, Floats, bool]  # key, name, series, recall and precision by K, highlighted


class RecallPlot(Plot):
    """Precision may fall and rise again along a path, so lines are drawn in the order of K."""

    def __init__(self) -> None:
        super().__init__("R")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", True)
        self._paths: tuple[Path, ...] = ()
        self._k = 10
        self._steps: tuple[str, Floats] | None = None
        self._dots = pg.ScatterPlotItem(size=8, pxMode=True)
        self._dots.setZValue(90)
        self.add(self._dots)
        look().changed.connect(self._show_dots)

    def set_paths(self, paths: Sequence[Path], k: int = 0, steps: tuple[str, Floats] | None = None) -> None:
        """Draws the paths, the highlighted one above the others.

        Args:
            k: where the dots stand; 0 draws none.
            steps: name and values of what changes along a path, if it is not K.
        """
        self._paths, self._k, self._steps = tuple(sorted(paths, key=lambda path: path[5])), k, steps
        self.set_lines(
            [
                Line(key, series, recall, precision, width=2.0 if high else 1.0, solid=high)
                for key, _name, series, recall, precision, high in self._paths
            ]
        )
        x = np.concatenate([path[3] for path in self._paths]) if self._paths else np.zeros(0)
        y = np.concatenate([path[4] for path in self._paths]) if self._paths else np.zeros(0)
        if len(x) and np.isfinite(x).any():
            farthest = (float(np.nanmax(x)) or 0.01) * 1.03
            across = [tick for tick in nice_ticks(0.0, farthest, 6) if tick <= farthest]
            up = nice_ticks(0.0, float(np.nanmax(y)) or 0.01, max(2, min(6, self.height() // 56)))
            self.set_ranges((0.0, farthest), across, (0.0, up[-1]), up)
        self._show_dots()

    def show_k(self, k: int) -> None:
        """Moves the dots."""
        self._k = k
        self._show_dots()

    def values(self) -> tuple[list[str], list[list[float]]]:
        ks = np.arange(1.0, max((len(path[3]) for path in self._paths), default=0) + 1)
        name, values = self._steps or ("K", ks)
        names, columns = [name], [values]
        for _key, name, _series, recall, precision, _high in self._paths:
            names += [f"{name}, recall", f"{name}, precision"]
            columns += [recall, precision]
        return names, np.column_stack(columns).tolist()

    def legend(self) -> list[tuple[str, int]]:
        return [(path[1], path[2]) for path in sorted(self._paths, key=lambda path: path[2])]

    def _show_dots(self) -> None:
        theme = look().theme
        there = [path for path in self._paths if 1 <= self._k <= len(path[3])]
        self._dots.setData(
            x=[float(path[3][self._k - 1]) for path in there],
            y=[float(path[4][self._k - 1]) for path in there],
            brush=[dot_brush(theme.run(path[2])) for path in there],
            pen=dot_pen(theme.surface),
        )
