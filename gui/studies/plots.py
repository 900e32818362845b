"""The two learning plots: validation by epoch with the baselines as levels, and the loss of one model part."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QPen

from gui import words
from gui.studies.live import Live, Trace
from gui.style import font, look
from gui.widgets.plot import Line, Plot, dot_brush, dot_pen, nice_ticks

__all__ = ["LossPlot", "ValidationPlot"]


class ValidationPlot(Plot):
    """The run that learns against every baseline; best so far as a ring and a dotted level."""

    def __init__(self) -> None:
        super().__init__("")
        self._labels: list[pg.TextItem] = []
        self._ring = pg.ScatterPlotItem(size=13, pxMode=True, brush=None)
        self._ring.setZValue(95)
        self._level = pg.PlotCurveItem(antialias=True)
        self.add(self._ring)
        self.add(self._level)
        self._best_word = ""

    def show_live(self, live: Live, best_word: str) -> None:
        """Redraws; ranges are stepped, so they move seldom.

        Args:
            best_word: "best so far {0}, epoch {1}" in the window's language.
        """
        trained, levels = live.trained(), live.levels()
        trace = live.validation.get(trained)
        steps, values = trace.arrays() if trace else (np.zeros(0), np.zeros(0))
        last = max(2.0, float(live.planned.get("ranking", 0)), float(steps.max()) if len(steps) else 0.0)
        heights = [*values.tolist(), *(value for _, _, value in levels)]
        if heights:
            low, high = min(heights), max(heights)
            spread = max(high - low, 0.1 * high, 1e-6)
            ticks = nice_ticks(low - 0.08 * spread, high + 0.12 * spread, max(3, min(7, self.height() // 48)))
            stride = _stride(last, 10)
            marks = [1.0, *(float(x) for x in range(stride if stride > 1 else 2, int(last) + 1, stride))]
            self.set_ranges((0.5, last + 0.02 * last), marks, (ticks[0], ticks[-1]), ticks)
        across = np.array([0.5, last * 1.02])
        lines = [Line(name, number, across, np.full(2, value)) for name, number, value in levels]
        if len(steps):
            lines.append(Line(trained, live.numbers[trained], steps, values, width=2.0, solid=True, dots=True))
        self.set_lines(lines)
        self._show_best(live, best_word, last)
        self._write_levels(levels, last)

    def _show_best(self, live: Live, best_word: str, last: float) -> None:
        best = live.best()
        self._best = (best, best_word, live.numbers.get(live.trained(), 0), last)
        if best is None:
            self._ring.setData([], [])
            self._level.setData([], [])
            return
        colour = QColor(look().theme.run(live.numbers[live.trained()]))
        pen = QPen(colour, 1)
        pen.setDashPattern([2.0, 3.0])
        pen.setCosmetic(True)
        self._ring.setPen(dot_pen(colour.name(), 1.5))
        self._ring.setData([best[0]], [best[1]])
        self._level.setPen(pen)
        self._level.setData([best[0], last * 1.02], [best[1], best[1]])

    def _write_levels(self, levels: list[tuple[str, int, float]], last: float) -> None:
        theme = look().theme
        texts = [(f"{name} {words.metric(value)}", value, theme.text, False) for name, _, value in levels]
        best, best_word, _, _ = self._best
        if best is not None:
            texts.append((best_word.format(words.metric(best[1]), f"{best[0]:g}"), best[1], theme.accent, True))
        texts.sort(key=lambda text: text[1])
        while len(self._labels) < len(texts):
            self._labels.append(pg.TextItem(anchor=(1, 1)))
            self._labels[-1].setZValue(80)
            self.add(self._labels[-1])
        for made in self._labels[len(texts) :]:
            made.setVisible(False)
        before = -np.inf
        high = (self.y_range[1] - self.y_range[0]) * 17 / max(1, self.box.height())
        for made, (text, value, colour, semibold) in zip(self._labels, texts, strict=False):
            made.setVisible(True)
            made.fill = dot_brush(theme.surface)  # so that no hairline crosses the name
            made.setText(text, color=colour)
            made.setFont(font("caption", semibold=semibold))
            if semibold and any(abs(value - other) < high for _, other, _, _ in texts if other != value):
                made.setAnchor((0.5, 1))  # a level's name stands where this one would
                made.setPos(last * 0.5, value)
                continue
            # a name stands on its level; where that of the level below reaches up to it, it moves up
            place = max(value, before + high)
            made.setAnchor((1, 1))
            made.setPos(last * 1.02, place)
            before = place


class LossPlot(Plot):
    """Training loss thin and pale, validation loss thick with dots; both are steps of the run's own colour."""

    def __init__(self) -> None:
        super().__init__("")
        self._labels = [pg.TextItem(anchor=(1, 1)), pg.TextItem(anchor=(1, 0))]
        for made in self._labels:
            made.setVisible(False)
            made.setZValue(80)
            self.add(made)

    def show_live(self, live: Live, part: str, texts: tuple[str, str], nothing: str) -> None:
        """Redraws one part's losses.

        Args:
            texts: "validation {0}", "training {0}" in the window's language.
            nothing: what to say while the part has no loss.
        """
        number = live.numbers.get(live.trained(), 0)
        held, training = live.losses.get((part, "validation loss")), live.losses.get((part, "loss"))
        lines = []
        if training:
            steps, values = training.arrays()
            lines.append(Line("training", number, steps, values, solid=True, opacity=0.5))
        if held:
            steps, values = held.arrays()
            lines.append(Line("validation", number, steps, values, width=2.0, solid=True, dots=True))
        self.say("" if lines else nothing)
        self.set_lines(lines)
        if lines:
            self._fit(lines, live.planned.get(part, 0))
        for made, trace, text in zip(self._labels, (held, training), texts, strict=True):
            made.setVisible(trace is not None)
            if trace is not None:
                made.setText(text.format(words.metric(trace.values[-1], 3)), color=look().theme.text)
                made.setFont(font("caption"))
                made.fill = dot_brush(look().theme.surface)  # so that no line crosses the name
        named = zip(self._labels, (held, training), strict=True)
        self._part_labels([(made, trace) for made, trace in named if trace is not None])

    def _part_labels(self, named: list[tuple[pg.TextItem, Trace]]) -> None:
        """The name of the higher end stands above it, that of the lower below, and both inside the plot."""
        pairs = sorted(named, key=lambda pair: -pair[1].values[-1])
        low, top = self.y_range
        for place, (made, trace) in enumerate(pairs):
            high = (top - low) * made.textItem.boundingRect().height() / max(1, self.box.height())
            right = trace.steps[-1] < 0.6 * self.x_range[1]
            beside = 0.025 * self.x_range[1]  # so that it does not cover the last dot
            end = trace.values[-1]
            made.setAnchor((0 if right else 1, 0 if place else 1))
            height = max(end, low + high) if place else min(end, top - high)
            made.setPos(trace.steps[-1] + (beside if right else -beside), height)
        if len(pairs) == 2 and pairs[0][0].pos().y() < pairs[1][0].pos().y():
            pairs[0][0].setPos(pairs[0][0].pos().x(), pairs[1][0].pos().y())

    def _fit(self, lines: list[Line], planned: int) -> None:
        last = max(1.0, float(planned), *(float(line.x.max()) for line in lines))
        everything = np.concatenate([line.y for line in lines])
        # the first batches of an untrained model may lie far above all that follows
        low, high = float(everything.min()), float(np.sort(everything)[int(0.98 * (len(everything) - 1))])
        ticks = nice_ticks(low, max(high, *(float(line.y[-1]) for line in lines)), max(2, min(5, self.height() // 52)))
        stride = _stride(last, 6)
        self.set_ranges(
            (0, last * 1.02), [float(x) for x in range(0, int(last) + 1, stride)], (ticks[0], ticks[-1]), ticks
        )


def _stride(last: float, most: int) -> int:
    """Epochs between two ticks, so that there are about `most`: 1, 2 or 5 times a power of ten."""
    ticks = nice_ticks(0.0, last, most)
    return max(1, round(ticks[1] - ticks[0]))
