"""What chance and perfection would reach: the two ends of the scale on which a figure stands.

The random order draws a user's K items from the C candidates without replacement, R of them relevant; its values are
exact expectations, no simulation. The perfect list begins with all relevant candidates.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits

__all__ = ["perfect", "random_order"]

FloatArray = npt.NDArray[np.float64]


def random_order(
    metric: str, relevant: npt.NDArray[np.integer], candidates: npt.NDArray[np.integer], k: int
) -> FloatArray:
    """The expected value of a metric of a random list.

    Args:
        metric: a name in `METRICS`.
        relevant: int[n], R ≥ 1, relevant items of each user, all of them candidates.
        candidates: int[n], C ≥ R.
        k: deepest cutoff.

    Returns:
        float64 [n, k].

    Raises:
        KeyError: no such metric.
    """
    ranks = np.arange(1, k + 1, dtype=np.float64)
    right, all_of = (np.asarray(part, np.float64)[:, None] for part in (relevant, candidates))
    return _EXPECTED[metric](right, all_of, ranks)


def perfect(relevant: npt.NDArray[np.integer], candidates: npt.NDArray[np.integer], k: int) -> Hits:
    """The hits of the list that begins with all relevant candidates; see `random_order` for the arguments."""
    right = np.asarray(relevant, np.int32)
    users = np.arange(len(right), dtype=np.int32)
    return Hits(users, np.arange(k) < right[:, None], right, np.minimum(candidates, k).astype(np.int32))


def _found(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    """E[hits in the first K] = R min(K, C) / C."""
    return right * np.minimum(ranks, all_of) / all_of


def _chance(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    """P(rank r is relevant) = R / C while there are candidates."""
    return np.where(ranks <= all_of, right / all_of, 0.0)


def _none_yet(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    """P(no hit in the first K) = Π_{t < K} (C − R − t) / (C − t)."""
    taken = ranks - 1.0
    left = np.maximum(all_of - taken, 1.0)
    return np.cumprod(np.clip((all_of - right - taken) / left, 0.0, 1.0), axis=1, dtype=np.float64)


def _precision(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    return _found(right, all_of, ranks) / ranks


def _recall(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    return _found(right, all_of, ranks) / right


def _f1(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    return 2.0 * _found(right, all_of, ranks) / (ranks + right)


def _ndcg(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    discount = 1.0 / np.log2(ranks + 1.0)
    ideal = np.cumsum(discount)[np.minimum(ranks, right).astype(np.int64) - 1]
    return np.cumsum(_chance(right, all_of, ranks) * discount, axis=1) / ideal


def _average_precision(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    others = np.where(all_of > 1.0, (right - 1.0) / np.maximum(all_of - 1.0, 1.0), 0.0)
    at_hit = _chance(right, all_of, ranks) * (1.0 + (ranks - 1.0) * others) / ranks
    return np.cumsum(at_hit, axis=1) / np.minimum(ranks, right)


def _reciprocal_rank(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    none = _none_yet(right, all_of, ranks)
    first = np.concatenate([np.ones_like(right), none[:, :-1]], axis=1) - none
    return np.cumsum(first / ranks, axis=1)


def _hit_rate(right: FloatArray, all_of: FloatArray, ranks: FloatArray) -> FloatArray:
    return 1.0 - _none_yet(right, all_of, ranks)


_EXPECTED: dict[str, Callable[[FloatArray, FloatArray, FloatArray], FloatArray]] = {
    "precision": _precision,
    "recall": _recall,
    "f1": _f1,
    "ndcg": _ndcg,
    "map": _average_precision,
    "mrr": _reciprocal_rank,
    "hit_rate": _hit_rate,
}
