"""EASE's weights on both sides against the textbook inverse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from engine.models.baselines import ridge
from engine.models.baselines.ridge import ItemSide, UserSide, restored, solved
from engine.monitor import Cancelled, Monitor
from tests.engine.invented import textbook


def drawn(seed: int, users: int, items: int, density: float = 0.3) -> np.ndarray:
    return (np.random.default_rng(seed).random((users, items)) < density).astype(np.float32)


shapes = (st.integers(0, 10**6), st.integers(1, 40), st.integers(1, 40), st.sampled_from([0.01, 1.0, 50.0, 1000.0]))


@pytest.mark.parametrize("side", [UserSide, ItemSide])
@settings(max_examples=60, deadline=None)
@given(*shapes)
def test_both_sides_give_the_textbooks_scores_and_weights(
    side: type[UserSide] | type[ItemSide], seed: int, users: int, items: int, l2: float
) -> None:
    x = drawn(seed, users, items)
    weights, expected = side.solve(csr_matrix(x), l2, Monitor(), "cpu"), textbook(x.astype(np.float64), l2)
    scores = weights.scores(csr_matrix(x), np.arange(users))
    assert scores.dtype == np.float32
    assert scores == pytest.approx(x @ expected, rel=1e-3, abs=1e-4)
    asked = np.random.default_rng(seed).permutation(items)[: max(1, items // 2)].astype(np.int32)
    assert weights.columns(asked) == pytest.approx(expected[:, asked], rel=1e-3, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(*shapes)
def test_a_row_that_never_trained_scores_x_times_b(seed: int, users: int, items: int, l2: float) -> None:
    x, new = drawn(seed, users, items), drawn(seed + 1, 3, items)
    weights = UserSide.solve(csr_matrix(x), l2, Monitor(), "cpu")
    expected = new @ textbook(x.astype(np.float64), l2)
    for whose in (np.full(3, -1), np.zeros(3, np.int64)):  # a stranger, and somebody's edited history
        assert weights.scores(csr_matrix(new), whose) == pytest.approx(expected, rel=1e-3, abs=1e-4)


def test_the_side_with_fewer_rows_is_solved() -> None:
    assert isinstance(solved(csr_matrix(drawn(0, 5, 9)), 10, Monitor()), UserSide)
    assert isinstance(solved(csr_matrix(drawn(0, 9, 5)), 10, Monitor()), ItemSide)


@pytest.mark.parametrize(("users", "items"), [(60, 150), (150, 60)])
def test_single_precision_serves_where_the_ridge_is_large(
    users: int, items: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ridge, "FEW", 0)
    x, new = drawn(5, users, items), drawn(6, 4, items)
    weights, expected = solved(csr_matrix(x), 50.0, Monitor()), textbook(x.astype(np.float64), 50.0)
    assert all(array.dtype == np.float32 for array in weights.arrays().values())
    assert weights.scores(csr_matrix(x), np.arange(users)) == pytest.approx(x @ expected, rel=1e-4, abs=1e-5)
    assert weights.scores(csr_matrix(new), np.full(4, -1)) == pytest.approx(new @ expected, rel=1e-4, abs=1e-5)
    assert weights.columns(np.arange(items)) == pytest.approx(expected, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize(("users", "items"), [(7, 12), (12, 7)])
@pytest.mark.parametrize("l2", [1e-3, 100.0])
def test_restored_weights_are_those_that_were_stored(users: int, items: int, l2: float) -> None:
    x = csr_matrix(drawn(1, users, items))
    weights = solved(x, l2, Monitor())
    again = restored(weights.arrays(), x, l2)
    assert np.array_equal(again.scores(x, np.arange(users)), weights.scores(x, np.arange(users)))


def test_a_small_ridge_is_solved_in_double_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ridge, "FEW", 0)
    x = drawn(2, 30, 60, 0.5)
    weights = UserSide.solve(csr_matrix(x), 1e-3, Monitor(), "cpu")
    expected = x @ textbook(x.astype(np.float64), 1e-3)
    assert np.abs(weights.scores(csr_matrix(x), np.full(30, -1)) - expected).max() < 1e-4


def test_weights_of_an_item_on_itself_are_0() -> None:
    for users, items in ((7, 12), (12, 7)):
        weights = solved(csr_matrix(drawn(3, users, items)), 10, Monitor())
        assert np.diag(weights.columns(np.arange(items))).tolist() == [0.0] * items


class Counting(Monitor):
    def __init__(self, allowed: int) -> None:
        self.allowed, self.fractions = allowed, list[float]()

    def progress(self, fraction: float, step: str = "") -> None:
        self.fractions.append(fraction)

    def checkpoint(self) -> None:
        self.allowed -= 1
        if self.allowed < 0:
            raise Cancelled


def test_a_solve_tells_its_progress_and_can_be_cancelled_in_every_block() -> None:
    x = csr_matrix(drawn(4, 300, 400, 0.05))
    patient = Counting(99)
    solved(x, 10, patient)
    assert patient.fractions == sorted(patient.fractions)
    assert len(patient.fractions) == 1 + 3  # the products, and blocks of 128 users
    for allowed in range(4):
        with pytest.raises(Cancelled):
            solved(x, 10, Counting(allowed))
