"""What may be claimed of means and their differences: bands, intervals, the test of the primary question."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.evaluation.resampling import DRAWS, resampled_means
from engine.monitor import Monitor

__all__ = ["LEVEL", "Difference", "adjusted", "band", "detectable", "difference", "interval", "paired"]

FloatArray = npt.NDArray[np.float64]

LEVEL = 0.95
POWER = 2.8  # z(0.975) + z(0.8): found with 80 % power at 5 % two-sided


def interval(samples: FloatArray, level: float = LEVEL) -> FloatArray:
    """The percentile interval of every column: float64 [2, columns] of samples [draws, columns]."""
    tail = (1.0 - level) / 2.0
    return np.quantile(samples, (tail, 1.0 - tail), axis=0)


def band(mean: FloatArray, samples: FloatArray, level: float = LEVEL) -> FloatArray:
    """A band that holds the whole curve with the given confidence: mean ± q · SE.

    q is the `level` quantile over draws of max over K of |resampled mean − mean| / SE, SE the standard deviation of the
    resampled means (Montiel Olea & Plagborg-Møller, Journal of Applied Econometrics 2019).

    Args:
        mean: float64 [k].
        samples: float64 [draws, k], resampled means of the same curve.

    Returns:
        float64 [2, k], low and high.
    """
    error = samples.std(axis=0, ddof=1)
    moves = error > 0.0
    if not moves.any():
        return np.stack([mean, mean])
    distance = np.abs(samples[:, moves] - mean[moves]) / error[moves]
    width = np.quantile(distance.max(axis=1), level) * error
    return np.stack([mean - width, mean + width])


def detectable(differences: npt.NDArray[np.floating]) -> float:
    """The smallest mean difference that would be found: 2.8 standard errors of paired differences [n].

    NaN for fewer than two shoppers.
    """
    n = len(differences)
    return POWER * float(np.std(differences, ddof=1)) / float(np.sqrt(n)) if n > 1 else float("nan")


@dataclass(frozen=True)
class Difference:
    """One run against another on the same shoppers, at every cutoff.

    Attributes:
        mean: float64[k], mean difference.
        band: float64[2, k], simultaneous.
        pointwise: float64[2, k], percentile intervals of one cutoff at a time.
        ratio: float64[k], ratio of the means; NaN over a mean of 0.
        ratio_interval: float64[2, k].
        detectable: float64[k], minimum detectable difference.
        better, worse: int64[k], shoppers whose value is higher, lower; description, no test.
    """

    mean: FloatArray
    band: FloatArray
    pointwise: FloatArray
    ratio: FloatArray
    ratio_interval: FloatArray
    detectable: FloatArray
    better: npt.NDArray[np.int64]
    worse: npt.NDArray[np.int64]

    @property
    def shown(self) -> npt.NDArray[np.int8]:
        """int8[k]: 1 or -1 where the band lies above or below 0, else 0."""
        return (self.band[0] > 0.0).astype(np.int8) - (self.band[1] < 0.0).astype(np.int8)


def difference(
    first: npt.NDArray[np.floating],
    second: npt.NDArray[np.floating],
    sizes: npt.NDArray[np.floating] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> Difference:
    """Compares two runs by their per-shopper values.

    Args:
        first: [n, k], a metric of every evaluated shopper at every cutoff.
        second: the same of the reference, the same shoppers in the same order.
        sizes: [n], where a row is a sum over several windows of a shopper: how many.

    Raises:
        Cancelled: between blocks of draws.
    """
    k = first.shape[1]
    samples = resampled_means(np.hstack([first, second]), sizes, draws, seed, monitor)
    return paired(first, second, samples[:, :k], samples[:, k:], sizes)


def paired(
    first: npt.NDArray[np.floating],
    second: npt.NDArray[np.floating],
    one: FloatArray,
    other: FloatArray,
    sizes: npt.NDArray[np.floating] | None = None,
) -> Difference:
    """`difference` where both were resampled already.

    Args:
        first, second, sizes: as there.
        one, other: float64 [draws, k], their resampled means from equal draws.
    """
    apart = first.astype(np.float64) - second
    weights = np.ones(len(apart)) if sizes is None else np.asarray(sizes, np.float64)
    total = weights.sum()
    mean = apart.sum(axis=0) / total
    mine, theirs = (side.sum(axis=0, dtype=np.float64) / total for side in (first, second))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(theirs > 0.0, mine / theirs, np.nan)
        ratios = np.where(other > 0.0, one / other, np.nan)
    defined = np.isfinite(ratio)
    ratio_interval = np.full((2, len(mean)), np.nan)
    if defined.any():
        tail = (1.0 - LEVEL) / 2.0
        ratio_interval[:, defined] = np.nanquantile(ratios[:, defined], (tail, 1.0 - tail), axis=0)
    residual = (apart - mean * weights[:, None]) / weights.mean()  # of a ratio of sums, Cochran 1977, section 6.3
    return Difference(
        mean,
        band(mean, one - other),
        interval(one - other),
        ratio,
        ratio_interval,
        np.array([detectable(column) for column in residual.T]),
        (apart > 0.0).sum(axis=0),
        (apart < 0.0).sum(axis=0),
    )


def adjusted(p_values: npt.ArrayLike) -> FloatArray:
    """Holm's step-down adjustment of several p-values (Scandinavian Journal of Statistics 1979), in their own order."""
    given = np.asarray(p_values, np.float64)
    order = np.argsort(given, kind="stable")
    steps = given[order] * np.arange(len(given), 0, -1)
    found = np.empty_like(given)
    found[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return found
