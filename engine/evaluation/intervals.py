"""Bands and intervals around the mean curves of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.evaluation.hits import Hits
from engine.evaluation.metrics import METRICS
from engine.evaluation.resampling import DRAWS, resampled_means
from engine.evaluation.uncertainty import band, interval
from engine.files import whole_file
from engine.monitor import Monitor

__all__ = ["Intervals", "curve_intervals"]

FloatArray = npt.NDArray[np.float64]
ACTIVE = "active_"


@dataclass(frozen=True)
class Intervals:
    """By metric; names with the prefix `active_` belong to means over active users.

    Attributes:
        bands: float64[2, k], low and high of the 95 % band that holds the whole curve.
        pointwise: float64[2, k], percentile intervals of one cutoff at a time.
    """

    bands: dict[str, FloatArray]
    pointwise: dict[str, FloatArray]

    def save(self, file: Path) -> None:
        """Writes a .npz whole or not at all."""
        arrays = {f"{name}.band": both for name, both in self.bands.items()}
        arrays |= {f"{name}.pointwise": both for name, both in self.pointwise.items()}
        with whole_file(file) as part, part.open("wb") as stream:
            np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]

    @classmethod
    def open(cls, file: Path) -> Intervals:
        with np.load(file) as arrays:
            parted: dict[str, dict[str, FloatArray]] = {"band": {}, "pointwise": {}}
            for key in arrays.files:
                name, _, kind = key.rpartition(".")
                parted[kind][name] = arrays[key]
        return cls(parted["band"], parted["pointwise"])


def curve_intervals(
    hits: Hits,
    active: int = 0,
    metrics: Sequence[str] = tuple(METRICS),
    draws: int = DRAWS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> Intervals:
    """Resamples the shoppers of a run.

    Args:
        hits: of the evaluated users.
        active: users with any held-out interaction; those of them who are not evaluated count as zeros in the
            `active_` curves. 0 leaves these out.
        metrics: names of METRICS.
        draws, seed: of the bootstrap.
        monitor: asked between blocks of draws.

    Raises:
        Cancelled: between blocks of draws.
    """
    n, k = hits.hit.shape
    values = np.empty((n, len(metrics) * k), np.float32)
    for place, metric in enumerate(metrics):
        values[:, place * k : (place + 1) * k] = METRICS[metric](hits)
    found = Intervals({}, {})
    _add(found, "", metrics, values, draws, seed, monitor)
    if active:
        idle = np.zeros((max(0, active - n), values.shape[1]), np.float32)
        _add(found, ACTIVE, metrics, np.vstack([values, idle]), draws, seed, monitor)
    return found


def _add(
    found: Intervals,
    prefix: str,
    metrics: Sequence[str],
    values: npt.NDArray[np.float32],
    draws: int,
    seed: int,
    monitor: Monitor | None,
) -> None:
    samples = resampled_means(values, draws=draws, seed=seed, monitor=monitor)
    means = values.mean(axis=0, dtype=np.float64) if len(values) else np.full(values.shape[1], np.nan)
    k = values.shape[1] // len(metrics)
    for place, metric in enumerate(metrics):
        columns = slice(place * k, (place + 1) * k)
        found.bands[prefix + metric] = band(means[columns], samples[:, columns])
        found.pointwise[prefix + metric] = interval(samples[:, columns])
