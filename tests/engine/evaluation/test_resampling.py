"""Resampled means and the randomisation test, against plain loops and SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import permutation_test

from engine.evaluation import resampling
from engine.evaluation.resampling import resampled_means, sign_flips
from engine.monitor import Cancelled, Monitor


class Impatient(Monitor):
    def checkpoint(self) -> None:
        raise Cancelled


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 30), st.integers(1, 4), st.integers(0, 10**6))
def test_a_resampled_mean_is_that_of_the_drawn_shoppers(n: int, columns: int, seed: int) -> None:
    values = np.random.default_rng(seed).random((n, columns))
    taken = np.random.default_rng(seed).integers(0, n, (40, n), np.int32)
    means = resampled_means(values, draws=40, seed=seed)
    np.testing.assert_allclose(means, values[taken].mean(axis=1), rtol=1e-6, atol=1e-7)


def test_windows_of_a_shopper_move_together() -> None:
    source = np.random.default_rng(0)
    sizes = source.integers(1, 4, 25)
    sums = source.random((25, 2)) * sizes[:, None]
    taken = np.random.default_rng(3).integers(0, 25, (40, 25), np.int32)
    expected = sums[taken].sum(axis=1) / sizes[taken].sum(axis=1)[:, None]
    np.testing.assert_allclose(resampled_means(sums, sizes, draws=40, seed=3), expected, rtol=1e-6)


def test_draws_are_shared_by_all_tables_of_as_many_shoppers() -> None:
    values = np.random.default_rng(0).random((50, 3))
    both = resampled_means(np.hstack([values, values[:, ::-1]]), draws=200)
    np.testing.assert_allclose(both[:, :3], resampled_means(values, draws=200), rtol=1e-6)
    np.testing.assert_allclose(both[:, 3:], both[:, 2::-1], rtol=1e-6)


def test_draws_in_blocks_are_still_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "CELLS", 70)
    values = np.random.default_rng(1).normal(5.0, 1.0, (30, 1))
    means = resampled_means(values, draws=4001)
    assert means.shape == (4001, 1)
    assert means.mean() == pytest.approx(values.mean(), abs=0.02)
    assert means.std() == pytest.approx(values.std() / 30**0.5, rel=0.06)


def test_a_small_spread_around_a_large_mean_keeps_its_digits() -> None:
    values = 1e4 + np.random.default_rng(2).random((40, 1)) * 1e-3
    taken = np.random.default_rng(0).integers(0, 40, (30, 40), np.int32)
    means = resampled_means(values, draws=30) - 1e4
    np.testing.assert_allclose(means, (values - 1e4)[taken].mean(axis=1), rtol=1e-4)


def test_nobody_has_no_mean() -> None:
    assert np.isnan(resampled_means(np.empty((0, 2)), draws=5)).all()


def test_resampling_ends_where_it_is_cancelled() -> None:
    with pytest.raises(Cancelled):
        resampled_means(np.ones((5, 1)), monitor=Impatient())
    with pytest.raises(Cancelled):
        sign_flips(np.ones((5, 1)), monitor=Impatient())


@pytest.mark.parametrize("shift", [0.0, 0.1, 0.3])
def test_the_randomisation_test_is_scipys(shift: float) -> None:
    differences = np.random.default_rng(4).normal(shift, 1.0, 120)
    theirs = permutation_test((differences,), np.mean, permutation_type="samples", n_resamples=20_000, rng=1)
    assert sign_flips(differences[:, None], draws=20_000)[0] == pytest.approx(theirs.pvalue, abs=0.012)


def test_few_shoppers_give_the_exact_share_of_signs() -> None:
    assert sign_flips(np.array([[1.0], [2.0], [4.0]]), draws=40_000)[0] == pytest.approx(2 / 8, abs=0.01)


def test_no_difference_is_no_finding() -> None:
    assert sign_flips(np.zeros((9, 1))).tolist() == [1.0]
    assert sign_flips(np.empty((0, 1))).tolist() == [1.0]
