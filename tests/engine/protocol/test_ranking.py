"""Top lists in a fixed order, against a plain sort."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.monitor import Cancelled, Monitor
from engine.protocol import Histories, ranking
from engine.protocol.ranking import TopK, rank, top_k
from tests.engine.invented import Oracle, invented, window

SCOPES = ("cross", "in", "repeat", "all", "any")
values = st.sampled_from([-np.inf, -2.5, -1.0, -0.0, 0.0, 1e-30, 0.1, 1.0, 1.0000001, 3e38]) | st.floats(
    -1e6, 1e6, width=32
)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(1, 12).flatmap(lambda n: st.lists(st.lists(values, min_size=n, max_size=n), min_size=1, max_size=5)),
    st.data(),
)
def test_the_order_is_score_descending_then_column_ascending(rows: list[list[float]], data: st.DataObject) -> None:
    k = data.draw(st.integers(1, len(rows[0])))
    scores = torch.tensor(rows, dtype=torch.float32)
    best, items = top_k(scores, k)
    for row, found, listed in zip(scores.tolist(), best.tolist(), items.tolist(), strict=True):
        order = sorted((column for column in range(len(row)) if row[column] > -np.inf), key=lambda c: (-row[c], c))
        order = order[:k]
        assert listed == order + [-1] * (k - len(order))
        assert found[: len(order)] == [row[column] for column in order]
        assert all(score == -np.inf for score in found[len(order) :])


def test_ties_at_the_end_of_a_long_list_take_the_first_columns() -> None:
    scores = torch.randint(0, 3, (128, 5000), generator=torch.Generator().manual_seed(1)).float()
    _, items = top_k(scores, 50)
    expected = np.argsort(-scores.numpy(), axis=1, kind="stable")[:, :50]
    assert np.array_equal(items.numpy(), expected)


def test_top_k_leaves_the_scores_as_they_were() -> None:
    scores = torch.tensor([[1.0, 1.0, 0.0, -torch.inf]])
    before = scores.clone()
    top_k(scores, 2)
    assert torch.equal(scores, before)


class Table:
    """Scores of every (user, item) by a table; free of scopes, or refusing to score what does not compete."""

    scope_free: ClassVar[bool] = True
    folds_in: ClassVar[bool] = True
    chances = False

    def __init__(self, scores: torch.Tensor) -> None:
        self.scores, self.calls = scores, 0

    def score(self, histories: Histories, candidates: torch.Tensor) -> torch.Tensor:
        self.calls += 1
        return self.scores[torch.from_numpy(histories.users).long()].masked_fill(~candidates, -torch.inf)

    def probability(self, histories: Histories, scores: torch.Tensor) -> torch.Tensor | None:
        return torch.sigmoid(scores).masked_fill(scores < 0, torch.nan) if self.chances else None


class ScopeBound(Table):
    scope_free = False


class Chances(Table):
    chances = True


class BoundChances(ScopeBound):
    chances = True


def table(seed: int, users: int, items: int) -> torch.Tensor:
    """Few different scores, so that many tie."""
    return torch.from_numpy(np.random.default_rng(seed).integers(-4, 4, (users, items)).astype(np.float32))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 3), st.integers(0, 3), st.sampled_from([1, 5, 30, 50]), st.booleans())
def test_lists_are_the_protocols(seed: int, most_labels: int, min_item_users: int, k: int, free: bool) -> None:
    made = invented(seed, most_labels=most_labels)
    found = window(made, 60, min_item_users)
    train, oracle = found.training, Oracle(made, 60, min_item_users=min_item_users)
    scores = table(seed, len(oracle.users), len(oracle.kept))
    model = (Table if free else ScopeBound)(scores)
    lists = rank(model, found.test, SCOPES, k, train.catalogue, Monitor())
    place = {item: number for number, item in enumerate(oracle.kept)}
    for scope in SCOPES:
        for row, user in enumerate(oracle.users):
            expected = oracle.ranking(user, scope, lambda _, item, row=row: float(scores[row, place[item]]))[:k]
            listed = [oracle.kept[item] for item in lists[scope].items[row] if item >= 0]
            assert listed == expected, scope
            assert lists[scope].items[row, len(expected) :].tolist() == [-1] * (k - len(expected))
            assert lists[scope].scores[row, : len(expected)].tolist() == [
                float(scores[row, place[item]]) for item in expected
            ]
            assert np.isneginf(lists[scope].scores[row, len(expected) :]).all()


def equal(one: TopK, other: TopK) -> bool:
    same = np.array_equal(one.items, other.items) and np.array_equal(one.scores, other.scores)
    if one.probabilities is None or other.probabilities is None:
        return same and one.probabilities is other.probabilities
    return same and np.array_equal(one.probabilities, other.probabilities, equal_nan=True)


@pytest.mark.parametrize("kind", [Table, ScopeBound, Chances, BoundChances])
def test_lists_do_not_depend_on_the_block(kind: type[Table], monkeypatch: pytest.MonkeyPatch) -> None:
    found = window(invented(8, users=40, rows=600, most_labels=2), 60)
    scores = table(8, len(found.training.histories), found.training.catalogue.kept)
    whole = rank(kind(scores), found.test, SCOPES, 7, found.training.catalogue, Monitor())
    monkeypatch.setattr(ranking, "BLOCK", 3)
    pieces = rank(kind(scores), found.test, SCOPES, 7, found.training.catalogue, Monitor())
    assert all(equal(whole[scope], pieces[scope]) for scope in SCOPES)


@pytest.mark.parametrize(("free", "bound"), [(Table, ScopeBound), (Chances, BoundChances)])
def test_one_pass_and_a_pass_each_give_the_same_lists(free: type[Table], bound: type[Table]) -> None:
    found = window(invented(9, users=40, rows=600, most_labels=2), 60)
    scores = table(9, len(found.training.histories), found.training.catalogue.kept)
    one = rank(free(scores), found.test, SCOPES, 7, found.training.catalogue, Monitor())
    each = rank(bound(scores), found.test, SCOPES, 7, found.training.catalogue, Monitor())
    assert all(equal(one[scope], each[scope]) for scope in SCOPES)


def test_a_scope_free_model_scores_each_block_once() -> None:
    found = window(invented(9), 60)
    model = Table(table(9, len(found.training.histories), found.training.catalogue.kept))
    rank(model, found.test, SCOPES, 5, found.training.catalogue, Monitor())
    assert model.calls == 1


def test_a_scope_does_not_depend_on_the_others_asked() -> None:
    found = window(invented(10, most_labels=2), 60)
    model = Table(table(10, len(found.training.histories), found.training.catalogue.kept))
    together = rank(model, found.test, SCOPES, 5, found.training.catalogue, Monitor())
    for scope in SCOPES:
        alone = rank(model, found.test, (scope,), 5, found.training.catalogue, Monitor())
        assert equal(alone[scope], together[scope])


def test_probabilities_stand_beside_their_items_and_are_nan_past_the_end() -> None:
    found = window(invented(11), 60)
    scores = table(11, len(found.training.histories), found.training.catalogue.kept)
    lists = rank(Chances(scores), found.test, ("repeat",), 50, found.training.catalogue, Monitor())["repeat"]
    assert lists.probabilities is not None
    with np.errstate(over="ignore"):
        expected = np.where(lists.scores >= 0, 1 / (1 + np.exp(-lists.scores)), np.nan)
    listed = lists.items >= 0
    assert np.allclose(lists.probabilities[listed], expected[listed], equal_nan=True)
    assert np.isnan(lists.probabilities[~listed]).all()
    assert (~listed).any()


class Impatient(Monitor):
    def checkpoint(self) -> None:
        raise Cancelled


def test_ranking_is_cancelled_at_a_block() -> None:
    found = window(invented(9), 60)
    model = Table(table(9, len(found.training.histories), found.training.catalogue.kept))
    with pytest.raises(Cancelled):
        rank(model, found.test, ("all",), 5, found.training.catalogue, Impatient())
    assert model.calls == 0
