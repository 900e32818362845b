"""The runs table: means at one K, the best of each column marked, and how far each run is from the reference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from engine.session import CompareView, RunId, RunRow
from gui import words
from gui.models import Cell, CellModel

__all__ = ["Means", "RunsModel"]

EYE, NAME, F1, PRECISION, RECALL, NDCG, REACH, DEEP, VERSUS, FIT = range(10)
METRICS = {F1: "f1", PRECISION: "precision", RECALL: "recall", NDCG: "ndcg", REACH: "hit_rate"}


class Means:
    """The mean curves of one study in one scope.

    Attributes:
        rows: of the runs that were ranked in the scope, positions in `runs`.
    """

    def __init__(self, view: CompareView, scope: str) -> None:
        self.view, self.scope, self.runs = view, scope, view.runs
        found = view.curves.get((scope, "f1"))
        finite = np.isfinite(found).any(axis=1) if found is not None else np.zeros(len(view.runs), dtype=bool)
        self.rows: list[int] = [int(row) for row in np.flatnonzero(finite)]
        self.max_k = found.shape[1] if found is not None else view.study.max_k

    def at(self, metric: str, k: int) -> npt.NDArray[np.float64]:
        """float64[runs]: the mean of each run at K; NaN where it was not ranked."""
        found = self.view.curves.get((self.scope, metric))
        if found is None or not 1 <= k <= found.shape[1]:
            return np.full(len(self.runs), np.nan)
        return np.asarray(found[:, k - 1])

    def curve(self, metric: str, row: int) -> npt.NDArray[np.float64]:
        """float64[max_k] of one run."""
        found = self.view.curves.get((self.scope, metric))
        return np.full(self.max_k, np.nan) if found is None else np.asarray(found[row])

    def position(self, run: RunId) -> int | None:
        """The row of a run, if it was ranked here."""
        return next((row for row in self.rows if self.runs[row].id == run), None)

    def reference(self) -> RunRow | None:
        """Whom the others are held against: EASE, or the closed form that leads at first sight: the lowest number."""
        ranked = [self.runs[row] for row in self.rows]
        ease = [run for run in ranked if run.model == "ease"]
        return ease[0] if ease else min(ranked, key=lambda run: run.series) if ranked else None

    def partner(self, run: RunId) -> RunRow | None:
        """Whom a run is held against: the reference, or for the reference itself the other with the lowest number."""
        reference = self.reference()
        if reference is not None and reference.id != run:
            return reference
        others = [self.runs[row] for row in self.rows if self.runs[row].id != run]
        return min(others, key=lambda other: other.series, default=None)

    def leader(self, k: int) -> RunRow | None:
        """The run with the highest mean F1@K."""
        values = self.at("f1", k)
        return self.runs[int(np.nanargmax(values))] if np.isfinite(values).any() else None

    def counts(self) -> tuple[int, int, Sequence[tuple[str, int]]]:
        """Evaluated shoppers, all shoppers, and the left out by reason."""
        row = next((s for s in self.view.scopes if s.name == self.scope), None)
        return (row.evaluated, row.users, row.left_out) if row else (0, 0, ())


class RunsModel(CellModel):
    """One row a run; the table is the plots' legend."""

    def __init__(self) -> None:
        super().__init__()
        self._means: Means | None = None
        self._k = 10
        self._reference: RunId = ""
        self.hidden: set[RunId] = set()
        self.sorted_by = (F1, True)

    def set_means(self, means: Means, k: int, reference: RunId) -> None:
        """Other runs, or another scope."""
        self._means, self._k, self._reference = means, k, reference
        self.reset_rows(np.array(means.rows, dtype=np.intp))

    def set_k(self, k: int, reference: RunId) -> None:
        """Other values of the same runs."""
        self._k, self._reference = k, reference
        if self._means is not None and self.sorted_by is not None:
            self.sort(self.sorted_by[0], _order(self.sorted_by[1]))
        self.repaint_rows()

    def run(self, row: int) -> RunRow | None:
        """The run that a row shows."""
        if self._means is None or not 0 <= row < len(self.order):
            return None
        return self._means.runs[int(self.order[row])]

    def toggle(self, row: int) -> None:
        """Hides a run's lines, or shows them again."""
        run = self.run(row)
        if run is not None:
            self.hidden ^= {run.id}
            self.repaint_rows()

    def titles(self) -> list[str]:
        k, means = self._k, self._means
        reference = next((run.name for run in means.runs if run.id == self._reference), "") if means else ""
        return [
            "",
            self.tr("Run"),
            f"F1@{k}",
            f"P@{k}",
            f"R@{k}",
            f"NDCG@{k}",
            self.tr("Reach@{0}").format(k),
            f"R@{means.max_k if means else 50}",
            self.tr("vs {0}").format(reference) if reference else "",
            self.tr("Fit"),
        ]

    def right_aligned(self, column: int) -> bool:
        return column >= F1

    def header_tip(self, column: int) -> str:
        return {
            F1: self.tr("Mean of the shoppers' own F1, never the F1 of means. The bars start at 0."),
            PRECISION: self.tr("Hits in the first K over K; a shorter list still divides by K."),
            RECALL: self.tr("Share of what a shopper bought later that the first K hold."),
            REACH: self.tr("Share of evaluated shoppers with a hit in the first K."),
            VERSUS: self.tr("Ratio of mean F1@K to that of the reference, less one. No test was made."),
            FIT: self.tr("Time of the final fit."),
        }.get(column, "")

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        means = self._means
        if means is None or column == EYE:
            return None
        if column == NAME:
            names = sorted(range(len(means.runs)), key=lambda row: means.runs[row].name.lower())
            return np.argsort(np.array(names))
        if column == FIT:
            return np.array([run.seconds for run in means.runs])
        return self._values(means, column)

    def cell(self, position: int, column: int) -> Cell:
        means = self._means
        assert means is not None
        run = means.runs[position]
        hidden = run.id in self.hidden
        if column == EYE:
            spoken = self.tr("hidden in the plots") if hidden else self.tr("shown in the plots")
            tip = self.tr("Show in the plots") if hidden else self.tr("Hide in the plots")
            return Cell(
                icon="eye-off" if hidden else "eye", tone="muted" if hidden else "accent", tip=tip, spoken=spoken
            )
        if column == NAME:
            return Cell(
                run.name,
                swatch=run.series,
                semibold=position == self._best(means, F1),
                remark=self.tr("seed {0}").format(run.seed),
            )
        if column == FIT:
            return Cell(words.duration(run.seconds), tone="muted", right=True)
        values = self._values(means, column)
        value = float(values[position])
        if column == VERSUS:
            text = self.tr("reference") if run.id == self._reference else words.percent(value, signs=True)
            return Cell(text, tone="muted" if run.id == self._reference else "text", right=True)
        best = bool(np.isfinite(value)) and round(value, 4) == round(float(np.nanmax(values)), 4)
        text = words.percent(value) if column == REACH else words.metric(value)
        tip = "" if text else self.tr("Not ranked in this scope")
        if column == F1:
            top = float(np.nanmax(values)) or 1.0
            return Cell(text, right=True, semibold=best, bar=value / top, bar_token=f"run:{run.series}", tip=tip)
        return Cell(text, right=True, semibold=best, tip=tip)

    def _values(self, means: Means, column: int) -> npt.NDArray[np.float64]:
        if column == DEEP:
            return means.at("recall", means.max_k)
        if column == VERSUS:
            mine = means.at("f1", self._k)
            row = means.position(self._reference)
            return mine / mine[row] - 1 if row is not None and mine[row] > 0 else np.full(len(mine), np.nan)
        return means.at(METRICS[column], self._k)

    def _best(self, means: Means, column: int) -> int:
        values = self._values(means, column)
        return int(np.nanargmax(values)) if np.isfinite(values).any() else -1


def _order(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
