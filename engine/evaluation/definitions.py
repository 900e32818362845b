"""What other libraries compute under the names of our metrics, where it is not ours; from the same stored hits.

One pure function a definition: Hits → float64 [n, k], column j being K = j + 1; those that no single user has give
float64 [k]. h is the number of hits in the first K ranks, R the relevant items, L the list. Files and versions are
those that the tests compare with.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits
from engine.evaluation.metrics import precision, recall

__all__ = [
    "PerUser",
    "f1_of_means",
    "mean",
    "mean_precision",
    "ndcg_of_all_relevant",
    "ndcg_of_full_hits",
    "ndcg_over_ties",
    "ndcg_undiscounted_second",
    "of_listed_users",
    "precision_of_list",
    "precision_sum_of_list",
    "precision_sum_of_ranks",
    "precision_sum_of_relevant",
    "share_of_achievable",
    "share_of_all_achievable",
]

FloatArray = npt.NDArray[np.float64]
PerUser = Callable[[Hits], FloatArray]

CHUNK = 4_096  # users; keeps what a definition makes on its way in cache


def of_listed_users(per_user: PerUser) -> PerUser:
    """The same for users who have a list, NaN for others: libraries that go through the lists never meet them."""

    def listed(hits: Hits) -> FloatArray:
        found = per_user(hits)
        found[hits.length == 0] = np.nan
        return found

    return listed


def precision_of_list(hits: Hits) -> FloatArray:
    """h / |first K of L|: a list that ends early is divided by its length. LensKit 2025.8.1, metrics/ranking/_pr.py."""
    return hits.found / np.maximum(_lengths(hits), 1.0)


def share_of_achievable(hits: Hits) -> FloatArray:
    """h / min(K, |R|), 1 where K ranks could not hold more.

    LensKit 2025.8.1, metrics/ranking/_pr.py, calls it recall; implicit 0.7.3, evaluation.pyx, a user's precision;
    RecTools 0.19.0, metrics/classification.py, precision with r_precision = True.
    """
    return hits.found / _achievable(hits)


def ndcg_undiscounted_second(hits: Hits) -> FloatArray:
    """Σ rel_r / log2 max(r, 2) over the same sum of min(K, |R|) hits: the second rank weighs as much as the first.

    LensKit 2025.8.1, metrics/ranking/_dcg.py and _weighting.py.
    """
    weight = 1.0 / np.log2(np.maximum(_ranks(hits), 2.0))
    return np.cumsum(hits.hit * weight, axis=1) / _ideal(weight, _achievable(hits))


def ndcg_of_full_hits(hits: Hits) -> FloatArray:
    """Σ rel_r / log2(r + 1) over the same sum of K hits, also where |R| < K.

    RecTools 0.19.0, metrics/ranking.py, divide_by_achievable = False.
    """
    weight = _discount(hits.hit.shape[1])
    return np.cumsum(hits.hit * weight, axis=1) / np.cumsum(weight)


def ndcg_of_all_relevant(hits: Hits) -> FloatArray:
    """Σ rel_r / log2(r + 1) over the same sum of |R| hits, also where |R| > K, so that no list of K can reach 1.

    "A Next Basket Recommendation Reality Check" (Li et al., TOIS 2023), evaluation/metrics.py at 4208b5f.
    """
    k = hits.hit.shape[1]
    weight = _discount(max(k, int(hits.relevant.max(initial=0))))
    return np.cumsum(hits.hit * weight[:k], axis=1) / _ideal(weight, hits.relevant[:, None])


def ndcg_over_ties(hits: Hits) -> FloatArray:
    """NDCG with each place worth the mean relevance of the items that share its score, those beyond the list too.

    scikit-learn 1.9.1, metrics/_ranking.py, `ndcg_score` (McSherry & Najork, ECIR 2008). NaN for all where ties were
    not counted while ranking.
    """
    if hits.ties is None:
        return np.full(hits.hit.shape, np.nan)
    n, k = hits.hit.shape
    begins = ~hits.ties.same
    begins[:, :1] = True
    group = np.cumsum(begins.ravel()) - 1
    relevant = np.bincount(group, hits.hit.ravel())
    size = np.bincount(group).astype(np.float64)
    listed = np.flatnonzero(hits.length > 0)
    last = group.reshape(n, k)[listed, hits.length[listed] - 1]
    relevant[last] += hits.ties.outside_relevant[listed]
    size[last] += hits.ties.outside[listed]
    gain = (relevant / size)[group].reshape(n, k)
    weight = _discount(k)
    return np.cumsum(gain * weight, axis=1) / _ideal(weight, _achievable(hits))


def precision_sum_of_relevant(hits: Hits) -> FloatArray:
    """Σ_{j ≤ K} P@j · rel_j / |R|, also where |R| > K.

    RecTools 0.19.0, metrics/ranking.py, divide_by_k = False; ranx 0.3.21, metrics/average_precision.py.
    """
    return _gained(hits) / hits.relevant[:, None]


def precision_sum_of_ranks(hits: Hits) -> FloatArray:
    """Σ_{j ≤ K} P@j · rel_j / K, also where |R| < K. RecTools 0.19.0, metrics/ranking.py, divide_by_k = True."""
    return _gained(hits) / _ranks(hits)


def precision_sum_of_list(hits: Hits) -> FloatArray:
    """Σ_{j ≤ K} P@j · rel_j / min(|R|, |first K of L|). LensKit 2025.8.1, metrics/ranking/_map.py."""
    return _gained(hits) / np.minimum(hits.relevant[:, None], np.maximum(_lengths(hits), 1.0))


def mean_precision(hits: Hits) -> FloatArray:
    """Σ_{j ≤ K} P@j / K, whether rank j holds a hit or not.

    Elliot 0.3.1, evaluation/metrics/accuracy/map/map.py, under the name MAP.
    """
    return np.cumsum(precision(hits), axis=1) / _ranks(hits)


def share_of_all_achievable(hits: Hits) -> FloatArray:
    """float64[k]: Σ_u h / Σ_u min(K, |R|). implicit 0.7.3, evaluation.pyx, under the name precision."""
    found, achievable = np.zeros(hits.hit.shape[1]), np.zeros(hits.hit.shape[1])
    for part in _parts(hits):
        found += part.found.sum(axis=0)
        achievable += _achievable(part).sum(axis=0)
    with np.errstate(invalid="ignore"):
        return found / achievable


def f1_of_means(hits: Hits) -> FloatArray:
    """float64[k]: 2 P̄ R̄ / (P̄ + R̄) of the means over users, 0 without hits. Much production code."""
    means = [mean(metric, hits) for metric in (precision, recall)]
    total = means[0] + means[1]
    with np.errstate(invalid="ignore"):
        return np.where(total == 0.0, 0.0, 2.0 * means[0] * means[1] / total)


def mean(per_user: PerUser, hits: Hits) -> FloatArray:
    """float64[k]: over the users whose values are numbers; NaN where there are none."""
    total, counted = np.zeros(hits.hit.shape[1]), np.zeros(hits.hit.shape[1])
    for part in _parts(hits):
        found = per_user(part)
        total += np.nansum(found, axis=0)
        counted += (~np.isnan(found)).sum(axis=0)
    with np.errstate(invalid="ignore"):
        return total / counted


def _parts(hits: Hits) -> list[Hits]:
    return [hits.of(slice(begin, begin + CHUNK)) for begin in range(0, len(hits.users), CHUNK)]


def _ranks(hits: Hits) -> FloatArray:
    return np.arange(1, hits.hit.shape[1] + 1, dtype=np.float64)


def _achievable(hits: Hits) -> FloatArray:
    """min(K, |R|)."""
    return np.minimum(_ranks(hits), hits.relevant[:, None])


def _lengths(hits: Hits) -> FloatArray:
    """|first K of L|."""
    return np.minimum(_ranks(hits), hits.length[:, None])


def _gained(hits: Hits) -> FloatArray:
    """Σ_{j ≤ K} P@j · rel_j."""
    return np.cumsum(precision(hits) * hits.hit, axis=1)


def _discount(ranks: int) -> FloatArray:
    return 1.0 / np.log2(np.arange(2.0, ranks + 2.0))


def _ideal(weight: FloatArray, count: npt.NDArray[np.number]) -> FloatArray:
    """The sum of the first `count` weights."""
    found: FloatArray = np.cumsum(weight)[count.astype(np.int64) - 1]
    return found
