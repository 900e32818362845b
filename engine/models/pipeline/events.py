"""Histories as the profile network reads them: the newest distinct items, basket by basket."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.data.dataset import DAY
from engine.protocol.histories import Histories

__all__ = ["GAPS", "QUANTITIES", "Events", "baskets", "newest"]

GAPS = 11  # log2 of whole days + 1: today, 1–2, 3–6, … beyond 510 days
QUANTITIES = 6  # log2 of the pieces bought so far: 1, 2–3, 4–7, …


@dataclass(frozen=True)
class Events:
    """The newest distinct items of b users, oldest first, padded at the end.

    Attributes:
        items: int32[b, most], catalogue numbers, -1 pads.
        basket: int64[b, most], 1 for the newest basket, 2 for the one before, …; 0 pads.
        gap: int64[b, most], bucket of the days from the event to the moment of asking.
        quantity: int64[b, most], bucket of the pieces of the item bought so far.
    """

    items: npt.NDArray[np.int32]
    basket: npt.NDArray[np.int64]
    gap: npt.NDArray[np.int64]
    quantity: npt.NDArray[np.int64]

    def take(self, rows: npt.NDArray[np.integer]) -> Events:
        """The users at these rows."""
        return Events(self.items[rows], self.basket[rows], self.gap[rows], self.quantity[rows])


def baskets(histories: Histories) -> npt.NDArray[np.int64]:
    """int64[rows]: number of the basket of every row, ascending; without a basket column one moment is one."""
    rows = histories.rows
    mark = histories.columns.get("basket", histories.times)
    new = np.ones(len(rows), bool)
    new[1:] = (rows[1:] != rows[:-1]) | (mark[1:] != mark[:-1])
    return np.cumsum(new) - 1


def newest(histories: Histories, most: int) -> Events:
    """The newest `most` distinct items of every user, each at its last purchase."""
    rows, n = histories.rows, np.int64(histories.items.max(initial=0)) + 1
    keys = rows * n + histories.items
    _, back, inverse = np.unique(keys[::-1], return_index=True, return_inverse=True)
    pieces = np.bincount(inverse, _pieces(histories)[::-1], minlength=len(back))
    order = np.argsort(-back, kind="stable")  # the last row of every (user, item), in row order
    last, pieces = len(keys) - 1 - back[order], pieces[order]
    users = rows[last]
    ends = np.searchsorted(users, np.arange(len(histories)), side="right")
    from_end = ends[users] - 1 - np.arange(len(users))
    last, pieces = last[from_end < most], pieces[from_end < most]
    users = rows[last]
    begins = np.searchsorted(users, np.arange(len(histories)))
    ends = np.searchsorted(users, np.arange(len(histories)), side="right")
    column = np.arange(len(users)) - begins[users]
    basket = baskets(histories)[last]
    turn = np.zeros(len(users), np.int64)
    turn[1:] = basket[1:] != basket[:-1]
    turn = np.cumsum(turn)
    from_newest = turn[ends[users] - 1] - turn + 1
    days = np.maximum(histories.at[users] - histories.times[last], 0) // DAY
    found = Events(*(np.zeros((len(histories), most), kind) for kind in (np.int32, np.int64, np.int64, np.int64)))
    found.items.fill(-1)
    found.items[users, column] = histories.items[last]
    found.basket[users, column] = from_newest
    found.gap[users, column] = np.minimum(np.log2(days + 1).astype(np.int64), GAPS - 1)
    found.quantity[users, column] = np.clip(np.log2(np.maximum(pieces, 1)).astype(np.int64), 0, QUANTITIES - 1)
    return found


def _pieces(histories: Histories) -> npt.NDArray[np.float64]:
    quantity = histories.columns.get("quantity")
    if quantity is None:
        return np.ones(len(histories.items))
    return np.nan_to_num(np.asarray(quantity, np.float64), nan=1.0, posinf=1.0, neginf=1.0).clip(0.0, 1e6)
