"""The runs of one question held against one of them, on the same shoppers: the figures behind a verdict.

Runs that differ in their seed alone are one entry: their per-shopper values are averaged for the comparison, and the
spread between them stands beside it as a standard deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.evaluation.resampling import DRAWS, resampled_means, sign_flips
from engine.evaluation.uncertainty import LEVEL, Difference, adjusted, paired
from engine.monitor import Monitor

__all__ = ["Comparison", "Entry", "Gains", "compare_entries", "gains", "sign_at", "stretches"]

FloatArray = npt.NDArray[np.float64]

SIDE = 7  # bars on each side of no change
STEPS = (0.01, 0.02, 0.05, 0.1, 0.15)  # of a metric between 0 and 1; SIDE of the largest hold any change


@dataclass(frozen=True)
class Entry:
    """One recommender of a question, over all its seeds.

    Attributes:
        values: float64[n, k], per-shopper values averaged over the seeds; sums where a shopper has several windows.
        deviation: float64[k], standard deviation of the mean between seeds; NaN for a single one.
    """

    values: FloatArray
    deviation: FloatArray

    @classmethod
    def of(cls, seeds: Sequence[FloatArray], sizes: npt.NDArray[np.floating] | None = None) -> Entry:
        """Averages the values [n, k] of one recommender's seeds; `sizes` as in `compare_entries`."""
        values = np.mean(seeds, axis=0) if len(seeds) > 1 else np.asarray(seeds[0], np.float64)
        total = len(values) if sizes is None else sizes.sum()
        means = np.array([one.sum(axis=0) / max(total, 1) for one in seeds])
        spread = means.std(axis=0, ddof=1) if len(seeds) > 1 else np.full(values.shape[1], np.nan)
        return cls(values, spread)


@dataclass(frozen=True)
class Comparison:
    """What may be said of each entry against the reference.

    Attributes:
        reference: the entry that the others are held against.
        differences: one an entry, None for the reference.
        p: float64[entries], of the randomisation test at the tested cutoff; NaN where none was made.
        adjusted: the same after Holm, over all entries but the reference.
    """

    reference: int
    differences: tuple[Difference | None, ...]
    p: FloatArray
    adjusted: FloatArray


def compare_entries(
    entries: Sequence[Entry],
    reference: int,
    tested_k: int | None,
    sizes: npt.NDArray[np.floating] | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    monitor: Monitor | None = None,
) -> Comparison:
    """Holds all entries against one, with the same resampled shoppers for all.

    Args:
        entries: of the same shoppers in the same order.
        reference: number of the entry that the others are held against.
        tested_k: the cutoff of the study's one question, where the test is made; None: this is no such question.
        sizes: [n], windows of each shopper where values are sums over several.
        draws: of shoppers and of signs.
        seed: of the draws.
        monitor: asked between blocks of draws.

    Raises:
        Cancelled: between blocks of draws.
    """
    monitor = monitor or Monitor()
    base = entries[reference].values
    samples = resampled_means(np.hstack([entry.values for entry in entries]), sizes, draws, seed, monitor)
    own = np.split(samples, len(entries), axis=1)
    differences: list[Difference | None] = []
    for number, entry in enumerate(entries):
        monitor.checkpoint()
        found = paired(entry.values, base, own[number], own[reference], sizes) if number != reference else None
        differences.append(found)
    p, corrected = np.full(len(entries), np.nan), np.full(len(entries), np.nan)
    others = [number for number in range(len(entries)) if number != reference]
    if tested_k is not None and others:
        tested = [entries[number].values[:, tested_k - 1] - base[:, tested_k - 1] for number in others]
        p[others] = sign_flips(np.column_stack(tested), draws, seed, monitor)
        corrected[others] = adjusted(p[others])
    return Comparison(reference, tuple(differences), p, corrected)


def sign_at(difference: Difference, k: int, p: float | None = None) -> int:
    """1 or -1 where a run is shown to be better or worse at a cutoff, else 0.

    Args:
        p: adjusted p-value, at the cutoff of the study's one question; elsewhere None or NaN, and the simultaneous band
            decides.
    """
    if p is None or np.isnan(p):
        return int(difference.shown[k - 1])
    return int(np.sign(difference.mean[k - 1])) if p <= 1.0 - LEVEL else 0


def stretches(shown: npt.NDArray[np.integer]) -> tuple[tuple[int, int, int], ...]:
    """The cutoffs at which a difference is shown, as (first K, last K, sign); shown is int[k] of -1, 0, 1."""
    edges = np.flatnonzero(np.diff(shown)) + 1
    begins, ends = [0, *edges.tolist()], [*edges.tolist(), len(shown)]
    return tuple((b + 1, e, int(shown[b])) for b, e in zip(begins, ends, strict=True) if b < e and shown[b])


@dataclass(frozen=True)
class Gains:
    """How much single shoppers gain and lose; description, never a test.

    Attributes:
        step: float64[k], width of a bar.
        losing, gaining: int32[k, SIDE], shoppers by size of the change, the smallest first; the last holds all beyond.
        unchanged: int32[k].
    """

    step: FloatArray
    losing: npt.NDArray[np.int32]
    gaining: npt.NDArray[np.int32]
    unchanged: npt.NDArray[np.int32]


def gains(apart: npt.NDArray[np.floating]) -> Gains:
    """Sorts the changes [n, k] of shoppers into bars of one width on both sides of no change."""
    n, k = apart.shape
    largest = np.abs(apart).max(axis=0) if n else np.zeros(k)
    step = np.array([next((s for s in STEPS if s * SIDE >= size - 1e-12), STEPS[-1]) for size in largest])
    place = np.ceil(np.abs(apart) / step - 1e-9).astype(np.int64).clip(1, SIDE) - 1
    sides = []
    for side in (apart < 0.0, apart > 0.0):
        keys = place + np.arange(k) * SIDE
        sides.append(np.bincount(keys[side], minlength=k * SIDE).reshape(k, SIDE).astype(np.int32))
    return Gains(step, sides[0], sides[1], (apart == 0.0).sum(axis=0).astype(np.int32))
