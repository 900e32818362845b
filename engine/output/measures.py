"""Stored hits to the table of metrics: every metric at every K, over the evaluated and over the active users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.files import whole_file
from engine.monitor import Monitor
from engine.output.text import decimals, header, numbers, quoted, repeated, write_rows
from engine.workspace import Run

if TYPE_CHECKING:
    from engine.evaluation import Intervals

__all__ = ["COLUMNS", "run_curves", "run_intervals", "write_metrics"]

COLUMNS = ("run", "model", "seed", "window", "scope", "metric", "k", "value", "ci_low", "ci_high", "users")
Curves = Mapping[str, npt.NDArray[np.float64]]


def run_curves(run: Run, scope: str, window: str | None = None) -> dict[str, npt.NDArray[np.float64]]:
    """Metric → float64[max_k], the mean over the evaluated users at every K; NaN where there are none.

    Raises:
        UserError: the run was not ranked in the scope.
    """
    from engine.evaluation import Hits, mean_curves

    return mean_curves(Hits.open(run.hits_file(scope, window)))


def run_intervals(run: Run, scope: str, monitor: Monitor | None = None, window: str | None = None) -> Intervals:
    """Bands and intervals of a run's curves, of all metrics over evaluated and over active users.

    Raises:
        UserError: the run was not ranked in the scope.
        Cancelled: the run holds none, and they were being made.
    """
    from engine.evaluation import Hits, Intervals, curve_intervals

    file = run.intervals_file(scope, window)
    if file is not None:
        return Intervals.open(file)
    active = int(run.users(window)["active"])
    return curve_intervals(Hits.open(run.hits_file(scope, window)), active, monitor=monitor)


def write_metrics(runs: Sequence[Run], file: Path) -> None:
    """Writes metrics.csv: one row a run, window, scope, metric and K.

    Metrics with the prefix `active_` are means over all users who did anything in the test window, zeros included. The
    confidence columns hold the pointwise 95 % bootstrap interval by user, and nothing where nobody was evaluated.
    """
    with whole_file(file) as part, part.open("wb") as stream:
        stream.write(header(COLUMNS))
        for run in runs:
            for window, scope in product(run.windows, run.scopes):
                curves = run_curves(run, scope, window)
                evaluated, active = run.evaluated(scope, window), int(run.users(window)["active"])
                share = evaluated / active if active else float("nan")
                curves |= {f"active_{name}": curve * share for name, curve in curves.items()}
                users = {name: active if name.startswith("active_") else evaluated for name in curves}
                intervals = run_intervals(run, scope, window=window).pointwise
                _write(stream, run, window, scope, curves, intervals, users)


def _write(
    stream: BinaryIO, run: Run, window: str, scope: str, curves: Curves, intervals: Curves, users: Mapping[str, int]
) -> None:
    depth = run.max_k
    rows = depth * len(curves)
    each = pa.array(np.repeat(np.arange(len(curves), dtype=np.int32), depth))
    unknown = np.full((2, depth), np.nan)
    low, high = np.concatenate([intervals.get(name, unknown) for name in curves], axis=1)
    write_rows(
        stream,
        [
            repeated(run.name, rows),
            repeated(run.entry.model, rows),
            repeated(str(run.entry.seed), rows),
            repeated(window, rows),
            repeated(scope, rows),
            quoted(pa.array(list(curves), pa.string())).take(each),
            numbers(np.tile(np.arange(1, depth + 1, dtype=np.int32), len(curves))),
            decimals(np.concatenate(list(curves.values()))),
            decimals(low),
            decimals(high),
            pa.array([str(users[name]) for name in curves], pa.string()).take(each),
        ],
    )
