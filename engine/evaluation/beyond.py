"""What lists are like beside being right: coverage, novelty, diversity, serendipity, popularity, calibration.

Lists are int32 [n, k] of kept items, -1 where a list ends; every function answers at each cutoff, column j being
K = j + 1. A list that ends before K keeps the value of its last place, and one without places has none (NaN).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = [
    "calibration",
    "category_coverage",
    "category_diversity",
    "coverage",
    "gini",
    "novelty",
    "popularity_lift",
    "serendipity",
    "vector_diversity",
]

FloatArray = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

BLOCK = 1024  # users; [1024, 50, 50] of pairs is 2.5 MB
SMOOTHING = 0.01  # of a list's mix towards the target's: no category of that is impossible then


def coverage(items: Ints, candidates: Bools) -> FloatArray:
    """Share of the items that could have been listed for anybody which a list holds: |∪ lists| / |∪ candidates|.

    Args:
        items: int32 [n, k].
        candidates: bool [kept], whether an item may be listed for at least one of the users.

    Returns:
        float64 [k].
    """
    k = items.shape[1]
    first = np.full(len(candidates) + 1, k)
    for place in reversed(range(k)):
        first[items[:, place]] = place  # -1, no item, is the last one
    reached = np.bincount(first[:-1][candidates], minlength=k + 1)[:k]
    return np.cumsum(reached) / max(int(candidates.sum()), 1)


def category_coverage(items: Ints, labels: Ints, candidates: Bools) -> FloatArray:
    """`coverage` of categories: an item stands for all its labels.

    Args:
        items: int32 [n, k].
        labels: int32 [kept, most labels], -1 pads.
        candidates: bool [kept].
    """
    k, width = items.shape[1], int(labels.max(initial=-1)) + 1
    first = np.full(width + 1, k)
    by_item = np.concatenate([labels, np.full((1, labels.shape[1]), -1, labels.dtype)])
    for place in reversed(range(k)):
        first[by_item[items[:, place]]] = place
    could = np.zeros(width + 1, bool)
    could[labels[candidates]] = True
    reached = np.bincount(first[:-1][could[:-1]], minlength=k + 1)[:k]
    return np.cumsum(reached) / max(int(could[:-1].sum()), 1)


def novelty(items: Ints, buyers: npt.NDArray[np.integer], users: int) -> FloatArray:
    """−mean log2(buyers(i) / users) over the list; an item that nobody bought counts as one buyer.

    Returns:
        float64 [n, k].
    """
    surprise = -np.log2(np.maximum(buyers, 1) / users)
    return _running_mean(surprise[items], items >= 0)


def popularity_lift(items: Ints, buyers: npt.NDArray[np.integer], base: FloatArray) -> FloatArray:
    """(mean buyers of the list − base) / base.

    Args:
        base: float64 [n], mean buyers of a user's history (scopes in, any) or of a random candidate (cross).

    Returns:
        float64 [n, k]; NaN over a base of 0.
    """
    mean = _running_mean(buyers.astype(np.float64)[items], items >= 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base[:, None] > 0, mean / base[:, None] - 1.0, np.nan)


def category_diversity(items: Ints, labels: Ints) -> FloatArray:
    """Share of the pairs of a list that share no category.

    Returns:
        float64 [n, k]; NaN for fewer than two items.
    """
    found = np.empty(items.shape)
    for begin in range(0, len(items), BLOCK):
        block = items[begin : begin + BLOCK]
        of = np.where((block >= 0)[:, :, None], labels[block], -1)
        shared = np.zeros((len(block), block.shape[1], block.shape[1]), bool)
        for one in range(of.shape[2]):
            for other in range(of.shape[2]):
                shared |= (of[:, :, None, one] == of[:, None, :, other]) & (of[:, :, None, one] >= 0)
        there = block >= 0
        apart = ~shared & there[:, :, None] & there[:, None, :]
        found[begin : begin + BLOCK] = _pair_mean(np.tril(apart, -1).sum(axis=2, dtype=np.float64), there)
    return found


def vector_diversity(items: Ints, vectors: npt.NDArray[np.floating]) -> FloatArray:
    """Mean of 1 − cosine over the pairs of a list.

    Args:
        vectors: float [kept, d], unit rows.

    Returns:
        float64 [n, k]; NaN for fewer than two items.
    """
    found = np.empty(items.shape)
    for begin in range(0, len(items), BLOCK):
        block = items[begin : begin + BLOCK]
        there = block >= 0
        of = np.where(there[:, :, None], vectors[block], 0.0).astype(np.float64)
        before = np.cumsum(of, axis=1) - of
        earlier: FloatArray = np.cumsum(there, axis=1, dtype=np.float64) - there
        found[begin : begin + BLOCK] = _pair_mean(there * earlier - (before * of).sum(axis=2), there)
    return found


def serendipity(items: Ints, hit: Bools, by_popularity: npt.NDArray[np.integer], n_items: int) -> FloatArray:
    """(1/K) Σ max(p_u(i) − p(i), 0) over hits, p_u(i) = (n + 1 − rank in the list) / n, p(i) alike by popularity.

    Args:
        by_popularity: int [kept], an item's rank by buyers, 1 for the most bought.
        n_items: n.

    Returns:
        float64 [n, k]; a list that ends before K still divides by K.
    """
    k = items.shape[1]
    own = (n_items + 1 - np.arange(1, k + 1)) / n_items
    common = (n_items + 1 - by_popularity[items]) / n_items
    gained = np.where(hit & (items >= 0), np.maximum(own - common, 0.0), 0.0)
    return np.cumsum(gained, axis=1) / np.arange(1, k + 1)


def gini(items: Ints, candidates: Bools) -> FloatArray:
    """Σ_j (2j − n − 1) x_(j) / (n Σ x) of how often each candidate item is listed, ascending, zeros included.

    Returns:
        float64 [k]: 0 all alike, near 1 one item only.
    """
    n, k = int(candidates.sum()), items.shape[1]
    counts, found = np.zeros(len(candidates), np.int64), np.full(k, np.nan)
    weights = 2.0 * np.arange(1, n + 1) - n - 1
    for place in range(k):
        listed_now = items[:, place]
        counts += np.bincount(listed_now[listed_now >= 0], minlength=len(counts))
        listed = np.sort(counts[candidates])
        if total := listed.sum():
            found[place] = weights @ listed / (n * total)
    return found


def calibration(items: Ints, labels: Ints, target: FloatArray) -> FloatArray:
    """KL(p ‖ 0.99 q + 0.01 p) of a list's mix of categories q from the mix p that a user should get (Steck 2018).

    An item with several labels is shared among them; items without one are left out.

    Args:
        target: float64 [n, categories], rows that add up to 1, or to 0 where a user has none.

    Returns:
        float64 [n, k], nats; NaN where either mix is empty.
    """
    n, k = items.shape
    labelled = (labels >= 0).sum(axis=1)
    found = np.full((n, k), np.nan)
    for begin in range(0, n, BLOCK):
        block, wanted = items[begin : begin + BLOCK], target[begin : begin + BLOCK]
        mix, rows = np.zeros(wanted.shape), np.arange(len(block))
        for place in range(k):
            for column in labels.T:
                item = block[:, place]
                there = (item >= 0) & (column[item] >= 0)
                mix[rows[there], column[item[there]]] += 1.0 / labelled[item[there]]
            found[begin : begin + BLOCK, place] = _divergence(wanted, mix)
    return found


def _divergence(wanted: FloatArray, mix: FloatArray) -> FloatArray:
    total = mix.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        smoothed = (1.0 - SMOOTHING) * mix / total + SMOOTHING * wanted
        terms = np.where(wanted > 0, wanted * np.log(wanted / smoothed), 0.0)
    return np.where((total[:, 0] > 0) & (wanted.sum(axis=1) > 0), terms.sum(axis=1), np.nan)


def _running_mean(values: FloatArray, there: Bools) -> FloatArray:
    number = np.cumsum(there, axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(number > 0, np.cumsum(np.where(there, values, 0.0), axis=1) / np.maximum(number, 1), np.nan)


def _pair_mean(added: FloatArray, there: Bools) -> FloatArray:
    """Means over pairs from what each place adds with all before it."""
    number = np.cumsum(there, axis=1)
    pairs = number * (number - 1) / 2.0
    return np.where(pairs > 0, np.cumsum(added, axis=1) / np.maximum(pairs, 1.0), np.nan)
