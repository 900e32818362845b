"""The ceilings of a study as its folder keeps them: ceilings.parquet, one row a mean.

Columns window, scope, kind, users, metric, k, value: the mean over the evaluated users of one window and scope, null
where nobody was evaluated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.files import whole_file

__all__ = ["CEILINGS", "FILE", "Ceiling", "read_ceilings", "write_ceilings"]

FILE = "ceilings.parquet"
CEILINGS = ("random", "perfect", "oracle-category", "oracle-item")
SCHEMA = {
    "window": pa.string(),
    "scope": pa.string(),
    "kind": pa.string(),
    "users": pa.int64(),
    "metric": pa.string(),
    "k": pa.int32(),
    "value": pa.float64(),
}


@dataclass(frozen=True)
class Ceiling:
    """The mean curves of one kind.

    Attributes:
        window: the cut, as the runs' manifests write it.
        kind: one of `CEILINGS`.
        users: evaluated users.
        curves: metric → float64[k]; NaN where nobody was evaluated.
    """

    window: str
    scope: str
    kind: str
    users: int
    curves: dict[str, npt.NDArray[np.float64]]


def write_ceilings(found: Sequence[Ceiling], file: Path) -> None:
    """Writes them whole or not at all."""
    rows = [
        (each.window, each.scope, each.kind, each.users, metric, k, None if np.isnan(value) else value)
        for each in found
        for metric, curve in each.curves.items()
        for k, value in enumerate(curve.tolist(), 1)
    ]
    columns = [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(SCHEMA.values())]
    with whole_file(file) as part:
        pq.write_table(pa.table(columns, names=list(SCHEMA)), part, compression="zstd")


def read_ceilings(file: Path) -> list[Ceiling]:
    """What `write_ceilings` wrote.

    Raises:
        FileNotFoundError: the study was run before ceilings were kept.
    """
    table = pq.read_table(file).to_pydict()
    curves: dict[tuple[str, str, str, int], dict[str, list[float]]] = {}
    keys = zip(table["window"], table["scope"], table["kind"], table["users"], strict=True)
    for key, metric, value in zip(keys, table["metric"], table["value"], strict=True):
        curves.setdefault(key, {}).setdefault(metric, []).append(float("nan") if value is None else value)
    return [Ceiling(*key, {name: np.array(curve) for name, curve in of.items()}) for key, of in curves.items()]
