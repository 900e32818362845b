"""A run's figures over all its test windows: all windows of a shopper together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.evaluation import METRICS, Hits
from engine.output.measures import run_curves
from engine.workspace import Run

__all__ = ["Pooled", "pooled", "pooled_curves"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pooled:
    """One metric of one run in one scope.

    Attributes:
        users: int32[n], the dataset's positions of the shoppers who are evaluated in some window, ascending.
        sums: float64[n, k], over the windows of each; with a single window the values themselves.
        sizes: float64[n], in how many windows each is evaluated.
        by_window: float64[windows, k], the mean of each window; NaN where nobody was evaluated.
    """

    users: npt.NDArray[np.int32]
    sums: Floats
    sizes: Floats
    by_window: Floats

    @property
    def mean(self) -> Floats:
        """float64[k], over all pairs of a shopper and a window."""
        return self.sums.sum(axis=0) / self.sizes.sum() if len(self.users) else np.full(self.sums.shape[1], np.nan)


def pooled(run: Run, scope: str, metric: str) -> Pooled:
    """Adds up a metric over the windows of a run.

    Raises:
        UserError: the run was not ranked in the scope.
    """
    positions, values, means = [], [], []
    for window in run.windows:
        hits = Hits.open(run.hits_file(scope, window))
        with run.stored_lists(scope, window) as stored:
            positions.append(stored.users()[hits.users])
        values.append(METRICS[metric](hits))
        means.append(values[-1].mean(axis=0) if len(hits.users) else np.full(hits.hit.shape[1], np.nan))
    users, place = np.unique(np.concatenate(positions), return_inverse=True)
    if len(values) == 1:
        return Pooled(users, values[0], np.ones(len(users)), np.array(means))
    sums = np.zeros((len(users), run.max_k))
    np.add.at(sums, place, np.concatenate(values))
    return Pooled(users, sums, np.bincount(place, minlength=len(users)).astype(np.float64), np.array(means))


def pooled_curves(run: Run, scope: str) -> dict[str, Floats]:
    """Metric → float64[max_k], the mean over all pairs of a shopper and a window; NaN where there are none."""
    curves = [run_curves(run, scope, window) for window in run.windows]
    sizes = np.array([run.evaluated(scope, window) for window in run.windows], np.float64)
    if len(curves) == 1 or not sizes.sum():
        return curves[-1]
    return {
        metric: np.nansum([size * curve[metric] for size, curve in zip(sizes, curves, strict=True)], axis=0)
        / sizes.sum()
        for metric in curves[0]
    }
