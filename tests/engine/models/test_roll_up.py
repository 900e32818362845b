"""Mean weights between groups of items, from saved models, against sums over their dense weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from engine.models.baselines.ease import Ease, EaseConfig
from engine.models.baselines.itemknn import ItemKNN, ItemKNNConfig
from engine.models.baselines.popularity import MostPop
from engine.models.registry import model_class
from engine.models.roll_up import mean_between
from engine.protocol import Training
from engine.protocol.recommender import Relational
from tests.engine.invented import bought_matrix, context, invented, textbook, window


def groups_of(kept: int, width: int = 5) -> csr_matrix:
    """Groups that overlap and leave some items out."""
    rng = np.random.default_rng(2)
    return csr_matrix((rng.random((kept, width)) < 0.25).astype(np.float32))


def means(weights: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """The mean of w_ij over i of one group and j ≠ i of another, by loops."""
    found = np.full((groups.shape[1],) * 2, np.nan)
    for a in range(groups.shape[1]):
        for b in range(groups.shape[1]):
            pairs = [
                weights[i, j] for i in np.flatnonzero(groups[:, a]) for j in np.flatnonzero(groups[:, b]) if i != j
            ]
            if pairs:
                found[a, b] = np.mean(pairs)
    return found


def training(users: int) -> Training:
    return window(invented(1, users=users, rows=15 * users), 60).training


@pytest.mark.parametrize("users", [12, 60])  # solved on the side of users, and on that of items
def test_means_of_ease_are_those_of_its_dense_weights(users: int, tmp_path: Path) -> None:
    train = training(users)
    model = Ease(EaseConfig(l2=20))
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    groups = groups_of(train.catalogue.kept)
    found = Ease.weights_between(tmp_path / "model", train, groups)
    expected = means(textbook(bought_matrix(train), 20), groups.toarray())
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)


def test_means_of_itemknn_are_those_of_its_dense_weights(tmp_path: Path) -> None:
    train = training(60)
    model = ItemKNN(ItemKNNConfig(neighbours=4))
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    groups = groups_of(train.catalogue.kept)
    found = ItemKNN.weights_between(tmp_path / "model", train, groups)
    dense = model.weights_into(np.arange(train.catalogue.kept))
    np.testing.assert_allclose(found, means(dense, groups.toarray()), rtol=1e-4, atol=1e-7)


def test_a_group_without_pairs_has_no_mean() -> None:
    groups = csr_matrix(np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0]], np.float32))
    found = mean_between(np.ones((3, 3)), groups, groups)
    assert np.isfinite(found).tolist() == [[True, True, False], [True, False, False], [False, False, False]]


def test_which_models_keep_weights_of_items_into_items() -> None:
    assert isinstance(Ease, Relational)
    assert isinstance(ItemKNN, Relational)
    assert isinstance(model_class("pipeline"), Relational)
    assert not isinstance(MostPop, Relational)
