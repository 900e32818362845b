"""EASE as a recommender."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from engine.models.baselines.ease import Ease, EaseConfig
from tests.engine.invented import bought_matrix, context, invented, textbook, window


@pytest.mark.parametrize("users", [12, 60])
@pytest.mark.parametrize("min_item_users", [0, 2])
def test_scores_are_x_times_b(users: int, min_item_users: int, tmp_path: Path) -> None:
    train = window(invented(1, users=users, rows=15 * users), 60, min_item_users).training
    model = Ease(EaseConfig(l2=20))
    model.fit(train, context(tmp_path))
    x = bought_matrix(train)
    found = model.score(train.histories, torch.ones(x.shape, dtype=torch.bool))
    assert found.numpy() == pytest.approx(x @ textbook(x, 20), rel=1e-3, abs=1e-5)


@pytest.mark.parametrize("users", [12, 60])
def test_weights_into_items_are_columns_of_b(users: int, tmp_path: Path) -> None:
    train = window(invented(1, users=users, rows=15 * users), 60).training
    model = Ease(EaseConfig(l2=20))
    model.fit(train, context(tmp_path))
    items = np.array([4, 0, 7], np.int32)
    found = model.weights_into(items)
    assert found.dtype == np.float32
    assert found == pytest.approx(textbook(bought_matrix(train), 20)[:, items], rel=1e-3, abs=1e-5)


def test_the_default_is_the_references() -> None:
    assert EaseConfig().l2 == 1000.0


@pytest.mark.parametrize("l2", [0, -1, 1e-9])
def test_a_ridge_of_nothing_is_refused(l2: float) -> None:
    with pytest.raises(ValidationError):
        EaseConfig(l2=l2)
