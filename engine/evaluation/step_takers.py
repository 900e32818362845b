"""Who took one step from a category to another, after how many days, and with which items."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from engine.data.dataset import DAY
from engine.evaluation.steps import Entries, Ints
from engine.protocol.histories import Histories

__all__ = ["Takers", "takers"]

Pair = tuple[int, int, int]


@dataclass(frozen=True)
class Takers:
    """The users who took the step a → b, arrays aligned.

    Attributes:
        users: int64, rows of the histories, ascending.
        days: float64, from the first purchase in a to the first in b.
        pairs: (item of a, item of b, users), the items as catalogue numbers, of the visits of both first purchases;
            the most frequent first.
    """

    users: Ints
    days: npt.NDArray[np.float64]
    pairs: tuple[Pair, ...]


def takers(
    first: Entries,
    histories: Histories,
    labels: npt.NDArray[np.int32],
    step: tuple[int, int],
    within: int | None,
    count: int = 7,
) -> Takers:
    """Finds those who took one step.

    Args:
        first: of the histories at these labels.
        labels: int32[n, most labels], categories by catalogue number.
        step: a and b.
        within: W, as in `steps`.
        count: how many pairs of items to name.
    """
    places = [np.flatnonzero(first.categories == category) for category in step]
    source_users, target_users = (first.users[place] for place in places)
    users, left, right = np.intersect1d(source_users, target_users, assume_unique=True, return_indices=True)
    source, target = places[0][left], places[1][right]
    later = first.visits[target] - first.visits[source]
    took = (later > 0) & (later <= (within if within is not None else np.iinfo(np.int64).max))
    users, source, target = users[took], source[took], target[took]
    days = (histories.times[first.rows[target]] - histories.times[first.rows[source]]) / DAY
    of_a = _bought(first, histories, labels, users, source, step[0])
    of_b = _bought(first, histories, labels, users, target, step[1])
    return Takers(users, days, _pairs(of_a, of_b, count))


def _bought(
    first: Entries, histories: Histories, labels: npt.NDArray[np.int32], users: Ints, entry: Ints, category: int
) -> csr_matrix:
    """float32 [takers, items] of ones: what each bought of a category in the visit of the first purchase there."""
    begins, lengths = histories.indptr[users], np.diff(histories.indptr)[users]
    owner = np.repeat(np.arange(len(users)), lengths)
    rows = np.repeat(begins, lengths) + np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    meant = first.visit_of[rows] == first.visits[entry][owner]
    owner, items = owner[meant], histories.items[rows[meant]]
    inside = (labels[items] == category).any(axis=1)
    ones = np.ones(int(inside.sum()), np.float32)
    found = csr_matrix((ones, (owner[inside], items[inside])), shape=(len(users), len(labels)))
    found.sum_duplicates()
    found.data.fill(1.0)
    return found


def _pairs(source: csr_matrix, target: csr_matrix, count: int) -> tuple[Pair, ...]:
    together = (source.T @ target).tocoo()
    order = np.lexsort((together.col, together.row, -together.data))[:count]
    return tuple(
        (int(row), int(column), int(users))
        for row, column, users in zip(together.row[order], together.col[order], together.data[order], strict=True)
    )
