"""Ranked lists as a run stores them: one Parquet file a scope, every user with history, max_k ranks deep.

Columns user, rank, item, score, probability, hit in (user, rank) order. `user` and `item` are positions in the
dataset's tables, which the run's manifest names by hash; ids are joined when lists leave the workspace. Every user
has max_k rows: where the candidates end, item is -1 and score -inf, so a file is a matrix and any user can be found
without an index. `probability` is null in all rows where the model gives none; so are reason_1 to reason_3, the
history items that add most to the score, by position and -1 behind the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.files import whole_file

__all__ = ["Lists", "read_lists", "write_lists"]

REASONS = ("reason_1", "reason_2", "reason_3")
GROUP = 1024  # users in a row group: one shopper's list is read without the others


@dataclass(frozen=True)
class Lists:
    """The lists of n users in one scope.

    Attributes:
        users: int32[n], the dataset's positions, ascending.
        items: int32[n, k], the dataset's positions, -1 where the candidates end.
        scores: float32[n, k], -inf there.
        probabilities: float32[n, k], NaN where the model gives none; None where it never does.
        hit: bool[n, k], whether the item is relevant; False throughout for users who are not evaluated.
        reasons: int32[n, k, 3], the history items that add most to the score, the dataset's positions, -1 behind the
            last; None where the model's score is no sum over them.
    """

    users: npt.NDArray[np.int32]
    items: npt.NDArray[np.int32]
    scores: npt.NDArray[np.float32]
    probabilities: npt.NDArray[np.float32] | None
    hit: npt.NDArray[np.bool_]
    reasons: npt.NDArray[np.int32] | None = None

    def __len__(self) -> int:
        return len(self.users)

    def of(self, rows: slice | npt.NDArray[np.integer]) -> Lists:
        """The lists of some users."""
        parts = (self.users, self.items, self.scores, self.probabilities, self.hit, self.reasons)
        return Lists(*(None if part is None else part[rows] for part in parts))  # type: ignore[arg-type]


def write_lists(file: Path, lists: Lists) -> None:
    """Writes the lists whole or not at all."""
    n, k = lists.items.shape
    chances = lists.probabilities
    columns = {
        "user": pa.array(np.repeat(lists.users, k)),
        "rank": pa.array(np.tile(np.arange(1, k + 1, dtype=np.int32), n)),
        "item": pa.array(lists.items.ravel()),
        "score": pa.array(lists.scores.ravel()),
        "probability": pa.nulls(n * k, pa.float32()) if chances is None else pa.array(chances.ravel()),
        "hit": pa.array(lists.hit.ravel()),
    }
    for number, name in enumerate(REASONS):
        named = lists.reasons
        columns[name] = pa.nulls(n * k, pa.int32()) if named is None else pa.array(named[:, :, number].ravel())
    table = pa.table(columns).replace_schema_metadata({"depth": str(k)})
    with whole_file(file) as part:
        dictionaries = ["user", "rank", "item", *REASONS]
        pq.write_table(table, part, row_group_size=GROUP * k, compression="zstd", use_dictionary=dictionaries)


def read_lists(file: Path, begin: int = 0, end: int | None = None) -> Lists:
    """Reads the lists of the users in rows begin:end of the file.

    Args:
        file: written by `write_lists`.
        begin: first user's row.
        end: behind the last user's row; None reads to the end.
    """
    with pq.ParquetFile(file) as stored:
        k = int(stored.schema_arrow.metadata[b"depth"])
        n = stored.metadata.num_rows // k
        last = n if end is None else min(end, n)
        groups = range(begin // GROUP, min(-(-last // GROUP), stored.num_row_groups))
        table = stored.read_row_groups(list(groups), use_threads=False)
    first = begin // GROUP * GROUP
    table = table.slice((begin - first) * k, max(last - begin, 0) * k)

    def matrix(name: str) -> Any:
        column = table[name] if name in table.column_names else pa.nulls(len(table))
        return None if column.null_count == len(column) and len(column) else column.to_numpy().reshape(-1, k)

    reasons = [matrix(name) for name in REASONS]
    return Lists(
        table["user"].to_numpy()[::k].astype(np.int32),
        matrix("item"),
        matrix("score"),
        matrix("probability"),
        matrix("hit").astype(bool),
        None if reasons[0] is None else np.stack(reasons, axis=2),
    )
