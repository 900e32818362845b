from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.models.pipeline.association import Association, pair_loss, window_pairs
from engine.models.pipeline.events import baskets
from engine.models.pipeline.graph import RELATIONS, SHRINK, Graph
from engine.models.pipeline.items import ItemSide, Vocabulary
from engine.monitor import Monitor
from engine.protocol import Training, Window
from tests.engine.models.pipeline.conftest import FittedPipeline

NEIGHBOURS = 6


@pytest.fixture(scope="module")
def made(pipeline: FittedPipeline, window: Window) -> tuple[Training, ItemSide, Vocabulary, Graph]:
    training = window.training
    side = pipeline.model._side
    assert side is not None
    vocabulary = Vocabulary.empty(len(side.text)).grown(training, 5)
    return training, side, vocabulary, Graph.of(training, side, vocabulary, NEIGHBOURS, Monitor())


def test_every_node_hears_a_mean_of_its_neighbours(made: tuple[Training, ItemSide, Vocabulary, Graph]) -> None:
    graph = made[3]
    assert set(graph.relations) == set(RELATIONS)
    for relation in graph.relations.values():
        sums = relation.to_dense().sum(dim=1)
        assert bool((((sums - 1).abs() < 1e-5) | (sums == 0)).all())
        assert int((sums > 0).sum()) > 50


def test_an_item_has_at_most_so_many_neighbours_and_never_itself(
    made: tuple[Training, ItemSide, Vocabulary, Graph],
) -> None:
    for name in ("basket", "household", "next"):
        dense = made[3].relations[name].to_dense()
        assert int((dense > 0).sum(dim=1).max()) == NEIGHBOURS
        assert float(dense.diagonal().abs().max()) == 0


def test_basket_neighbours_are_the_largest_shrunk_cosines(made: tuple[Training, ItemSide, Vocabulary, Graph]) -> None:
    training, _, _, graph = made
    number = np.full(len(training.catalogue), -1)
    number[graph.items] = np.arange(len(graph.items))
    node, basket = number[training.histories.items], baskets(training.histories)
    inside = np.zeros((basket.max() + 1, len(graph.items)))
    inside[basket[node >= 0], node[node >= 0]] = 1
    together = inside.T @ inside
    size = np.sqrt(np.diag(together))
    for item in (0, 11, 57):
        cosine = np.where(together[item] >= 2, together[item] / (size[item] * size + SHRINK), 0)
        cosine[item] = 0
        best = np.sort(cosine)[::-1][:NEIGHBOURS]
        found = np.sort(graph.relations["basket"].to_dense()[item].numpy())[::-1][:NEIGHBOURS]
        assert found == pytest.approx(best / best.sum(), abs=1e-5)


def test_the_next_basket_has_a_direction(made: tuple[Training, ItemSide, Vocabulary, Graph]) -> None:
    dense = made[3].relations["next"].to_dense()
    assert not torch.allclose(dense, dense.T)


def test_an_item_is_tied_to_its_label_of_every_level(made: tuple[Training, ItemSide, Vocabulary, Graph]) -> None:
    training, side, _, graph = made
    dense = graph.relations["category"].to_dense()
    starts = len(graph.items) + np.concatenate([[0], np.cumsum(side.sizes)[:-1]])
    for node in (0, 33):
        labels = side.labels[training.catalogue.source[graph.items[node]]]
        assert dense[node].nonzero()[:, 0].tolist() == sorted((starts + labels)[labels > 0].tolist())


def test_vectors_have_length_one_and_unknown_items_no_neighbours(
    made: tuple[Training, ItemSide, Vocabulary, Graph],
) -> None:
    training, side, vocabulary, graph = made
    torch.manual_seed(0)
    network = Association(side, 16)
    network.items.grow(len(vocabulary))
    z = network.vectors(graph, training.catalogue, vocabulary)
    assert z.norm(dim=1).numpy() == pytest.approx(1.0, abs=1e-4)
    empty = Graph(graph.items, {name: torch.zeros_like(relation) for name, relation in graph.relations.items()})
    alone = network.vectors(empty, training.catalogue, vocabulary)
    unknown = np.setdiff1d(np.arange(training.catalogue.kept), graph.items)
    assert torch.equal(z[unknown], alone[unknown])
    assert not torch.allclose(z[graph.items], alone[graph.items], atol=1e-2)


def test_pairs_join_a_history_with_its_own_targets() -> None:
    generator = np.random.default_rng(0)
    history, indptr = np.array([0, 1, 2, 3, -1]), np.array([0, 2, 2, 5])
    pairs = window_pairs(history, indptr, np.array([7, 8, 9, 9]), np.array([0, 1, 2, 4]), 10, generator)
    for left, right in zip(pairs.history.tolist(), pairs.target.tolist(), strict=True):
        assert (left in (0, 1) and right == 7) or (left in (2, 3) and right == 9)
    assert float(pairs.share.sum()) == pytest.approx(1.0)


def test_the_loss_of_pairs_sees_no_repeated_target_as_a_negative(
    made: tuple[Training, ItemSide, Vocabulary, Graph],
) -> None:
    network = Association(made[1], 16)
    z = torch.nn.functional.normalize(torch.randn(10, 16, generator=torch.Generator().manual_seed(1)), dim=1)
    pairs = window_pairs(
        np.array([0, 1]), np.array([0, 1, 2]), np.array([5, 5]), np.array([0, 1, 2]), 10, np.random.default_rng(0)
    )
    assert float(pair_loss(network, z, pairs, torch.tensor([0, 1])).detach()) == pytest.approx(0.0, abs=1e-6)
