"""How the expected time of a study is shared out among its runs, and that of a run among its stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from engine.studies.plan import RunSpec

__all__ = ["Bounds", "parts_of", "stage_bounds", "weights"]

Bounds = Mapping[str, tuple[float, float]]
"""Stage → the fractions of its run at which it begins and ends."""

# Where nothing was recorded: what a network on the processor takes; a recorded like replaces all of it.
SHARES = {"tuning": 0.45, "fit": 0.4, "ranking": 0.07, "reasons": 0.06, "storing": 0.02}


def stage_bounds(recorded: Mapping[str, float] | None) -> Bounds:
    """Begin and end of every stage of a run.

    Args:
        recorded: seconds by stage of runs like it; a stage that they did not have takes no time.
    """
    seconds = np.array([recorded.get(stage, 0.0) if recorded else share for stage, share in SHARES.items()])
    ends = np.cumsum(seconds) / max(float(seconds.sum()), 1e-9)
    return {
        stage: (float(end - share), float(end))
        for stage, end, share in zip(SHARES, ends, np.diff(ends, prepend=0.0), strict=True)
    }


def weights(specs: Sequence[RunSpec], seconds: Sequence[float | None], done: Sequence[bool]) -> npt.NDArray[np.float64]:
    """The time that each run is expected to take, relative to the others.

    A run without a recorded like takes its cost, at the rate that the recorded ones have.

    Args:
        seconds: from recorded runs, aligned with `specs`.
        done: whether a run is kept as it is, which takes no time.

    Returns:
        float64[runs]
    """
    costs = np.array([spec.cost for spec in specs], dtype=np.float64)
    known = np.array([each is not None for each in seconds], dtype=bool)
    told = np.array([each or 0.0 for each in seconds], dtype=np.float64)
    rate = told[known].sum() / costs[known].sum() if known.any() else 1.0
    return np.where(np.array(done, dtype=bool), 0.0, np.where(known, told, costs * max(rate, 1e-9)))


def parts_of(name: str, bounds: Bounds, begin: float, end: float) -> list[tuple[str, float]]:
    """The labels under which a run between two fractions of its study will tell its progress, and where they begin."""
    stages = ((f"{name}, tuning", "tuning"), (f"{name}, final fit", "fit"), (f"{name}, lists", "ranking"))
    return [(label, begin + bounds[stage][0] * (end - begin)) for label, stage in stages]
