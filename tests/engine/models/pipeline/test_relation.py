from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.models.baselines.ridge import Weights, solved
from engine.models.pipeline.relation import Gate, Relation, ages
from engine.monitor import Monitor
from engine.protocol import Window

L2 = 20.0


@pytest.fixture(scope="module")
def ease(window: Window) -> Weights:
    return solved(window.training.histories.binary(window.training.catalogue.kept), L2, Monitor())


def related(window: Window, ease: Weights, depth: int) -> Relation:
    kept = window.training.catalogue.kept
    return Relation.of(ease, kept, np.arange(0, kept, 2), np.arange(kept), depth, Monitor())


def gate(width: int = 4, categories: int = 3) -> Gate:
    torch.manual_seed(0)
    return Gate(width, categories)


def test_it_holds_the_largest_weights_of_every_target(window: Window, ease: Weights) -> None:
    relation = related(window, ease, 30)
    for row in (0, 40, 200):
        column = ease.columns(relation.targets[row : row + 1])[:, 0]
        held = relation.into[row]
        assert held.data.tolist() == column[held.indices].tolist()
        assert np.abs(held.data).min() >= np.sort(np.abs(column))[-30]


def test_gates_of_one_leave_ease_as_it_is(window: Window, ease: Weights) -> None:
    relation = related(window, ease, 30)
    kept = window.training.catalogue.kept
    z, category = torch.randn(kept, 4), torch.randint(0, 3, (kept,))
    gated = relation.gated(gate(), z, category, Monitor())
    assert gated.into.data.tolist() == relation.into.data.tolist()
    assert gated.age.tolist() == relation.age.tolist() == [0.0] + [1.0] * 10


def test_with_every_weight_and_open_gates_a_history_scores_like_ease(window: Window, ease: Weights) -> None:
    kept = window.training.catalogue.kept
    relation, block = related(window, ease, kept), window.test.histories.block(0, 9)
    items = np.tile(np.arange(0, 40, 2), (9, 1))
    expected = ease.scores(block.binary(kept), block.users)[:, items[0]]
    found = relation.scores(block, items, np.zeros(items.shape, np.float32))
    assert found == pytest.approx(expected, abs=2e-4)


def test_items_that_are_no_targets_take_the_other_score(window: Window, ease: Weights) -> None:
    relation, block = related(window, ease, 30), window.test.histories.block(0, 2)
    items = np.array([[1, 2, -1], [3, 5, 7]])
    found = relation.scores(block, items, np.full((2, 3), 9.0, np.float32))
    assert found[0, 0] == found[0, 2] == 9.0
    assert found[0, 1] != 9.0
    assert found[1].tolist() == [9.0] * 3


def test_a_gate_moves_only_what_it_is_asked_to(window: Window, ease: Weights) -> None:
    relation, learned = related(window, ease, 30), gate()
    kept = window.training.catalogue.kept
    category = torch.zeros(kept, dtype=torch.int64)
    category[: kept // 2] = 1
    with torch.no_grad():
        learned.into.weight[1] = -50 * learned.out_of.weight[1]  # category 1 into category 1 closes
    gated = relation.gated(learned, torch.zeros(kept, 4), category, Monitor())
    target = np.repeat(relation.targets, 30)
    into_itself = category.numpy()[target] * category.numpy()[relation.into.indices] == 1
    assert np.abs(gated.into.data[into_itself]).max() < 1e-3 * np.abs(relation.into.data[into_itself]).max()
    apart = category.numpy()[target] == 0
    assert gated.into.data[apart] == pytest.approx(relation.into.data[apart])


def test_the_age_of_the_last_purchase_counts(window: Window, ease: Weights) -> None:
    relation, block = related(window, ease, 30), window.test.histories.block(0, 5)
    learned = gate()
    with torch.no_grad():
        learned.age[:] = np.log(0.5)
    kept = window.training.catalogue.kept
    halved = relation.gated(learned, torch.zeros(kept, 4), torch.zeros(kept, dtype=torch.int64), Monitor())
    items = np.tile(relation.targets[:20], (5, 1))
    zeros = np.zeros(items.shape, np.float32)
    assert 2 * halved.scores(block, items, zeros) == pytest.approx(relation.scores(block, items, zeros), abs=1e-5)


def test_ages_are_those_of_the_newest_purchase(window: Window) -> None:
    block = window.test.histories.block(0, 3)
    found = ages(block, window.training.catalogue.kept)
    rows, items = block.rows, block.items
    for user in range(3):
        for item in np.unique(items[rows == user])[:20]:
            last = block.times[(rows == user) & (items == item)].max()
            days = (block.at[user] - last) // 86_400_000_000
            assert found[user, item] == min(int(np.log2(days + 1)), 9) + 1


def test_the_roll_up_is_the_mean_positive_weight_of_category_pairs(window: Window, ease: Weights) -> None:
    relation = related(window, ease, 25)
    kept = window.training.catalogue.kept
    category = (np.arange(kept) % 5).astype(np.int32)
    dense = np.zeros((kept, kept))
    dense[:, relation.targets] = np.maximum(relation.into.toarray().T, 0)
    found = relation.categories(category, 6)
    inside = np.zeros(kept, bool)
    inside[relation.targets] = True
    for source in range(5):
        for target in range(5):
            block = dense[np.ix_(category == source, (category == target) & inside)]
            assert found[source, target] == pytest.approx(block.mean(), rel=1e-4, abs=1e-9)
    assert found[5].tolist() == [0.0] * 6
