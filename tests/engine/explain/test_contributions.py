"""The history items behind a score, against a plain sum and sort."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from engine.explain import contributions, strongest
from engine.models.baselines.ease import Ease, EaseConfig
from engine.models.baselines.itemknn import ItemKNN, ItemKNNConfig
from engine.models.baselines.popularity import MostPop, MostPopConfig
from engine.monitor import Cancelled, Monitor
from engine.protocol import Histories
from engine.protocol.recommender import Additive
from tests.engine.invented import bought_matrix, context, invented, window

COUNT = 3


class Weighted:
    """Weights from a table."""

    def __init__(self, weights: npt.NDArray[np.float32]) -> None:
        self.weights = weights

    def rows(self, histories: Histories) -> csr_matrix:
        return histories.binary(len(self.weights))

    def weights_into(self, items: npt.NDArray[np.integer]) -> npt.NDArray[np.float32]:
        return self.weights[:, items]


def drawn(seed: int, kept: int) -> Weighted:
    """Few different weights, so that many tie, and some are negative."""
    return Weighted(np.random.default_rng(seed).integers(-2, 4, (kept, kept)).astype(np.float32))


def plain(weights: npt.NDArray[np.float32], bought: npt.NDArray[np.float64], item: int) -> list[int]:
    adding = [other for other in np.flatnonzero(bought) if weights[other, item] > 0]
    first = sorted(adding, key=lambda other: (-weights[other, item], other))[:COUNT]
    return [*first, *[-1] * (COUNT - len(first))]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 2), st.sampled_from([1, 7, 64, 1 << 22]))
def test_reasons_are_the_items_of_the_history_with_the_largest_weights(seed: int, fewest: int, cells: int) -> None:
    train = window(invented(seed), 60, fewest).training
    kept = train.catalogue.kept
    rng = np.random.default_rng(seed)
    items = rng.integers(-1, kept, (len(train.histories), 5)).astype(np.int32)
    model = drawn(seed, kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contributions, "CELLS", cells)
        patch.setattr(contributions, "WEIGHTS", cells)
        found = strongest(model, train.histories, items, COUNT)
    bought = bought_matrix(train)
    for row, listed in enumerate(items):
        for place, item in enumerate(listed):
            expected = plain(model.weights, bought[row], item) if item >= 0 else [-1] * COUNT
            assert found[row, place].tolist() == expected


def test_an_empty_list_has_no_reasons() -> None:
    train = window(invented(1), 60).training
    none = np.full((len(train.histories), 4), -1, np.int32)
    found = strongest(drawn(1, train.catalogue.kept), train.histories, none)
    assert found.shape == (*none.shape, 3)
    assert (found == -1).all()


def test_it_ends_where_it_is_cancelled() -> None:
    class Impatient(Monitor):
        def checkpoint(self) -> None:
            raise Cancelled

    train = window(invented(2), 60).training
    items = np.zeros((len(train.histories), 1), np.int32)
    with pytest.raises(Cancelled):
        strongest(drawn(2, train.catalogue.kept), train.histories, items, monitor=Impatient())


@pytest.mark.parametrize("users", [40, 12])
@pytest.mark.parametrize("kind", ["ease", "itemknn"])
def test_the_weights_of_a_history_add_up_to_the_score(kind: str, users: int, tmp_path: Path) -> None:
    train = window(invented(3, users=users, rows=700), 60, 2).training
    model = Ease(EaseConfig(l2=20)) if kind == "ease" else ItemKNN(ItemKNNConfig(neighbours=5))
    model.fit(train, context(tmp_path))
    assert isinstance(model, Additive)
    kept = train.catalogue.kept
    scores = model.score(train.histories, torch.ones((len(train.histories), kept), dtype=torch.bool))
    summed = bought_matrix(train) @ model.weights_into(np.arange(kept))
    np.testing.assert_allclose(summed, scores.numpy(), atol=2e-5)


def test_an_old_purchase_explains_less(tmp_path: Path) -> None:
    train = window(invented(3, users=40, rows=700), 60, 2).training
    model = ItemKNN(ItemKNNConfig(neighbours=9, recency_days=5))
    model.fit(train, context(tmp_path))
    kept = train.catalogue.kept
    items = np.tile(np.arange(kept, dtype=np.int32), (len(train.histories), 1))
    first = strongest(model, train.histories, items, 1)[:, :, 0]
    added = model.rows(train.histories).toarray()[:, :, None] * model.weights_into(np.arange(kept))
    found = np.take_along_axis(added, np.maximum(first, 0)[:, None, :], axis=1)[:, 0]
    np.testing.assert_allclose(np.where(first >= 0, found, 0), added.max(axis=1))
    scores = model.score(train.histories, torch.ones((len(train.histories), kept), dtype=torch.bool))
    np.testing.assert_allclose(added.sum(axis=1), scores.numpy(), atol=1e-5)


def test_popularity_gives_no_reasons() -> None:
    assert not isinstance(MostPop(MostPopConfig()), Additive)
