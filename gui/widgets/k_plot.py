"""Curves over K: the cursor at the K in focus, a dot on every line, and the read-out that follows the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from gui import words
from gui.style import font, look
from gui.widgets.bands import Band
from gui.widgets.parts import Swatch, label
from gui.widgets.plot import Line, Plot, dot_brush, dot_pen, nice_ticks

__all__ = ["KCurve", "KPlot", "KValue", "ReadOut", "k_ticks"]

HIGHEST_OF_NOTHING = 0.01  # where the axis ends if all values are 0


@dataclass(frozen=True)
class KCurve:
    """A run's mean over K; values[j] belongs to K = j + 1."""

    key: str
    name: str
    series: int
    values: npt.NDArray[np.float64]
    highlighted: bool = False


class KValue(NamedTuple):
    """What a curve says at one K."""

    key: str
    name: str
    series: int
    value: float


class KPlot(Plot):
    """Pointer and arrow keys move K; a click pins it for the whole screen, Esc frees it."""

    k_hovered = Signal(object)  # int, or None
    k_pinned = Signal(int)
    k_moved = Signal(int)
    freed = Signal()

    def __init__(self, with_read_out: bool = False, while_hovered: bool = False) -> None:
        """Takes how the figures are read out.

        Args:
            with_read_out: all values at the K in focus stand in a box.
            while_hovered: the box is there only while the pointer is in the plot.
        """
        super().__init__("K")
        self._fleeting = while_hovered
        self.setProperty("ring", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._curves: tuple[KCurve, ...] = ()
        self._k = 10
        self._cursor = pg.InfiniteLine(10, angle=90)
        self._cursor.setZValue(5)
        self._dots = pg.ScatterPlotItem(size=8, pxMode=True)
        self._dots.setZValue(90)
        self.add(self._cursor)
        self.add(self._dots)
        self.read_out = ReadOut(self) if with_read_out else None
        # no QTimer.singleShot: one that never fires keeps what it would have called for ever
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place_read_out)
        self.hovered.connect(self._on_hovered)
        self.clicked.connect(lambda x: self.k_pinned.emit(self._bounded(round(x))))
        look().changed.connect(self._restyle_cursor)
        self._restyle_cursor()

    def set_curves(
        self,
        curves: Sequence[KCurve],
        from_zero: bool = False,
        ghosts: Sequence[tuple[int, npt.NDArray[np.float64]]] = (),
        bands: Sequence[Band] = (),
    ) -> None:
        """Draws the curves, the highlighted one above the others and 2 px wide.

        Args:
            from_zero: the y axis starts at 0, else where it must.
            ghosts: earlier steps of a run, oldest first: its number and values; drawn at 22 to 57 %.
            bands: areas under all lines; their keys are those of their curves.
        """
        self.bands.set(bands)
        self._curves = tuple(sorted(curves, key=lambda curve: curve.highlighted))
        shades = np.linspace(0.22, 0.57, len(ghosts)) if len(ghosts) > 1 else [0.57]
        pale = [
            Line(f"ghost {index}", number, np.arange(1.0, len(values) + 1), values, solid=True, opacity=float(shade))
            for index, ((number, values), shade) in enumerate(zip(ghosts, shades, strict=False))
        ]
        self.set_lines(
            pale
            + [
                Line(
                    curve.key,
                    curve.series,
                    np.arange(1.0, len(curve.values) + 1),
                    curve.values,
                    width=2.0 if curve.highlighted else 1.0,
                    solid=curve.highlighted,
                )
                for curve in self._curves
            ]
        )
        drawn = [*(curve.values for curve in curves), *(edge for band in bands for edge in (band.low, band.high))]
        finite = np.concatenate([values[np.isfinite(values)] for values in drawn]) if drawn else np.zeros(0)
        if len(finite):
            longest = max(len(curve.values) for curve in curves)
            low = min(0.0, float(finite.min())) if from_zero else float(finite.min())
            high = float(finite.max()) * 1.02 or HIGHEST_OF_NOTHING
            ticks = nice_ticks(low, high, max(2, min(6, self.height() // 56)))
            self.set_ranges((1, max(2, longest)), k_ticks(longest), (ticks[0], ticks[-1]), ticks)
        self._show_k()

    def show_k(self, k: int, pinned: bool, read_out_at: QPointF | None = None) -> None:
        """Moves cursor and dots; the read-out stands where the pointer is, or beside the K in focus."""
        self._k = k
        self._show_k()
        if self.read_out is None:
            return
        if not self._curves or (self._fleeting and read_out_at is None):
            self.read_out.hide()
            return
        self.read_out.show_values(k, self._at(k), pinned, self._highlighted())
        self.read_out.place(read_out_at or self.to_pixel(k, self.y_range[0]))

    def values(self) -> tuple[list[str], list[list[float]]]:
        curves = sorted(self._curves, key=lambda curve: curve.series)
        deepest = max((len(curve.values) for curve in curves), default=0)
        columns = [np.arange(1.0, deepest + 1)]
        names = ["K"]
        around = {band.key: band for band in self.bands.shown}
        for curve in curves:
            band = around.get(curve.key)
            parts = [(curve.name, curve.values)]
            if band is not None:
                parts += [(f"{curve.name}, 95 % low", band.low), (f"{curve.name}, 95 % high", band.high)]
            for name, values in parts:
                names.append(name)
                columns.append(np.pad(values, (0, deepest - len(values)), constant_values=np.nan))
        return names, np.column_stack(columns).tolist()

    def legend(self) -> list[tuple[str, int]]:
        return [(curve.name, curve.series) for curve in sorted(self._curves, key=lambda curve: curve.series)]

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        self._cursor.hide()
        self._dots.hide()
        try:
            yield
        finally:
            self._cursor.show()
            self._dots.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.read_out is not None and not self.read_out.isHidden():
            self._placing.start()  # the view's own rectangle follows with its next layout

    def _place_read_out(self) -> None:
        assert self.read_out is not None
        self.read_out.show_values(self._k, self._at(self._k), None, self._highlighted())
        self.read_out.place(self.to_pixel(self._k, self.y_range[0]))

    def _highlighted(self) -> str:
        return next((curve.key for curve in self._curves if curve.highlighted), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10}
        key = Qt.Key(event.key())
        if key in steps:
            self.k_moved.emit(self._bounded(self._k + steps[key]))
        elif key == Qt.Key.Key_Home:
            self.k_moved.emit(1)
        elif key == Qt.Key.Key_End:
            self.k_moved.emit(int(self.x_range[1]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.k_pinned.emit(self._k)
        elif key == Qt.Key.Key_Escape:
            self.freed.emit()
        else:
            super().keyPressEvent(event)

    def _at(self, k: int) -> list[KValue]:
        """Every curve's value at a K, best first."""
        found = [KValue(c.key, c.name, c.series, float(c.values[k - 1])) for c in self._curves if k <= len(c.values)]
        return sorted((one for one in found if not np.isnan(one.value)), key=lambda one: -one.value)

    def _bounded(self, k: int) -> int:
        return min(max(1, k), int(self.x_range[1]))

    def _on_hovered(self, x: float | None) -> None:
        self.k_hovered.emit(None if x is None else self._bounded(round(x)))

    def _show_k(self) -> None:
        self._cursor.setValue(self._k)
        found = self._at(self._k)
        theme = look().theme
        self._dots.setData(
            x=[self._k] * len(found),
            y=[one.value for one in found],
            brush=[dot_brush(theme.run(one.series)) for one in found],
            pen=dot_pen(theme.surface),
        )

    def _restyle_cursor(self) -> None:
        pen = QPen(QColor(look().theme.strong), 1)
        pen.setDashPattern([3.0, 3.0])
        pen.setCosmetic(True)
        self._cursor.setPen(pen)
        self._show_k()


def k_ticks(max_k: int) -> list[float]:
    """1, then every tenth K."""
    step = 10 if max_k > 15 else 5 if max_k > 8 else 1
    return [1.0, *(float(k) for k in range(step, max_k + 1, step) if k > 1)]


class ReadOut(QFrame):
    """All runs at one K, in the order of their values."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("raised", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._k = label("", "caption", semibold=True)
        self._state = label("", "caption", "muted")
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self._k, 0, 0, 1, 2)
        self._grid.addWidget(self._state, 0, 2)
        self._grid.setColumnMinimumWidth(1, look().px(84))
        self._rows: list[tuple[Swatch, QLabel, QLabel]] = []
        self._rest = label("", "caption", "muted")
        self._grid.addWidget(self._rest, 200, 1, 1, 2)
        self._rest.hide()
        self.hide()

    def show_values(self, k: int, values: Sequence[KValue], pinned: bool | None, kept: str = "") -> None:
        """Fills the rows; where the plot is too low for all of them, the best stand here and one line counts the rest.

        Args:
            pinned: None leaves it as it is said now.
            kept: the key of a curve that always has its row.
        """
        self._k.setText(self.tr("K = {0}").format(k))
        if pinned is not None:
            self._state.setText(self.tr("pinned") if pinned else "")
        shown = self._fitting(values, kept)
        while len(self._rows) < len(shown):
            self._add_row()
        for index, (swatch, name, value) in enumerate(self._rows):
            filled = index < len(shown)
            for part in (swatch, name, value):
                part.setVisible(filled)
            if filled:
                wide = look().px(150)
                name.setText(name.fontMetrics().elidedText(shown[index].name, Qt.TextElideMode.ElideRight, wide))
                swatch.set_series(shown[index].series)
                value.setText(words.metric(shown[index].value))
        left = len(values) - len(shown)
        self._rest.setText(self.tr("%Ln more", "", left) if left else "")
        self._rest.setVisible(bool(left))
        self.adjustSize()

    def _fitting(self, values: Sequence[KValue], kept: str) -> list[KValue]:
        parent = self.parentWidget()
        assert parent is not None
        each = self._k.sizeHint().height() + self._grid.verticalSpacing()
        most = max(1, (parent.height() - look().px(60)) // each - 1)
        if len(values) <= most:
            return list(values)
        shown = list(values[: most - 1]) if most > 1 else []
        if kept and all(one.key != kept for one in shown):
            shown = shown[:-1] + [one for one in values if one.key == kept]
        return shown or list(values[:1])

    def place(self, point: QPointF) -> None:
        """Right of a point of the plot, or left of it where the room ends; always whole inside."""
        parent = self.parentWidget()
        assert parent is not None
        x = round(point.x()) + 16
        if x + self.width() > parent.width() - 8:
            x = round(point.x()) - 16 - self.width()
        y = min(max(8, round(point.y()) - self.height() - 16), parent.height() - self.height() - look().px(30))
        self.move(max(8, x), max(8, y))
        self.show()
        self.raise_()

    def _add_row(self) -> None:
        line = len(self._rows) + 1
        made = (Swatch(), label("", "caption"), label("", "caption", semibold=True))
        made[2].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        made[2].setFont(font("caption", semibold=True))
        for column, part in enumerate(made):
            self._grid.addWidget(part, line, column)
        self._rows.append(made)
