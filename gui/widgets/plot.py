"""Plots as the look wants them: no frame, horizontal hairlines, few ticks, ranges that are set and never guessed.

The only module that imports pyqtgraph; screens import it when they are first shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui.style import font, look
from gui.widgets.bands import Bands
from gui.widgets.parts import label, run_pen

__all__ = ["Line", "Plot", "dot_brush", "dot_pen", "nice_ticks", "tick_texts"]

Floats = npt.NDArray[np.float64]
LEFT, FOOT = 46, 22


@dataclass(frozen=True)
class Line:
    """One line of a plot.

    Attributes:
        key: names the line over redraws, so that its item is kept.
        series: the run's number, for colour and dash.
        solid: without the run's dash.
        opacity: 1 unless the line is an earlier step of its run.
        dots: whether points are marked.
    """

    key: str
    series: int
    x: Floats
    y: Floats
    width: float = 1.0
    solid: bool = False
    opacity: float = 1.0
    dots: bool = False


@dataclass
class _Drawn:
    curve: Any
    dots: Any = None
    line: Line | None = field(default=None)


class _Axis(pg.AxisItem):
    """An axis whose ticks are labels only."""

    def __init__(self, side: str) -> None:
        super().__init__(side, maxTickLength=0)
        self.setStyle(
            tickTextOffset=6, autoExpandTextSpace=False, autoReduceTextSpace=False, hideOverlappingLabels=False
        )
        if side == "left":
            self.setWidth(look().px(LEFT))
            self.setGrid(255)
        else:
            self.setHeight(look().px(FOOT))

    def boundingRect(self) -> QRectF:
        """Room for the outermost labels too, which pyqtgraph drops where they stand half outside of a grid."""
        return super().boundingRect().adjusted(0, -8, 0, 8) if self.orientation == "left" else super().boundingRect()


class Plot(QWidget):
    """A plot of lines with fixed ranges; tells where the pointer is, in the units of x."""

    hovered = Signal(object)  # float, or None once the pointer has left
    clicked = Signal(float)

    def __init__(self, x_name: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(look().px(160), look().px(90))
        self._axes = {"left": _Axis("left"), "bottom": _Axis("bottom")}
        self.canvas = pg.PlotWidget(axisItems=dict(self._axes))
        for axis in self._axes.values():
            axis.setZValue(-101)  # pyqtgraph draws hairlines over the lines and names; the view stands at -100
        self.canvas.setFrameShape(QFrame.Shape.NoFrame)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setMenuEnabled(False)
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the plot's own, if it has one
        self.canvas.setMouseEnabled(False, False)
        self.canvas.hideButtons()
        self.canvas.setMouseTracking(True)
        self.canvas.viewport().installEventFilter(self)
        self.box = self.canvas.getViewBox()
        self.box.disableAutoRange()
        self.canvas.getPlotItem().layout.setContentsMargins(0, 6, 10, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.x_name = label(x_name, "caption", "muted", semibold=True)
        self.x_name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.x_name.setParent(self)
        self.remark = label("", "body", "muted")
        self.remark.setParent(self)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.remark.hide()
        self._drawn: dict[str, _Drawn] = {}
        self.bands = Bands(self.canvas)
        self.y_range = (0.0, 0.0)
        self.x_range = (0.0, 0.0)
        self.set_ranges((0.0, 1.0), (), (0.0, 1.0), ())
        look().changed.connect(self.restyle)
        self.restyle()

    def set_ranges(
        self, x: tuple[float, float], x_ticks: Sequence[float], y: tuple[float, float], y_ticks: Sequence[float]
    ) -> None:
        """Fixes what is seen; ticks outside are left out."""
        if (x, y) == (self.x_range, self.y_range):
            return
        self.x_range, self.y_range = x, y
        self.box.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)
        self._axes["bottom"].setTicks([[(tick, f"{tick:g}") for tick in x_ticks if x[0] <= tick <= x[1]]])
        self._axes["left"].setTicks([list(zip(y_ticks, tick_texts(y_ticks), strict=True))])

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Draws these lines, later ones above; items of lines that stay are kept and only get their data."""
        wanted = {line.key for line in lines}
        for key in [key for key in self._drawn if key not in wanted]:
            drawn = self._drawn.pop(key)
            for item in filter(None, (drawn.curve, drawn.dots)):
                self.canvas.removeItem(item)
        for depth, line in enumerate(lines):
            self._draw(line, depth)

    def values(self) -> tuple[list[str], list[list[float]]]:
        """What is drawn, as a table: the names of its columns and its rows; NaN where a line has no point."""
        lines = [drawn.line for drawn in self._drawn.values() if drawn.line is not None]
        places = np.unique(np.concatenate([line.x for line in lines])) if lines else np.zeros(0)
        columns = [places]
        for line in lines:
            column = np.full(len(places), np.nan)
            column[np.searchsorted(places, line.x)] = line.y
            columns.append(column)
        return [self.x_name.text() or "x", *(line.key for line in lines)], np.column_stack(columns).tolist()

    def legend(self) -> list[tuple[str, int]]:
        """Names and numbers of the runs that are drawn, for a picture that stands alone."""
        return []

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """While it lasts, nothing is drawn that follows the pointer."""
        yield

    def say(self, text: str) -> None:
        """A muted sentence in the middle while there is nothing to draw; the axes stay."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def add(self, item: Any) -> None:
        """Puts another item into the plot."""
        self.canvas.addItem(item, ignoreBounds=True)

    def to_pixel(self, x: float, y: float) -> QPointF:
        """Where a point of the plot lies in this widget."""
        scene = self.box.mapViewToScene(QPointF(x, y))
        return QPointF(self.canvas.mapFromScene(scene))

    def restyle(self) -> None:
        """Takes the tokens in force."""
        theme = look().theme
        self.canvas.setBackground(theme.surface)
        for axis in self._axes.values():
            axis.setTextPen(theme.muted)
            axis.setStyle(tickFont=font("caption"))
        self._axes["left"].setPen(QPen(Qt.PenStyle.NoPen))
        self._axes["left"].setTickPen(theme.line)
        self._axes["bottom"].setPen(theme.border)
        self._axes["bottom"].setTickPen(theme.border)  # of no length, yet a dot where it is drawn larger
        self.bands.restyle()
        for drawn in self._drawn.values():
            line, drawn.line = drawn.line, None
            if line is not None:
                self._style(drawn, line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            point = event.position()  # type: ignore[attr-defined]
            x = self.box.mapSceneToView(self.canvas.mapToScene(point.toPoint())).x()
            inside = self.x_range[0] - 0.5 <= x <= self.x_range[1] + 0.5
            if kind == QEvent.Type.MouseMove:
                self.hovered.emit(x if inside else None)
            elif inside and event.button() == Qt.MouseButton.LeftButton:  # type: ignore[attr-defined]
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self.clicked.emit(x)
        elif kind == QEvent.Type.Leave:
            self.hovered.emit(None)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = look().px
        wide = self.x_name.sizeHint().width()
        self.x_name.setGeometry(max(0, px(LEFT) - wide - 8), self.height() - px(FOOT) + 5, wide, px(14))
        self.remark.setGeometry(px(LEFT), 0, max(0, self.width() - px(LEFT)), self.height() - px(FOOT))

    def _draw(self, line: Line, depth: int) -> None:
        drawn = self._drawn.get(line.key)
        if drawn is None:
            drawn = self._drawn[line.key] = _Drawn(pg.PlotCurveItem(antialias=True))
            self.canvas.addItem(drawn.curve, ignoreBounds=True)
        if line.dots and drawn.dots is None:
            drawn.dots = pg.ScatterPlotItem(size=7, pxMode=True)
            self.canvas.addItem(drawn.dots, ignoreBounds=True)
        old, shown = drawn.line, drawn
        if old is None or not (np.array_equal(old.x, line.x) and np.array_equal(old.y, line.y, equal_nan=True)):
            shown.curve.setData(line.x, line.y, connect="finite")
            if shown.dots is not None:
                shown.dots.setData(line.x, line.y)
        shown.curve.setZValue(10 + depth)
        if shown.dots is not None:
            shown.dots.setZValue(10.5 + depth)
        self._style(drawn, line)

    def _style(self, drawn: _Drawn, line: Line) -> None:
        old = drawn.line
        drawn.line = line
        if old is not None and (old.series, old.width, old.solid, old.opacity, old.dots) == (
            line.series,
            line.width,
            line.solid,
            line.opacity,
            line.dots,
        ):
            return
        drawn.curve.setPen(run_pen(line.series, line.width, line.solid))
        drawn.curve.setOpacity(line.opacity)
        if drawn.dots is not None:
            theme = look().theme
            drawn.dots.setBrush(dot_brush(theme.run(line.series)))
            drawn.dots.setPen(dot_pen(theme.surface))


@cache
def dot_brush(colour: str) -> QBrush:
    """The brush of a colour, one object for ever: pyqtgraph keeps a picture of a dot for every brush it meets."""
    return pg.mkBrush(colour)


@cache
def dot_pen(colour: str, width: float = 1.0) -> QPen:
    """The cosmetic pen of a colour, one object for ever."""
    return pg.mkPen(colour, width=width)


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers that enclose [low, high]: steps of 1, 2 or 5 times a power of ten, about `wanted` of them."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return [0.0, 1.0]
    span = max(high - low, abs(high) * 1e-3, 1e-9)
    raw = span / max(1, wanted)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def tick_texts(ticks: Sequence[float]) -> list[str]:
    """Ticks with as many decimals as their step needs, and a true minus."""
    if len(ticks) < 2:
        return [f"{tick:g}" for tick in ticks]
    decimals = max(0, -math.floor(math.log10(abs(ticks[1] - ticks[0])) + 1e-9))
    return [f"{tick:.{decimals}f}".replace("-", "−") for tick in ticks]
