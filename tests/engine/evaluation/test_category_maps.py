"""Maps of weights and lifts: what is usual, how far they agree, and where they differ."""

from __future__ import annotations

import numpy as np
import pytest

from engine.evaluation.category_maps import (
    agreement,
    clustered,
    connected,
    disagreements,
    relative,
    shades,
    signed_shades,
    taxonomic,
)
from engine.evaluation.steps import Steps


def steps_of(taken: np.ndarray, expected: np.ndarray) -> Steps:
    n = len(taken)
    return Steps(taken.astype(np.int32), expected.astype(np.float32), taken.astype(np.int32), np.full(n, 50, np.int32))


def test_weights_that_are_products_of_row_and_column_are_all_usual() -> None:
    rng = np.random.default_rng(0)
    weights = np.outer(rng.random(40) + 0.5, rng.random(40) + 0.5).astype(np.float32)
    found = relative(weights)
    assert np.isnan(np.diag(found)).all()
    np.testing.assert_allclose(found[~np.eye(40, dtype=bool)], 1.0, atol=0.06)


def test_a_weight_twice_that_of_its_row_and_column_is_about_two() -> None:
    weights = np.ones((50, 50), np.float32)
    weights[3, 7] = 2.0
    assert relative(weights)[3, 7] == pytest.approx(2.0, rel=0.06)


def test_a_row_of_nothing_has_no_usual_weight() -> None:
    weights = np.ones((4, 4), np.float32)
    weights[2] = 0.0
    found = relative(weights)
    assert np.isnan(found[2]).all()
    assert np.isfinite(found[0, 1:]).all()


def test_weights_that_cancel_in_their_row_are_held_against_their_size() -> None:
    weights = np.ones((4, 4), np.float32)
    weights[0] = [0.0, 1.0, -1.0, 1e-3]
    found = relative(weights)
    assert 0 < found[0, 1] < 3
    assert found[0, 2] == pytest.approx(-found[0, 1], rel=0.2)


def test_the_agreement_is_spearmans_with_ties_over_what_both_know() -> None:
    from scipy.stats import spearmanr

    rng = np.random.default_rng(1)
    first, second = (rng.integers(0, 5, (12, 12)).astype(np.float32) for _ in range(2))
    first[0], second[:, 0] = np.nan, np.nan
    known = np.isfinite(first) & np.isfinite(second)
    value, number = agreement(first, second)
    assert value == pytest.approx(spearmanr(first[known], second[known])[0])
    assert number == known.sum()


def test_maps_that_share_no_pair_have_no_agreement() -> None:
    nothing = np.full((3, 3), np.nan, np.float32)
    assert np.isnan(agreement(nothing, np.ones((3, 3), np.float32))[0])


def test_shades_are_octaves_about_one_and_nothing_is_none() -> None:
    values = np.array([[1.0, 8.0, 100.0], [0.125, 0.0, -3.0], [2.0, np.nan, np.inf]], np.float32)
    assert shades(values).tolist() == [[128, 255, 255], [1, 1, 1], [170, 0, 0]]


def test_the_most_connected_have_the_lifts_that_are_beyond_doubt() -> None:
    taken, expected = np.full((5, 5), 10), np.full((5, 5), 10.0)
    taken[3, 1] = 60
    taken[0, 4] = 3  # ten times what is expected, and three shoppers
    expected[0, 4] = 0.3
    assert set(connected(steps_of(taken, expected), 2).tolist()) == {1, 3}


def test_taxonomy_order_goes_by_coarse_groups_first() -> None:
    department, shelf = np.array([1, 0, 1, 0], np.int32), np.array([0, 2, 0, 1], np.int32)
    assert taxonomic([department, shelf], np.array([0, 1, 2, 3])).tolist() == [3, 1, 0, 2]


def test_clusters_put_those_that_lead_to_each_other_side_by_side() -> None:
    taken, expected = np.full((6, 6), 20), np.full((6, 6), 20.0)
    for one, other in ((0, 3), (1, 4), (2, 5)):
        taken[one, other] = taken[other, one] = 160
    order = clustered(steps_of(taken, expected), np.arange(6)).tolist()
    assert sorted(order) == list(range(6))
    for one, other in ((0, 3), (1, 4), (2, 5)):
        assert abs(order.index(one) - order.index(other)) == 1


def test_disagreements_hold_what_one_map_has_and_the_other_lacks() -> None:
    weights, lifts = np.ones((4, 4), np.float32), np.ones((4, 4), np.float32)
    rng = np.random.default_rng(2)
    weights += rng.random((4, 4)).astype(np.float32) * 0.1
    np.fill_diagonal(weights, np.nan)
    weights[0, 1], lifts[0, 1] = 5.0, 0.5
    weights[2, 3], lifts[2, 3] = 0.1, 4.0
    lows = lifts * 0.8
    model, data = disagreements(weights, lifts, lows, 1)
    assert model == [(0, 1)]
    assert data == [(2, 3)]


def test_a_lift_that_may_be_chance_is_not_missed_by_the_model() -> None:
    weights, lifts = np.full((3, 3), 2.0, np.float32), np.ones((3, 3), np.float32)
    weights[0, 1], lifts[0, 1] = 0.1, 4.0
    lows = np.full((3, 3), 0.9, np.float32)
    assert disagreements(weights, lifts, lows, 3)[1] == []


def test_signed_shades_lie_about_nothing_by_their_root() -> None:
    values = np.array([[0.0, 8.0, 20.0], [-2.0, -9.0, -0.5], [2.0, np.nan, np.inf]], np.float32)
    assert signed_shades(values).tolist() == [[128, 255, 255], [1, 1, 64], [192, 0, 0]]
