"""GF-CF against its formula, dense."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from engine.models.baselines.gfcf import Gfcf, GfcfConfig
from engine.protocol import Training
from engine.protocol.recommender import Additive
from tests.engine.invented import bought_matrix, context, invented, window


def textbook(x: np.ndarray, factors: int, ideal: float) -> np.ndarray:
    """The item × item weights, in float64."""
    users, items = np.maximum(x.sum(axis=1), 1), np.maximum(x.sum(axis=0), 1)
    normal = x / np.sqrt(users)[:, None] / np.sqrt(items)
    vectors = np.linalg.svd(normal)[2][:factors].T
    smooth = (vectors / np.sqrt(items)[:, None]) @ (vectors.T * np.sqrt(items))
    return normal.T @ normal + ideal * smooth


@pytest.fixture
def train() -> Training:
    return window(invented(1, users=40, rows=600), 60).training


@pytest.mark.parametrize(("factors", "ideal"), [(4, 0.3), (8, 1.0), (3, 0.0), (200, 0.3)])
def test_scores_are_those_of_the_formula(train: Training, factors: int, ideal: float, tmp_path: Path) -> None:
    model = Gfcf(GfcfConfig(factors=factors, ideal=ideal))
    model.fit(train, context(tmp_path))
    x = bought_matrix(train)
    found = model.score(train.histories, torch.ones(x.shape, dtype=torch.bool))
    assert found.numpy() == pytest.approx(x @ textbook(x, factors, ideal), rel=1e-3, abs=1e-5)


def test_the_weights_of_a_history_add_up_to_the_score(train: Training, tmp_path: Path) -> None:
    model = Gfcf(GfcfConfig(factors=5))
    model.fit(train, context(tmp_path))
    assert isinstance(model, Additive)
    items = np.array([4, 0, 7])
    assert model.weights_into(items) == pytest.approx(textbook(bought_matrix(train), 5, 0.3)[:, items], abs=1e-5)


def test_a_saved_model_scores_alike(train: Training, tmp_path: Path) -> None:
    model = Gfcf(GfcfConfig(factors=5))
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    every = torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)
    again = Gfcf.load(tmp_path / "model", train)
    assert torch.equal(again.score(train.histories, every), model.score(train.histories, every))


@pytest.mark.parametrize("field", ["factors", "ideal"])
def test_a_negative_setting_is_refused(field: str) -> None:
    with pytest.raises(ValidationError):
        GfcfConfig(**{field: -1})
