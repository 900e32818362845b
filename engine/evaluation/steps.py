"""Which category leads to which in the purchases themselves: the lift of a first purchase; knows no model.

A visit is a basket, or a day where the data has no baskets; a user's visits are numbered from 0. T_ua is the visit of
u's first purchase in category a, N_u the number of u's visits. u takes the step a → b if T_ua < T_ub ≤ T_ua + W: b is
entered within W visits after a; in one and the same visit neither leads. What chance would do follows from all users
alike, by indirect standardisation on the number of the visit (Breslow and Day, Statistical Methods in Cancer Research
II, 1987, section 2.3): at its visit k a user who has not entered b yet does so with the probability

    h_b(k) = users with T_ub = k / users with N_u > k and T_ub ≥ k

so a is expected to be followed by E_ab = Σ_u Σ_k h_b(k) over the visits k = T_ua + 1 … min(T_ua + W, N_u − 1, T_ub)
of the users with a who had not entered b by T_ua. With O_ab the users who took the step,

    lift = O_ab / E_ab,  support = O_ab,  confidence = O_ab / users who could take it.

The number of the visit matters because every log begins somewhere: in its first baskets everything is a first
purchase. A user takes a step once at most, so O is a sum over independent users; its 95 % interval is Byar's
approximation of the Poisson limits (the same book, section 2.3), pointwise, with E taken as known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from engine.data.dataset import DAY
from engine.protocol.histories import Histories

__all__ = ["Entries", "Steps", "by_basket", "byar", "entries", "steps", "visits"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

PAIRS = 1 << 19  # pairs of categories of one user at once; counting more would hold up a window for over 5 ms
CELLS = 1 << 22  # of [visits, categories] at once
Z = 1.959964  # 95 %
SURE = 5  # steps taken or expected; below, a lift says next to nothing


@dataclass(frozen=True)
class Entries:
    """The first purchase of every user in every category, users in order and in each the earliest first.

    Attributes:
        users: int64[entries], rows of the histories.
        categories: int64[entries].
        visits: int64[entries], T, the number of the visit among the user's own.
        rows: int64[entries], the row of the histories that holds the purchase.
        visit_of: int32[rows], the number of the visit of every row of the histories.
        lengths: int64[b], N, the visits of every user.
        width: number of categories.
    """

    users: Ints
    categories: Ints
    visits: Ints
    rows: Ints
    visit_of: npt.NDArray[np.int32]
    lengths: Ints
    width: int


@dataclass(frozen=True)
class Steps:
    """All steps a → b, arrays [categories, categories], row leads to column; the diagonal is empty.

    Attributes:
        taken: int32, O: users who took the step, the support.
        expected: float32, E.
        able: int32, users who had entered a, had a later visit and not entered b by then.
        users: int32[categories], users who bought there at all.
    """

    taken: npt.NDArray[np.int32]
    expected: npt.NDArray[np.float32]
    able: npt.NDArray[np.int32]
    users: npt.NDArray[np.int32]

    @property
    def lift(self) -> npt.NDArray[np.float32]:
        """float32, O / E; NaN where nothing is expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.expected > 0, self.taken / self.expected, np.float32(np.nan)).astype(np.float32)

    @property
    def sure(self) -> npt.NDArray[np.bool_]:
        """Where at least five steps were taken or expected, so that the lift says something."""
        return np.maximum(self.taken, self.expected) >= SURE

    def limits(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        """The lower and the upper end of the lift's 95 % interval, float32; NaN where nothing is expected."""
        return byar(self.taken, self.expected)


def byar(
    taken: npt.NDArray[np.integer], expected: npt.NDArray[np.floating]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Byar's 95 % limits of O / E with O a Poisson count: (1 − 1/9O − z/3√O)³ O / E, and with O + 1 and + z above."""
    low, high = np.maximum(taken.astype(np.float32), np.float32(1)), taken.astype(np.float32) + np.float32(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        below = low * (1 - 1 / (9 * low) - Z / (3 * np.sqrt(low))) ** 3 / expected
        above = high * (1 - 1 / (9 * high) + Z / (3 * np.sqrt(high))) ** 3 / expected
    nothing = ~(expected > 0)
    below = np.where(nothing, np.nan, np.where(taken > 0, below, 0.0))
    return below.astype(np.float32), np.where(nothing, np.nan, above).astype(np.float32)


def by_basket(histories: Histories) -> bool:
    """Whether every row has a basket, so that baskets are the visits."""
    baskets = histories.columns.get("basket")
    return baskets is not None and len(baskets) > 0 and bool(np.min(baskets) >= 0)


def visits(histories: Histories) -> Ints:
    """int64[rows], the number of every row's visit among its user's own, in the order of time.

    Visits are baskets, ordered by their first row; days where some row has no basket.
    """
    unit = np.asarray(histories.columns["basket"], np.int64) if by_basket(histories) else histories.times // DAY
    unit = unit - (unit.min() if len(unit) else 0)
    keys = histories.rows * np.int64(unit.max(initial=0) + 1) + unit
    order = np.argsort(keys, kind="stable")
    begins = np.ones(len(keys), bool)
    begins[1:] = keys[order][1:] != keys[order][:-1]
    first = np.empty(len(keys), np.int64)  # the row that begins each row's visit
    first[order] = order[begins][np.cumsum(begins) - 1]
    opens = first == np.arange(len(keys))
    so_far = np.cumsum(opens)
    before = np.concatenate([[0], so_far])[histories.indptr[:-1]]
    found: Ints = so_far[first] - 1 - before[histories.rows]
    return found


def entries(histories: Histories, labels: npt.NDArray[np.int32], width: int) -> Entries:
    """Finds the first purchases.

    Args:
        histories: of b users.
        labels: int32[n, most labels], categories by catalogue number, -1 pads; an item with several enters all.
        width: number of categories.
    """
    visit = visits(histories)
    lengths = np.zeros(len(histories), np.int64)
    filled = np.diff(histories.indptr) > 0
    lengths[filled] = np.maximum.reduceat(visit, histories.indptr[:-1][filled]) + 1
    # the first row of every (user, category): stable order keeps rows ascending inside a key
    columns = [labels[histories.items, place] for place in range(labels.shape[1])]
    rows = np.concatenate([np.flatnonzero(column >= 0) for column in columns]) if columns else np.empty(0, np.int64)
    codes = np.concatenate([column[column >= 0] for column in columns]) if columns else np.empty(0, np.int32)
    span = np.int64(len(visit) + 1)
    keyed = (histories.rows[rows] * np.int64(max(width, 1)) + codes) * span + rows
    ordered = np.sort(keyed)
    pair, row = np.divmod(ordered, span)
    first = np.ones(len(pair), bool)
    first[1:] = pair[1:] != pair[:-1]
    user, category = np.divmod(pair[first], max(width, 1))
    found = row[first]
    by_time = np.lexsort((visit[found], user))
    return Entries(
        user[by_time], category[by_time], visit[found][by_time], found[by_time], visit.astype(np.int32), lengths, width
    )


def steps(first: Entries, within: int | None, check: Callable[[], None] = lambda: None) -> Steps:
    """Counts all steps and what chance would do.

    Args:
        within: W; None: any number of visits later.
        check: called between blocks; what it raises ends the work.
    """
    width = first.width
    last = first.lengths[first.users] - 1
    until = last if within is None else np.minimum(first.visits + within, last)
    hazard = _hazard(first)
    expected = _unlimited(first, until, hazard, check)
    taken = np.zeros(width * width, np.int32)
    before = np.zeros(width * width, np.int32)
    for source, target in _pairs(first):
        check()
        start, entered, end = first.visits[source], first.visits[target], until[source]
        column = first.categories[target]
        low, high = (int(first.categories[source[place]]) * width for place in (0, -1))
        size, part = high + width - low, slice(low, high + width)
        keys = first.categories[source] * width + column - low
        stop = np.clip(entered, start, end)
        short = stop < end  # the exposure ends before `end`, or never begins
        away = hazard[end[short], column[short]] - hazard[stop[short], column[short]]
        expected[part] -= np.bincount(keys[short], away, size)
        taken[part] += np.bincount(keys[(entered > start) & (entered <= end)], minlength=size).astype(np.int32)
        before[part] += np.bincount(keys[(entered <= start) & (end > start)], minlength=size).astype(np.int32)
    users = np.bincount(first.categories, minlength=width)
    able = np.bincount(first.categories, until > first.visits, width).astype(np.int32)[:, None] - before.reshape(
        width, width
    )
    expected = np.maximum(expected.reshape(width, width), 0.0)
    expected[expected < 1e-9] = 0.0  # what is left of sums that cancel
    for array in (expected, able, square := taken.reshape(width, width)):
        np.fill_diagonal(array, 0)
    return Steps(square, expected.astype(np.float32), able, users.astype(np.int32))


def _hazard(first: Entries) -> Floats:
    """float64 [visits, categories]: H_b(k) = Σ h_b(j) over the visits j ≤ k."""
    depth, width = int(first.lengths.max(initial=1)), first.width
    entered = np.bincount(first.visits * width + first.categories, minlength=depth * width).reshape(depth, width)
    ended = np.bincount((first.lengths[first.users] - 1) * width + first.categories, minlength=depth * width).reshape(
        depth, width
    )
    there = len(first.lengths) - np.concatenate([[0], np.cumsum(np.bincount(first.lengths - 1, minlength=depth))[:-1]])
    gone = np.zeros((depth, width), np.int64)  # entered before the visit, and still with visits to come
    gone[1:] = np.cumsum(entered - ended, axis=0)[:-1]
    at_risk = there[:, None] - gone
    hazard: Floats = np.cumsum(entered / np.maximum(at_risk, 1), axis=0)
    return hazard


def _unlimited(first: Entries, until: Ints, hazard: Floats, check: Callable[[], None]) -> Floats:
    """float64[categories²]: Σ_u H_b(until) − H_b(T_ua), as if no user ever entered b; a product with few columns."""
    depth, width = hazard.shape
    rows = np.concatenate([first.categories, first.categories])
    columns = np.concatenate([until, first.visits])
    signs = np.repeat([1.0, -1.0], len(first.categories))
    exposure = csr_matrix((signs, (rows, columns)), shape=(width, depth))
    exposure.sum_duplicates()
    block = max(1, CELLS // depth)
    parts = []
    for begin in range(0, width, block):
        check()
        parts.append(exposure @ np.ascontiguousarray(hazard[:, begin : begin + block]))
    return np.concatenate(parts, axis=1).ravel() if parts else np.zeros(0)


def _pairs(first: Entries) -> Iterator[tuple[Ints, Ints]]:
    """Every ordered pair of entries of one user, an entry with itself too, in blocks of about `PAIRS`.

    Sources go in the order of their categories, so that a block counts into a few rows only.
    """
    lengths = np.bincount(first.users, minlength=len(first.lengths))
    begins = np.cumsum(lengths) - lengths
    sources = np.argsort(first.categories, kind="stable")
    fans = lengths[first.users[sources]]
    done = np.concatenate([[0], np.cumsum(fans)])
    begin = 0
    while begin < len(sources):
        end = max(begin + 1, int(np.searchsorted(done, done[begin] + PAIRS, side="right")) - 1)
        fan = fans[begin:end]
        place = np.arange(int(fan.sum())) - np.repeat(done[begin:end] - done[begin], fan)
        yield np.repeat(sources[begin:end], fan), np.repeat(begins[first.users[sources[begin:end]]], fan) + place
        begin = end
