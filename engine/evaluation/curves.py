"""Means over users at every cutoff."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits
from engine.evaluation.metrics import METRICS
from engine.evaluation.sums import Sums, summed

__all__ = ["active_share", "mean_curve", "mean_curves"]

CHUNK = 16_384  # users; keeps the intermediate arrays of a metric in a few MB


def mean_curve(hits: Hits, metric: str) -> npt.NDArray[np.float64]:
    """float64[k]: the mean of a metric over the evaluated users; NaN where there are none."""
    return mean_curves(hits, (metric,))[metric]


def mean_curves(hits: Hits, metrics: tuple[str, ...] = tuple(METRICS)) -> dict[str, npt.NDArray[np.float64]]:
    """The mean curves of several metrics."""
    n, k = hits.hit.shape
    if not n:
        return {metric: np.full(k, np.nan) for metric in metrics}
    totals = {metric: np.zeros(k) for metric in metrics}
    for begin in range(0, n, CHUNK):
        chunk = Sums(hits.of(slice(begin, begin + CHUNK)))
        for metric in metrics:
            totals[metric] += summed(metric, chunk)
    return {metric: total / n for metric, total in totals.items()}


def active_share(evaluated: int, active: int) -> float:
    """What turns a mean over evaluated users into one over active users, who score 0 where they have no target."""
    return evaluated / active if active else float("nan")
