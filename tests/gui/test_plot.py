"""Ticks that a person would have chosen."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.k_plot import k_ticks
from gui.widgets.plot import nice_ticks, tick_texts


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0.013, 0.041, [0.01, 0.02, 0.03, 0.04, 0.05]), (0.0, 0.15, [0.0, 0.05, 0.1, 0.15])],
)
def test_ticks_are_round_and_enclose_the_values(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high, 4) == pytest.approx(ticks)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 8))
def test_ticks_always_enclose_the_values_and_stay_few(low: float, span: float, wanted: int) -> None:
    ticks = nice_ticks(low, low + span, wanted)
    slack = 1e-6 * max(1.0, abs(low), span)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= low + span - slack
    assert 2 <= len(ticks) <= wanted + 3


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_no_numbers_give_the_unit_range(value: float) -> None:
    assert nice_ticks(value, 1.0) == [0.0, 1.0]


def test_tick_texts_have_equal_decimals_and_a_true_minus() -> None:
    assert tick_texts([-0.01, 0.0, 0.01]) == ["−0.01", "0.00", "0.01"]


def test_k_is_marked_at_one_and_every_ten() -> None:
    assert k_ticks(50) == [1, 10, 20, 30, 40, 50]
    assert k_ticks(12) == [1, 5, 10]
