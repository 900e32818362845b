"""Sets of integer keys as sorted arrays."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.protocol.keys import contains, distinct

keys = st.lists(st.integers(-(2**62), 2**62) | st.integers(-3, 3))


@given(keys)
def test_distinct_keys_ascend_and_each_stands_once(values: list[int]) -> None:
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))


@given(keys, keys)
def test_contains_tells_members(held: list[int], asked: list[int]) -> None:
    found = contains(np.array(sorted(set(held)), np.int64), np.array(asked, np.int64))
    assert found.tolist() == [key in set(held) for key in asked]
