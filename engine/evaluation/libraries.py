"""The definition switch: the libraries whose figures stand beside ours, and which definition each gives a name.

A user's list is what the library is handed; `Hits.length` 0 is a user whom it is handed no list for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.evaluation.definitions import (
    PerUser,
    f1_of_means,
    mean,
    mean_precision,
    ndcg_of_all_relevant,
    ndcg_of_full_hits,
    ndcg_over_ties,
    ndcg_undiscounted_second,
    of_listed_users,
    precision_of_list,
    precision_sum_of_list,
    precision_sum_of_ranks,
    precision_sum_of_relevant,
    share_of_achievable,
    share_of_all_achievable,
)
from engine.evaluation.hits import Hits
from engine.evaluation.metrics import METRICS

__all__ = ["LIBRARIES", "Definition", "Library", "values"]

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Definition:
    """A metric as a library codes it.

    Attributes:
        per_user: None where the library has no value of a single user.
        means: Hits → float64[k], as the library aggregates; None: the mean of `per_user` over the users it counts.
    """

    per_user: PerUser | None
    means: PerUser | None = None

    def mean(self, hits: Hits) -> FloatArray:
        """float64[k]: what the library would print; NaN where there is nobody to count."""
        if self.means is not None:
            return self.means(hits)
        assert self.per_user is not None
        return mean(self.per_user, hits)


@dataclass(frozen=True)
class Library:
    """One row of the switch.

    Attributes:
        key: short name for code, settings and translation.
        version: that the tests compare with; "" where it is no release of a library.
        coded: how it differs from ours, in words.
        metrics: by our names; a metric that is missing is one that the library lacks.
    """

    key: str
    name: str
    version: str
    coded: str
    metrics: Mapping[str, Definition]


def values(library: Library, metric: str, hits: Hits) -> FloatArray | None:
    """float64 [n, k] of every user, NaN where the library leaves one out; None where it has no such values."""
    definition = library.metrics.get(metric)
    return None if definition is None or definition.per_user is None else definition.per_user(hits)


Metrics = dict[str, Definition]

OURS: Metrics = {name: Definition(metric) for name, metric in METRICS.items()}
OF_LISTED: Metrics = {name: Definition(of_listed_users(metric)) for name, metric in METRICS.items()}


def _without(metrics: Metrics, *names: str) -> Metrics:
    return {name: metric for name, metric in metrics.items() if name not in names}


_ALL = (
    Library(
        "ours",
        "Crossaisle",
        "",
        "P h/K, also for a shorter list. R h/|R|. F1 of each user, then the mean. NDCG 1/log2(r+1) over the ideal of "
        "min(K, |R|) hits. AP over min(K, |R|). A user without a list scores 0.",
        OURS,
    ),
    Library(
        "recbole",
        "RecBole",
        "1.2.1",
        "As ours, without F1. It prints four decimals (metric_decimal_place), leaves the order of equal scores to "
        "torch.topk, and counts the padding item among the items.",
        _without(OURS, "f1"),
    ),
    Library(
        "rectools",
        "RecTools",
        "0.19.0",
        "NDCG over the ideal of K hits, whatever |R|. AP over |R|. A user without a list scores 0.",
        OURS | {"ndcg": Definition(ndcg_of_full_hits), "map": Definition(precision_sum_of_relevant)},
    ),
    Library(
        "rectools-switched",
        "RecTools, switches set",
        "0.19.0",
        "r_precision: P over min(K, |R|). divide_by_achievable: NDCG as ours. divide_by_k: AP over K.",
        {
            "precision": Definition(share_of_achievable),
            "ndcg": OURS["ndcg"],
            "map": Definition(precision_sum_of_ranks),
        },
    ),
    Library(
        "lenskit",
        "LensKit",
        "2025.8.1",
        "P h over the length of the list. R h/min(K, |R|). NDCG weighs rank r by 1/log2 max(r, 2). AP over "
        "min(|R|, length of the list). No F1. A user without a list is left out.",
        _without(OF_LISTED, "f1")
        | {
            "precision": Definition(of_listed_users(precision_of_list)),
            "recall": Definition(of_listed_users(share_of_achievable)),
            "ndcg": Definition(of_listed_users(ndcg_undiscounted_second)),
            "map": Definition(of_listed_users(precision_sum_of_list)),
        },
    ),
    Library(
        "implicit",
        "implicit",
        "0.7.3",
        'Its "precision" is the sum of hits over the sum of min(K, |R|), over all users at once. NDCG and AP as ours. '
        "No recall, F1, MRR or hit rate.",
        {
            "precision": Definition(share_of_achievable, share_of_all_achievable),
            "ndcg": OURS["ndcg"],
            "map": OURS["map"],
        },
    ),
    Library(
        "ranx",
        "ranx",
        "0.3.21",
        "As ours, but AP over |R|. A user without a list scores 0 (make_comparable).",
        OURS | {"map": Definition(precision_sum_of_relevant)},
    ),
    Library(
        "scikit-learn",
        "scikit-learn",
        "1.9.1",
        "ndcg_score only: items with equal scores share the mean of their relevance, which needs ties to be counted "
        "while ranking. A user without a list is left out.",
        {"ndcg": Definition(of_listed_users(ndcg_over_ties))},
    ),
    Library(
        "elliot",
        "Elliot",
        "0.3.1",
        'Its "MAP" is the mean of P@1 … P@K, hit or not. The others as ours. A user without a list is left out.',
        OF_LISTED | {"map": Definition(of_listed_users(mean_precision))},
    ),
    Library(
        "reality-check",
        "Next-basket reality check",
        "4208b5f",
        "NDCG over the ideal of all |R| hits, also beyond K. R and the hit rate as ours. No precision, F1, AP or MRR.",
        {"recall": OURS["recall"], "ndcg": Definition(ndcg_of_all_relevant), "hit_rate": OURS["hit_rate"]},
    ),
    Library(
        "f1-of-means",
        "F1 of the means",
        "",
        "2PR/(P+R) of the two means, as much production code has it, in place of the mean of each user's F1.",
        {"precision": OURS["precision"], "recall": OURS["recall"], "f1": Definition(None, f1_of_means)},
    ),
)

LIBRARIES: dict[str, Library] = {library.key: library for library in _ALL}
