"""Ranked lists as a run stores them: one Parquet file a scope, every user with history, max_k ranks deep.

Columns user, rank, item, score, probability, hit in (user, rank) order. `user` and `item` are positions in the
dataset's tables, which the run's manifest names by hash; ids are joined when lists leave the workspace. Every user
has max_k rows: where the candidates end, item is -1 and score -inf, so a file is a matrix and any user can be found
without an index. `probability` is null in all rows where the model gives none; so are reason_1 to reason_3, the
history items that add most to the score, by position and -1 behind the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from engine.files import whole_file

__all__ = ["GROUP", "Lists", "StoredLists", "read_lists", "write_lists"]

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
    with StoredLists(file) as stored:
        return stored.read(begin, end)


class StoredLists:
    """A file of lists kept open: any users' lists without the others'. Close it, or use it in a `with` block.

    Attributes:
        depth: ranks of every user.
    """

    def __init__(self, file: Path) -> None:
        self._file = pq.ParquetFile(file)
        self.depth = int(self._file.schema_arrow.metadata[b"depth"])
        self._names = self._file.schema_arrow.names

    def __len__(self) -> int:
        return int(self._file.metadata.num_rows // self.depth)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._file.close()

    def read(self, begin: int = 0, end: int | None = None) -> Lists:
        """The lists of the users in rows begin:end."""
        last = len(self) if end is None else min(end, len(self))
        groups = range(begin // GROUP, min(-(-last // GROUP), self._file.num_row_groups))
        table = self._file.read_row_groups(list(groups), use_threads=False)
        first = begin // GROUP * GROUP
        return _lists(table.slice((begin - first) * self.depth, max(last - begin, 0) * self.depth), self.depth)

    def blocks(self, rows: npt.NDArray[np.int64] | None = None) -> Iterator[Lists]:
        """The lists of some users, in the order of their rows, at most `GROUP` users at a time; None is everyone.

        Ascending rows take the memory of one block, others that of all lists asked for.
        """
        if rows is None:
            for begin in range(0, len(self), GROUP):
                yield self.read(begin, begin + GROUP)
        elif len(rows) < 2 or (np.diff(rows) > 0).all():
            for group in np.unique(rows // GROUP):
                begin = int(group) * GROUP
                here = rows[np.searchsorted(rows, begin) : np.searchsorted(rows, begin + GROUP)]
                yield self.read(begin, begin + GROUP).of(here - begin)
        else:
            ascending, places = np.unique(rows, return_inverse=True)
            whole = _joined(list(self.blocks(ascending)))
            for begin in range(0, len(rows), GROUP):
                yield whole.of(places[begin : begin + GROUP])

    def rows(self, users: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """int64: the rows of users by the dataset's positions, -1 for those without a list."""
        found = np.full(len(users), -1, np.int64)
        groups = np.searchsorted(self._last("user"), users)
        for group in np.unique(groups[groups < self._file.num_row_groups]):
            here = np.flatnonzero(groups == group)
            held = self._column(int(group), "user")[:: self.depth]
            places = np.minimum(np.searchsorted(held, users[here]), len(held) - 1)
            found[here] = np.where(held[places] == users[here], int(group) * GROUP + places, -1)
        return found

    def users(self) -> npt.NDArray[np.int32]:
        """int32: the dataset's position of every row's user."""
        return self._file.read(["user"], use_threads=False)["user"].to_numpy()[:: self.depth].astype(np.int32)

    def lengths(self) -> npt.NDArray[np.int32]:
        """int32: how many items each user's list has. Reads only the groups in which some list is short."""
        found = np.full(len(self), self.depth, np.int32)
        place = self._names.index("item")
        for group in range(self._file.num_row_groups):
            about = self._file.metadata.row_group(group).column(place).statistics
            if about is None or not about.has_min_max or about.min < 0:
                items = self._column(group, "item").reshape(-1, self.depth)
                found[group * GROUP : group * GROUP + len(items)] = (items >= 0).sum(axis=1)
        return found

    def has_reasons(self) -> bool:
        """Whether the model's scores are sums over a history's items, so that reasons are stored."""
        if REASONS[0] not in self._names or not self._file.num_row_groups:
            return False
        about = self._file.metadata.row_group(0).column(self._names.index(REASONS[0])).statistics
        return about is not None and bool(about.has_min_max)

    def _last(self, name: str) -> npt.NDArray[np.int64]:
        place = self._names.index(name)
        about = [self._file.metadata.row_group(g).column(place).statistics for g in range(self._file.num_row_groups)]
        return np.array([each.max for each in about], np.int64)

    def _column(self, group: int, name: str) -> npt.NDArray[np.int32]:
        values: npt.NDArray[np.int32] = self._file.read_row_group(group, [name], use_threads=False)[name].to_numpy()
        return values


def _lists(table: pa.Table, k: int) -> Lists:
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


def _joined(blocks: list[Lists]) -> Lists:
    def whole(name: str) -> Any:
        parts = [getattr(block, name) for block in blocks]
        return None if parts[0] is None else np.concatenate(parts)

    return Lists(*(whole(each.name) for each in fields(Lists)))
