"""Two maps of the same categories, weights of a model and lifts of the data, made comparable: order, colour, contrast.

Lifts know nothing of how large a category is; mean weights do, for what is bought often has large weights everywhere.
So weights are held against what their row and their column lead one to expect, w_ab · m / (m_a · m_b) with the mean
sizes |w| of all, of row a and of column b, which is to weights what the lift is to purchases. On the Complete Journey
that raises the rank correlation with the lifts from 0.20 to 0.29 for EASE and from −0.03 to 0.22 for the pipeline, at
the 300 product categories and steps within four baskets.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.evaluation.steps import Steps

__all__ = ["agreement", "clustered", "connected", "disagreements", "relative", "shades", "signed_shades", "taxonomic"]

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

OCTAVES = 3  # the colours reach from 1/8 to 8
SIGNED = (2, 8)  # and where weights are signed, from −2 to 8
EXACT = 300  # categories up to which leaves are put in the best order; cubic beyond


def relative(weights: Floats) -> Floats:
    """Weights over what their row and column lead one to expect, without the diagonal.

    Args:
        weights: [n, n], NaN where there is none; negative ones count by their size.

    Returns:
        float32 [n, n], 1 as usual; NaN on the diagonal, and where all of a row or a column is 0.
    """
    own = weights.astype(np.float64)
    np.fill_diagonal(own, np.nan)
    known = np.isfinite(own)
    sizes = np.abs(np.where(known, own, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = sizes.sum(axis=1) / known.sum(axis=1)
        columns = sizes.sum(axis=0) / known.sum(axis=0)
        usual = np.outer(rows, columns) / (sizes.sum() / known.sum())
        return np.where(known & (usual > 0), own / usual, np.nan).astype(np.float32)


def agreement(weights: Floats, lifts: Floats) -> tuple[float, int]:
    """Spearman's rank correlation over the pairs that both maps know, and the number of these; NaN below three."""
    known = np.isfinite(weights) & np.isfinite(lifts)
    number = int(known.sum())
    if number < 3:
        return float("nan"), number
    first, second = _ranks(weights[known]), _ranks(lifts[known])
    if first.std() == 0 or second.std() == 0:
        return float("nan"), number
    return float(np.corrcoef(first, second)[0, 1]), number


def shades(values: Floats) -> npt.NDArray[np.uint8]:
    """log2 of ratios in 255 steps: 128 for 1, 255 for 8 and more, 1 for 1/8 and less, 0 for NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        octaves = np.log2(np.maximum(values, np.float32(2.0**-OCTAVES)))
    steps = 128 + np.clip(np.round(octaves * (127 / OCTAVES)), -127, 127)
    return np.where(np.isfinite(values), steps, 0).astype(np.uint8)


def signed_shades(values: Floats) -> npt.NDArray[np.uint8]:
    """Ratios that may be negative, about 0 and by their root: 128 for 0, 255 for 8 and more, 1 for −2 and less, 0: NaN.

    A logarithm has no place for 0 and below. With the root the usual, 1, lies a third of the way up, as much of the
    colours below it as above 3.5; EASE's weights on the Complete Journey run from −0.6 to 13.
    """
    with np.errstate(invalid="ignore"):
        steps = np.where(values < 0, -np.sqrt(-values / SIGNED[0]), np.sqrt(values / SIGNED[1])) * 127
    steps = 128 + np.clip(np.round(steps), -127, 127)
    return np.where(np.isfinite(values), steps, 0).astype(np.uint8)


def connected(steps: Steps, count: int) -> Ints:
    """int64: the categories with the most lift that is beyond doubt, in both directions: Σ log of lower limits > 1."""
    low, _ = steps.limits()
    strength = np.log(np.where(steps.sure & (low > 1), low, 1.0))
    total = strength.sum(axis=0) + strength.sum(axis=1)
    order: Ints = np.lexsort((-steps.users, -total))[:count]
    return order[steps.users[order] > 0]


def taxonomic(coarser: list[npt.NDArray[np.int32]], chosen: Ints) -> Ints:
    """The chosen categories by the levels above them, coarse to fine, then in the level's own order.

    Args:
        coarser: for each coarser level int32[categories], the category there.
    """
    keys = np.stack([chosen, *(level[chosen] for level in reversed(coarser))])
    return chosen[np.lexsort(keys)]


def clustered(steps: Steps, chosen: Ints) -> Ints:
    """The chosen categories so that those that lead to each other stand together: average linkage over log lifts.

    Lifts are drawn towards 1 as if five more steps had been taken and expected, so that rare pairs do not decide.
    """
    if len(chosen) < 3:
        return chosen
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import squareform

    part = np.ix_(chosen, chosen)
    near = np.log2((steps.taken[part] + 5.0) / (steps.expected[part] + 5.0))
    near = np.maximum(near, near.T)
    far = near.max() - near
    np.fill_diagonal(far, 0.0)
    tree = linkage(squareform(far, checks=False), "average", optimal_ordering=len(chosen) <= EXACT)
    found: Ints = chosen[leaves_list(tree)]
    return found


def disagreements(
    weights: Floats, lifts: Floats, lows: Floats, count: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs about which two maps differ most by rank, each ranked among the pairs that both know.

    Args:
        weights, lifts: [n, n]; NaN unknown.
        lows: lower limits of the lifts.
        count: of pairs on either side.

    Returns:
        pairs (row, column) with a weight above the usual whose lift may as well be 1 or less; and pairs whose lift is
        surely above 1 with a weight below the usual.
    """
    rows, columns = np.nonzero(np.isfinite(weights) & np.isfinite(lifts))
    if not len(rows):
        return [], []
    weight, low = weights[rows, columns], lows[rows, columns]
    lead = (_ranks(weight) - _ranks(lifts[rows, columns])) / len(rows)

    def most(of: npt.NDArray[np.bool_], lead: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
        places = np.flatnonzero(of & (lead > 0))
        best = places[np.argsort(-lead[places], kind="stable")[:count]]
        return list(zip(rows[best].tolist(), columns[best].tolist(), strict=True))

    return most((weight > 1) & (low <= 1), lead), most((weight < 1) & (low > 1), -lead)


def _ranks(values: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Ranks from 0; equal values share the mean of theirs."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.append(begins, len(values)))
    ranks = np.empty(len(values))
    ranks[order] = np.repeat(begins + (lengths - 1) / 2, lengths)
    return ranks
