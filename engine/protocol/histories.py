"""The past of users as compressed rows, the only thing a recommender scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Histories", "Rows", "newest", "ones"]

View = tuple[int, float | None, int | None]  # items, half-life, window


@dataclass(frozen=True)
class Rows:
    """Interactions before items are numbered.

    Attributes:
        users: int64[rows], row of the enclosing period's users, ascending.
        items: int32[rows], positions in the dataset's items.
        times: int64[rows], microseconds.
        columns: further columns, aligned.
    """

    users: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]
    times: npt.NDArray[np.int64]
    columns: dict[str, npt.NDArray[np.generic]]

    def where(self, mask: npt.NDArray[np.bool_]) -> Rows:
        """The rows that a bool[rows] mask selects."""
        columns = {name: column[mask] for name, column in self.columns.items()}
        return Rows(self.users[mask], self.items[mask], self.times[mask], columns)


@dataclass(frozen=True)
class Histories:
    """The whole past of b users in (user, time, file position) order.

    Attributes:
        users: int32[b], positions in `Training.users`; -1 marks a new or edited history.
        at: int64[b], the moment of asking, microseconds; every row of the user lies before it.
        indptr: int64[b + 1].
        items: int32[rows], numbers of the catalogue: kept items first, left-out items behind them.
        times: int64[rows], microseconds.
        columns: further columns of the log, aligned with items: event, weight, basket, quantity, value, kept ones.
    """

    users: npt.NDArray[np.int32]
    at: npt.NDArray[np.int64]
    indptr: npt.NDArray[np.int64]
    items: npt.NDArray[np.int32]
    times: npt.NDArray[np.int64]
    columns: dict[str, npt.NDArray[np.generic]]
    _matrices: dict[View, csr_matrix] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.users)

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        """int64[rows], the user's row of every interaction."""
        return np.repeat(np.arange(len(self)), np.diff(self.indptr))

    def block(self, begin: int, end: int) -> Histories:
        """Users begin:end, as views."""
        first, last = int(self.indptr[begin]), int(self.indptr[min(end, len(self))])
        part = Histories(
            self.users[begin:end],
            self.at[begin:end],
            self.indptr[begin : end + 1] - first,
            self.items[first:last],
            self.times[first:last],
            {name: column[first:last] for name, column in self.columns.items()},
        )
        part._matrices.update({view: matrix[begin:end] for view, matrix in self._matrices.items()})
        return part

    def take(self, rows: npt.NDArray[np.integer]) -> Histories:
        """The users at these rows, in this order."""
        lengths = np.diff(self.indptr)[rows]
        indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        index = np.arange(indptr[-1]) + np.repeat(self.indptr[:-1][rows] - indptr[:-1], lengths)
        return Histories(
            self.users[rows],
            self.at[rows],
            indptr,
            self.items[index],
            self.times[index],
            {name: column[index] for name, column in self.columns.items()},
        )

    def where(self, mask: npt.NDArray[np.bool_]) -> Histories:
        """The interactions that a bool[rows] mask selects, of the same users; these histories where it takes all."""
        if mask.all():
            return self
        kept = np.concatenate([[0], np.cumsum(mask)]).astype(np.int64)
        columns = {name: column[mask] for name, column in self.columns.items()}
        return Histories(self.users, self.at, kept[self.indptr], self.items[mask], self.times[mask], columns)

    def within(self, window: int) -> npt.NDArray[np.bool_]:
        """bool[rows], whether an interaction lies at most `window` microseconds before the moment of asking."""
        return self.at[self.rows] - self.times <= window

    def binary(self, items: int) -> csr_matrix:
        """float32 CSR [b, items] of ones where a user has an item of number < items; indices sorted, no duplicates.

        It is made once, and blocks of these histories share it: do not alter it.
        """
        view = items, None, None
        if view not in self._matrices:
            inside = self.items < items
            self._matrices[view] = ones(self.rows[inside], self.items[inside], (len(self), items))
        return self._matrices[view]

    def recent(self, items: int, half_life: float | None, window: int | None) -> csr_matrix:
        """`binary` with what is old worth less: float32 CSR [b, items], made once and shared by blocks.

        Args:
            items: columns.
            half_life: microseconds before the moment of asking after which a purchase is worth half; None: all are 1.
            window: microseconds; what is older counts nothing. None: all counts.

        Returns:
            2^(-age / half_life) of the newest purchase of each item within the window.
        """
        if half_life is None and window is None:
            return self.binary(items)
        view = items, half_life, window
        if view not in self._matrices:
            inside = self.items < items
            rows, columns = self.rows[inside], self.items[inside]
            worth, there = self.worth(half_life, window)
            there = there[inside]
            self._matrices[view] = newest(rows[there], columns[there], worth[inside][there], (len(self), items))
        return self._matrices[view]

    def worth(
        self, half_life: float | None, window: int | None
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
        """float32[rows], what each interaction is worth, and bool[rows], whether it lies within the window."""
        age = self.at[self.rows] - self.times
        worth = np.ones(len(age), np.float32) if half_life is None else np.exp2(-age / half_life).astype(np.float32)
        return worth, np.ones(len(age), bool) if window is None else age <= window


def newest(
    rows: npt.NDArray[np.integer],
    columns: npt.NDArray[np.integer],
    values: npt.NDArray[np.float32],
    shape: tuple[int, int],
) -> csr_matrix:
    """float32 CSR of the last value of each pair; indices sorted, no duplicates.

    Args:
        rows: int[pairs], ascending.
        columns: int[pairs].
        values: float32[pairs].
        shape: of the matrix.
    """
    from scipy.sparse import csr_matrix

    indptr = np.searchsorted(rows, np.arange(shape[0] + 1))
    matrix = csr_matrix((values, columns, indptr), shape=shape).tocsc().tocsr()  # stable: pairs keep their order
    of_row = np.repeat(np.arange(shape[0]), np.diff(matrix.indptr))
    last = np.ones(matrix.nnz, bool)
    last[:-1] = (matrix.indices[1:] != matrix.indices[:-1]) | (of_row[1:] != of_row[:-1])
    kept = np.searchsorted(of_row[last], np.arange(shape[0] + 1))
    return csr_matrix((matrix.data[last], matrix.indices[last], kept), shape=shape)


def ones(rows: npt.NDArray[np.integer], columns: npt.NDArray[np.integer], shape: tuple[int, int]) -> csr_matrix:
    """float32 CSR of ones at pairs that may repeat; indices sorted, no duplicates.

    Args:
        rows: int[pairs], ascending.
        columns: int[pairs].
        shape: of the matrix.
    """
    from scipy.sparse import csr_matrix

    indptr = np.searchsorted(rows, np.arange(shape[0] + 1))
    matrix = csr_matrix((np.ones(len(rows), np.float32), columns, indptr), shape=shape)
    matrix = matrix.tocsc().tocsr()  # sorts in linear time, a third of that of sorting each row
    matrix.sum_duplicates()
    matrix.data.fill(1.0)
    return matrix
