"""Whom the cross question evaluates among remembered rows, for any choice of what is left out.

The rule is the protocol's: a shopper with history counts where a purchase after the cut is of an item that somebody
bought before it, and all labels of that item are new to the shopper.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from engine.data.check_rows import Labels
from engine.data.dataset import DAY, Dataset, Log, Table
from engine.data.kept import Kept
from engine.data.taxonomy import Level, Taxonomy
from engine.protocol.config import TimeSplit, duration

__all__ = ["Evaluated", "kept_dataset"]

Bools = npt.NDArray[np.bool_]


class Evaluated:
    """The default split of what a choice keeps.

    Attributes:
        cut, end: microseconds; None where the past is too short, or there is no time.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept, self._rows = kept, kept.rows
        first, last = kept.span
        self.end = (last // DAY + 1) * DAY
        cut = self.end - duration(TimeSplit().horizon)
        self.cut = cut if self._rows.facts["has_time"] and first < cut <= last else None

    @cached_property
    def _known(self) -> Bools:
        """bool[users] with history."""
        before = self._rows.users[self._kept.times < (self.cut or 0)]
        return np.bincount(before, minlength=self._rows.user_count) > 0

    @cached_property
    def _later(self) -> npt.NDArray[np.int64]:
        """Places of the rows after the cut of a known user, of an item that was sold before it."""
        assert self.cut is not None
        times = self._kept.times
        sold = np.bincount(self._rows.items[times < self.cut], minlength=self._rows.item_count) > 0
        later = np.flatnonzero((times >= self.cut) & (times < self.end))
        return later[self._known[self._rows.users[later]] & sold[self._rows.items[later]]]

    @property
    def shoppers(self) -> int:
        """Users with a history before the cut."""
        return int(self._known.sum()) if self.cut is not None else 0

    def at(self, labels: Labels) -> tuple[int, int]:
        """Users evaluated at a level, and their later items in categories that are new to them."""
        if self.cut is None:
            return 0, 0
        new = self._new(labels)
        right = self._later[new[self._later]]
        users = self._rows.users[right].astype(np.int64)
        pairs = np.unique(users * self._rows.item_count + self._rows.items[right])
        return int(np.count_nonzero(np.bincount(users))), len(pairs)

    def _new(self, labels: Labels) -> Bools:
        """bool[rows]: whether the row's item bears labels, and all of them are new to the user at the cut."""
        found = np.zeros(len(self._rows.rows), bool)
        if self.cut is None or not len(labels.starts):
            return found
        held = self._kept.pairs(labels)[labels.entry_pairs]
        before = held & (self._kept.times < self.cut)[labels.entry_rows]
        seen = np.logical_or.reduceat(before, labels.starts)
        sizes = np.diff(np.append(labels.starts, len(before)))
        found[labels.entry_rows[held]] = True
        found[labels.entry_rows[held & np.repeat(seen, sizes)]] = False
        return found


def kept_dataset(kept: Kept) -> Dataset:
    """What an import of the choice would store, as far as a split reads it; ids are numbers."""
    rows = kept.rows
    users, items = np.flatnonzero(kept.users), np.flatnonzero(kept.items)
    of_user, of_item = np.cumsum(kept.users) - 1, np.cumsum(kept.items) - 1
    stay = np.flatnonzero(kept.stay)
    counts = np.bincount(of_user[rows.users[stay]], minlength=len(users))
    log = Log(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        of_item[rows.items[stay]].astype(np.int32),
        rows.times[stay],
        {},
        {},
    )
    levels = []
    for labels in rows.levels.values():
        held = kept.pairs(labels)
        used, codes = np.unique(labels.pair_codes[held], return_inverse=True)
        lengths = np.bincount(of_item[labels.pair_items[held]], minlength=len(items))
        names = pa.array([labels.names[code] for code in used.tolist()], pa.string())
        indptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        levels.append(Level(labels.name, names, indptr, codes.astype(np.int32)))
    return Dataset(
        rows.folder,
        "",
        "",
        kept.choice.level,
        rows.facts["relative"],
        rows.facts["has_time"],
        _numbered(len(users)),
        _numbered(len(items)),
        log,
        Taxonomy(tuple(levels)),
    )


def _numbered(count: int) -> Table:
    ids = pa.array(np.arange(count)).cast(pa.string())
    return Table(ids, pa.table({"id": ids}))
