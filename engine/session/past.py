"""What one shopper did, week by week and category by category."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY, Dataset
from engine.protocol import moment_text
from engine.session.messages import CategoryHistory
from engine.session.run_window import Labels

__all__ = ["Calendar", "Past", "by_category", "new_weeks"]

WEEK = 7 * DAY
LABELS = 6  # texts along the axis of weeks; more run into each other at 340 px
MONTHS = (1, 3, 6, 12)  # between two of them

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Calendar:
    """Weeks from the first day of the data to its last.

    Attributes:
        first: midnight of the first day, microseconds.
        last: the last moment.
        relative: whether days are counted instead of dated.
    """

    first: int
    last: int
    relative: bool

    @classmethod
    def of(cls, data: Dataset) -> Calendar:
        begin, end = data.span
        return cls(begin // DAY * DAY, end, data.relative)

    @property
    def weeks(self) -> int:
        return (self.last - self.first) // WEEK + 1

    def week(self, times: npt.NDArray[np.int64]) -> Ints:
        """int32, the week of each moment (microseconds)."""
        return ((times - self.first) // WEEK).astype(np.int32)

    def day(self, moment: int) -> str:
        """The day of a moment: an ISO date, or "day 12"."""
        return moment_text(moment // DAY * DAY, self.relative)

    def labels(self) -> tuple[tuple[int, str], ...]:
        """Weeks with the day that marks them: first days of months, or every so many weeks where days are relative."""
        if self.relative:
            step = -(-self.weeks // LABELS)
            return tuple((week, self.day(self.first + week * WEEK)) for week in range(0, self.weeks, step))
        months = _months(self.first, self.last)
        step = next((step for step in MONTHS if len(months) <= step * LABELS), -(-len(months) // LABELS))
        chosen = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
        return tuple((int(self.week(np.array(_moment(day)))), day.isoformat()) for day in chosen)


@dataclass(frozen=True)
class Past:
    """All interactions of one shopper in the order of time, before and after the cut.

    Attributes:
        items: int32[rows], positions in the dataset's items.
        times: int64[rows], microseconds.
        baskets: int32[rows]; None where the data has no baskets.
    """

    items: Ints
    times: npt.NDArray[np.int64]
    baskets: Ints | None

    @classmethod
    def of(cls, data: Dataset, user: int) -> Past:
        rows = slice(int(data.log.indptr[user]), int(data.log.indptr[user + 1]))
        baskets = data.log.columns.get("basket")
        return cls(
            np.array(data.log.items[rows]),
            np.array(data.log.times[rows]),
            None if baskets is None else np.array(baskets[rows], np.int32),
        )

    def where(self, rows: npt.NDArray[np.bool_]) -> Past:
        """The interactions that a bool[rows] mask selects."""
        return Past(self.items[rows], self.times[rows], None if self.baskets is None else self.baskets[rows])

    def __len__(self) -> int:
        return len(self.items)

    @property
    def basket_count(self) -> int | None:
        return None if self.baskets is None else len(np.unique(self.baskets))

    def a_week(self, calendar: Calendar) -> Ints:
        """int32[weeks], baskets a week; purchases where there are no baskets."""
        weeks = calendar.week(self.times)
        if self.baskets is not None:
            weeks = np.unique(np.stack([weeks, self.baskets]), axis=1)[0]
        return np.bincount(weeks, minlength=calendar.weeks).astype(np.int32)


def new_weeks(before: Past, after: Past, categories: Labels, calendar: Calendar) -> Ints:
    """int32, the weeks that hold a first purchase in a category unseen at the cut.

    Args:
        before: the shopper's past at the cut.
        after: what followed.
    """
    bought = categories.codes[after.items]
    seen = np.isin(bought, _seen(before, categories)).any(axis=1, keepdims=True)
    rows, places = np.nonzero((bought >= 0) & ~seen)
    first = np.unique(bought[rows, places], return_index=True)[1]
    return np.unique(calendar.week(after.times[rows[first]]))


def by_category(past: Past, categories: Labels, groups: Labels, calendar: Calendar) -> tuple[CategoryHistory, ...]:
    """A shopper's past by category, the groups and in them the categories with most purchases first.

    An item with several labels counts in each of them; one without a label in a category without a name.

    Args:
        groups: of a coarser level, or no labels at all.
    """
    labels = categories.codes[past.items]
    if not labels.size:
        return ()
    listed: npt.NDArray[np.bool_] = labels >= 0
    listed[:, 0] |= ~listed.any(axis=1)
    rows, places = np.nonzero(listed)
    group = groups.codes[past.items[rows], 0] if groups.codes.shape[1] else np.full(len(rows), -1, np.int32)
    width = np.int64(len(categories.names) + 1)
    keys = (group + 1) * width + labels[rows, places] + 1
    found, last, counts = _grouped(keys, past.times[rows])
    weeks = np.unique(keys * calendar.weeks + calendar.week(past.times[rows]))
    split = np.split((weeks % calendar.weeks).astype(np.int32), np.searchsorted(weeks, found[1:] * calendar.weeks))
    names = zip(groups.texts(found // width - 1), categories.texts(found % width - 1), strict=True)
    histories = [
        CategoryHistory(group_name, name, week, int(count), calendar.day(int(moment)))
        for (group_name, name), week, count, moment in zip(names, split, counts, last, strict=True)
    ]
    totals: Counter[str] = Counter()
    for each in histories:
        totals[each.group] += each.purchases
    return tuple(sorted(histories, key=lambda each: (-totals[each.group], each.group, -each.purchases, each.category)))


def _seen(past: Past, categories: Labels) -> Ints:
    found = np.unique(categories.codes[past.items])
    return found[found >= 0]


def _grouped(
    keys: npt.NDArray[np.int64], times: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The distinct keys, ascending, with the last time of each and the number of its rows; times ascend."""
    found, first_of_reversed, counts = np.unique(keys[::-1], return_index=True, return_counts=True)
    return found, times[::-1][first_of_reversed], counts


def _months(begin: int, end: int) -> list[dt.date]:
    """The first days of months from midnight at `begin` to the moment `end`."""
    found, day = [], _date(begin).replace(day=1)
    while _moment(day) <= end:
        if _moment(day) >= begin:
            found.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return found


def _date(moment: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=moment // DAY)


def _moment(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days * DAY
