"""Stored hits to the table of metrics: every metric at every K, over the evaluated and over the active users."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.files import whole_file
from engine.output.text import decimals, header, numbers, quoted, repeated, write_rows
from engine.workspace import Run

__all__ = ["COLUMNS", "run_curves", "write_metrics"]

COLUMNS = ("run", "model", "seed", "window", "scope", "metric", "k", "value", "ci_low", "ci_high", "users")
Curves = Mapping[str, npt.NDArray[np.float64]]


def run_curves(run: Run, scope: str) -> dict[str, npt.NDArray[np.float64]]:
    """Metric → float64[max_k], the mean over the evaluated users at every K; NaN where there are none.

    Raises:
        UserError: the run was not ranked in the scope.
    """
    from engine.evaluation import Hits, mean_curves

    return mean_curves(Hits.open(run.hits_file(scope)))


def write_metrics(runs: Sequence[Run], file: Path) -> None:
    """Writes metrics.csv: one row a run, scope, metric and K.

    Metrics with the prefix `active_` are means over all users who did anything in the test window, zeros included.
    The confidence columns are empty until intervals exist.
    """
    with whole_file(file) as part, part.open("wb") as stream:
        stream.write(header(COLUMNS))
        for run in runs:
            for scope in run.scopes:
                curves = run_curves(run, scope)
                evaluated = run.evaluated(scope)
                _write(stream, run, scope, "", curves, evaluated)
                share = evaluated / run.active if run.active else float("nan")
                _write(stream, run, scope, "active_", {name: c * share for name, c in curves.items()}, run.active)


def _write(stream: BinaryIO, run: Run, scope: str, prefix: str, curves: Curves, users: int) -> None:
    depth = run.max_k
    rows = depth * len(curves)
    names = quoted(pa.array([prefix + name for name in curves], pa.string()))
    ranks = np.tile(np.arange(1, depth + 1, dtype=np.int32), len(curves))
    empty = repeated("", rows)
    write_rows(
        stream,
        [
            repeated(run.name, rows),
            repeated(run.entry.model, rows),
            repeated(str(run.entry.seed), rows),
            repeated(str(run.manifest["window"]["cut"]), rows),
            repeated(scope, rows),
            names.take(pa.array(np.repeat(np.arange(len(curves), dtype=np.int32), depth))),
            numbers(ranks),
            decimals(np.concatenate(list(curves.values()))),
            empty,
            empty,
            repeated(str(users), rows),
        ],
    )
