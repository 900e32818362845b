"""LightGCN and BPR against torch_geometric, dense products and autograd by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch_geometric.nn import LightGCN as Theirs

from engine.errors import UserError
from engine.models.baselines import lightgcn
from engine.models.baselines.lightgcn import Bpr, BprConfig, LightGCN, LightGCNConfig, Propagated, adjacency, pairs
from engine.monitor import Monitor
from engine.protocol import Context, Fitted, Histories, Training
from tests.engine.invented import bought_matrix, context, invented, window

SETTINGS = {"factors": 6, "epochs": 3, "batch": 64}


@pytest.fixture
def train() -> Training:
    return window(invented(1, users=30, items=40, rows=500), 60).training


def every(train: Training) -> torch.Tensor:
    return torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool)


def dense(train: Training) -> torch.Tensor:
    """float64 Â by its definition."""
    x = bought_matrix(train)
    users, items = x.shape
    whole = np.zeros((users + items,) * 2)
    whole[:users, users:], whole[users:, :users] = x, x.T
    degree = np.maximum(whole.sum(axis=1), 1)
    return torch.from_numpy(whole / np.sqrt(np.outer(degree, degree)))


def test_the_graph_is_the_normalised_adjacency(train: Training) -> None:
    graph = adjacency(train.histories.binary(train.catalogue.kept)).to_dense()
    torch.testing.assert_close(graph.double(), dense(train), rtol=1e-6, atol=1e-7)


def test_the_forward_pass_is_torch_geometrics_own_on_plain_edges(train: Training) -> None:
    rows = train.histories.binary(train.catalogue.kept)
    users, items = rows.shape
    ours, theirs = Propagated(users + items, 8, 3), Theirs(users + items, 8, 3)
    theirs.embedding.weight.data.copy_(ours.vectors.data)
    pairs_of = rows.tocoo()
    edges = torch.from_numpy(np.stack([pairs_of.row, pairs_of.col + users]).astype(np.int64))
    both = torch.cat([edges, edges.flip(0)], dim=1)
    torch.testing.assert_close(ours(adjacency(rows)), theirs.get_embedding(both), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("layers", [0, 1, 3])
def test_layers_are_powers_of_the_dense_graph(train: Training, layers: int) -> None:
    rows = train.histories.binary(train.catalogue.kept)
    net = Propagated(sum(rows.shape), 5, layers)
    first, graph = net.vectors.detach().double(), dense(train)
    expected = torch.stack([torch.linalg.matrix_power(graph, k) @ first for k in range(layers + 1)]).mean(dim=0)
    torch.testing.assert_close(net(adjacency(rows)).double(), expected, rtol=1e-4, atol=1e-6)


def test_one_step_is_that_of_autograd_by_hand(train: Training, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = train.histories.binary(train.catalogue.kept)
    users = rows.shape[0]
    drawn = pairs(rows, 50, np.random.default_rng(0))
    monkeypatch.setattr(lightgcn, "pairs", lambda *_: drawn)
    first: list[torch.Tensor] = []
    made = Propagated.__init__

    def recorded(self: Propagated, *shape: int) -> None:
        made(self, *shape)
        first.append(self.vectors.detach().clone())

    monkeypatch.setattr(Propagated, "__init__", recorded)
    model = LightGCN(LightGCNConfig(factors=6, epochs=1, batch=50, l2=0.01, learning_rate=0.05))
    model.fit(train, context(tmp_path))

    vectors = first[-1].double().requires_grad_()
    graph = dense(train)
    mixed = sum((torch.linalg.matrix_power(graph, k) @ vectors for k in range(4)), torch.zeros(1)) / 4
    u, i, j = (torch.from_numpy(part) for part in drawn)
    apart = (mixed[u] * (mixed[users + i] - mixed[users + j])).sum(dim=1)
    ridge = sum(vectors[part].square().sum() for part in (u, users + i, users + j)) / (2 * 50)
    (torch.log1p(torch.exp(-apart)).mean() + 0.01 * ridge).backward()
    assert vectors.grad is not None
    # Adam's first step is the rate times the sign of the gradient, but for its ε
    stepped = vectors.detach() - 0.05 * vectors.grad / (vectors.grad.abs() + 1e-8)
    expected = sum((torch.linalg.matrix_power(graph, k) @ stepped for k in range(4)), torch.zeros(1)) / 4
    torch.testing.assert_close(torch.cat([model._users, model._items]).double(), expected, rtol=1e-3, atol=1e-4)


def test_what_is_drawn_is_owned_and_what_is_set_against_it_is_not(train: Training) -> None:
    rows = train.histories.binary(train.catalogue.kept)
    users, having, lacking = pairs(rows, 4000, np.random.default_rng(0))
    owned = rows.toarray() > 0
    assert owned[users, having].all()
    assert not owned[users, lacking].any()
    counts = np.bincount(users, minlength=rows.shape[0])
    assert counts.min() > 0.5 * counts.mean()


@pytest.mark.parametrize("kind", [LightGCN, Bpr])
def test_what_was_bought_ends_above_what_was_not(kind: type[LightGCN], train: Training, tmp_path: Path) -> None:
    settings = {"factors": 8, "epochs": 60, "batch": 64, "learning_rate": 0.02}
    model = kind(kind.config_class.model_validate(settings | {"model": "bpr" if kind is Bpr else "lightgcn"}))
    model.fit(train, context(tmp_path))
    scores, owned = model.score(train.histories, every(train)).numpy(), bought_matrix(train) > 0
    better = [(row[has][:, None] > row[~has]).mean() for row, has in zip(scores, owned, strict=True) if has.any()]
    assert np.mean(better) > 0.8


def test_bpr_knows_no_graph(train: Training, tmp_path: Path) -> None:
    flat = LightGCN(LightGCNConfig.model_validate(SETTINGS | {"layers": 0}))
    flat.fit(train, context(tmp_path))
    model = Bpr(BprConfig.model_validate(SETTINGS))
    model.fit(train, context(tmp_path))
    assert model._layers == 0
    assert model._users.shape == flat._users.shape


def test_one_seed_is_one_model(train: Training, tmp_path: Path) -> None:
    models = [LightGCN(LightGCNConfig.model_validate(SETTINGS)) for _ in range(2)]
    for model in models:
        model.fit(train, context(tmp_path))
    assert torch.equal(models[0]._items, models[1]._items)


def test_the_best_validated_epoch_is_the_one_that_scores(train: Training, tmp_path: Path) -> None:
    values = iter([0.2, 0.5, 0.1])
    model = LightGCN(LightGCNConfig.model_validate(SETTINGS))
    found = model.fit(train, context(tmp_path, lambda _: next(values)))
    assert found == Fitted({"factors": 2})
    again = LightGCN(LightGCNConfig.model_validate(SETTINGS))
    again.fit(train, Context(Monitor(), "cpu", 0, tmp_path, tmp_path, None, found))
    torch.testing.assert_close(again._items, model._items)


def test_a_saved_model_scores_alike_and_what_does_not_compete_stays_out(train: Training, tmp_path: Path) -> None:
    model = LightGCN(LightGCNConfig.model_validate(SETTINGS))
    model.fit(train, context(tmp_path))
    model.save(tmp_path / "model")
    some = torch.rand((len(train.histories), train.catalogue.kept)) < 0.5
    scores = LightGCN.load(tmp_path / "model", train).score(train.histories, some)
    assert torch.equal(scores, model.score(train.histories, some))
    assert torch.equal(torch.isfinite(scores), some)


def test_a_new_history_is_refused_in_a_sentence(train: Training, tmp_path: Path) -> None:
    model = LightGCN(LightGCNConfig.model_validate(SETTINGS))
    model.fit(train, context(tmp_path))
    one = train.histories.block(0, 1)
    new = Histories(np.array([-1], np.int32), one.at, one.indptr, one.items, one.times, one.columns)
    with pytest.raises(UserError, match="only shoppers that it was fitted on"):
        model.score(new, every(train)[:1])
