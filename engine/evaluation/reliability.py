"""Whether probabilities mean what they say: reliability, Brier skill, calibration error, and curves over a threshold.

Pairs of a user and an item are read in blocks and counted in narrow buckets of probability, so that memory does not
grow with users × items. A bucket is 2⁻¹¹ of its probability wide (the upper 20 bits of a float32, which ascend with
it): bins and thresholds lie on its edges, while the sums behind means and the Brier score are exact. All figures are
micro: over pairs, not over users.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.files import whole_file

__all__ = ["BINS", "PairCounts", "Reliability", "Thresholds", "reliability", "thresholds"]

FloatArray = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BINS = 15
CURVE = 200  # thresholds of a curve at most
SHIFT = 12
BUCKETS = (int(np.float32(1.0).view(np.uint32)) >> SHIFT) + 1


@dataclass
class PairCounts:
    """Pairs by bucket of probability; `add` them block by block.

    Attributes:
        pairs, right: int64[BUCKETS], pairs and relevant ones among them.
        chance: float64[BUCKETS], Σ p.
        squared: float, Σ (p − relevant)².
        silent: pairs without a probability.
        silent_right: relevant ones among them.
    """

    pairs: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(BUCKETS, np.int64))
    right: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(BUCKETS, np.int64))
    chance: FloatArray = field(default_factory=lambda: np.zeros(BUCKETS))
    squared: float = 0.0
    silent: int = 0
    silent_right: int = 0

    def add(self, chances: npt.NDArray[np.floating], relevant: Bools) -> None:
        """Counts pairs of any shape.

        Args:
            chances: probabilities; NaN where the model gives none.
            relevant: of the same shape.

        Raises:
            ValueError: a probability lies outside [0, 1].
        """
        there = ~np.isnan(chances)
        p, y = chances[there].astype(np.float32), relevant[there]
        if len(p) and not (p.min() >= 0.0 and p.max() <= 1.0):
            raise ValueError("a probability lies outside 0 to 1")
        bucket = (np.abs(p).view(np.uint32) >> SHIFT).astype(np.int64)  # the absolute value of -0.0 is 0.0
        self.pairs += np.bincount(bucket, minlength=BUCKETS)
        self.right += np.bincount(bucket[y], minlength=BUCKETS)
        self.chance += np.bincount(bucket, p, BUCKETS)
        self.squared += float(((p.astype(np.float64) - y) ** 2).sum())
        self.silent += chances.size - p.size
        self.silent_right += int(relevant.sum() - y.sum())

    def save(self, file: Path) -> None:
        """Writes a .npz whole or not at all."""
        sums = np.array([self.squared, self.silent, self.silent_right])
        with whole_file(file) as part, part.open("wb") as stream:
            np.savez_compressed(stream, pairs=self.pairs, right=self.right, chance=self.chance, sums=sums)

    @classmethod
    def open(cls, file: Path) -> PairCounts:
        with np.load(file) as arrays:
            squared, silent, silent_right = arrays["sums"].tolist()
            return cls(arrays["pairs"], arrays["right"], arrays["chance"], squared, int(silent), int(silent_right))


@dataclass(frozen=True)
class Reliability:
    """What a probability stands for.

    Attributes:
        pairs: int64[bins], pairs in each bin, about as many in all; fewer bins where many pairs share a probability.
        said, true: float64[bins], mean probability and share of relevant pairs.
        base: share of relevant pairs among all.
        brier: mean (p − relevant)².
        skill: 1 − Brier / (base (1 − base)): what is gained over saying the base rate for every pair; NaN where all
            pairs are alike.
        error: expected calibration error, Σ pairs |said − true| / Σ pairs.
        silent: pairs without a probability, counted nowhere else.
    """

    pairs: npt.NDArray[np.int64]
    said: FloatArray
    true: FloatArray
    base: float
    brier: float
    skill: float
    error: float
    silent: int


def reliability(counts: PairCounts, bins: int = BINS) -> Reliability:
    """Equal-mass bins of all counted pairs, and what they come to; NaN without pairs (Brier 1950; Guo et al. 2017)."""
    total = int(counts.pairs.sum())
    if not total:
        nothing, nan = np.empty(0), float("nan")
        return Reliability(np.empty(0, np.int64), nothing, nothing, nan, nan, nan, nan, counts.silent)
    held = np.flatnonzero(counts.pairs)
    middle = np.cumsum(counts.pairs[held]) - counts.pairs[held] / 2.0
    number = np.minimum((middle * bins / total).astype(np.int64), bins - 1)
    begins = np.flatnonzero(np.diff(number, prepend=-1))
    pairs = np.add.reduceat(counts.pairs[held], begins)
    said = np.add.reduceat(counts.chance[held], begins) / pairs
    true = np.add.reduceat(counts.right[held], begins) / pairs
    base, brier = float(counts.right.sum() / total), counts.squared / total
    spread = base * (1.0 - base)
    skill = 1.0 - brier / spread if spread > 0.0 else float("nan")
    error = float((pairs * np.abs(said - true)).sum() / total)
    return Reliability(pairs, said, true, base, brier, skill, error, counts.silent)


@dataclass(frozen=True)
class Thresholds:
    """What is right if every pair with at least such a probability is recommended; float64[m], thresholds ascending.

    Attributes:
        precision: TP / (TP + FP).
        recall: TP / relevant pairs.
        f1: their harmonic mean.
        accuracy: (TP + TN) / candidate pairs (准确率). Nearly all pairs are no purchases, so it is about 0.998 for any
            list and says little beside precision.
    """

    threshold: FloatArray
    precision: FloatArray
    recall: FloatArray
    f1: FloatArray
    accuracy: FloatArray


def thresholds(counts: PairCounts, relevant: int, candidates: int, points: int = CURVE) -> Thresholds:
    """Micro curves over the threshold, at most `points` long, evenly spread over the pairs.

    Args:
        counts: of the pairs that may be recommended.
        relevant: relevant pairs of all users, those without a probability or outside the lists included.
        candidates: candidate pairs of all users.
    """
    held = np.flatnonzero(counts.pairs)
    taken = np.cumsum(counts.pairs[held][::-1])[::-1]
    hit = np.cumsum(counts.right[held][::-1])[::-1]
    if len(held) > points:
        places = np.unique(np.searchsorted(-taken, -np.linspace(taken[0], 1, points)))
        held, taken, hit = held[places], taken[places], hit[places]
    threshold = (held.astype(np.uint32) << SHIFT).view(np.float32).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = hit / taken, hit / np.float64(relevant)
        f1 = 2.0 * hit / (taken + np.float64(relevant))
        accuracy = (candidates - (taken - hit) - (relevant - hit)) / np.float64(candidates)
    return Thresholds(threshold, precision, recall, f1, accuracy)
