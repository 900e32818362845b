"""What a metric would be had equal scores been put in another order: its expected, best and worst value.

A list orders equal scores by item id, which says nothing of the items. Here every order inside a group of equal scores
is as likely as any other; the group at the end of a list reaches beyond it. For NDCG the expected value is that of
McSherry & Najork (ECIR 2008), which scikit-learn's `ndcg_score` computes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engine.evaluation.curves import CHUNK
from engine.evaluation.hits import Hits, Ties
from engine.evaluation.metrics import METRICS

__all__ = ["TieCurves", "best", "expected", "tie_curves", "tied_share", "worst"]

FloatArray = npt.NDArray[np.float64]

LINEAR = ("precision", "recall", "f1", "ndcg")  # in the marks of the places, so marks may be probabilities


def expected(metric: str, hits: Hits) -> FloatArray:
    """The mean of a metric over all orders of equal scores.

    Args:
        metric: a name in `METRICS`.
        hits: with ties.

    Returns:
        float64 [n, k].

    Raises:
        ValueError: ties were not counted.
        KeyError: no such metric.
    """
    groups = _Groups.of(hits)
    if metric in LINEAR:
        return METRICS[metric](replace(hits, hit=groups.chance))  # type: ignore[arg-type]
    if metric == "map":
        return _average_precision(hits, groups)
    none = groups.none_yet()
    if metric == "hit_rate":
        return 1.0 - none
    if metric == "mrr":
        first = np.concatenate([np.ones((len(none), 1)), none[:, :-1]], axis=1) - none
        return np.cumsum(first / np.arange(1, none.shape[1] + 1), axis=1)
    raise KeyError(metric)


def best(metric: str, hits: Hits) -> FloatArray:
    """A metric where relevant items stand first among equal scores; arguments and values as in `expected`."""
    groups = _Groups.of(hits)
    return METRICS[metric](replace(hits, hit=groups.offset < groups.relevant))


def worst(metric: str, hits: Hits) -> FloatArray:
    """A metric where relevant items stand last among equal scores; arguments and values as in `expected`."""
    groups = _Groups.of(hits)
    return METRICS[metric](replace(hits, hit=groups.offset >= groups.size - groups.relevant))


def tied_share(hits: Hits) -> FloatArray:
    """float64 [k]: the share of users for whom the ids decide what stands at the end of the first K.

    That is so where the items at the places K and K + 1 have equal scores. NaN without users.

    Raises:
        ValueError: ties were not counted.
    """
    ties = _counted(hits)
    crossing = np.concatenate([ties.same[:, 1:], (ties.outside > 0)[:, None]], axis=1)
    return crossing.mean(axis=0) if len(crossing) else np.full(hits.hit.shape[1], np.nan)


@dataclass(frozen=True)
class TieCurves:
    """Means over the evaluated users at every cutoff, float64 [k] each; `stored` is that of the list as it stands."""

    stored: FloatArray
    expected: FloatArray
    best: FloatArray
    worst: FloatArray


def tie_curves(hits: Hits, metric: str) -> TieCurves:
    """The mean curves of a metric under all orders of equal scores; NaN where nobody was evaluated.

    Raises:
        ValueError: ties were not counted.
    """
    n, k = hits.hit.shape
    totals = np.zeros((4, k)) if n else np.full((4, k), np.nan)
    _counted(hits)
    for begin in range(0, n, CHUNK):
        part = hits.of(slice(begin, begin + CHUNK))
        totals += [METRICS[metric](part).sum(axis=0), *(of(metric, part).sum(axis=0) for of in (expected, best, worst))]
    return TieCurves(*(totals / max(n, 1)))


@dataclass(frozen=True)
class _Groups:
    """The group of equal scores at every place, each array [n, k]; a place behind the list's end has none relevant.

    Attributes:
        offset: places of the group before this one.
        size: candidates in the group, those beyond the list included.
        relevant: relevant items among them.
        begin: first place of the group.
    """

    offset: npt.NDArray[np.int64]
    size: npt.NDArray[np.int64]
    relevant: npt.NDArray[np.int64]
    begin: npt.NDArray[np.int64]

    @classmethod
    def of(cls, hits: Hits) -> _Groups:
        ties = _counted(hits)
        n, k = hits.hit.shape
        places = np.arange(k)
        begin = np.maximum.accumulate(np.where(ties.same, 0, places), axis=1)
        last = np.concatenate([~ties.same[:, 1:], np.ones((n, 1), bool)], axis=1)
        end = np.minimum.accumulate(np.where(last, places + 1, k)[:, ::-1], axis=1)[:, ::-1]
        found = np.concatenate([np.zeros((n, 1), np.int64), np.cumsum(hits.hit, axis=1)], axis=1)
        size = end - begin
        relevant = np.take_along_axis(found, end, axis=1) - np.take_along_axis(found, begin, axis=1)
        crossing = end == k  # nothing is outside where the list ends before k
        size = size + crossing * ties.outside[:, None]
        return cls(places - begin, size, relevant + crossing * ties.outside_relevant[:, None], begin)

    @property
    def chance(self) -> FloatArray:
        """The probability that a place holds a relevant item."""
        return self.relevant / self.size

    def none_yet(self) -> FloatArray:
        """The probability that no place so far holds a relevant item: Π (size − relevant − offset) / (size − offset).

        A whole group with a relevant item has a factor 0.
        """
        left = self.size - self.offset
        return np.cumprod(np.clip((left - self.relevant) / left, 0.0, 1.0), axis=1, dtype=np.float64)


def _average_precision(hits: Hits, groups: _Groups) -> FloatArray:
    """E[rel_i rel_j] is r/m · (r − 1)/(m − 1) inside a group of m with r relevant items, a product between groups."""
    chance, ranks = groups.chance, np.arange(1, hits.hit.shape[1] + 1)
    through = np.concatenate([np.zeros((len(chance), 1)), np.cumsum(chance, axis=1)], axis=1)
    before = np.take_along_axis(through, groups.begin, axis=1)
    others = np.maximum(groups.relevant - 1, 0) / np.maximum(groups.size - 1, 1)
    at_place = chance * (1.0 + before + groups.offset * others) / ranks
    return np.cumsum(at_place, axis=1) / np.minimum(ranks, hits.relevant[:, None])


def _counted(hits: Hits) -> Ties:
    if hits.ties is None:
        raise ValueError("ties were not counted while these lists were ranked")
    return hits.ties
