"""The runs table: means at one K, the best of each column marked, and how far each run is from the reference."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt

from engine.session import RunId, RunRow
from gui import words
from gui.compare.claim_cells import claim_cell, tone
from gui.compare.claims import Claim, Claims
from gui.compare.means import Means
from gui.models import Cell, CellModel

__all__ = ["RunsModel"]

EYE, NAME, F1, PRECISION, RECALL, NDCG, REACH, DEEP, VERSUS, INTERVAL, P, GAIN, FIT, MAP, MRR = range(15)
METRICS = {
    F1: "f1",
    PRECISION: "precision",
    RECALL: "recall",
    NDCG: "ndcg",
    REACH: "hit_rate",
    MAP: "map",
    MRR: "mrr",
}


class RunsModel(CellModel):
    """One row a run; the table is the plots' legend."""

    def __init__(self) -> None:
        super().__init__()
        self._means: Means | None = None
        self._k = 10
        self._reference: RunId = ""
        self._claims: Claims | None = None
        self._scales: dict[int, tuple[float, float]] = {}
        self.hidden: set[RunId] = set()
        self.sorted_by = (F1, True)

    def set_means(self, means: Means, k: int, reference: RunId, keep: npt.NDArray[np.bool_] | None = None) -> None:
        """Other runs, another scope, or another filter.

        Args:
            keep: bool[runs], those that the filter keeps; none: all.
        """
        self._means, self._k, self._reference = means, k, reference
        rows = np.array(means.rows, dtype=np.intp)
        self.reset_rows(rows if keep is None else rows[keep[rows]])

    def set_k(self, k: int, reference: RunId) -> None:
        """Other values of the same runs."""
        self._k, self._reference = k, reference
        if self._means is not None and self.sorted_by is not None:
            self.sort(self.sorted_by[0], _order(self.sorted_by[1]))
        self.repaint_rows()

    def set_claims(self, claims: Claims | None) -> None:
        """What is known of the differences; None while it is not."""
        self._claims = claims
        self._scales.clear()
        self.repaint_rows()

    def run(self, row: int) -> RunRow | None:
        """The run that a row shows."""
        if self._means is None or not 0 <= row < len(self.order):
            return None
        return self._means.runs[int(self.order[row])]

    def is_reference(self, run: RunId) -> bool:
        """Whether the others are held against this run."""
        return run == self._reference

    def runs(self) -> list[RunRow]:
        """The runs that have a row, in the order of the rows."""
        return [run for run in (self.run(row) for row in range(len(self.order))) if run is not None]

    def toggle(self, row: int) -> None:
        """Hides a run's lines, or shows them again."""
        run = self.run(row)
        if run is not None:
            self.hidden ^= {run.id}
            self.repaint_rows()

    def show_only(self, run: RunId) -> None:
        """Hides the lines of all other runs; "" shows every line again."""
        means = self._means
        self.hidden = {other.id for other in means.runs if other.id != run} if means and run else set()
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
            self.tr("95 % interval"),
            self.tr("p, Holm"),
            self.tr("Gain / lose"),
            self.tr("Fit"),
            f"MAP@{k}",
            f"MRR@{k}",
        ]

    def right_aligned(self, column: int) -> bool:
        return column >= F1 and column != INTERVAL

    def header_tip(self, column: int) -> str:
        figure = f"{words.METRIC_TITLES[self._means.metric]}@K" if self._means else "F1@K"
        return {
            F1: self.tr("Mean of the shoppers' own F1, never the F1 of means. The bars start at 0."),
            PRECISION: self.tr("Hits in the first K over K; a shorter list still divides by K."),
            RECALL: self.tr("Share of what a shopper bought later that the first K hold."),
            REACH: self.tr("Share of evaluated shoppers with a hit in the first K."),
            VERSUS: self.tr("Ratio of mean {0} to that of the reference, less one.").format(figure),
            INTERVAL: self.tr("Of the difference: 10,000 resamples of the shoppers, all on one scale, 0 dashed."),
            P: self.tr("Paired randomisation test at the study's one question, corrected for all its comparisons."),
            GAIN: self.tr("Shoppers whose {0} is higher and lower than with the reference; no test.").format(figure),
            FIT: self.tr("Time of the final fit."),
            NDCG: self.tr("Hits in the first K, the earlier the more; 1 where all come first."),
            MAP: self.tr("Mean of the precision at each hit in the first K."),
            MRR: self.tr("Mean of one over the rank of the first hit."),
        }.get(column, "")

    def sort_key(self, column: int) -> npt.NDArray[Any] | None:
        means = self._means
        if means is None or column == EYE:
            return None
        if column in (INTERVAL, P, GAIN):
            return self._claimed(means, column)
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
            pinned = run.id == self._reference
            if pinned:
                spoken, tip = f"{self.tr('reference')}, {spoken}", f"{self.tr('reference')}. {tip}"
            shown = "pin" if pinned else "eye"
            return Cell(
                icon="eye-off" if hidden else shown, tone="muted" if hidden else "accent", tip=tip, spoken=spoken
            )
        if column == NAME:
            return Cell(
                run.name,
                swatch=run.series,
                semibold=position in self._best(means),
                remark=self.tr("seed {0}").format(run.seed),
                tip=run.name,
            )
        if column == FIT:
            return Cell(words.duration(run.seconds), tone="muted", right=True)
        if column in (INTERVAL, P, GAIN):
            return claim_cell(column - INTERVAL, self._claim(run), self._scale(means))
        values = self._values(means, column)
        value = float(values[position])
        if column == VERSUS:
            return self._versus(run, value)
        best = bool(np.isfinite(value)) and value > 0 and round(value, 4) == round(float(np.nanmax(values)), 4)
        text = words.percent(value) if column == REACH else words.metric(value)
        tip = "" if text else self.tr("Not ranked in this scope")
        if column == F1:
            top = float(np.nanmax(values)) if np.isfinite(values).any() else 1.0
            top = top or 1.0
            return Cell(text, right=True, semibold=best, bar=value / top, bar_token=f"run:{run.series}", tip=tip)
        return Cell(text, right=True, semibold=best, tip=tip)

    def _versus(self, run: RunRow, value: float) -> Cell:
        if run.id == self._reference:
            return Cell(self.tr("reference"), tone="muted", right=True)
        claim = self._claim(run)
        return Cell(words.percent(value, signs=True), tone=tone(claim), right=True, semibold=bool(claim and claim.sign))

    def _claim(self, run: RunRow) -> Claim | None:
        return self._claims.of(run.id, self._k) if self._claims is not None else None

    def _claimed(self, means: Means, column: int) -> npt.NDArray[np.float64]:
        found = [self._claim(run) for run in means.runs]
        figures = {
            INTERVAL: lambda claim: claim.change if claim.relative else claim.difference,
            P: lambda claim: claim.p,
            GAIN: lambda claim: claim.better - claim.worse,
        }
        return np.array([np.nan if claim is None else float(figures[column](claim)) for claim in found])

    def _scale(self, means: Means) -> tuple[float, float]:
        """The scale that all intervals at K share; it holds 0."""
        if self._k not in self._scales:
            found = [claim for run in means.runs if (claim := self._claim(run)) is not None]
            ends = [0.0, *(claim.low for claim in found), *(claim.high for claim in found)]
            self._scales[self._k] = min(ends), max(ends)
        return self._scales[self._k]

    def _values(self, means: Means, column: int) -> npt.NDArray[np.float64]:
        if column == DEEP:
            return means.at("recall", means.max_k)
        if column == VERSUS:
            mine = means.at(means.metric, self._k)
            row = means.position(self._reference)
            return mine / mine[row] - 1 if row is not None and mine[row] > 0 else np.full(len(mine), np.nan)
        return means.at(METRICS[column], self._k)

    def _best(self, means: Means) -> npt.NDArray[np.intp]:
        """The runs with the highest F1 as the table shows it, ties all; none where nobody has a hit."""
        shown = np.round(self._values(means, F1), 4)
        top = np.nanmax(shown) if np.isfinite(shown).any() else 0.0
        return np.flatnonzero(shown == top) if top > 0 else np.zeros(0, dtype=np.intp)


def _order(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
