"""values.parquet: what the means are means of, one row a run, window, scope and evaluated user."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from engine.data.dataset import Dataset
from engine.files import whole_file
from engine.workspace import Run

__all__ = ["CUTOFFS", "write_values"]

CUTOFFS = (1, 5, 10, 20, 50)


def write_values(runs: Sequence[Run], data: Dataset, file: Path, k: int) -> None:
    """Writes every accuracy metric of every evaluated user at the usual cutoffs.

    Columns run, model, seed, window, scope, user (the source's id), relevant (items), length (of the list), and a
    float32 column such as `f1@10` for each metric and cutoff.

    Args:
        runs: of one study.
        data: its dataset.
        file: written whole or not at all.
        k: a further cutoff, that of the study's question.
    """
    with whole_file(file) as part:
        writer: pq.ParquetWriter | None = None
        try:
            for run in runs:
                for window, scope in product(run.windows, run.scopes):
                    table = _table(run, window, scope, data, k)
                    writer = writer or pq.ParquetWriter(part, table.schema, compression="zstd")
                    writer.write_table(table)
        finally:
            if writer is not None:
                writer.close()


def _table(run: Run, window: str, scope: str, data: Dataset, k: int) -> pa.Table:
    from engine.evaluation import METRICS, Hits

    hits = Hits.open(run.hits_file(scope, window))
    with run.stored_lists(scope, window) as stored:
        positions = stored.users()[hits.users]
    n = len(hits.users)
    columns: dict[str, pa.Array] = {
        name: pa.DictionaryArray.from_arrays(pa.array(np.zeros(n, np.int32)), pa.array([text], pa.string()))
        for name, text in (
            ("run", run.name),
            ("model", run.entry.model),
            ("window", window),
            ("scope", scope),
        )
    }
    columns["seed"] = pa.array(np.full(n, run.entry.seed, np.int64))
    columns["user"] = data.users.ids.take(pa.array(positions))
    columns |= {"relevant": pa.array(hits.relevant), "length": pa.array(hits.length)}
    for metric, values in METRICS.items():
        found = values(hits)
        for cutoff in sorted({*CUTOFFS, k}):
            if cutoff <= run.max_k:
                columns[f"{metric}@{cutoff}"] = pa.array(found[:, cutoff - 1].astype(np.float32))
    return pa.table(columns)
