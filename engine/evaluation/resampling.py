"""Bootstrap by shopper: means of resampled shoppers, with draws that all metrics, runs and cutoffs share.

Efron & Tibshirani, An Introduction to the Bootstrap (1993). A draw is a vector of counts, how often each shopper was
taken, so that the means of all columns are one matrix product.

More than `GROUPS` shoppers are drawn in groups of nearly one size, put together at random: sums of a group are as
independent and alike as shoppers are, so the spread of their resampled means estimates the same standard error, with a
relative error of 1 / √(2 · GROUPS) = 0.7 %, which is less than that of a quantile of 10,000 draws.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from engine.monitor import Monitor

__all__ = ["DRAWS", "GROUPS", "resampled_means", "sign_flips"]

FloatArray = npt.NDArray[np.float64]

DRAWS = 10_000
GROUPS = 10_000
CELLS = 1 << 23  # counts at once, 32 MB; their number decides where the random stream is cut, so it is no setting


def resampled_means(
    values: npt.NDArray[np.floating],
    sizes: npt.NDArray[np.floating] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> FloatArray:
    """The means of every column over resampled shoppers.

    Args:
        values: [n, columns], a row for every shopper: a metric at each cutoff of each run, side by side. Equal n and
            seed meet equal draws, so differences of columns are paired.
        sizes: [n], where a row is a sum over several windows of a shopper: how many; the means are then Σ values / Σ
            sizes of the drawn shoppers. None is one each.
        draws: number of resamples.
        seed: of the draws.

    Returns:
        float64 [draws, columns]; NaN without shoppers.

    Raises:
        Cancelled: between blocks of draws.
    """
    n, columns = values.shape
    if not n:
        return np.full((draws, columns), np.nan)
    weights = np.ones(n) if sizes is None else np.asarray(sizes, np.float64)
    if n > GROUPS:
        values, weights = _grouped(values, weights, seed)
        n = GROUPS
    centre = values.sum(axis=0, dtype=np.float64) / weights.sum()
    # around the mean, so that a float32 product loses no digit of a small spread
    spread = (values - centre * weights[:, None]).astype(np.float32)
    table = np.ascontiguousarray(np.column_stack([spread, weights.astype(np.float32)]))
    means = np.empty((draws, columns))
    for rows, counts in _counts(n, draws, seed, monitor or Monitor()):
        summed = (counts @ table).astype(np.float64)
        means[rows] = centre + summed[:, :-1] / summed[:, -1:]
    return means


def _grouped(values: npt.NDArray[np.floating], weights: FloatArray, seed: int) -> tuple[FloatArray, FloatArray]:
    """Sums over random groups of rows whose numbers differ by one at most: float64 [GROUPS, columns] and [GROUPS]."""
    n = len(values)
    # a stream of its own: the same as that of the draws would tie groups to what is drawn
    member = np.random.default_rng((seed, n)).permutation(n)
    begins = np.arange(GROUPS) * n // GROUPS
    summed = np.empty((GROUPS, values.shape[1]))
    for column in range(0, values.shape[1], 64):  # a permuted copy of all columns would double the memory
        part = slice(column, column + 64)
        summed[:, part] = np.add.reduceat(values[member, part], begins, axis=0, dtype=np.float64)
    return summed, np.add.reduceat(weights[member], begins)


def sign_flips(
    differences: npt.NDArray[np.floating], draws: int = DRAWS, seed: int = 0, monitor: Monitor | None = None
) -> FloatArray:
    """The p-values of paired randomisation tests: how often random signs give as large a mean difference.

    p = (1 + #{|mean of ±d| ≥ |mean of d|}) / (1 + draws), two-sided (Smucker et al., CIKM 2007).

    Args:
        differences: [n, tests], one run's value minus the other's for every shopper; all tests share the signs.
        draws: number of sign vectors.
        seed: of the signs.

    Returns:
        float64 [tests], between 1 / (1 + draws) and 1; 1 without shoppers.

    Raises:
        Cancelled: between blocks of draws.
    """
    monitor = monitor or Monitor()
    moved = np.asarray(differences, np.float64)
    moved = moved[(moved != 0.0).any(axis=1)]
    n, tests = moved.shape
    reached = np.zeros(tests)
    total = moved.sum(axis=0)
    seen = np.abs(total) * (1.0 - 1e-12)  # the observed signs themselves must count in spite of rounding
    source = np.random.default_rng(seed)
    step = max(1, CELLS // max(1, n))
    for begin in range(0, draws, step):
        monitor.checkpoint()
        monitor.progress(begin / draws, "randomisation test")
        signs = source.integers(0, 2, (min(step, draws - begin), n), np.int8).astype(np.float64)
        reached += (np.abs(2.0 * (signs @ moved) - total) >= seen).sum(axis=0)
    return (1.0 + reached) / (1.0 + draws)


def _counts(n: int, draws: int, seed: int, monitor: Monitor) -> Iterator[tuple[slice, npt.NDArray[np.float32]]]:
    """Blocks of draws: their rows, and float32 [rows, n], how often each shopper was taken."""
    source = np.random.default_rng(seed)
    step = max(1, CELLS // n)
    for begin in range(0, draws, step):
        monitor.checkpoint()
        monitor.progress(begin / draws, "resampling")
        rows = min(step, draws - begin)
        taken = source.integers(0, n, (rows, n), np.int32)
        taken += np.arange(rows, dtype=np.int32)[:, None] * np.int32(n)
        counts = np.bincount(taken.ravel(), minlength=rows * n)
        yield slice(begin, begin + rows), counts.reshape(rows, n).astype(np.float32)
