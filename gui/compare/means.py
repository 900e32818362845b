"""The mean curves of a study in one scope, and whom a run is held against."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from engine.session import CompareView, RunId, RunRow

__all__ = ["Means"]

translate = QCoreApplication.translate


class Means:
    """The mean curves of one study in one scope.

    Attributes:
        rows: of the runs that were ranked in the scope, positions in `runs`.
        pinned: the run that the person holds the others against; "" leaves it to the study.
        metric: what verdict, ratio and difference are of; "" leaves it to the study.
    """

    def __init__(self, view: CompareView, scope: str, pinned: RunId = "", metric: str = "") -> None:
        self.view, self.scope, self.runs, self.pinned = view, scope, view.runs, pinned
        self.metric = metric or view.metric
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

    def label(self, run: RunRow) -> str:
        """A run's name; with its seed where several bear the name."""
        alike = sum(other.name == run.name for other in self.runs)
        return run.name if alike < 2 else translate("Means", "{0}, seed {1}").format(run.name, run.seed)

    def reference(self) -> RunRow | None:
        """Whom the others are held against: the pinned run, the study's own reference, EASE, or the lowest number."""
        ranked = [self.runs[row] for row in self.rows]
        for wanted in (self.pinned, self.view.reference):
            named = next((run for run in ranked if run.id == wanted), None)
            if named is not None:
                return named
        ease = [run for run in ranked if run.model == "ease"]
        return ease[0] if ease else min(ranked, key=lambda run: run.series, default=None)

    def partner(self, run: RunId) -> RunRow | None:
        """Whom a run is held against: the reference, or for the reference itself the other with the lowest number."""
        reference = self.reference()
        if reference is not None and reference.id != run:
            return reference
        others = [self.runs[row] for row in self.rows if self.runs[row].id != run]
        return min(others, key=lambda other: other.series, default=None)

    def leader(self, k: int) -> RunRow | None:
        """The run with the highest mean at K."""
        values = self.at(self.metric, k)
        return self.runs[int(np.nanargmax(values))] if np.isfinite(values).any() else None

    def counts(self) -> tuple[int, int, Sequence[tuple[str, int]]]:
        """Evaluated shoppers, all shoppers, and the left out by reason."""
        row = next((s for s in self.view.scopes if s.name == self.scope), None)
        return (row.evaluated, row.users, row.left_out) if row else (0, 0, ())

    def value(self, run: RunRow, metric: str, k: int) -> float:
        """The mean of one run at K; NaN where it was not ranked."""
        row = self.position(run.id)
        return float(self.at(metric, k)[row]) if row is not None else float("nan")

    def second(self, k: int) -> RunRow | None:
        """The run with the highest mean at K but one."""
        leader = self.leader(k)
        others = [self.runs[row] for row in self.rows if leader is not None and self.runs[row].id != leader.id]
        return max(others, key=lambda run: self.value(run, self.metric, k), default=None)

    def rival(self, k: int) -> RunRow | None:
        """The run with the highest mean at K among those that are not the reference."""
        reference = self.reference()
        others = [self.runs[row] for row in self.rows if reference is None or self.runs[row].id != reference.id]
        return max(others, key=lambda run: self.value(run, self.metric, k), default=None)
