"""Bands hold what they promise; differences are paired; adjustment is Holm's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.evaluation.resampling import resampled_means
from engine.evaluation.uncertainty import adjusted, band, detectable, difference, interval


def curves(source: np.random.Generator, n: int, k: int = 12) -> np.ndarray:
    """Per-shopper values that grow with K and correlate along it."""
    return np.cumsum(source.exponential(1.0, (n, k)), axis=1)


def test_a_band_holds_the_whole_true_curve_as_often_as_it_says() -> None:
    source, truth = np.random.default_rng(0), np.arange(1.0, 13.0)
    held = pointwise = 0
    for _ in range(300):
        values = curves(source, 150)
        samples = resampled_means(values, draws=400)
        low, high = band(values.mean(axis=0), samples)
        held += bool(((low <= truth) & (truth <= high)).all())
        low, high = interval(samples)
        pointwise += bool(((low <= truth) & (truth <= high)).all())
    assert 0.90 <= held / 300 <= 0.985
    assert pointwise < held


def test_a_curve_that_does_not_move_has_a_band_of_no_width() -> None:
    mean = np.array([0.0, 0.5])
    np.testing.assert_array_equal(band(mean, np.tile(mean, (20, 1))), [mean, mean])


def test_the_difference_of_two_runs_is_far_narrower_than_either_where_they_agree() -> None:
    source = np.random.default_rng(1)
    base = curves(source, 200)
    found = difference(base + 0.05 + source.normal(0, 0.05, base.shape), base, draws=1000)
    alone = band(base.mean(axis=0), resampled_means(base, draws=1000))
    assert (found.band[1] - found.band[0] < 0.1 * (alone[1] - alone[0])).all()
    assert (found.shown == 1).all()
    assert (found.pointwise[0] >= found.band[0]).all()
    assert (found.pointwise[1] <= found.band[1]).all()


def test_the_ratio_is_one_of_means() -> None:
    source = np.random.default_rng(2)
    first, second = curves(source, 80), curves(source, 80)
    found = difference(first, second, draws=2000)
    np.testing.assert_allclose(found.ratio, first.mean(axis=0) / second.mean(axis=0))
    assert ((found.ratio_interval[0] < found.ratio) & (found.ratio < found.ratio_interval[1])).all()


def test_a_reference_that_finds_nothing_has_no_ratio() -> None:
    found = difference(np.ones((6, 2)), np.zeros((6, 2)), draws=50)
    assert np.isnan(found.ratio).all()
    assert np.isnan(found.ratio_interval).all()
    assert (found.shown == 1).all()


def test_who_gains_and_who_loses_are_counted_and_ties_are_neither() -> None:
    found = difference(np.array([[1.0], [0.0], [0.5], [0.7]]), np.array([[0.0], [1.0], [0.5], [0.1]]), draws=50)
    assert (found.better.tolist(), found.worse.tolist()) == ([2], [1])


def test_what_is_detectable_is_found_in_four_of_five_repetitions() -> None:
    source = np.random.default_rng(3)
    shift = detectable(source.normal(0, 1, 200))
    found = 0
    for _ in range(400):
        values = source.normal(shift, 1, (200, 1))
        found += abs(values.mean()) > 1.96 * values.std(ddof=1) / 200**0.5
    assert 0.70 <= found / 400 <= 0.90


def test_one_shopper_detects_nothing() -> None:
    assert np.isnan(detectable(np.array([0.3])))


def test_holm_by_hand() -> None:
    assert adjusted([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


@given(st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_values_are_no_smaller_keep_their_order_and_stay_below_one(values: list[float]) -> None:
    found = adjusted(values)
    assert (found >= np.array(values)).all()
    assert (found <= 1).all()
    assert (np.diff(found[np.argsort(values, kind="stable")]) >= 0).all()
