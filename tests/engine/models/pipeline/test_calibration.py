from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.models.pipeline.calibration import Calibration


def drawn(slope: float, baskets: float, level: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    logits, counts = rng.normal(0, 1.5, 60_000), rng.integers(1, 200, 60_000).astype(float)
    chance = 1 / (1 + np.exp(-(slope * logits + baskets * np.log1p(counts) + level)))
    return logits, counts, rng.random(60_000) < chance


def test_planted_values_are_found() -> None:
    found = Calibration.fitted(*drawn(0.8, 0.3, -4.0))
    assert (found.slope, found.baskets, found.level) == pytest.approx((0.8, 0.3, -4.0), abs=0.12)


def test_the_mean_probability_is_the_base_rate() -> None:
    logits, counts, relevant = drawn(1.2, -0.2, -3.0)
    found = Calibration.fitted(logits, counts, relevant)
    told = found.probability(torch.from_numpy(logits)[:, None], torch.from_numpy(counts))
    assert float(told.mean()) == pytest.approx(relevant.mean(), rel=1e-3)


def test_logits_that_say_nothing_give_the_level_alone() -> None:
    logits, counts, relevant = drawn(-1.0, 0.0, -3.0)
    found = Calibration.fitted(logits, counts, relevant)
    assert found.slope == 0.0


def test_without_a_purchase_it_stays_as_it_starts() -> None:
    assert Calibration.fitted(np.ones(4), np.ones(4), np.zeros(4, bool)) == Calibration()


def test_notes_are_taken_over_unchanged() -> None:
    found = Calibration.fitted(*drawn(0.8, 0.3, -4.0))
    assert Calibration(**found.notes()) == found
