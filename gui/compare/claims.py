"""What may be claimed of the runs of a study, as a screen reads it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.session import RunId
from engine.session.messages.comparing import EvidenceView

__all__ = ["Claim", "Claims"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Claim:
    """One run against the reference at one K.

    Attributes:
        sign: 1 or -1 where it is shown to be better or worse, else 0.
        difference: mean paired difference.
        change: ratio of the means less one; NaN where the reference has no hit.
        low, high: 95 % interval of the change; of the difference where that is NaN.
        detectable: the smallest difference that would have been found, in the unit of `low`.
        p: corrected p-value; NaN where no test was made.
        seeds: how many are averaged.
        deviation: between them; NaN for one.
        by_window: change in each test window alone; of one entry where there is one window.
    """

    sign: int
    difference: float
    change: float
    low: float
    high: float
    detectable: float
    p: float
    better: int
    worse: int
    seeds: int
    deviation: float
    by_window: tuple[float, ...]

    @property
    def relative(self) -> bool:
        """Whether change and interval are shares of the reference's mean."""
        return not math.isnan(self.change)


class Claims:
    """The evidence of one scope, metric and reference."""

    def __init__(self, view: EvidenceView) -> None:
        self.view = view
        self._rows = {run: row for row, run in enumerate(view.runs)}

    def of(self, run: RunId, k: int) -> Claim | None:
        """What may be claimed of a run; None for the reference and its other seeds, and where nothing is known."""
        row = self._row(run, k)
        if row is None or math.isnan(self.view.difference[row, k - 1]):
            return None
        view, column = self.view, k - 1
        change = float(view.ratio[row, column]) - 1
        low, high = view.interval[row, :, column]
        detectable = float(view.detectable[row, column])
        if not math.isnan(change):
            low, high = view.ratio_interval[row, :, column] - 1
            detectable /= float(view.reference_mean[column])
        return Claim(
            int(view.sign[row, column]),
            float(view.difference[row, column]),
            change,
            float(low),
            float(high),
            detectable,
            float(view.p[row]) if k == view.question_k else math.nan,
            int(view.better[row, column]),
            int(view.worse[row, column]),
            int(view.seeds[row]),
            float(view.deviation[row, column]),
            tuple(float(ratio) - 1 for ratio in view.window_ratio[row, :, column]),
        )

    def band(self, metric: str, run: RunId) -> Floats | None:
        """float64[2, k] around a run's curve; None where there is none."""
        found = self.view.bands.get(metric)
        row = self._rows.get(run)
        return None if found is None or row is None or np.isnan(found[row]).all() else np.asarray(found[row])

    def difference(self, run: RunId) -> tuple[Floats, Floats] | None:
        """The difference curve float64[k] and its band float64[2, k]."""
        row = self._rows.get(run)
        if row is None or np.isnan(self.view.difference[row]).all():
            return None
        return self.view.difference[row], self.view.band[row]

    def gains(self, run: RunId, k: int) -> tuple[float, npt.NDArray[np.int32], npt.NDArray[np.int32]] | None:
        """Width of a bar, and shoppers who lose and who gain by size of the change."""
        row = self._row(run, k)
        if row is None or math.isnan(self.view.step[row, k - 1]):
            return None
        return float(self.view.step[row, k - 1]), self.view.losing[row, k - 1], self.view.gaining[row, k - 1]

    def stretches(self, run: RunId) -> tuple[tuple[int, int, int], ...]:
        """Where the band over all K shows a difference, as (first K, last K, sign)."""
        row = self._rows.get(run)
        return () if row is None else self.view.stretches[row]

    def _row(self, run: RunId, k: int) -> int | None:
        row = self._rows.get(run)
        return row if row is not None and 1 <= k <= self.view.difference.shape[1] else None
