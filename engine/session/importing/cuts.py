"""Whom the cross question evaluates at any cut of a checked dataset."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY, Dataset
from engine.errors import UserError
from engine.protocol import ProtocolConfig, TimeSplit, split
from engine.protocol.training import moment_text

if TYPE_CHECKING:
    from engine.protocol.split import Window

__all__ = ["Cuts", "window_of"]

# no cut is possible: the past is too short
SHORT = ("time-missing", "order-own", "cut-outside", "cuts-order", "users-none")
NEVER = np.iinfo(np.int64).max
BY_DATE = 24


def window_of(
    data: Dataset, level: str | None, test_start: str | None = None, validation_start: str | None = None
) -> Window | None:
    """The split as a study makes it; None where the default one is not possible.

    Args:
        test_start: an ISO date, or "day 84" or "84" where times are relative; None is the default.

    Raises:
        UserError: a date that the data does not have.
    """
    rule = TimeSplit(test_start=_moment(test_start), validation_start=_moment(validation_start))
    scopes = ("cross",) if level else ("all",)
    try:
        return split(data, ProtocolConfig(split=rule, category_level=level, scopes=scopes)).windows[0]
    except UserError as error:
        if error.code in SHORT and test_start is None and validation_start is None:
            return None
        raise


def _moment(text: str | None) -> str | None:
    return text.removeprefix("day ").strip() if text is not None else None


@dataclass
class Cuts:
    """When every purchase was the shopper's first in all of its item's categories, a level at a time.

    That tells for any cut what `split` would: a shopper with history counts where a purchase after the cut is of an
    item that somebody bought before it, and its labels are all new.
    """

    data: Dataset

    def __post_init__(self) -> None:
        log = self.data.log
        self._users = np.repeat(np.arange(len(self.data.users)), np.diff(log.indptr))
        self._begins = np.full(len(self.data.users), NEVER)
        filled = np.diff(log.indptr) > 0
        self._begins[filled] = log.times[log.indptr[:-1][filled]]
        self._sold = np.full(len(self.data.items), NEVER)
        np.minimum.at(self._sold, log.items, log.times)
        self._fresh: dict[str, npt.NDArray[np.int64]] = {}
        self._by_date: dict[str, tuple[tuple[str, int], ...]] = {}

    def evaluated(self, level: str, cut: int, end: int) -> int:
        """Shoppers whom the cross question evaluates about [cut, end), microseconds."""
        times = self.data.log.times
        later = np.flatnonzero((times >= cut) & (times < end))
        new = self._first_of(level)[later] >= cut
        right = later[new & (self._sold[self.data.log.items[later]] < cut)]
        users = np.unique(self._users[right])
        return int((self._begins[users] < cut).sum())

    def by_date(self, level: str) -> tuple[tuple[str, int], ...]:
        """Evaluated shoppers for some cuts at midnights across the span, up to its end; counted once."""
        if level not in self._by_date:
            self._by_date[level] = self._dated(level)
        return self._by_date[level]

    def _dated(self, level: str) -> tuple[tuple[str, int], ...]:
        first, last = self.data.span
        days = np.arange(first // DAY + 1, last // DAY + 1)
        some = days[np.unique(np.linspace(0, max(0, len(days) - 1), min(len(days), BY_DATE)).astype(int))]
        end = (last // DAY + 1) * DAY
        return tuple(
            (moment_text(day * DAY, self.data.relative), self.evaluated(level, day * DAY, end)) for day in some.tolist()
        )

    @cached_property
    def weeks(self) -> npt.NDArray[np.int64]:
        """Interactions a week over the whole span."""
        if not self.data.has_time or not len(self.data.log):
            return np.zeros(0, np.int64)
        first, last = (moment // DAY for moment in self.data.span)
        counts = np.zeros((last - first) // 7 + 1, np.int64)
        for begin in range(0, len(self.data.log), 1 << 20):
            weeks = (self.data.log.times[begin : begin + (1 << 20)] // DAY - first) // 7
            counts += np.bincount(weeks, minlength=len(counts))
        return counts

    def _first_of(self, level: str) -> npt.NDArray[np.int64]:
        """int64[rows]: when the shopper first bought under any label of the row's item; before all without a label."""
        if level not in self._fresh:
            found = self.data.taxonomy[level]
            log, width = self.data.log, len(found.names) + 1
            labels = found.padded()
            keys, rows = [], []
            for column in labels.T:
                of_row = column[log.items]
                rows.append(np.flatnonzero(of_row >= 0))
                keys.append(self._users[rows[-1]] * width + of_row[rows[-1]])
            key, row = np.concatenate(keys), np.concatenate(rows)
            if len(rows) > 1:  # the log is in order of user and time, so the first row of a key is the earliest
                order = np.argsort(row, kind="stable")
                key, row = key[order], row[order]
            _, first, place = np.unique(key, return_index=True, return_inverse=True)
            earliest = log.times[row[first]]
            fresh = np.full(len(log), NEVER)
            np.minimum.at(fresh, row, earliest[place])
            fresh[fresh == NEVER] = -NEVER  # an item without a label is never new
            self._fresh[level] = fresh
        return self._fresh[level]
