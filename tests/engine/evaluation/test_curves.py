"""Means over users at every cutoff."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.evaluation import METRICS, Hits, active_share, curves, mean_curve, mean_curves


def random_hits(n: int, k: int = 9) -> Hits:
    rng = np.random.default_rng(n)
    hit = rng.random((n, k)) < 0.3
    relevant = np.maximum(hit.sum(axis=1) + rng.integers(0, 4, n), 1)
    return Hits(np.arange(n, dtype=np.int32), hit, relevant.astype(np.int32), np.full(n, k, np.int32))


def test_a_curve_is_the_mean_over_users() -> None:
    hits = random_hits(40)
    for name, curve in mean_curves(hits).items():
        assert np.allclose(curve, METRICS[name](hits).mean(axis=0), atol=1e-15)


def test_curves_do_not_depend_on_the_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = mean_curves(random_hits(40))
    monkeypatch.setattr(curves, "CHUNK", 7)
    pieces = mean_curves(random_hits(40))
    assert all(np.allclose(whole[name], pieces[name], atol=1e-15) for name in METRICS)


def test_one_curve_is_that_of_all() -> None:
    assert np.array_equal(mean_curve(random_hits(10), "f1"), mean_curves(random_hits(10))["f1"])


def test_curves_of_nobody_are_nan() -> None:
    nobody = Hits(np.empty(0, np.int32), np.empty((0, 4), bool), np.empty(0, np.int32), np.empty(0, np.int32))
    assert np.isnan(mean_curve(nobody, "recall")).tolist() == [True] * 4


def test_active_means_count_users_without_a_target_as_0() -> None:
    values = [0.5, 0.25, 0.0]
    assert np.mean(values) * active_share(3, 5) == pytest.approx(sum(values) / 5)
    assert math.isnan(active_share(0, 0))
