"""Accuracy of ranked lists, one pure function a metric.

Every function takes the hits of n users in their top k ranks and returns float64 [n, k]: one value per user and
cutoff, column j being K = j + 1. Means, intervals and curves are made elsewhere. Definitions follow Herlocker et al.
(TOIS 2004) and Järvelin & Kekäläinen (TOIS 2002) with binary gains.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits

__all__ = [
    "METRICS",
    "accuracy",
    "average_precision",
    "f1",
    "hit_rate",
    "ndcg",
    "precision",
    "recall",
    "reciprocal_rank",
]

FloatArray = npt.NDArray[np.float64]


def precision(hits: Hits) -> FloatArray:
    """P@K = |relevant ∩ top K| / K; a list that ends before K still divides by K."""
    return hits.found / _ranks(hits)


def recall(hits: Hits) -> FloatArray:
    """R@K = |relevant ∩ top K| / |relevant|."""
    return hits.found / hits.relevant[:, None]


def f1(hits: Hits) -> FloatArray:
    """F1@K = 2 P@K R@K / (P@K + R@K) = 2 |relevant ∩ top K| / (K + |relevant|); 0 without hits."""
    return 2.0 * hits.found / (_ranks(hits) + hits.relevant[:, None])


def ndcg(hits: Hits) -> FloatArray:
    """NDCG@K = Σ_{r ≤ K} rel_r / log2(r + 1), over the same sum of min(K, |relevant|) leading hits."""
    discount = 1.0 / np.log2(_ranks(hits) + 1.0)
    ideal = np.cumsum(discount)
    best = np.minimum(_ranks(hits).astype(np.int64), hits.relevant[:, None])
    return np.cumsum(hits.hit * discount, axis=1) / ideal[best - 1]


def average_precision(hits: Hits) -> FloatArray:
    """AP@K = Σ_{j ≤ K} P@j · rel_j / min(K, |relevant|)."""
    gained = np.cumsum(precision(hits) * hits.hit, axis=1)
    return gained / np.minimum(_ranks(hits), hits.relevant[:, None])


def reciprocal_rank(hits: Hits) -> FloatArray:
    """RR@K = 1 / rank of the first hit within K, else 0."""
    first = hits.hit & (hits.found == 1)
    return np.maximum.accumulate(first / _ranks(hits), axis=1)


def hit_rate(hits: Hits) -> FloatArray:
    """1 where the first K ranks hold a hit, else 0."""
    return np.logical_or.accumulate(hits.hit, axis=1).astype(np.float64)


def accuracy(hits: Hits, candidates: npt.NDArray[np.integer]) -> FloatArray:
    """(TP + TN) / candidates (准确率): how many of a user's candidates the list and its absence tell rightly.

    Nearly all candidates are never bought, so it is about 0.998 for any list; it is shown beside precision, which is
    what tells lists apart.

    Args:
        hits: of n users.
        candidates: int[n], items that competed for each.
    """
    listed = np.minimum(_ranks(hits), hits.length[:, None])
    wrong = (listed - hits.found) + (hits.relevant[:, None] - hits.found)
    return 1.0 - wrong / candidates[:, None]


# In the order of reports. AP and RR are written under the names of their means.
METRICS: dict[str, Callable[[Hits], FloatArray]] = {
    "precision": precision,
    "recall": recall,
    "f1": f1,
    "ndcg": ndcg,
    "map": average_precision,
    "mrr": reciprocal_rank,
    "hit_rate": hit_rate,
}


def _ranks(hits: Hits) -> FloatArray:
    return np.arange(1, hits.hit.shape[1] + 1, dtype=np.float64)
