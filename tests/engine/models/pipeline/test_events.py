from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data import DAY
from engine.models.pipeline.events import GAPS, QUANTITIES, baskets, newest
from engine.models.pipeline.scorer import basket_counts
from engine.protocol import Histories


def histories(rows: list[tuple[int, int, int, int]], users: int, at: int = 1000) -> Histories:
    """(user, item, day, pieces), a basket a day."""
    rows = sorted(rows, key=lambda row: (row[0], row[2]))
    user, item, day, pieces = (np.array([row[place] for row in rows], np.int64) for place in range(4))
    return Histories(
        np.arange(users, dtype=np.int32),
        np.full(users, at * DAY),
        np.searchsorted(user, np.arange(users + 1)).astype(np.int64),
        item.astype(np.int32),
        day * DAY,
        {"quantity": pieces.astype(np.float32)},
    )


ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 6), st.integers(0, 900), st.integers(1, 40)), min_size=1, max_size=60
)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(1, 8))
def test_the_newest_distinct_items_of_every_user(rows: list[tuple[int, int, int, int]], most: int) -> None:
    past = histories(rows, 4)
    found = newest(past, most)
    for user in range(4):
        span = slice(past.indptr[user], past.indptr[user + 1])
        items, days = past.items[span].tolist(), (past.times[span] // DAY).tolist()
        pieces = past.columns["quantity"][span]
        last = {item: place for place, item in enumerate(items)}
        kept = sorted(last.values())[-most:]
        expected = [items[place] for place in kept]
        assert found.items[user].tolist() == expected + [-1] * (most - len(kept))
        shown = sorted({days[place] for place in kept}, reverse=True)
        for column, place in enumerate(kept):
            assert found.basket[user, column] == shown.index(days[place]) + 1
            assert found.gap[user, column] == min(int(math.log2(1000 - days[place] + 1)), GAPS - 1)
            total = sum(amount for item, amount in zip(items, pieces, strict=True) if item == items[place])
            assert found.quantity[user, column] == min(int(math.log2(total)), QUANTITIES - 1)


def test_a_user_without_a_past_has_no_event() -> None:
    found = newest(histories([(0, 1, 5, 1)], 2), 3)
    assert found.items[1].tolist() == [-1, -1, -1]


def test_the_items_of_one_basket_share_a_position() -> None:
    found = newest(histories([(0, 1, 5, 1), (0, 2, 5, 1), (0, 3, 9, 1)], 1), 4)
    assert found.items[0].tolist() == [1, 2, 3, -1]
    assert found.basket[0].tolist() == [2, 2, 1, 0]


def test_baskets_end_with_the_user() -> None:
    past = histories([(0, 1, 5, 1), (0, 2, 5, 1), (1, 3, 5, 1), (1, 3, 6, 1)], 3)
    assert baskets(past).tolist() == [0, 0, 1, 2]
    assert basket_counts(past).tolist() == [1.0, 2.0, 0.0]
