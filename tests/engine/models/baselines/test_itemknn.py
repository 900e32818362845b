"""ItemKNN against its definition, pair by pair."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.models.baselines import itemknn
from engine.models.baselines.itemknn import ItemKNN, ItemKNNConfig
from engine.protocol import Training
from tests.engine.invented import bought_matrix, context, invented, window


def by_hand(
    train: Training,
    neighbours: int,
    shrink: float,
    neighbours_of: str = "history",
    normalise: bool = False,
    center: bool = False,
) -> np.ndarray:
    """float64 [users, kept]."""
    x = bought_matrix(train)
    together, buyers = x.T @ x, x.sum(axis=0)
    near = np.zeros_like(together)
    for item in range(len(buyers)):
        similar = [
            (together[item, j] / (np.sqrt(buyers[item] * buyers[j]) + shrink) if together[item, j] else 0.0)
            for j in range(len(buyers))
        ]
        similar[item] = 0.0
        last = sorted(similar, reverse=True)[min(neighbours, len(similar)) - 1]
        near[item] = [value if value >= last - 1e-9 else 0.0 for value in similar]
    if normalise:
        near = np.array([row / row.sum() if row.sum() else row for row in near])
    weights = near if neighbours_of == "history" else near.T
    shares = x.mean(axis=0) if center else np.zeros(x.shape[1])
    return shares + (x - shares) @ weights


def scores(train: Training, folder: Path, **fields: object) -> np.ndarray:
    model = ItemKNN(ItemKNNConfig.model_validate(fields))
    model.fit(train, context(folder))
    return model.score(
        train.histories, torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)
    ).numpy()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("neighbours", [1, 3, 10, 200])
@pytest.mark.parametrize("shrink", [0.0, 10.0])
def test_scores_are_the_definitions(seed: int, neighbours: int, shrink: float, tmp_path: Path) -> None:
    train = window(invented(seed, users=30, items=50, rows=500), 60, min_item_users=seed % 3).training
    found = scores(train, tmp_path, neighbours=neighbours, shrink=shrink)
    assert found == pytest.approx(by_hand(train, neighbours, shrink), rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("neighbours_of", ["history", "candidate"])
@pytest.mark.parametrize("normalise", [False, True])
@pytest.mark.parametrize("center", [False, True])
def test_every_form_is_its_definition(neighbours_of: str, normalise: bool, center: bool, tmp_path: Path) -> None:
    train = window(invented(5, users=30, items=50, rows=500), 60).training
    form = {"neighbours_of": neighbours_of, "normalise": normalise, "center": center}
    found = scores(train, tmp_path, neighbours=5, shrink=0.0, **form)
    assert found == pytest.approx(by_hand(train, 5, 0.0, **form), rel=1e-4, abs=1e-6)


def test_without_ties_the_first_items_that_tie_are_kept(tmp_path: Path) -> None:
    train = window(invented(2, users=1, items=12, rows=100), 60).training  # one user: all items are equally near
    found = scores(train, tmp_path, neighbours=3, keep_ties=False, shrink=0.0)[0]
    others = np.array([[j for j in range(len(found)) if j != item][:3] for item in range(len(found))])
    assert found.tolist() == pytest.approx(np.bincount(others.ravel(), minlength=len(found)).tolist())


@pytest.mark.parametrize("neighbours", [1, 4, 9])
def test_without_ties_nobody_has_more_neighbours_than_asked(neighbours: int, tmp_path: Path) -> None:
    train = window(invented(3, users=30, items=50, rows=500), 60).training
    model = ItemKNN(ItemKNNConfig(neighbours=neighbours, keep_ties=False))
    model.fit(train, context(tmp_path))
    reach = (model.weights_into(np.arange(train.catalogue.kept)) > 0).sum(axis=1)
    assert reach.max() == neighbours


def test_a_saved_model_keeps_its_form(tmp_path: Path) -> None:
    train = window(invented(6, users=30, items=50, rows=500), 60).training
    model = ItemKNN(ItemKNNConfig(neighbours_of="candidate", normalise=True, center=True))
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    every = torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)
    again = ItemKNN.load(tmp_path / "model", train)
    assert torch.equal(again.score(train.histories, every), model.score(train.histories, every))


def test_neighbours_do_not_depend_on_the_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train = window(invented(1, users=30, items=50, rows=500), 60).training
    whole = scores(train, tmp_path, neighbours=4)
    monkeypatch.setattr(itemknn, "CELLS", 60)
    assert np.array_equal(scores(train, tmp_path, neighbours=4), whole)


def test_all_that_tie_with_the_last_neighbour_are_kept(tmp_path: Path) -> None:
    train = window(invented(2, users=1, items=12, rows=100), 60).training  # one user: all items are equally near
    found = scores(train, tmp_path, neighbours=1)
    others = train.catalogue.kept - 1
    assert found == pytest.approx(np.full_like(found, others / 11))


def test_the_defaults_are_those_of_the_reference() -> None:
    assert (ItemKNNConfig().neighbours, ItemKNNConfig().shrink) == (200, 10.0)
