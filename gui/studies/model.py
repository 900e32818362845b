"""Tables of the running study: its recommenders and its epochs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.session import RunRow
from gui import words
from gui.models import Cell, CellModel
from gui.studies.live import Live

__all__ = ["EpochsModel", "RecommendersModel"]


class RecommendersModel(CellModel):
    """State, name, validation and fit time of every recommender met so far."""

    def __init__(self) -> None:
        super().__init__()
        self._live = Live()
        self._done: dict[str, RunRow] = {}
        self._running = ""

    def header_tip(self, column: int) -> str:
        return self.tr("In the validation window; the test stays closed") if column == 2 else ""

    def show(self, live: Live, done: dict[str, RunRow], running: str, planned: Sequence[tuple[str, int]] = ()) -> None:
        """Takes the state of the running study.

        Args:
            done: finished runs by name.
            running: the name of the one at work; "" for none.
            planned: name and number of every run of the study, where they are known.
        """
        for name, number in planned:
            if name not in live.numbers:
                live.order.append(name)
            live.numbers[name] = number
        for name, run in done.items():
            if name not in live.numbers:
                live.order.append(name)
            live.numbers[name] = run.series
        if running:
            live.meet(running)
        state = (tuple(live.order), tuple(done), running)
        changed = (tuple(self._live.order), tuple(self._done), self._running) != state or len(self.order) != len(
            live.order
        )
        self._live, self._done, self._running = live, dict(done), running
        if changed:
            self.reset_rows(np.arange(len(live.order)))
        else:
            self.repaint_rows()

    def titles(self) -> list[str]:
        return [
            "",
            self.tr("Recommenders"),
            self._live.metric.upper(),
            self.tr("Fit"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column >= 2

    def cell(self, position: int, column: int) -> Cell:
        name = self._live.order[position]
        run = self._done.get(name)
        now = name == self._running and run is None
        if column == 0:
            if run is not None:
                return Cell(icon="check", tone="positive", spoken=self.tr("finished"))
            return Cell(icon="play", tone="accent", spoken=self.tr("at work")) if now else Cell()
        if column == 1:
            return Cell(name, swatch=self._live.numbers[name], semibold=now)
        if column == 2:
            trace = self._live.validation.get(name)
            return Cell(words.metric(max(trace.values)) if trace and trace.values else "", right=True)
        return Cell(words.duration(run.seconds) if run else "", tone="muted", right=True)


class EpochsModel(CellModel):
    """One row an epoch, the newest on top; the best one semibold with a star."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[float, float, float, float]] = []  # epoch, training loss, validation loss, metric
        self._level: tuple[str, float] | None = None
        self._metric = "f1@10"

    def show(self, live: Live) -> None:
        """Takes the epochs of the run that learns."""
        trace = live.validation.get(live.trained())
        part = live.loss_part()
        training, held = live.losses.get((part, "loss")), live.losses.get((part, "validation loss"))
        rows = []
        for epoch, value in zip(trace.steps, trace.values, strict=True) if trace else ():
            rows.append(
                (epoch, _mean_between(training, epoch - 1, epoch), _mean_between(held, epoch - 1, epoch), value)
            )
        best_flat = [(name, value) for name, _, value in live.levels() if name == "EASE"]
        level = best_flat[0] if best_flat else None
        changed = rows != self._rows or level != self._level
        self._rows, self._level, self._metric = rows, level, live.metric
        if changed:
            self.reset_rows(np.arange(len(rows))[::-1])

    def titles(self) -> list[str]:
        against = self.tr("vs {0}").format(self._level[0]) if self._level else ""
        return [self.tr("Epoch"), self.tr("Training loss"), self.tr("Validation loss"), self._metric.upper(), against]

    def right_aligned(self, column: int) -> bool:
        return True

    def cell(self, position: int, column: int) -> Cell:
        epoch, training, held, value = self._rows[position]
        best = value == max(row[3] for row in self._rows)
        match column:
            case 0:
                return Cell(f"{epoch:g}", right=True, semibold=best, icon="star" if best else "", tone="text")
            case 1:
                return Cell(words.metric(training), right=True)
            case 2:
                return Cell(words.metric(held), right=True)
            case 3:
                return Cell(words.metric(value), right=True, semibold=best)
            case _:
                ahead = value / self._level[1] - 1 if self._level and self._level[1] > 0 else float("nan")
                tone = "positive" if ahead > 0 else "negative" if ahead < 0 else "text"
                return Cell(words.percent(ahead, signs=True), tone=tone, right=True, semibold=best)


def _mean_between(trace: Any, begin: float, end: float) -> float:
    """Mean of a trace over (begin, end]; NaN where it has no point there."""
    if trace is None:
        return float("nan")
    steps, values = trace.arrays()
    inside = (steps > begin) & (steps <= end)
    return float(values[inside].mean()) if inside.any() else float("nan")
