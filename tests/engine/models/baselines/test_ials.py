"""iALS against the normal equations, dense and in float64."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.models.baselines import ials
from engine.models.baselines.ials import Ials, IalsConfig
from engine.monitor import Cancelled, Monitor
from engine.protocol import Context, Fitted, Training
from tests.engine.invented import bought_matrix, context, invented, window

SETTINGS = {"factors": 5, "unobserved": 0.2, "l2": 0.05, "epochs": 4}


@pytest.fixture
def train() -> Training:
    return window(invented(1, users=30, items=40, rows=500), 60).training


def fitted(train: Training, folder: Path, **settings: float) -> Ials:
    model = Ials(IalsConfig.model_validate(SETTINGS | settings))
    model.fit(train, context(folder))
    return model


def solved(x: np.ndarray, fixed: np.ndarray, unobserved: float, l2: float, scaling: float) -> np.ndarray:
    """The minimiser of the loss over the vectors of x's rows."""
    found = []
    for row in x:
        weights = row + unobserved
        ridge = l2 * (row.sum() + unobserved * len(row)) ** scaling
        gram = (fixed * weights[:, None]).T @ fixed + ridge * np.eye(fixed.shape[1])
        found.append(np.linalg.solve(gram, fixed.T @ row))
    return np.array(found)


@pytest.mark.parametrize("scaling", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("cells", [1, 300, 1 << 22])
def test_an_epoch_solves_the_normal_equations(
    train: Training, scaling: float, cells: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ials, "CELLS", cells)
    before = fitted(train, tmp_path, epochs=2, scaling=scaling)._items.double().numpy()
    after = fitted(train, tmp_path, epochs=3, scaling=scaling)._items.numpy()
    x = bought_matrix(train)
    users = solved(x, before, 0.2, 0.05, scaling)
    assert after == pytest.approx(solved(x.T, users, 0.2, 0.05, scaling), rel=2e-3, abs=2e-4)


def test_scores_are_products_with_the_solved_history(train: Training, tmp_path: Path) -> None:
    model = fitted(train, tmp_path)
    x, items = bought_matrix(train), model._items.double().numpy()
    found = model.score(train.histories, torch.ones(x.shape, dtype=torch.bool))
    assert found.numpy() == pytest.approx(solved(x, items, 0.2, 0.05, 1.0) @ items.T, rel=2e-3, abs=2e-4)


def test_the_loss_falls_with_every_epoch(train: Training, tmp_path: Path) -> None:
    x = bought_matrix(train)

    def loss(epochs: int) -> float:
        items = fitted(train, tmp_path, epochs=epochs, scaling=0.0)._items.double().numpy()
        users = solved(x, items, 0.2, 0.05, 0.0)
        guess = users @ items.T
        return float(
            (x * (guess - 1) ** 2).sum() + 0.2 * (guess**2).sum() + 0.05 * ((users**2).sum() + (items**2).sum())
        )

    losses = [loss(epochs) for epochs in (1, 2, 4, 8)]
    assert losses == sorted(losses, reverse=True)


def test_one_seed_is_one_model(train: Training, tmp_path: Path) -> None:
    assert torch.equal(fitted(train, tmp_path)._items, fitted(train, tmp_path)._items)


def test_the_best_validated_epoch_is_kept_and_trained_again(train: Training, tmp_path: Path) -> None:
    values = iter([0.1, 0.3, 0.2, 0.2])
    model = Ials(IalsConfig.model_validate(SETTINGS))
    found = model.fit(train, context(tmp_path, lambda _: next(values)))
    assert found == Fitted({"factors": 2})
    again = Ials(IalsConfig.model_validate(SETTINGS))
    again.fit(train, Context(Monitor(), "cpu", 0, tmp_path, tmp_path, None, found))
    assert torch.equal(again._items, model._items)


def test_a_saved_model_scores_alike_and_what_does_not_compete_stays_out(train: Training, tmp_path: Path) -> None:
    model = fitted(train, tmp_path)
    model.save(tmp_path / "model")
    some = torch.rand((len(train.histories), train.catalogue.kept)) < 0.5
    scores = Ials.load(tmp_path / "model", train).score(train.histories, some)
    assert torch.equal(scores, model.score(train.histories, some))
    assert torch.equal(torch.isfinite(scores), some)


def test_it_ends_where_it_is_cancelled(train: Training, tmp_path: Path) -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        Ials(IalsConfig()).fit(train, Context(Impatient(), "cpu", 0, tmp_path, tmp_path))
