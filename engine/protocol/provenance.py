"""Where the rows of a training come from: each of them found again in the log of its dataset."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.data.dataset import Dataset
from engine.protocol.config import duration
from engine.protocol.histories import Histories
from engine.protocol.parting import HELD, TRAINS, Parts
from engine.protocol.training import Training

__all__ = ["Side", "rows_of"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Side:
    """What trains and what is asked at one moment, as rows of the log.

    Attributes:
        training: what a recommender receives; only its arrays are believed.
        parts: what the split says of every row of the log.
    """

    data: Dataset
    training: Training
    parts: Parts

    @property
    def past(self) -> Histories:
        """All that trains, whatever recommenders read of it."""
        return self.training.histories if self.training.past is None else self.training.past

    @cached_property
    def trained(self) -> Ints:
        """int64[training rows], rows of the log; -1 where it has none such."""
        return rows_of(self.data, self.training, self.past)

    @cached_property
    def owners(self) -> Ints:
        """int64[training rows], the user's position."""
        return self.training.positions[self.past.rows].astype(np.int64)

    @cached_property
    def users(self) -> Ints:
        """int64[rows of the log], the user's position."""
        return _users(self.data)

    @cached_property
    def held(self) -> Ints:
        """int64[test rows], rows of the log of users who have a history."""
        known = np.zeros(len(self.data.users), bool)
        known[self.training.positions] = True
        return np.flatnonzero((self.parts.fold == HELD) & known[self.users])

    @cached_property
    def lawful(self) -> Ints:
        """int64[rows], rows of the log that the split lets train, of all users."""
        return np.flatnonzero(self.parts.fold == TRAINS)

    @property
    def one_time(self) -> bool:
        """Whether moments of different users can be compared."""
        return self.data.has_time and not self.data.relative

    def first_rows(self, items: npt.NDArray[np.integer]) -> Ints:
        """The first held-out row of each of some items; the first row of the log where none is held out."""
        place = np.full(len(self.data.items), -1, np.int64)
        for rows in (np.arange(len(self.data.log)), self.held):
            backwards = rows[::-1]  # of several writes the last counts
            place[np.asarray(self.data.log.items)[backwards]] = backwards
        found = place[items]
        return found[found >= 0]

    def marked(self, rows: Bools) -> Bools:
        """A mask of training rows as bool[rows that recommenders read]."""
        window = self.training.protocol.history_window
        if self.training.past is None or window is None:
            return rows
        return rows[self.past.within(duration(window))]


def rows_of(data: Dataset, training: Training, past: Histories) -> Ints:
    """For every row of a training's histories, its row of the log; -1 where the log has no such row.

    Rows are told apart by user, item and time; of rows alike, the first here is the first of the log.
    """
    users = training.positions[past.rows].astype(np.int64)
    items = training.catalogue.source[past.items].astype(np.int64)
    place = data.log.indptr[users] + np.arange(len(users)) - past.indptr[past.rows]  # if a user's first rows train
    if bool((place < data.log.indptr[users + 1]).all()):
        same_items = np.array_equal(data.log.items[place], items)
        if same_items and np.array_equal(data.log.times[place], past.times):
            return place
    return _matched(data, users, items, past.times)


def _matched(data: Dataset, users: Ints, items: Ints, times: Ints) -> Ints:
    """`rows_of` by sorting: equal keys stand together, and inside them the n-th of one side meets that of the other."""
    n, m = len(users), len(data.log)
    if n + m == 0:
        return np.empty(0, np.int64)
    keys = (
        np.concatenate([times, data.log.times]),
        np.concatenate([items, data.log.items]),
        np.concatenate([users, _users(data)]),
    )
    order = np.lexsort((np.repeat([0, 1], [n, m]), *keys))  # stable: inside a side, rows keep their order
    new = np.ones(n + m, bool)
    new[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    starts = np.flatnonzero(new)
    group = np.cumsum(new) - 1
    ours = order < n
    first = np.cumsum(np.bincount(group, minlength=len(starts))) - np.bincount(group, minlength=len(starts))
    mine = np.bincount(group[ours], minlength=len(starts))  # they stand first in their group
    place = np.arange(n + m) + mine[group]  # where the same of the log stands
    ends = np.append(first[1:], n + m)[group]
    met = ours & (place < ends)
    found = np.full(n, -1, np.int64)
    found[order[met]] = order[place[met]] - n
    return found


def _users(data: Dataset) -> Ints:
    return np.repeat(np.arange(len(data.users)), np.diff(data.log.indptr))
