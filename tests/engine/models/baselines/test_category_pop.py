"""Category-pop against its formula, category by category."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.models.baselines.category_pop import CategoryPop, CategoryPopConfig
from tests.engine.invented import Oracle, context, invented, textbook, window

L2 = 5.0


def by_hand(oracle: Oracle) -> np.ndarray:
    """float64 [users, kept]: best label's max(ĉ, 1e-6) · buyers(i) / users who bought in c."""
    borne = sorted(set().union(*(oracle.labels[item] for item in oracle.kept)))
    seen = np.array([[float(label in oracle.seen[user]) for label in borne] for user in oracle.users])
    inverse = np.linalg.inv(seen.T @ seen + L2 * np.eye(len(borne)))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0)
    entry = np.maximum(seen @ weights, 1e-6)
    scores = np.zeros((len(oracle.users), len(oracle.kept)))
    for row in range(len(oracle.users)):
        for column, item in enumerate(oracle.kept):
            buyers = sum(user in oracle.buyers[item] for user in oracle.users)
            chances = [
                entry[row, borne.index(label)] * buyers / sum(label in oracle.seen[user] for user in oracle.users)
                for label in oracle.labels[item]
                if any(label in oracle.seen[user] for user in oracle.users)
            ]
            scores[row, column] = max(chances, default=1e-6 * buyers / len(oracle.users))
    return scores


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("users", "most_labels"), [(5, 1), (40, 1), (40, 3)]
)  # the fewer users than categories, or not
@pytest.mark.parametrize("min_item_users", [0, 1, 3])
def test_scores_are_the_formulas(seed: int, users: int, most_labels: int, min_item_users: int, tmp_path: Path) -> None:
    made = invented(seed, users=users, items=40, categories=8, rows=12 * users, most_labels=most_labels)
    train = window(made, 60, min_item_users).training
    model = CategoryPop(CategoryPopConfig(l2=L2))
    model.fit(train, context(tmp_path))
    found = model.score(train.histories, torch.ones((len(train.histories), train.catalogue.kept), dtype=torch.bool))
    expected = by_hand(Oracle(made, 60, min_item_users=min_item_users))
    assert found.numpy() == pytest.approx(expected, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("users", [5, 40])
def test_what_is_expected_in_a_category_is_ease_over_the_categories_seen(users: int, tmp_path: Path) -> None:
    made = invented(2, users=users, items=40, categories=8, rows=12 * users, most_labels=2)
    train, oracle = window(made, 60, 2).training, Oracle(made, 60, min_item_users=2)
    model = CategoryPop(CategoryPopConfig(l2=L2))
    model.fit(train, context(tmp_path))
    borne = sorted(set().union(*(oracle.labels[item] for item in oracle.kept)))
    seen = np.array([[float(label in oracle.seen[user]) for label in borne] for user in oracle.users])
    found = model.entry(train.histories)
    assert found[:, borne] == pytest.approx(seen @ textbook(seen, L2), abs=1e-5)
    assert np.isneginf(np.delete(found, borne, axis=1)).all()


def test_a_dataset_without_categories_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="needs categories") as caught:
        CategoryPop(CategoryPopConfig()).fit(window(invented(1, most_labels=0), 60).training, context(tmp_path))
    assert caught.value.code == "model-level"
