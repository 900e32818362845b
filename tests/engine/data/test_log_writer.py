"""Baskets: numbered in the order of the log, one user's apart from another's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.data.log_writer import baskets


def walked(rows: list[tuple[int, int]]) -> list[int]:
    """The same by a walk through the rows."""
    codes: dict[tuple[int, int], int] = {}
    return [-1 if key < 0 else codes.setdefault((user, key), len(codes)) for user, key in rows]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 5)), max_size=40))
def test_baskets_agree_with_a_walk_through_the_log(rows: list[tuple[int, int]]) -> None:
    rows.sort(key=lambda row: row[0])
    counts = np.bincount([user for user, _ in rows], minlength=6)
    indptr = np.concatenate([[0], np.cumsum(counts)])
    found = baskets(np.array([key for _, key in rows], np.int64), indptr)
    assert found.dtype == np.int32
    assert found.tolist() == walked(rows)
