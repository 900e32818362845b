"""Figures of probabilities against scikit-learn and sums over single pairs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, precision_recall_curve

from engine.evaluation.reliability import BINS, PairCounts, reliability, thresholds


def drawn(seed: int, n: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities over several orders of size, and outcomes that they overstate."""
    source = np.random.default_rng(seed)
    chances = (source.beta(0.4, 6.0, n) * source.choice([1.0, 0.1, 0.001], n)).astype(np.float32)
    return chances, source.random(n) < chances * 0.7


def counted(chances: np.ndarray, right: np.ndarray, block: int = 10**9) -> PairCounts:
    found = PairCounts()
    for begin in range(0, len(chances), block):
        found.add(chances[begin : begin + block], right[begin : begin + block])
    return found


seeds = given(st.integers(0, 10**6))
some = settings(max_examples=20, deadline=None)


@some
@seeds
def test_the_brier_score_is_scikit_learns(seed: int) -> None:
    chances, right = drawn(seed)
    assert reliability(counted(chances, right)).brier == pytest.approx(brier_score_loss(right, chances), rel=1e-6)


@some
@seeds
def test_bins_hold_equal_shares_of_the_pairs_and_their_own_means(seed: int) -> None:
    chances, right = drawn(seed)
    found = reliability(counted(chances, right))
    assert len(found.pairs) == BINS
    assert abs(found.pairs - len(chances) / BINS).max() < 0.02 * len(chances)
    order = np.argsort(chances, kind="stable")
    ends = np.cumsum(found.pairs)
    for begin, end, said, true in zip(ends - found.pairs, ends, found.said, found.true, strict=True):
        assert said == pytest.approx(chances[order[begin:end]].mean(), rel=1e-3, abs=1e-9)
        assert true == pytest.approx(right[order[begin:end]].mean(), abs=2e-3)


@some
@seeds
def test_the_calibration_error_is_the_mean_gap_of_the_bins(seed: int) -> None:
    found = reliability(counted(*drawn(seed)))
    assert found.error == pytest.approx(np.average(np.abs(found.said - found.true), weights=found.pairs))


def test_saying_the_base_rate_has_no_skill_and_saying_the_truth_has_all() -> None:
    right = np.arange(1000) % 4 == 0
    assert reliability(counted(np.full(1000, 0.25), right)).skill == pytest.approx(0.0)
    assert reliability(counted(right.astype(float), right)).skill == pytest.approx(1.0)
    assert reliability(counted(right.astype(float), right)).error == 0.0


def test_pairs_that_share_a_probability_share_a_bin() -> None:
    found = reliability(counted(np.repeat([0.1, 0.9], [900, 100]), np.zeros(1000, bool)))
    assert found.pairs.tolist() == [900, 100]


@some
@seeds
def test_curves_over_the_threshold_are_scikit_learns(seed: int) -> None:
    chances, right = drawn(seed)
    if not right.any():
        return
    found = thresholds(counted(chances, right), int(right.sum()), len(chances), points=10**9)
    precision, recall, levels = precision_recall_curve(right, chances)
    for threshold, ours, caught in zip(found.threshold, found.precision, found.recall, strict=True):
        place = np.searchsorted(levels, np.float32(threshold))
        assert ours == pytest.approx(precision[place])
        assert caught == pytest.approx(recall[place])


def test_recall_and_accuracy_count_what_is_not_listed() -> None:
    found = thresholds(counted(np.array([0.5, 0.25]), np.array([True, False])), relevant=4, candidates=1000)
    assert found.threshold.tolist() == [0.25, 0.5]
    assert found.recall.tolist() == [0.25, 0.25]
    assert found.precision.tolist() == [0.5, 1.0]
    assert found.f1 == pytest.approx([2 / 6, 2 / 5])
    assert found.accuracy == pytest.approx([(1 + 995) / 1000, (1 + 996) / 1000])


def test_a_long_curve_is_thinned_and_keeps_its_ends() -> None:
    counts = counted(*drawn(3))
    whole = thresholds(counts, 100, 10**6, points=10**9)
    thin = thresholds(counts, 100, 10**6, points=50)
    assert len(thin.threshold) <= 50
    assert (thin.threshold[0], thin.threshold[-1]) == (whole.threshold[0], whole.threshold[-1])


def test_blocks_add_up_to_the_whole() -> None:
    chances, right = drawn(5)
    whole, parts = reliability(counted(chances, right)), reliability(counted(chances, right, block=70))
    np.testing.assert_array_equal(whole.pairs, parts.pairs)
    np.testing.assert_allclose(whole.said, parts.said)
    assert whole.brier == pytest.approx(parts.brier)


def test_pairs_without_a_probability_are_counted_apart() -> None:
    found = counted(np.array([0.5, np.nan, np.nan]), np.array([False, True, False]))
    assert (found.silent, found.silent_right) == (2, 1)
    assert reliability(found).pairs.sum() == 1


def test_a_value_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        counted(np.array([0.5, 1.5]), np.array([False, True]))


def test_no_pairs_have_no_figures() -> None:
    found = reliability(PairCounts())
    assert np.isnan(found.skill)
    assert len(found.pairs) == 0
    assert len(thresholds(PairCounts(), 3, 10).threshold) == 0


def test_counts_are_read_as_they_were_written(tmp_path: Path) -> None:
    counts = counted(*drawn(7))
    counts.save(tmp_path / "cross.npz")
    again = PairCounts.open(tmp_path / "cross.npz")
    np.testing.assert_array_equal(again.pairs, counts.pairs)
    assert again.squared == counts.squared
