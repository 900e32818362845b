"""Bands and intervals of a run's curves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from engine.evaluation.hits import Hits
from engine.evaluation.intervals import Intervals, curve_intervals
from engine.evaluation.metrics import METRICS, f1, recall

SOURCE = np.random.default_rng(2)
N = 300
HITS = Hits(
    np.arange(N, dtype=np.int32),
    SOURCE.random((N, 8)) < 0.2,
    SOURCE.integers(1, 9, N).astype(np.int32),
    np.full(N, 8, np.int32),
)


def test_pointwise_intervals_are_those_of_scipys_bootstrap() -> None:
    found = curve_intervals(HITS, metrics=("f1",), draws=4000)
    theirs = stats.bootstrap((f1(HITS)[:, 4],), np.mean, n_resamples=4000, method="percentile", rng=1)
    low, high = theirs.confidence_interval
    assert found.pointwise["f1"][:, 4] == pytest.approx([low, high], abs=0.002)


def test_a_band_is_wider_than_the_interval_and_holds_the_mean() -> None:
    found = curve_intervals(HITS, metrics=("recall",), draws=1000)
    low, high = found.bands["recall"]
    mean = recall(HITS).mean(axis=0)
    assert (low < mean).all()
    assert (mean < high).all()
    inner = found.pointwise["recall"]
    assert (high - low >= inner[1] - inner[0]).all()


def test_active_shoppers_without_a_target_count_as_zeros() -> None:
    found = curve_intervals(HITS, active=2 * N, metrics=("f1",), draws=3000)
    low, high = found.pointwise["active_f1"][:, 4]
    assert low < f1(HITS)[:, 4].sum() / (2 * N) < high
    padded = np.concatenate([f1(HITS)[:, 4], np.zeros(N)])
    theirs = stats.bootstrap((padded,), np.mean, n_resamples=3000, method="percentile", rng=1).confidence_interval
    assert (low, high) == pytest.approx(tuple(theirs), abs=0.002)


def test_equal_shoppers_meet_equal_draws() -> None:
    one, other = (curve_intervals(HITS, metrics=(name,), draws=100) for name in ("f1", "f1"))
    assert (one.pointwise["f1"] == other.pointwise["f1"]).all()


def test_they_survive_being_stored(tmp_path: Path) -> None:
    found = curve_intervals(HITS, active=N + 5, draws=50)
    found.save(tmp_path / "cross.npz")
    back = Intervals.open(tmp_path / "cross.npz")
    assert set(back.bands) == set(METRICS) | {f"active_{name}" for name in METRICS}
    assert all((back.bands[name] == found.bands[name]).all() for name in found.bands)


def test_without_shoppers_nothing_is_known() -> None:
    empty = Hits(*(np.empty(0, np.int32), np.empty((0, 3), bool), np.empty(0, np.int32), np.empty(0, np.int32)))
    found = curve_intervals(empty, metrics=("f1",), draws=20)
    assert np.isnan(found.pointwise["f1"]).all()
