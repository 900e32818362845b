"""Sums of metrics over users, without a value of each: what a mean curve needs, in a fraction of the time.

For users with equally many relevant items, P, R, F1 and NDCG are linear in the hit marks, so their marks are summed
first and the metric's own function is asked once for each number. AP is linear in P@j · rel_j, RR and the hit rate in
the mark of the first hit. All of it is counted from the hits alone, of which lists have few.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits
from engine.evaluation.metrics import METRICS, f1, ndcg, precision, recall

__all__ = ["Sums", "summed"]

FloatArray = npt.NDArray[np.float64]


def summed(metric: str, hits: Sums) -> FloatArray:
    """float64[k]: Σ over users of a metric in `METRICS`."""
    return _SUMS[metric](hits) if metric in _SUMS else METRICS[metric](hits.hits).sum(axis=0)


class Sums:
    """The hits of n users by the number of relevant items, g different numbers in all."""

    def __init__(self, hits: Hits) -> None:
        self.hits = hits
        self.width = hits.hit.shape[1]
        self.row, self.column = np.nonzero(hits.hit)
        self.relevant = np.flatnonzero(np.bincount(hits.relevant))
        self._cell = np.searchsorted(self.relevant, hits.relevant)[self.row] * self.width + self.column

    @cached_property
    def found(self) -> npt.NDArray[np.int64]:
        """The number of every hit among its user's own, from 1."""
        counts = np.bincount(self.row, minlength=len(self.hits.users))
        return np.arange(1, len(self.row) + 1) - (np.cumsum(counts) - counts)[self.row]

    @cached_property
    def first(self) -> npt.NDArray[np.int64]:
        """int64[k]: users whose first hit stands at a rank."""
        return np.bincount(self.column[self.found == 1], minlength=self.width)

    @cached_property
    def marks(self) -> Hits:
        """Summed marks: one row for each number of relevant items, as if it were a user."""
        return Hits(self.relevant, self.table(), self.relevant, self.relevant)  # type: ignore[arg-type]

    def table(self, weights: FloatArray | None = None) -> Any:
        """float64 [g, k]: the summed weights of hits, by default their number."""
        shape = len(self.relevant), self.width
        return np.bincount(self._cell, weights, shape[0] * shape[1]).reshape(shape).astype(np.float64)


def _linear(metric: Callable[[Hits], FloatArray]) -> Callable[[Sums], FloatArray]:
    return lambda hits: metric(hits.marks).sum(axis=0)


def _average_precision(hits: Sums) -> FloatArray:
    gained = np.cumsum(hits.table(hits.found / (hits.column + 1.0)), axis=1)
    return (gained / np.minimum(np.arange(1, hits.width + 1), hits.relevant[:, None])).sum(axis=0)


def _reciprocal_rank(hits: Sums) -> FloatArray:
    return np.cumsum(hits.first / np.arange(1.0, hits.width + 1.0))


def _hit_rate(hits: Sums) -> FloatArray:
    return np.cumsum(hits.first).astype(np.float64)


_SUMS: dict[str, Callable[[Sums], FloatArray]] = {
    "precision": _linear(precision),
    "recall": _linear(recall),
    "f1": _linear(f1),
    "ndcg": _linear(ndcg),
    "map": _average_precision,
    "mrr": _reciprocal_rank,
    "hit_rate": _hit_rate,
}
